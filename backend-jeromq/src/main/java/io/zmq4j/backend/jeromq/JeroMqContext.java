package io.zmq4j.backend.jeromq;

import io.zmq4j.Backend;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.AbstractMsg;
import io.zmq4j.spi.AbstractPoller;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.spi.SelectorWaiter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQException;
import zmq.Ctx;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/** A context on {@link zmq.Ctx}. */
class JeroMqContext extends AbstractContext {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");

    /** JeroMQ opens sockets of its own to terminate, and some of ours are hidden; none counts for MAX_SOCKETS. */
    private static final int HIDDEN_SOCKETS = Safeguard.isOn("hidden-sockets") ? 8 : 0;

    private static final int MAX_SOCKETS_DEFAULT = 1023;
    private static final int SOCKET_LIMIT = 65_535;
    private static final long PLACE_NANOS = 1_000_000_000;
    private static final long RETRY_NANOS = 1_000_000;

    private final Ctx ctx;
    private final InprocRegistry inproc = new InprocRegistry();
    private final PlainGate plainGate = new PlainGate(this);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean noticed;
    private volatile String threadNamePrefix = "";
    private boolean started;

    JeroMqContext(Backend backend) {
        this(backend, open());
    }

    /** The engine's part comes first: a context that could not be opened is none that was abandoned. */
    private static Ctx open() {
        DescriptorHeadRoom.check(DescriptorHeadRoom.OF_MAILBOX, "a context");
        try {
            return new Ctx();
        } catch (RuntimeException e) {
            throw JeroMqErrors.failed(e, "opening a context");
        }
    }

    private JeroMqContext(Backend backend, Ctx ctx) {
        super(backend);
        this.ctx = ctx;
        ctx.set(ZMQ.ZMQ_MAX_SOCKETS, MAX_SOCKETS_DEFAULT + HIDDEN_SOCKETS);
        ctx.setThreadFactory((work, name) -> new IoThread(work, threadNamePrefix, name, this));
        if (Safeguard.isOn("silence")) {
            ctx.setNotificationExceptionHandler(this::notice);
        }
    }

    Ctx ctx() {
        return ctx;
    }

    InprocRegistry inproc() {
        return inproc;
    }

    PlainGate plainGate() {
        return plainGate;
    }

    // ---- a thread of the engine that failed

    /** Called by the engine's threads: from now on every call on a socket says so, also those that wait. */
    void failed(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            LOG.log(
                    Level.ERROR,
                    "ZMQ4J-016 an I/O thread of " + this + " failed; its sockets are of no use any more",
                    cause);
        }
        wakeAll();
    }

    void checkWorks() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new ZmqException(
                    ErrorCode.EFAULT,
                    "ZMQ4J-016 an I/O thread of " + this + " failed (" + cause
                            + "); close the context and open another",
                    0,
                    cause);
        }
    }

    /**
     * Exceptions the engine's threads survive; JeroMQ would print each. One says nothing: an I/O thread tells the
     * reaper that a connection has ended, and signals on a mailbox that was closed for that very reason
     * ({@link LateSignal}).
     */
    private void notice(Thread thread, Throwable cause) {
        boolean harmless = LateSignal.explains(cause);
        LOG.log(
                noticed || harmless ? Level.DEBUG : Level.WARNING,
                () -> thread.getName() + " of " + this + " went on after " + cause);
        noticed |= !harmless;
    }

    // ---- sockets

    @Override
    protected AbstractMsg doMsg() {
        return new JeroMqMsg();
    }

    @Override
    protected AbstractSocket doSocket(SocketType type) {
        checkWorks();
        checkHeadRoom();
        boolean interrupted = Uninterrupted.begin();
        try {
            SocketBase engine = open(type);
            started = true;
            JeroMqSocketResource resource = new JeroMqSocketResource(this, engine);
            return socket(type, resource);
        } catch (RuntimeException e) {
            throw JeroMqErrors.failed(e, "opening a " + type + " socket");
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    JeroMqSocket socket(SocketType type, JeroMqSocketResource resource) {
        return new JeroMqSocket(this, type, resource);
    }

    /** The engine frees the places of closed sockets in the background: when there is none, one may be soon. */
    private SocketBase open(SocketType type) {
        long deadline = System.nanoTime() + PLACE_NANOS;
        while (true) {
            try {
                return ctx.createSocket(JeroMqSocket.number(type));
            } catch (ZMQException e) {
                boolean full = e.getErrorCode() == ZError.EMFILE && Safeguard.isOn("places");
                if (!full || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    /** The first socket starts the engine's threads. */
    private void checkHeadRoom() {
        if (started) {
            DescriptorHeadRoom.check(DescriptorHeadRoom.OF_MAILBOX, "a socket of " + this);
        } else {
            int threads = ctx.get(ZMQ.ZMQ_IO_THREADS) + 1;
            DescriptorHeadRoom.check(
                    threads * DescriptorHeadRoom.OF_THREAD + DescriptorHeadRoom.OF_MAILBOX,
                    "the first socket of " + this);
        }
    }

    @Override
    protected AbstractPoller doPoller() {
        return new JeroMqPoller(this, new SelectorWaiter());
    }

    // ---- options

    @Override
    protected long doGetNumber(ContextOption<?> option) {
        if (option == ContextOptions.SOCKET_LIMIT) {
            return SOCKET_LIMIT;
        }
        return ctx.get(JeroMqOptions.entry(option).number());
    }

    @Override
    protected void doSetNumber(ContextOption<?> option, long number) {
        int value = option == ContextOptions.MAX_SOCKETS ? (int) number + HIDDEN_SOCKETS : (int) number;
        ctx.set(JeroMqOptions.entry(option).number(), value);
    }

    @Override
    protected byte[] doGetBytes(ContextOption<?> option) {
        return threadNamePrefix.getBytes(StandardCharsets.UTF_8); // THREAD_NAME_PREFIX, the only one
    }

    @Override
    protected void doSetBytes(ContextOption<?> option, byte[] bytes) {
        threadNamePrefix = new String(bytes, StandardCharsets.UTF_8);
    }

    // ---- the end

    /**
     * JeroMQ gives up when interrupted, and goes on when called again. For each connection to an {@code inproc}
     * endpoint that was never bound a socket is opened, more of them perhaps than there is room for at once, or
     * descriptors; it would do that itself, without minding the reaper.
     */
    @Override
    protected void doTerminate() {
        boolean interrupted = Uninterrupted.begin();
        while (true) {
            try {
                inproc.awaited().forEach(this::serveNobody);
                ctx.terminate();
                break;
            } catch (ZMQException e) {
                if (!Safeguard.isOn("terminate-again")) {
                    throw e;
                } else if (e.getErrorCode() == ZError.EINTR) {
                    interrupted = true;
                } else if (e.getErrorCode() == ZError.EMFILE) {
                    LockSupport.parkNanos(this, RETRY_NANOS);
                } else {
                    throw e;
                }
                interrupted |= Thread.interrupted();
            } catch (ZError.IOException e) {
                if (!JeroMqErrors.isOutOfDescriptors(e.getCause())) {
                    throw e;
                }
                interrupted |= awaitHeadRoom();
            }
        }
        Uninterrupted.end(interrupted);
    }

    private void serveNobody(String endpoint) {
        SocketBase nobody = ctx.createSocket(ZMQ.ZMQ_PAIR);
        try {
            inproc.bind(ctx, endpoint, () -> nobody.bind(endpoint));
        } finally {
            nobody.close();
        }
    }

    /** Not by trying again: each attempt in vain costs the engine the place of a socket. True when interrupted. */
    private boolean awaitHeadRoom() {
        boolean interrupted = false;
        while (true) {
            LockSupport.parkNanos(this, RETRY_NANOS);
            interrupted |= Thread.interrupted();
            try {
                DescriptorHeadRoom.check(DescriptorHeadRoom.OF_MAILBOX, "the end of " + this);
                return interrupted;
            } catch (ZmqException e) {
                // not yet
            }
        }
    }
}
