package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Safeguard;
import io.zmq4j.spi.SocketResource;
import java.util.HashSet;
import java.util.Set;

/** What is left to close of a {@link NativeSocket}: the handle, and the memory the library reads and writes. */
final class NativeSocketResource extends SocketResource {
    private static final boolean CLOSE_LINGERS = Safeguard.isOn("close-linger");

    /**
     * When LINGER has passed, libzmq (#3442, still in 4.3.4) takes the rest of a message away from a connection that is
     * in the middle of it, and when that connection breaks before its socket has taken note of that, the process ends
     * ({@code session_base.cpp}). A closed socket takes note at once; but peers often break a connection in the very
     * moment in which it is closed here. So sockets that have sent messages of several frames linger for a moment. Can
     * go when {@code NativeHazardTest} passes without it.
     */
    static final int LEAST_LINGER_MILLIS = 50;

    private final LibZmq zmq;
    private final LibC libc;
    private final long handle;
    private final NativeMemory memory;
    private boolean sentSeveral;
    private final AdoptedDescriptors adopted = new AdoptedDescriptors();
    private final PendingInproc inproc;
    private final Set<String> boundInproc = new HashSet<>();
    private final Set<String> connectedInproc = new HashSet<>();

    NativeSocketResource(NativeBinding binding, long handle, NativeMemory memory, PendingInproc inproc) {
        this.zmq = binding.zmq();
        this.libc = binding.libc();
        this.handle = handle;
        this.memory = memory;
        this.inproc = inproc;
        zmq.zmq_msg_init(memory.received(0));
        zmq.zmq_msg_init(memory.received(1));
    }

    long handle() {
        return handle;
    }

    NativeMemory memory() {
        return memory;
    }

    AdoptedDescriptors adopted() {
        return adopted;
    }

    /** The names it is bound to over {@code inproc}; used by whoever has its guard. */
    Set<String> boundInproc() {
        return boundInproc;
    }

    /** The names it has connected to over {@code inproc}; used by whoever has its guard. */
    Set<String> connectedInproc() {
        return connectedInproc;
    }

    /** {@code zmq_close} hands the socket to the library's own threads and never waits. */
    @Override
    protected void release(int lingerMillis) {
        if (lingerMillis != KEEP_LINGER) {
            bound(lingerMillis);
        }
        if (CLOSE_LINGERS && sentSeveral && lingerMillis() == 0) {
            setLinger(LEAST_LINGER_MILLIS);
        }
        inproc.free(boundInproc);
        zmq.zmq_msg_close(memory.received(0));
        zmq.zmq_msg_close(memory.received(1));
        inproc.close(connectedInproc, this::leave, () -> zmq.zmq_close(handle));
        memory.free();
        adopted.forget();
    }

    /** The connection's other end, which is this socket's too as long as nobody has bound, takes note of its end. */
    private void leave(String endpoint) {
        try (CText text = new CText(libc, endpoint)) {
            zmq.zmq_disconnect(handle, text.address());
        }
        zmq.zmq_getsockopt(handle, LibZmq.ZMQ_EVENTS, memory.value(0), memory.length(Integer.BYTES));
    }

    private void bound(int lingerMillis) {
        int linger = lingerMillis();
        if (linger < 0 || linger > lingerMillis) {
            setLinger(lingerMillis);
        }
    }

    /** A message goes over the wire in several frames. */
    void sendsSeveral() {
        sentSeveral = true;
    }

    boolean sentSeveral() {
        return sentSeveral;
    }

    /** LINGER in force; negative for no limit. */
    int lingerMillis() {
        long address = memory.value(-1);
        int rc = zmq.zmq_getsockopt(handle, LibZmq.ZMQ_LINGER, address, memory.length(Integer.BYTES));
        return rc == 0 ? memory.intValue() : -1;
    }

    void setLinger(int millis) {
        zmq.zmq_setsockopt(handle, LibZmq.ZMQ_LINGER, memory.value(millis), Integer.BYTES);
    }
}
