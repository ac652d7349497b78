package io.zmq4j.spi;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Msg;
import io.zmq4j.Option.Access;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.TerminatedException;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.ZmqException;
import io.zmq4j.internal.Leak;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What every context does alike: states, the sockets' resources, limits, options, closing, reports. A backend adds the
 * {@code do…} methods, which are called under the context's lock, one at a time, and never once closing has begun, but
 * for {@link #doTerminate()}.
 */
public abstract non-sealed class AbstractContext implements Context {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private enum State {
        OPEN,
        SHUT_DOWN,
        CLOSING
    }

    private final Backend backend;
    private final String label;
    private final Leak leak;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<SocketResource> resources = ConcurrentHashMap.newKeySet();
    private final Queue<SocketResource> abandoned = new ConcurrentLinkedQueue<>();
    private final Set<PollQueue> pollers = ConcurrentHashMap.newKeySet();
    private final InprocNames inprocNames = new InprocNames();
    private final OneShotPoll oneShot = new OneShotPoll(this);
    private final AtomicInteger socketCount = new AtomicInteger();
    private volatile State state = State.OPEN;
    private int maxSockets = 1023;
    private boolean socketsOpened;
    private @Nullable Termination termination;

    /**
     * Creates a context that is open.
     *
     * @param backend the backend that opens it
     */
    @SuppressWarnings("this-escape") // the watch only waits for this to become unreachable
    protected AbstractContext(Backend backend) {
        this.backend = Objects.requireNonNull(backend);
        this.label = "context " + backend.name() + "#" + COUNT.incrementAndGet();
        this.leak = new Leak("ZMQ4J-012", label, () -> {});
        leak.track(this);
    }

    // ---- what a backend does

    /**
     * Opens a socket of a type that is supported.
     *
     * @param type its type
     * @return the socket
     */
    protected abstract AbstractSocket doSocket(SocketType type);

    /**
     * Reads an option of form NUMBER.
     *
     * @param option which; supported and readable
     * @return its number
     */
    protected abstract long doGetNumber(ContextOption<?> option);

    /**
     * Sets an option of form NUMBER.
     *
     * @param option which; supported and writable
     * @param number checked against the catalogue
     */
    protected abstract void doSetNumber(ContextOption<?> option, long number);

    /**
     * Reads an option of form BYTES.
     *
     * @param option which; supported and readable
     * @return its bytes, for the caller
     */
    protected byte[] doGetBytes(ContextOption<?> option) {
        throw unsupported(Capability.of(option), "not implemented by this backend");
    }

    /**
     * Sets an option of form BYTES.
     *
     * @param option which; supported and writable
     * @param bytes checked against the catalogue
     */
    protected void doSetBytes(ContextOption<?> option, byte[] bytes) {
        throw unsupported(Capability.of(option), "not implemented by this backend");
    }

    /**
     * Ends the engine's context and waits until it has: for ever, if need be. Called once, on a thread of its own, when
     * all sockets are closed.
     */
    protected abstract void doTerminate();

    /**
     * Creates an empty message. Any thread, without the context's lock.
     *
     * @return by default one whose contents are always Java's
     */
    protected AbstractMsg doMsg() {
        return new HeapMsg();
    }

    /**
     * Creates a message whose contents are sent from the caller's memory.
     *
     * @param data direct; its remaining bytes are the contents
     * @param released to be run, on any thread, when the engine is done with them
     * @return the message, held
     */
    protected AbstractMsg doMsg(ByteBuffer data, Runnable released) {
        throw unsupported(Capability.ZERO_COPY_SEND, "not implemented by this backend");
    }

    /**
     * Opens a poller. Any thread, without the context's lock.
     *
     * @return a poller that polls nothing
     */
    protected AbstractPoller doPoller() {
        throw unsupported(new Capability(Capability.Kind.FEATURE, "poller"), "not implemented by this backend");
    }

    /** Makes all that wait for a socket look again at what its engine says: the engine has failed, for instance. */
    protected final void wakeAll() {
        resources.forEach(SocketResource::wakeWaiter);
    }

    // ---- what users call

    @Override
    public final Poller poller() {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "poller", () -> poller());
        }
        AbstractPoller poller = openPoller();
        PollQueue queue = poller.queue();
        Set<PollQueue> all = pollers;
        poller.track(new Leak("ZMQ4J-017", "poller of " + label, () -> {
            all.remove(queue);
            queue.dispose();
        }));
        return poller;
    }

    @Override
    public final Msg msg() {
        checkNotClosed();
        return doMsg();
    }

    @Override
    public final Msg msg(int size) {
        Msg msg = msg();
        msg.reset(size);
        return msg;
    }

    @Override
    public final Msg msg(byte[] data) {
        Msg msg = msg(data.length);
        msg.data().put(0, data);
        return msg;
    }

    @Override
    public final Msg msg(ByteBuffer data, Runnable released) {
        Objects.requireNonNull(released, "released");
        if (!data.isDirect()) {
            throw new ZmqException(ErrorCode.EINVAL, "data must be a direct buffer, was one on the heap");
        }
        require(Capability.ZERO_COPY_SEND);
        checkNotClosed();
        return doMsg(data, released);
    }

    @Override
    public final Socket socket(SocketType type) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "socket", () -> socket(type), type);
        }
        Objects.requireNonNull(type, "type");
        require(Capability.of(type));
        lock.lock();
        try {
            checkOpen();
            closeAbandoned();
            if (resources.size() >= maxSockets) {
                throw new ZmqException(
                        ErrorCode.EMFILE,
                        label + " has " + resources.size()
                                + " open sockets, which is MAX_SOCKETS; close some, or raise it before the first one");
            }
            AbstractSocket socket = doSocket(type);
            socketsOpened = true;
            SocketResource resource = socket.resource();
            resource.name(type + "#" + socketCount.incrementAndGet());
            resources.add(resource);
            Queue<SocketResource> queue = abandoned;
            resource.track(socket, new Leak("ZMQ4J-011", "socket " + resource.label() + " of " + label, () -> {
                resource.markClosed();
                queue.add(resource);
            }));
            return socket;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final <T> T get(ContextOption<T> option) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "get", () -> get(option), option);
        }
        if (option.access() == Access.WRITE) {
            throw new ZmqException(ErrorCode.EINVAL, option + " can only be written");
        }
        require(Capability.of(option));
        lock.lock();
        try {
            checkNotClosed();
            if (option == ContextOptions.MAX_SOCKETS) {
                return option.codec().fromNumber(maxSockets);
            }
            return option.codec().form() == OptionCodec.Form.NUMBER
                    ? option.codec().fromNumber(doGetNumber(option))
                    : option.codec().fromBytes(doGetBytes(option));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final <T> void set(ContextOption<T> option, T value) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "set", () -> set(option, value), option, value);
            return;
        }
        Objects.requireNonNull(value, option.name());
        if (option.access() == Access.READ) {
            throw new ZmqException(ErrorCode.EINVAL, option + " can only be read");
        }
        require(Capability.of(option));
        lock.lock();
        try {
            checkNotClosed();
            if (option.onlyBeforeSockets() && socketsOpened) {
                throw new ZmqException(
                        ErrorCode.EINVAL, option + " has an effect only before the first socket; set it right away");
            }
            if (option.codec().form() == OptionCodec.Form.NUMBER) {
                long number = option.codec().toNumber(option.name(), value);
                doSetNumber(option, number);
                if (option == ContextOptions.MAX_SOCKETS) {
                    maxSockets = (int) number;
                }
            } else {
                doSetBytes(option, option.codec().toBytes(option.name(), value));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void setByName(String name, Object value) {
        if (CallTrace.starts()) {
            CallTrace.run(this, "setByName", () -> setByName(name, value), name, value);
            return;
        }
        setCoerced(ContextOptions.byName(name), value);
    }

    private <T> void setCoerced(ContextOption<T> option, Object value) {
        set(option, option.codec().coerce(option.name(), value));
    }

    @Override
    public final Backend backend() {
        return backend;
    }

    @Override
    public final void shutdown() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "shutdown", () -> shutdown());
            return;
        }
        lock.lock();
        try {
            resources.forEach(SocketResource::shutDown);
            if (state == State.OPEN) {
                state = State.SHUT_DOWN;
            }
            pollers.forEach(PollQueue::terminate);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void close() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "close", () -> close());
            return;
        }
        close(Limits.FOREVER);
    }

    @Override
    public final boolean close(Duration bound) {
        if (CallTrace.starts()) {
            return CallTrace.call(this, "close", () -> close(bound), bound);
        }
        return close(Limits.nanos(bound));
    }

    /**
     * From inside a call on one of its sockets (a callback) there is nothing to wait for: that call has to end first.
     */
    private boolean close(long nanos) {
        Termination closing = startClosing(nanos);
        boolean inside = resources.stream().anyMatch(SocketResource::isUsedByCaller);
        return closing.await(inside ? 0 : nanos);
    }

    private Termination startClosing(long nanos) {
        lock.lock();
        try {
            if (termination == null) {
                resources.forEach(SocketResource::markTerminated);
                state = State.CLOSING; // whoever sees it finds that the sockets say so too
                pollers.forEach(PollQueue::terminate);
                oneShot.close();
                leak.closed();
                termination = new Termination(label, nanos, this::closeSockets, this::doTerminate);
                termination.start();
            }
            return termination;
        } finally {
            lock.unlock();
        }
    }

    /** The engine takes no LINGER once it is shutting down, so each socket gets its bound before that. */
    private void closeSockets(long deadline) {
        for (SocketResource resource : List.copyOf(resources)) {
            retire(resource, Limits.lingerMillis(deadline));
        }
    }

    @Override
    public final boolean isClosed() {
        return state == State.CLOSING;
    }

    /**
     * What it is, for people.
     *
     * @return such as {@code context native#1}
     */
    @Override
    public final String toString() {
        return label;
    }

    // ---- for the skeletons of this package

    /** A poller that ends with this context, and is not reported. */
    final AbstractPoller openPoller() {
        checkOpen();
        AbstractPoller poller = doPoller();
        pollers.add(poller.queue());
        if (state != State.OPEN) {
            poller.queue().terminate(); // perhaps too late to be told with the others
        }
        return poller;
    }

    final OneShotPoll oneShot() {
        return oneShot;
    }

    final InprocNames inprocNames() {
        return inprocNames;
    }

    final void forget(PollQueue poller) {
        pollers.remove(poller);
    }

    /** It is gone afterwards, whatever the engine says. */
    final void retire(SocketResource resource, int lingerMillis) {
        inprocNames.forget(resource);
        try {
            resource.close(lingerMillis);
        } catch (RuntimeException | Error e) {
            EndFailure.log("closing socket " + resource.label() + " of " + label, e);
        } finally {
            resources.remove(resource);
        }
    }

    /** Checks that something is supported, wholly or partly. */
    final void require(Capability capability) {
        Support support = backend.support(capability);
        if (!support.isUsable()) {
            throw unsupported(capability, support.reason());
        }
    }

    final UnsupportedFeatureException unsupported(Capability capability, String reason) {
        return new UnsupportedFeatureException(backend.name(), capability, reason);
    }

    private void closeAbandoned() {
        for (SocketResource resource = abandoned.poll(); resource != null; resource = abandoned.poll()) {
            retire(resource, SocketResource.KEEP_LINGER);
        }
    }

    private void checkOpen() {
        checkNotClosed();
        if (state == State.SHUT_DOWN) {
            throw new TerminatedException(label + " was shut down");
        }
    }

    private void checkNotClosed() {
        if (state == State.CLOSING) {
            throw new ClosedException(label + " is closed");
        }
    }
}
