package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.MonitorSink;
import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of one context, drained by one daemon thread, which is started by the first of them and ends with the
 * context.
 *
 * <p>libzmq reports over a PAIR socket, and its I/O thread stops for good when nobody reads: so the socket is read here
 * at once, without a limit to what may wait in it, and is handed out to nobody.
 */
final class NativeMonitors {
    private static final int ALL_EVENTS = 0xFFFF;
    private static final int PAIR = 0;
    private static final int ZMQ_RCVHWM = 24;
    private static final boolean DRAINED = Safeguard.isOn("monitors-drained");

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final long context;
    private final PendingInproc inproc;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<NativeMonitor> opened = new ArrayList<>();
    private @Nullable DescriptorWaiter wake;
    private boolean stopped;
    private int count;

    NativeMonitors(NativeBinding binding, NativeErrors errors, long context, PendingInproc inproc, String name) {
        this.binding = binding;
        this.errors = errors;
        this.context = context;
        this.inproc = inproc;
        this.name = name;
    }

    /**
     * Starts to report what happens to a socket, whose guard is held.
     *
     * @param socket its handle
     * @param label its name for messages
     * @param sink where the events go
     */
    void open(long socket, String label, MonitorSink sink) {
        lock.lock();
        try {
            DescriptorWaiter signal = started();
            opened.add(connect(socket, label, sink));
            signal.wakeUp();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the reports; the last of them is that they stopped. */
    void close(long socket, String label) {
        if (binding.zmq().zmq_socket_monitor(socket, 0, 0) < 0) {
            throw errors.failure("end of the monitor of socket " + label);
        }
    }

    private NativeMonitor connect(long socket, String label, MonitorSink sink) {
        LibZmq zmq = binding.zmq();
        String endpoint = "inproc://zmq4j.monitor." + ++count;
        long reader = zmq.zmq_socket(context, PAIR);
        if (reader == 0) {
            throw errors.failure("monitor of socket " + label);
        }
        NativeMonitor monitor = null;
        try (CText text = new CText(binding.libc(), endpoint)) {
            monitor = new NativeMonitor(binding, errors, reader, sink.events());
            monitor.setInt(LibZmq.ZMQ_LINGER, 0);
            if (DRAINED) {
                monitor.setInt(ZMQ_RCVHWM, 0);
            }
            // The reader connects first: the library's own threads block while they report and nobody is connected.
            if (zmq.zmq_connect(reader, text.address()) < 0
                    || zmq.zmq_socket_monitor(socket, text.address(), ALL_EVENTS) < 0) {
                throw errors.failure("monitor of socket " + label);
            }
            return monitor;
        } catch (RuntimeException | Error e) {
            inproc.left(endpoint);
            if (monitor == null) {
                zmq.zmq_close(reader);
            } else {
                monitor.close();
            }
            throw e;
        }
    }

    /** Ends the thread, when there is one; the context has ended, and with it all monitors. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (wake != null) {
                wake.wakeUp();
            }
        } finally {
            lock.unlock();
        }
    }

    private DescriptorWaiter started() {
        DescriptorWaiter signal = wake;
        if (signal == null) {
            signal = new DescriptorWaiter(binding, errors);
            Thread thread = new Thread(null, new Drain(signal), "zmq4j monitors of " + name, 0, false);
            thread.setDaemon(true);
            thread.start();
            wake = signal;
        }
        return signal;
    }

    /** What the thread does: poll all of them, drain those that have something. Alone in using their sockets. */
    private final class Drain implements Runnable {
        private final DescriptorWaiter signal;
        private final LibC libc = binding.libc();
        private final List<NativeMonitor> drained = new ArrayList<>();

        Drain(DescriptorWaiter signal) {
            this.signal = signal;
        }

        @Override
        public void run() {
            do {
                signal.clear();
                if (DRAINED) {
                    drained.removeIf(NativeMonitor::drain);
                }
            } while (takeOpened() || poll());
            signal.dispose();
        }

        /** Those that are new are drained before the first poll: what they have to say may have been said already. */
        private boolean takeOpened() {
            lock.lock();
            try {
                boolean any = !opened.isEmpty();
                drained.addAll(opened);
                opened.clear();
                return any;
            } finally {
                lock.unlock();
            }
        }

        /** Waits for news; false when the context has ended. */
        private boolean poll() {
            int polled = drained.size() + 1;
            int size = polled * LibC.POLLFD_SIZE;
            long address = libc.malloc(size);
            try {
                ByteBuffer descriptors = libc.view(address, size);
                put(descriptors, signal.descriptor());
                for (NativeMonitor monitor : drained) {
                    put(descriptors, monitor.descriptor());
                }
                libc.poll(address, polled, -1);
            } finally {
                libc.free(address);
            }
            lock.lock();
            try {
                return !stopped;
            } finally {
                lock.unlock();
            }
        }

        private void put(ByteBuffer descriptors, int descriptor) {
            descriptors.putInt(descriptor).putShort(LibC.POLLIN).putShort((short) 0);
        }
    }
}
