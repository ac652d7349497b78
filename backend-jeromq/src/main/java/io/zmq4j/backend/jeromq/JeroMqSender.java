package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.spi.Topics;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * Hands over the frames of one socket.
 *
 * <p>JeroMQ keeps what it is given for as long as a peer is slow, and shares it with peers in this JVM; and of a buffer
 * with position or limit it sends bytes that are none of its content. So it is given a copy, of the exact size.
 */
final class JeroMqSender {
    private static final byte[] NO_BYTES = {};

    private static final boolean COPIES_ARRAYS = Safeguard.isOn("array-copy");
    private static final boolean COPIES_BUFFERS = Safeguard.isOn("buffer-copy");

    private final SocketType type;
    private final JeroMqEngine engine;
    private final JeroMqReceiver receiver;
    private final ReplyState replies;
    private final EarlySubscriptions subscriptions;
    private final HalfSentMessage half;
    private @Nullable ZapReplies zapReplies;

    JeroMqSender(
            SocketType type,
            JeroMqEngine engine,
            JeroMqReceiver receiver,
            ReplyState replies,
            EarlySubscriptions subscriptions) {
        this.type = type;
        this.engine = engine;
        this.receiver = receiver;
        this.replies = replies;
        this.subscriptions = subscriptions;
        this.half = new HalfSentMessage(type);
    }

    boolean send(byte[] data, int offset, int length, boolean more) {
        boolean whole = offset == 0 && length == data.length;
        return send(new Msg(whole && !COPIES_ARRAYS ? data : Arrays.copyOfRange(data, offset, offset + length)), more);
    }

    boolean send(ByteBuffer data, boolean more) {
        if (!COPIES_BUFFERS) {
            return send(new Msg(data), more);
        }
        byte[] copy = new byte[data.remaining()];
        data.get(data.position(), copy);
        return send(new Msg(copy), more);
    }

    boolean send(JeroMqMsg held, boolean more) {
        if (!send(held.toSend(), more)) {
            return false;
        }
        held.doReleaseHeld();
        return true;
    }

    private boolean send(Msg msg, boolean more) {
        if (half.drops(more)) {
            countReply(more);
            return true;
        }
        if (!isWhole()) {
            replies.checkAsks();
            return false;
        }
        byte[] frame = type == SocketType.XSUB ? msg.data() : NO_BYTES;
        if (frame.length > 0 && Topics.isTooLong(frame.length, frame[0])) {
            return true;
        }
        if (!handOver(zapReplies == null ? msg : zapReplies.marked(msg), more)) {
            half.refused(more);
            return false;
        }
        countReply(more);
        subscriptions.sent(frame);
        half.sent(more);
        replies.sent(more);
        return true;
    }

    /** From now on it sends the replies of a ZAP handler, or does not any more. */
    void zapReplies(@Nullable ZapReplies replying) {
        zapReplies = replying;
    }

    private void countReply(boolean more) {
        if (zapReplies != null) {
            zapReplies.sent(more);
        }
    }

    private boolean handOver(Msg msg, boolean more) {
        boolean id = type == SocketType.STREAM && half.isStart();
        return id ? handOverId(msg, more) : engine.send(msg, more) || (isGone() && engine.send(msg, more));
    }

    /**
     * Repairs JeroMQ 0.6.0: a peer of a mandatory ROUTER that has gone counts as full, until all that it had sent was
     * received: who answers the first of several requests waits for ever. It can go when the rule RTR-022 is kept
     * without it.
     */
    private boolean isGone() {
        return type == SocketType.ROUTER && receiver.makeSomeWay();
    }

    /**
     * Repairs JeroMQ 0.6.0: a STREAM socket that refuses a routing id takes the next frame for data and swallows it. It
     * can go when a message to a peer that exists arrives right after one to a peer that does not.
     */
    private boolean handOverId(Msg id, boolean more) {
        boolean sent = false;
        try {
            sent = engine.send(id, more);
        } finally {
            if (!sent && Safeguard.isOn("stream-refusal")) {
                swallow();
            }
        }
        return sent;
    }

    private void swallow() {
        try {
            engine.send(new Msg(), false);
        } catch (ZmqException e) {
            // for the same reason as the routing id
        }
    }

    /** Whether the engine may still be inside a message whose peer went away. */
    boolean isBroken() {
        return half.isBroken();
    }

    /** Whether the engine is through with all messages whose peer went away in the middle; if not, tries to end one. */
    boolean isWhole() {
        return !half.isBroken() || mend();
    }

    private boolean mend() {
        try {
            if (!engine.send(new HalfSentMessage.End(), false)) {
                receiver.makeWay();
                return false;
            }
        } catch (HalfSentMessage.Refused e) {
            // The engine has another peer already.
        }
        half.mended();
        return true;
    }
}
