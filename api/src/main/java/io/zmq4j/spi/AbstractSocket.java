package io.zmq4j.spi;

import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Monitor;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every socket does alike: guard, waiting, multipart rules, options, closing. A backend adds what
 * {@link SocketEngine} lists.
 *
 * <p>The way of a message is guard in, hand over, guard out. Everything else is off that way.
 */
public abstract non-sealed class AbstractSocket extends SocketEngine implements Socket {
    private static final boolean WHOLE_MESSAGES = Safeguard.isOn("refused-frame-counts");

    /** A limit: the socket's SNDTIMEO or RCVTIMEO. */
    static final long TIMEO = Long.MIN_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final boolean CONFLATE_CHECKED = Safeguard.isOn("conflate-frames");
    private static final int POLLIN = 1 << PollEvent.POLLIN.ordinal();
    private static final int POLLOUT = 1 << PollEvent.POLLOUT.ordinal();

    private final AbstractContext context;
    private final SocketType type;
    private final SocketResource resource;
    private final boolean canSend;
    private final boolean canReceive;
    private final SocketEndpoints endpoints;
    private final SocketSettings settings;
    private final SocketMonitoring monitoring;

    // guarded by the resource
    private boolean sendingMore;
    private boolean brokenOff;

    /** Whether the engine may hold the start of a message already, because it looked for one; see checkDetach. */
    private boolean lookedAhead;

    private int fetchedSize;
    private boolean kept;
    private boolean moreBeforeKept;
    private int keptSize;

    /**
     * Creates a socket that is open.
     *
     * @param context that opens it
     * @param type its type
     * @param resource what closes it
     */
    @SuppressWarnings("this-escape") // its parts keep it, and ask nothing of it yet
    protected AbstractSocket(AbstractContext context, SocketType type, SocketResource resource) {
        this.context = context;
        this.type = type;
        this.resource = resource;
        this.canSend = type.canSend();
        this.canReceive = type.canReceive();
        this.endpoints = new SocketEndpoints(this, context, type);
        this.settings = new SocketSettings(this, context, type, endpoints);
        this.monitoring = new SocketMonitoring(this, context);
    }

    /**
     * Name for messages.
     *
     * @return such as {@code REQ#7}
     */
    protected final String label() {
        return resource.label();
    }

    // ---- sending

    @Override
    public final void send(byte[] data, int offset, int length) {
        send(data, offset, length, false, TIMEO);
    }

    @Override
    public final void send(byte[] data, int offset, int length, SendFlag flag) {
        send(data, offset, length, isMore(flag), limit(flag));
    }

    @Override
    public final void send(byte[] data, int offset, int length, SendFlag flag, SendFlag other) {
        send(data, offset, length, isMore(flag, other), Math.max(limit(flag), limit(other)));
    }

    @Override
    public final void send(byte[] data, int offset, int length, Duration limit) {
        send(data, offset, length, false, Limits.nanos(limit));
    }

    @Override
    public final boolean trySend(byte[] data, int offset, int length) {
        return trySend(data, offset, length, false);
    }

    @Override
    public final boolean trySend(byte[] data, int offset, int length, SendFlag flag) {
        return trySend(data, offset, length, onlyMore(flag));
    }

    @Override
    public final void send(ByteBuffer data) {
        send(data, false, TIMEO);
    }

    @Override
    public final void send(ByteBuffer data, SendFlag flag) {
        send(data, isMore(flag), limit(flag));
    }

    @Override
    public final void send(ByteBuffer data, SendFlag flag, SendFlag other) {
        send(data, isMore(flag, other), Math.max(limit(flag), limit(other)));
    }

    @Override
    public final void send(ByteBuffer data, Duration limit) {
        send(data, false, Limits.nanos(limit));
    }

    @Override
    public final boolean trySend(ByteBuffer data) {
        return trySend(data, false);
    }

    @Override
    public final boolean trySend(ByteBuffer data, SendFlag flag) {
        return trySend(data, onlyMore(flag));
    }

    private void send(byte[] data, int offset, int length, boolean more, long limit) {
        if (CallTrace.starts()) {
            CallTrace.run(
                    this,
                    "send",
                    () -> send(data, offset, length, more, limit),
                    CallTrace.part(data, offset, length),
                    CallTrace.flags(more, limit));
            return;
        }
        checkRange(data, offset, length);
        resource.enter();
        try {
            checkSend(more);
            if (!doSend(data, offset, length, more) && mayWait()) {
                await(true, limit == TIMEO ? settings.sendTimeout() : limit, data, offset, length, more);
            }
            sentFrame(more);
        } finally {
            resource.exit();
        }
    }

    private boolean trySend(byte[] data, int offset, int length, boolean more) {
        if (CallTrace.starts()) {
            return CallTrace.call(
                    this,
                    "trySend",
                    () -> trySend(data, offset, length, more),
                    CallTrace.part(data, offset, length),
                    CallTrace.flags(more, TIMEO));
        }
        checkRange(data, offset, length);
        resource.enter();
        try {
            checkSend(more);
            if (!doSend(data, offset, length, more) && mayWait() && !handAfterNews(data, offset, length, more)) {
                return false;
            }
            sentFrame(more);
            return true;
        } finally {
            resource.exit();
        }
    }

    private void send(ByteBuffer data, boolean more, long limit) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "send", () -> send(data, more, limit), data, CallTrace.flags(more, limit));
            return;
        }
        Objects.requireNonNull(data, "data");
        resource.enter();
        try {
            checkSend(more);
            if (!doSend(data, more) && mayWait()) {
                await(true, limit == TIMEO ? settings.sendTimeout() : limit, data, 0, 0, more);
            }
            sentFrame(more);
            data.position(data.limit());
        } finally {
            resource.exit();
        }
    }

    private boolean trySend(ByteBuffer data, boolean more) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "trySend", () -> trySend(data, more), data, CallTrace.flags(more, TIMEO));
        }
        Objects.requireNonNull(data, "data");
        resource.enter();
        try {
            checkSend(more);
            if (!doSend(data, more) && mayWait() && !handAfterNews(data, 0, 0, more)) {
                return false;
            }
            sentFrame(more);
            data.position(data.limit());
            return true;
        } finally {
            resource.exit();
        }
    }

    @Override
    public final int send(Msg msg) {
        return send(msg, false, TIMEO);
    }

    @Override
    public final int send(Msg msg, SendFlag flag) {
        return send(msg, isMore(flag), limit(flag));
    }

    @Override
    public final int send(Msg msg, SendFlag flag, SendFlag other) {
        return send(msg, isMore(flag, other), Math.max(limit(flag), limit(other)));
    }

    @Override
    public final int send(Msg msg, Duration limit) {
        return send(msg, false, Limits.nanos(limit));
    }

    @Override
    public final boolean trySend(Msg msg) {
        return trySend(msg, false);
    }

    @Override
    public final boolean trySend(Msg msg, SendFlag flag) {
        return trySend(msg, onlyMore(flag));
    }

    private int send(Msg msg, boolean more, long limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "send", () -> send(msg, more, limit), msg, CallTrace.flags(more, limit));
        }
        AbstractMsg frame = (AbstractMsg) msg;
        frame.enter();
        try {
            resource.enter();
            try {
                checkSend(more);
                int size = frame.length();
                Object data = toHandOver(frame);
                boolean handed = hand(data, 0, 0, more);
                if (!handed && mayWait()) {
                    await(true, limit == TIMEO ? settings.sendTimeout() : limit, data, 0, 0, more);
                    handed = true;
                }
                sent(frame, more, handed && data instanceof AbstractMsg);
                return size;
            } finally {
                resource.exit();
            }
        } finally {
            frame.exit();
        }
    }

    private boolean trySend(Msg msg, boolean more) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "trySend", () -> trySend(msg, more), msg, CallTrace.flags(more, TIMEO));
        }
        AbstractMsg frame = (AbstractMsg) msg;
        frame.enter();
        try {
            resource.enter();
            try {
                checkSend(more);
                Object data = toHandOver(frame);
                boolean handed = hand(data, 0, 0, more);
                if (!handed && mayWait()) {
                    handed = handAfterNews(data, 0, 0, more);
                    if (!handed) {
                        return false;
                    }
                }
                sent(frame, more, handed && data instanceof AbstractMsg);
                return true;
            } finally {
                resource.exit();
            }
        } finally {
            frame.exit();
        }
    }

    /**
     * Whether a frame that was refused may be tried again. One that continues a message is refused when the peer of the
     * message has gone: tried again it would go to another peer, as a message of its own. It counts as sent.
     */
    private boolean mayWait() {
        return !sendingMore || !WHOLE_MESSAGES;
    }

    /** A new request makes a REQ socket forget the rest of a reply that was half received (REQ_RELAXED). */
    private void sentFrame(boolean more) {
        if (type == SocketType.REQ && !sendingMore) {
            doForgetMore();
        }
        sendingMore = more;
    }

    private void sent(AbstractMsg frame, boolean more, boolean engineHasIt) {
        sentFrame(more);
        if (engineHasIt) {
            frame.gone();
        } else {
            frame.release();
        }
    }

    /** The message itself where the engine takes what it holds, else its bytes. */
    private Object toHandOver(AbstractMsg frame) {
        if (frame.isOnlyHeld() && doKnows(frame)) {
            return frame;
        }
        frame.look();
        return frame.contents();
    }

    @Override
    public final void send(List<byte[]> frames) {
        sendAll(frames, TIMEO);
    }

    @Override
    public final void send(List<byte[]> frames, Duration limit) {
        sendAll(frames, Limits.nanos(limit));
    }

    private void sendAll(List<byte[]> frames, long limit) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "send", () -> sendAll(frames, limit), frames, CallTrace.flags(false, limit));
            return;
        }
        byte[][] all = checkFrames(frames);
        resource.enter();
        try {
            checkSend(all.length > 1);
            checkBetweenMessages();
            boolean more = all.length > 1;
            if (!doSend(all[0], 0, all[0].length, more)) {
                await(true, limit == TIMEO ? settings.sendTimeout() : limit, all[0], 0, all[0].length, more);
            }
            sentFrame(all.length > 1);
            sendRest(all);
        } finally {
            resource.exit();
        }
    }

    @Override
    public final boolean trySend(List<byte[]> frames) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "trySend", () -> trySend(frames), frames);
        }
        byte[][] all = checkFrames(frames);
        resource.enter();
        try {
            checkSend(all.length > 1);
            checkBetweenMessages();
            boolean more = all.length > 1;
            if (!doSend(all[0], 0, all[0].length, more) && !handAfterNews(all[0], 0, all[0].length, more)) {
                return false;
            }
            sentFrame(all.length > 1);
            sendRest(all);
            return true;
        } finally {
            resource.exit();
        }
    }

    /** A frame refused here goes to a peer that has gone: it counts as sent, and the engine drops the others too. */
    private void sendRest(byte[][] all) {
        for (int i = 1; i < all.length; i++) {
            sendingMore = true;
            try {
                doSend(all[i], 0, all[i].length, i < all.length - 1);
            } catch (RuntimeException | Error e) {
                breakOff();
                throw e;
            }
        }
        sendingMore = false;
    }

    /**
     * The engine failed in the middle of a message whose frames go together. Nobody can send the others any more, and
     * the next message must not become the rest of this one: what was sent of it goes with the socket.
     */
    private void breakOff() {
        brokenOff = Safeguard.isOn("broken-off-message");
    }

    private static byte[][] checkFrames(List<byte[]> frames) {
        byte[][] all = frames.toArray(new byte[0][]);
        if (all.length == 0) {
            throw new ZmqException(ErrorCode.EINVAL, "a message has at least one frame, the list was empty");
        }
        for (byte[] frame : all) {
            Objects.requireNonNull(frame, "frame");
        }
        return all;
    }

    private void checkBetweenMessages() {
        if (sendingMore) {
            throw new WrongStateException(
                    "a message is half sent on socket " + label() + "; send its last frame without SNDMORE first");
        }
    }

    private void checkSend(boolean more) {
        if (!canSend) {
            throw new ZmqException(ErrorCode.ENOTSUP, type + " sockets do not send");
        }
        if (brokenOff) {
            throw new WrongStateException("a message was broken off on socket " + label()
                    + ", because the engine failed between its frames; close the socket, which drops it");
        }
        if (kept && (type == SocketType.REQ || type == SocketType.REP)) {
            throw new WrongStateException(
                    "a frame that did not fit its buffer waits to be received on socket " + label());
        }
        if (more && settings.conflates() && CONFLATE_CHECKED) {
            throw conflated();
        }
    }

    /**
     * libzmq 4.3.4 keeps the last frame, with its mark that more follow: the process ends when the peer receives from
     * another connection next (over inproc), or the connection is lost (over tcp). JeroMQ mixes messages.
     */
    private ZmqException conflated() {
        return new ZmqException(
                ErrorCode.EINVAL,
                "socket " + label() + " has CONFLATE, which goes with messages of one frame: send it without SNDMORE");
    }

    private static void checkRange(byte[] data, int offset, int length) {
        if ((offset | length) < 0 || length > data.length - offset) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "offset " + offset + " and length " + length + " must lie inside the array of " + data.length
                            + " bytes");
        }
    }

    private static boolean isMore(SendFlag flag) {
        return Objects.requireNonNull(flag, "flag") == SendFlag.SNDMORE;
    }

    private static boolean isMore(SendFlag flag, SendFlag other) {
        Objects.requireNonNull(other, "flag");
        return isMore(flag) || isMore(other);
    }

    private static boolean onlyMore(SendFlag flag) {
        if (!isMore(flag)) {
            throw new ZmqException(ErrorCode.EINVAL, "trySend takes SNDMORE only, was " + flag);
        }
        return true;
    }

    /** DONTWAIT is a limit of 0; it outranks {@link #TIMEO}, the smallest of all. */
    private static long limit(SendFlag flag) {
        return flag == SendFlag.DONTWAIT ? 0 : TIMEO;
    }

    private static long limit(RecvFlag flag) {
        return Objects.requireNonNull(flag, "flag") == RecvFlag.DONTWAIT ? 0 : TIMEO;
    }

    // ---- receiving

    @Override
    public final byte[] recv() {
        return recv(TIMEO);
    }

    @Override
    public final byte[] recv(RecvFlag flag) {
        return recv(limit(flag));
    }

    @Override
    public final byte[] recv(Duration limit) {
        return recv(Limits.nanos(limit));
    }

    private byte[] recv(long limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "recv", () -> recv(limit), CallTrace.flags(false, limit));
        }
        resource.enter();
        try {
            if (fetch() == NOTHING) {
                await(false, limit == TIMEO ? settings.recvTimeout() : limit, null, 0, 0, false);
            }
            return take();
        } finally {
            resource.exit();
        }
    }

    @Override
    public final byte @Nullable [] tryRecv() {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "tryRecv", () -> tryRecv());
        }
        resource.enter();
        try {
            return fetch() == NOTHING ? null : take();
        } finally {
            resource.exit();
        }
    }

    @Override
    public final int recv(ByteBuffer target) {
        return recv(target, TIMEO);
    }

    @Override
    public final int recv(ByteBuffer target, RecvFlag flag) {
        return recv(target, limit(flag));
    }

    @Override
    public final int recv(ByteBuffer target, Duration limit) {
        return recv(target, Limits.nanos(limit));
    }

    private int recv(ByteBuffer target, long limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(
                    this, "recv", () -> recv(target, limit), CallTrace.room(target), CallTrace.flags(false, limit));
        }
        checkTarget(target);
        resource.enter();
        try {
            int size = fetch();
            if (size == NOTHING) {
                size = await(false, limit == TIMEO ? settings.recvTimeout() : limit, null, 0, 0, false);
            }
            return take(size, target);
        } finally {
            resource.exit();
        }
    }

    @Override
    public final int tryRecv(ByteBuffer target) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "tryRecv", () -> tryRecv(target), CallTrace.room(target));
        }
        checkTarget(target);
        resource.enter();
        try {
            int size = fetch();
            return size == NOTHING ? NOTHING : take(size, target);
        } finally {
            resource.exit();
        }
    }

    @Override
    public final int recv(Msg msg) {
        return recv(msg, TIMEO);
    }

    @Override
    public final int recv(Msg msg, RecvFlag flag) {
        return recv(msg, limit(flag));
    }

    @Override
    public final int recv(Msg msg, Duration limit) {
        return recv(msg, Limits.nanos(limit));
    }

    private int recv(Msg msg, long limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "recv", () -> recv(msg, limit), msg, CallTrace.flags(false, limit));
        }
        AbstractMsg target = (AbstractMsg) msg;
        target.enter();
        try {
            resource.enter();
            try {
                @Nullable AbstractMsg known = receiver(target);
                int size = fetch(target, known);
                if (size == NOTHING) {
                    size = await(false, limit == TIMEO ? settings.recvTimeout() : limit, known, 0, 0, false);
                }
                take(size, target, known);
                return size;
            } finally {
                resource.exit();
            }
        } finally {
            target.exit();
        }
    }

    @Override
    public final boolean tryRecv(Msg msg) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "tryRecv", () -> tryRecv(msg), msg);
        }
        AbstractMsg target = (AbstractMsg) msg;
        target.enter();
        try {
            resource.enter();
            try {
                @Nullable AbstractMsg known = receiver(target);
                int size = fetch(target, known);
                if (size == NOTHING) {
                    return false;
                }
                take(size, target, known);
                return true;
            } finally {
                resource.exit();
            }
        } finally {
            target.exit();
        }
    }

    /** The message itself where the engine can put a frame into it; null where bytes are to be copied. */
    private @Nullable AbstractMsg receiver(AbstractMsg target) {
        return !kept && doKnows(target) ? target : null;
    }

    /** What the message held is gone afterwards: the engine lets go of it when it puts a frame there. */
    private int fetch(AbstractMsg target, @Nullable AbstractMsg known) {
        if (known == null) {
            target.release();
            return fetch();
        }
        int size = NOTHING;
        try {
            size = fetch(known);
        } finally {
            if (size == NOTHING) {
                target.release();
            }
        }
        return size;
    }

    private void take(int size, AbstractMsg target, @Nullable AbstractMsg known) {
        if (known != null) {
            target.hold(size);
            return;
        }
        try {
            target.prepare(size);
            doTake(target.contents());
        } catch (RuntimeException | Error e) {
            keep(size);
            throw e;
        }
        kept = false;
        target.received(doMore());
    }

    @Override
    public final List<byte[]> recvMultipart() {
        return recvAll(TIMEO);
    }

    @Override
    public final List<byte[]> recvMultipart(Duration limit) {
        return recvAll(Limits.nanos(limit));
    }

    private List<byte[]> recvAll(long limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "recvMultipart", () -> recvAll(limit), CallTrace.flags(false, limit));
        }
        resource.enter();
        try {
            checkNotHalfReceived("receive its other frames one by one");
            if (fetch() == NOTHING) {
                await(false, limit == TIMEO ? settings.recvTimeout() : limit, null, 0, 0, false);
            }
            return takeAll();
        } finally {
            resource.exit();
        }
    }

    @Override
    public final @Nullable List<byte[]> tryRecvMultipart() {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "tryRecvMultipart", () -> tryRecvMultipart());
        }
        resource.enter();
        try {
            checkNotHalfReceived("receive its other frames one by one");
            return fetch() == NOTHING ? null : takeAll();
        } finally {
            resource.exit();
        }
    }

    @Override
    public final boolean hasMore() {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "hasMore", () -> hasMore());
        }
        resource.enter();
        try {
            return moreFollows();
        } finally {
            resource.exit();
        }
    }

    final boolean moreFollows() {
        return kept ? moreBeforeKept : doMore();
    }

    private int fetch() {
        return fetch(null);
    }

    private int fetch(@Nullable AbstractMsg target) {
        if (kept) {
            return keptSize;
        }
        if (!canReceive) {
            throw new ZmqException(ErrorCode.ENOTSUP, type + " sockets do not receive");
        }
        checkConflate();
        int size = target == null ? doFetch() : doFetch(target);
        lookedAhead = false; // what was seen and is no message for this socket is dropped by now
        if (size != NOTHING) {
            fetchedSize = size;
        }
        return size;
    }

    /**
     * libzmq 4.3.4 hands a CONFLATE socket single frames of messages that have several, and ends the process at the
     * next one; JeroMQ mixes them.
     */
    private void checkConflate() {
        if (CONFLATE_CHECKED && settings.conflates() && doMore()) {
            throw new WrongStateException("socket " + label()
                    + " has CONFLATE and received a message of several frames, which cannot go together: close it");
        }
    }

    /**
     * Takes in what the engine has to say; some socket types take the start of a message in to see that it is there.
     */
    private int engineEvents() {
        int found = doEvents();
        lookedAhead |= (found & POLLIN) != 0;
        return found;
    }

    private byte[] take() {
        try {
            byte[] frame = doTake();
            kept = false;
            return frame;
        } catch (RuntimeException | Error e) {
            keep(fetchedSize);
            throw e;
        }
    }

    private int take(int size, ByteBuffer target) {
        if (size > target.remaining()) {
            keep(size);
            throw new ZmqException(
                    ErrorCode.EMSGSIZE,
                    "the frame has " + size + " bytes, the buffer has room for " + target.remaining()
                            + "; the frame stays with the socket, receive it with more room");
        }
        try {
            doTake(target);
        } catch (RuntimeException | Error e) {
            keep(size);
            throw e;
        }
        kept = false;
        return size;
    }

    /** The frame stays with the socket: the next receive of any form gets it. */
    private void keep(int size) {
        if (!kept) {
            moreBeforeKept = doMoreBefore();
            keptSize = size;
            kept = true;
        }
    }

    /** Engines hand over whole messages: once the first frame is here, the others are. */
    private List<byte[]> takeAll() {
        List<byte[]> frames = new ArrayList<>();
        frames.add(take());
        while (doMore()) {
            if (fetch() == NOTHING) {
                throw Transit.brokenOff(frames.size());
            }
            frames.add(take());
        }
        return frames;
    }

    /** A frame that is kept counts, unless it is the first of its message: then nothing of it was handed out. */
    private void checkNotHalfReceived(String instead) {
        if (moreFollows()) {
            throw new WrongStateException("a message is half received on socket " + label() + "; " + instead);
        }
    }

    private static void checkTarget(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new ZmqException(ErrorCode.EINVAL, "the buffer to receive into must be writable, was read-only");
        }
    }

    // ---- whole messages in transit, for proxies

    final int lookBeforeTransit() {
        resource.enterToPoll();
        try {
            return events();
        } finally {
            resource.exit();
        }
    }

    /** False when there is no message. */
    final boolean takeInto(Transit transit) {
        resource.enterToPoll();
        try {
            checkNotHalfReceived("receive the rest of it first");
            AbstractMsg frame;
            do {
                frame = transit.nextFrame();
                @Nullable AbstractMsg known = receiver(frame);
                int size = fetch(known);
                if (size == NOTHING && transit.isEmpty()) {
                    return false;
                } else if (size == NOTHING) {
                    throw Transit.brokenOff(transit.count());
                }
                take(size, frame, known);
                transit.add(size);
            } while (frame.moreFollows());
            return true;
        } finally {
            resource.exit();
        }
    }

    /** False when the first frame would have to wait. */
    final boolean handOver(Transit transit) {
        resource.enterToPoll();
        try {
            checkSend(transit.count() > 1);
            checkBetweenMessages();
            for (int i = 0; i < transit.count(); i++) {
                AbstractMsg frame = transit.frame(i);
                if (!handFrame(toHandOver(frame), i < transit.count() - 1)) {
                    return false;
                }
                transit.begin();
                frame.release();
            }
            return true;
        } finally {
            resource.exit();
        }
    }

    /** False when the first frame would have to wait. */
    final boolean handOverCopies(Transit transit) {
        resource.enterToPoll();
        try {
            checkSend(transit.count() > 1);
            checkBetweenMessages();
            for (int i = 0; i < transit.count(); i++) {
                AbstractMsg frame = transit.frame(i);
                boolean shared = frame.isOnlyHeld() && doKnows(frame);
                Object data = toHandOver(shared ? transit.copyOf(frame) : frame);
                if (!handFrame(data, i < transit.count() - 1)) {
                    return false;
                }
            }
            return true;
        } finally {
            resource.exit();
        }
    }

    private boolean handFrame(Object data, boolean more) {
        try {
            if (!hand(data, 0, 0, more) && mayWait() && !handAfterNews(data, 0, 0, more)) {
                return false;
            }
        } catch (RuntimeException | Error e) {
            if (sendingMore) {
                breakOff();
            }
            throw e;
        }
        sentFrame(more);
        return true;
    }

    // ---- waiting

    /**
     * The one place where a call waits. It tries again until it succeeds, or a reason to stop comes up. When its time
     * has passed it has tried once more: a thread or machine that was held up does not miss what came meanwhile.
     *
     * @param sending whether to send
     * @param limit nanoseconds, negative for no limit, 0 not to wait at all
     * @param data what to send, or the message to receive into, null to make the frame the current one
     * @return size of the frame received
     */
    private int await(boolean sending, long limit, @Nullable Object data, int offset, int length, boolean more) {
        if (limit == 0) {
            if (sending && handAfterNews(Objects.requireNonNull(data), offset, length, more)) {
                return 0;
            }
            throw WouldBlockException.instant();
        }
        long deadline = Limits.deadline(limit);
        Waiter waiter = doTakeWaiter();
        try {
            if (Waiter.WAKE_UPS) {
                resource.waiting(waiter);
                waiter.begin();
            }
            boolean processed = !sending && doFetchProcesses();
            for (boolean justTried = processed; ; justTried = false) {
                waiter.clear();
                if (!processed) {
                    engineEvents(); // takes in what the engine has to say; its answer may lie (XPUB_NODROP at the HWM)
                }
                checkMayWait(sending);
                monitoring.stopIfAsked();
                if (!justTried) {
                    int size = sending ? handAgain(data, offset, length, more) : fetch((AbstractMsg) data);
                    if (size != NOTHING) {
                        return size;
                    }
                }
                long left = limit < 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
                if (left > 0) {
                    doAwait(waiter, Waiter.bounded(left));
                } else if (!justTried) {
                    throw new WouldBlockException(
                            waiting(sending) + " waited " + limit / NANOS_PER_MILLI + " ms in vain");
                }
            }
        } finally {
            if (Waiter.WAKE_UPS) {
                waiter.end();
                resource.waiting(null);
            }
            giveBack(waiter);
            Reference.reachabilityFence(this); // a socket that nothing else holds is not abandoned while a call waits
        }
    }

    /** What the call has achieved stays so: a message that was received must not be lost, nor one sent again. */
    private void giveBack(Waiter waiter) {
        try {
            doGiveBack(waiter);
        } catch (RuntimeException | Error e) {
            EndFailure.log("the end of a wait on socket " + label(), e);
        }
    }

    private int handAgain(@Nullable Object data, int offset, int length, boolean more) {
        return hand(Objects.requireNonNull(data), offset, length, more) ? 0 : NOTHING;
    }

    /**
     * The second try of a call that must not wait. libzmq looks for news, such as room that was made or a peer that has
     * come, only now and then when it sends, and refuses until then.
     */
    private boolean handAfterNews(Object data, int offset, int length, boolean more) {
        engineEvents();
        return hand(data, offset, length, more);
    }

    private boolean hand(Object data, int offset, int length, boolean more) {
        if (data instanceof byte[] array) {
            return doSend(array, offset, length, more);
        }
        return data instanceof AbstractMsg msg ? doSend(msg, more) : doSend((ByteBuffer) data, more);
    }

    private void checkMayWait(boolean sending) {
        if (!resource.isOpen()) {
            throw resource.whyNotOpen();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedCallException(waiting(sending) + " was interrupted while it waited");
        }
    }

    private String waiting(boolean sending) {
        return (sending ? "send" : "recv") + " on socket " + label();
    }

    // ---- endpoints

    @Override
    public final String bind(String endpoint) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "bind", () -> bind(endpoint), endpoint);
        }
        return endpoints.bind(endpoint);
    }

    @Override
    public final void connect(String endpoint) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "connect", () -> connect(endpoint), endpoint);
            return;
        }
        endpoints.connect(endpoint);
    }

    @Override
    public final void unbind(String endpoint) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "unbind", () -> unbind(endpoint), endpoint);
            return;
        }
        endpoints.unbind(endpoint);
    }

    @Override
    public final void disconnect(String endpoint) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "disconnect", () -> disconnect(endpoint), endpoint);
            return;
        }
        endpoints.disconnect(endpoint);
    }

    /**
     * libzmq 4.3.4 aborts the process, or loses the message, when the peer of a message is taken away of which it holds
     * the start: because some frames were received, or because these types take the start in when they are asked for
     * EVENTS, by a poll or a wait. JeroMQ follows it.
     */
    final void checkDetach() {
        boolean halfReceived = (kept || doMore()) && Safeguard.isOn("half-received");
        if (halfReceived || (lookedAhead && looksAhead() && Safeguard.isOn("detach-seen"))) {
            throw new WrongStateException(
                    "a message is half received on socket " + label() + ", or was seen there; receive it first");
        }
    }

    /** Whether XPUB_WELCOME_MSG is set. */
    final boolean welcomes() {
        return settings.welcomes();
    }

    /** Whether CONFLATE is set. */
    final boolean conflates() {
        return settings.conflates();
    }

    private boolean looksAhead() {
        return switch (type) {
            case SUB, XSUB, ROUTER, REP -> true;
            default -> false;
        };
    }

    // ---- options

    @Override
    public final <T> T get(SocketOption<T> option) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "get", () -> get(option), option);
        }
        return settings.get(option);
    }

    @Override
    public final <T> void set(SocketOption<T> option, T value) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "set", () -> set(option, value), option, value);
            return;
        }
        settings.set(option, value);
    }

    @Override
    public final Object getByName(String name) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "getByName", () -> getByName(name), name);
        }
        return settings.getByName(name);
    }

    @Override
    public final void setByName(String name, Object value) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "setByName", () -> setByName(name, value), name, value);
            return;
        }
        settings.setByName(name, value);
    }

    // ---- events

    /** What the engine says, and a frame that is kept counts as received by nobody yet. */
    final int events() {
        int events = engineEvents();
        if (!kept) {
            return events;
        }
        boolean lockstep = type == SocketType.REQ || type == SocketType.REP;
        return (lockstep ? events & ~POLLOUT : events) | POLLIN;
    }

    @Override
    public final Monitor monitor() {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "monitor", () -> monitor());
        }
        return monitoring.start();
    }

    // ---- life

    @Override
    public final SocketType type() {
        return type;
    }

    @Override
    public final Context context() {
        return context;
    }

    /** From inside a call on the same socket (a callback) the guard is not to be had: another thread closes then. */
    @Override
    public final void close() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "close", () -> close());
            return;
        }
        resource.markClosed();
        if (resource.isUsedByCaller()) {
            Thread closer = new Thread(this::retire, "zmq4j close of " + label());
            closer.setDaemon(true);
            closer.start();
        } else {
            try {
                retire();
            } finally {
                Reference.reachabilityFence(this); // closing is the last use of most: not to be taken for abandoned
            }
        }
    }

    private void retire() {
        context.retire(resource, SocketResource.KEEP_LINGER);
    }

    @Override
    public final boolean isClosed() {
        return resource.isClosed();
    }

    /**
     * What it is, for people. Never throws.
     *
     * @return such as {@code REQ#7}
     */
    @Override
    public final String toString() {
        return label();
    }

    final SocketResource resource() {
        return resource;
    }

    /** Readiness for a poller: takes the guard for this look alone. */
    final int lookForPoller(PollSignal poller) {
        resource.enterToPoll();
        try {
            int events = events();
            resource.found(events, poller);
            return events;
        } finally {
            resource.exitUntouched();
        }
    }
}
