package io.zmq4j.backend.fake;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a socket: its pipes, and the messages it is in the middle of. Subclasses add how a type routes.
 * Knows nothing of {@link FakeSocket}; everything happens under the lock of {@link FakeNames}.
 */
abstract class FakeCore {
    static final int NOTHING = -1;
    static final byte[] EMPTY = {};

    final SocketType type;
    final FakeOptions options;
    private final FakeNames names;
    private final Map<String, List<FakePipe>> connections = new HashMap<>();
    private final Deque<FakePipe> readers = new ArrayDeque<>();
    private final Deque<FakePipe> writers = new ArrayDeque<>();
    private final List<FakePipe> targets = new ArrayList<>();
    private final List<byte[]> outgoing = new ArrayList<>();
    private final Deque<byte[]> incoming = new ArrayDeque<>();
    private byte[] current = EMPTY;
    private boolean sending;
    private boolean more;
    private boolean moreBefore;
    private String lastEndpoint = "";
    private final List<FakeNews.Reader> newsReaders = new ArrayList<>();
    private @Nullable FakeWaiter waiter;

    FakeCore(FakeNames names, SocketType type) {
        this.names = names;
        this.type = type;
        this.options = new FakeOptions(type);
    }

    // ---- how a type routes

    /**
     * Starts a message: calls {@link #to} for each pipe it goes to and {@link #frame} for each frame that goes.
     *
     * @return false when it would have to wait
     */
    abstract boolean start(byte[] first, boolean moreFollow);

    /** The message is handed over. */
    void sent() {}

    /** Takes the next message, or null. */
    abstract @Nullable List<byte[]> next();

    /** The last frame of a message was received. */
    void received() {}

    /** Whether a send would not wait. */
    abstract boolean canSend();

    /** Whether the state of the socket lets it receive. */
    boolean mayReceive() {
        return type.canReceive();
    }

    /** A pipe comes in. */
    void attach(FakePipe pipe) {
        readers.add(pipe);
        writers.add(pipe);
        if (options.isOn(SocketOptions.PROBE_ROUTER)) {
            pipe.write(List.of(EMPTY));
        }
        changed();
    }

    /** Both ends of a pipe have their sockets now. */
    void met(FakePipe pipe, FakeCore peer) {}

    /** A message came in. */
    void arrived(FakePipe pipe) {
        changed();
    }

    /** A pipe is gone. */
    void detach(FakePipe pipe) {
        readers.remove(pipe);
        writers.remove(pipe);
        connections.values().forEach(pipes -> pipes.remove(pipe));
        connections.values().removeIf(List::isEmpty);
    }

    final void to(FakePipe pipe) {
        targets.add(pipe);
    }

    void frame(byte[] frame) {
        outgoing.add(frame);
    }

    /** The next pipe in turn that has a message. */
    @Nullable
    FakePipe nextReader() {
        for (int i = readers.size(); i > 0; i--) {
            FakePipe pipe = readers.remove();
            readers.add(pipe);
            if (pipe.hasMessage()) {
                return pipe;
            }
        }
        return null;
    }

    /** The next pipe in turn that has room. */
    @Nullable
    FakePipe nextWriter() {
        for (int i = writers.size(); i > 0; i--) {
            FakePipe pipe = writers.remove();
            writers.add(pipe);
            if (pipe.hasRoom()) {
                return pipe;
            }
        }
        return null;
    }

    /** Once around, which needs no iterator: polling allocates nothing. */
    final boolean anyHasRoom() {
        boolean found = false;
        for (int i = writers.size(); i > 0; i--) {
            FakePipe pipe = writers.remove();
            writers.add(pipe);
            found |= pipe.hasRoom();
        }
        return found;
    }

    /** Once around, too. */
    final boolean anyHasMessage() {
        boolean found = false;
        for (int i = readers.size(); i > 0; i--) {
            FakePipe pipe = readers.remove();
            readers.add(pipe);
            found |= pipe.hasMessage();
        }
        return found;
    }

    final Iterable<FakePipe> pipes() {
        return List.copyOf(writers);
    }

    // ---- sending and receiving

    final boolean send(byte[] frame, boolean moreFollow) {
        if (!sending && !start(frame, moreFollow)) {
            targets.clear();
            outgoing.clear();
            return false;
        } else if (sending) {
            outgoing.add(frame);
        }
        sending = moreFollow;
        if (!moreFollow) {
            List<byte[]> message = List.copyOf(outgoing);
            List<FakePipe> receivers = List.copyOf(targets);
            targets.clear();
            outgoing.clear();
            receivers.forEach(pipe -> pipe.write(message));
            sent();
        }
        return true;
    }

    final int fetch() {
        if (incoming.isEmpty() && !fill()) {
            return NOTHING;
        }
        moreBefore = more;
        current = incoming.remove();
        more = !incoming.isEmpty();
        if (!more) {
            received();
        }
        return current.length;
    }

    private boolean fill() {
        List<byte[]> message = next();
        if (message == null) {
            return false;
        }
        incoming.addAll(message);
        return true;
    }

    final byte[] current() {
        return current;
    }

    final boolean more() {
        return more;
    }

    final boolean moreBefore() {
        return moreBefore;
    }

    /** Whether there is a next message, which is taken in where that has to be done to see. */
    boolean hasNext() {
        return fill();
    }

    final int events() {
        int events = sending || canSend() ? 1 << PollEvent.POLLOUT.ordinal() : 0;
        if (!incoming.isEmpty() || (mayReceive() && hasNext())) {
            events |= 1 << PollEvent.POLLIN.ordinal();
        }
        return events;
    }

    // ---- endpoints

    void bind(String endpoint, String name) {
        names.bind(name, this);
        lastEndpoint = endpoint;
    }

    void unbind(String name) {
        names.unbind(name, this);
    }

    void connect(String endpoint, String name) {
        FakePipe pipe = new FakePipe(this);
        connections.computeIfAbsent(name, key -> new ArrayList<>()).add(pipe);
        attach(pipe);
        if (pipe.isConnected()) {
            names.connect(name, pipe.farEnd());
        }
        lastEndpoint = endpoint;
    }

    void disconnect(String name) {
        List<FakePipe> pipes = connections.remove(name);
        if (pipes == null) {
            throw new ZmqException(ErrorCode.ENOENT, "the socket is not connected to inproc://" + name);
        }
        for (FakePipe pipe : List.copyOf(pipes)) {
            names.forget(pipe.farEnd());
            pipe.close();
        }
    }

    final String lastEndpoint() {
        return lastEndpoint;
    }

    /** What was sent to a name that nobody is bound to yet is kept for who comes. */
    void close() {
        names.unbindAll(this);
        for (FakePipe pipe : pipes()) {
            if (!pipe.farEnd().hasMessage()) {
                names.forget(pipe.farEnd());
            }
            pipe.close();
        }
    }

    // ---- lock and waiting

    final void lock() {
        names.lock().lock();
    }

    final void unlock() {
        names.lock().unlock();
    }

    final void waiting(@Nullable FakeWaiter current) {
        waiter = current;
    }

    final void tell(FakeNews.Reader reader) {
        newsReaders.add(reader);
    }

    final void tellNoMore(FakeNews.Reader reader) {
        newsReaders.remove(reader);
    }

    /** Something happened that a waiting call or a poller may have waited for. */
    final void changed() {
        newsReaders.forEach(FakeNews.Reader::changed);
        if (waiter != null) {
            waiter.wakeUp();
        }
    }

    long sendHwm() {
        return options.number(SocketOptions.SNDHWM);
    }

    long recvHwm() {
        return options.number(SocketOptions.RCVHWM);
    }
}
