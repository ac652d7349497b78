package io.zmq4j.backend.libzmq;

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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** A context of libzmq. */
class NativeContext extends AbstractContext {
    private static final int DEFAULT_IO_THREADS = 1;
    private static final int DEFAULT_MAX_SOCKETS = 1023;
    private static final int SOCKET_LIMIT = 65_535;
    private static final int LONGEST_TEXT = 256;
    private static final long PLACE_NANOS = 1_000_000_000;
    private static final long RETRY_NANOS = 1_000_000;

    /** Descriptors that other threads may take between the check and the use. */
    private static final int SPARE_DESCRIPTORS = 8;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final long handle;
    private final NativeWaiters waiters;
    private final NativeMonitors monitors;
    private final PendingInproc inproc = new PendingInproc();
    private final ChannelAlarms alarms;
    private final ThreadRehearsal rehearsal;
    private int ioThreads = DEFAULT_IO_THREADS;
    private boolean started;

    NativeContext(Backend backend, NativeBinding binding) {
        this(backend, binding, open(binding));
    }

    /** The engine's part comes first: a context that could not be opened is none that was abandoned. */
    private static long open(NativeBinding binding) {
        long handle = binding.zmq().zmq_ctx_new();
        if (handle == 0) {
            throw binding.errors().failure("opening a context");
        }
        return handle;
    }

    private NativeContext(Backend backend, NativeBinding binding, long handle) {
        super(backend);
        this.binding = binding;
        this.errors = binding.errors();
        this.handle = handle;
        this.waiters = new NativeWaiters(binding, errors, toString());
        this.monitors = new NativeMonitors(binding, errors, handle, inproc, toString());
        this.alarms = new ChannelAlarms(toString());
        this.rehearsal = new ThreadRehearsal(binding, errors);
        setEngine(ContextOptions.MAX_SOCKETS, roomFor(DEFAULT_MAX_SOCKETS));
    }

    NativeBinding binding() {
        return binding;
    }

    NativeErrors errors() {
        return errors;
    }

    NativeWaiters waiters() {
        return waiters;
    }

    NativeMonitors monitors() {
        return monitors;
    }

    PendingInproc inproc() {
        return inproc;
    }

    @Override
    protected AbstractSocket doSocket(SocketType type) {
        if (!started) {
            rehearsal.run();
            DescriptorHeadRoom.check(binding, 2 * (ioThreads + 1) + SPARE_DESCRIPTORS, "the first socket of " + this);
        }
        NativeMemory memory = new NativeMemory(binding.libc());
        long socket;
        try {
            socket = open(type);
        } catch (RuntimeException e) {
            memory.free();
            throw e;
        }
        started = true;
        NativeSocketResource resource = new NativeSocketResource(binding, socket, memory, inproc);
        try {
            return socket(type, resource);
        } catch (RuntimeException | Error e) {
            resource.release(0);
            throw e;
        }
    }

    NativeSocket socket(SocketType type, NativeSocketResource resource) {
        return new NativeSocket(this, type, resource);
    }

    /** The engine frees the places of closed sockets in the background: when there is none, one may be soon. */
    private long open(SocketType type) {
        long deadline = System.nanoTime() + PLACE_NANOS;
        while (true) {
            long socket = binding.zmq().zmq_socket(handle, NativeOptions.number(type));
            if (socket != 0) {
                return socket;
            }
            ZmqException failure = errors.failure("opening a " + type + " socket");
            if (failure.code() != ErrorCode.EMFILE || System.nanoTime() - deadline > 0) {
                throw failure;
            }
            DescriptorHeadRoom.check(binding, SPARE_DESCRIPTORS, "a socket of " + this);
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
    }

    @Override
    protected AbstractMsg doMsg() {
        return new NativeMsg(binding);
    }

    @Override
    protected AbstractMsg doMsg(ByteBuffer data, Runnable released) {
        return new NativeMsg(binding).borrow(data, released);
    }

    @Override
    protected AbstractPoller doPoller() {
        return new NativePoller(this, new NativePollWaiter(binding, errors, alarms));
    }

    // ---- options

    @Override
    protected long doGetNumber(ContextOption<?> option) {
        int value = binding.zmq()
                .zmq_ctx_get(handle, NativeOptions.ofContext(option).number());
        if (value < 0 && option != ContextOptions.THREAD_SCHED_POLICY) {
            throw errors.failure("get of " + option + " on " + this);
        }
        return value;
    }

    @Override
    protected void doSetNumber(ContextOption<?> option, long number) {
        int value = (int) number;
        if (option == ContextOptions.MAX_SOCKETS) {
            value = roomFor(value);
        } else if (option == ContextOptions.THREAD_AFFINITY_CPU_ADD) {
            rehearsal.addCpu(value);
        }
        setEngine(option, value);
        remember(option, value);
    }

    private void setEngine(ContextOption<?> option, int value) {
        if (binding.zmq().zmq_ctx_set(handle, NativeOptions.ofContext(option).number(), value) < 0) {
            throw errors.failure("set of " + option + " to " + value + " on " + this);
        }
    }

    private void remember(ContextOption<?> option, int value) {
        if (option == ContextOptions.IO_THREADS) {
            ioThreads = value;
        } else if (option == ContextOptions.THREAD_PRIORITY) {
            rehearsal.priority(value);
        } else if (option == ContextOptions.THREAD_SCHED_POLICY) {
            rehearsal.policy(value);
        } else if (option == ContextOptions.THREAD_AFFINITY_CPU_REMOVE) {
            rehearsal.removeCpu(value);
        }
    }

    /** The engine's limit lies above the user's, so that sockets which are closing or hidden do not count. */
    private static int roomFor(int maxSockets) {
        return Math.min(3 * maxSockets + 16, SOCKET_LIMIT);
    }

    @Override
    protected byte[] doGetBytes(ContextOption<?> option) {
        LibC libc = binding.libc();
        NativeMemory memory = new NativeMemory(libc);
        try {
            int number = NativeOptions.ofContext(option).number();
            int rc = binding.zmq()
                    .zmq_ctx_get_ext(handle, number, memory.stagingAddress(), memory.length((long) LONGEST_TEXT));
            if (rc < 0) {
                throw errors.failure("get of " + option + " on " + this);
            }
            byte[] bytes = new byte[(int) memory.length()];
            memory.staging().get(0, bytes);
            boolean terminated = bytes.length > 0 && bytes[bytes.length - 1] == 0;
            return terminated ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        } finally {
            memory.free();
        }
    }

    @Override
    protected void doSetBytes(ContextOption<?> option, byte[] bytes) {
        NativeMemory memory = new NativeMemory(binding.libc());
        try {
            memory.staging().put(0, bytes);
            int number = NativeOptions.ofContext(option).number();
            if (binding.zmq().zmq_ctx_set_ext(handle, number, memory.stagingAddress(), bytes.length) < 0) {
                throw errors.failure("set of " + option + " on " + this);
            }
        } finally {
            memory.free();
        }
    }

    // ---- end

    /** The one call that blocks; a signal only cuts it short. */
    @Override
    protected void doTerminate() {
        inproc.settle(binding, handle);
        int rc;
        do {
            rc = binding.zmq().zmq_ctx_term(handle);
        } while (rc < 0 && errors.wasSignal());
        monitors.stop();
        waiters.dispose();
        alarms.stop();
    }
}
