package io.zmq4j.benchmarks.perf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** libzmq through JNA's direct mapping, without anything around it. */
final class JnaEngine implements Engine {
    private static final int ZMQ_LAST_ENDPOINT = 32;
    private static final int LONGEST_ENDPOINT = 1024;

    /** Of a {@code zmq_msg_t}, in bytes. */
    private static final int MSG_SPACE = 64;

    /** The functions; mapped directly. */
    private static final class Zmq {
        static {
            Native.register("zmq");
        }

        static native Pointer zmq_ctx_new();

        static native int zmq_ctx_term(Pointer context);

        static native void zmq_version(IntByReference major, IntByReference minor, IntByReference patch);

        static native Pointer zmq_socket(Pointer context, int type);

        static native int zmq_close(Pointer socket);

        static native int zmq_bind(Pointer socket, String endpoint);

        static native int zmq_connect(Pointer socket, String endpoint);

        static native int zmq_getsockopt(Pointer socket, int option, Pointer value, LongByReference length);

        static native int zmq_send(Pointer socket, Pointer data, long size, int flags);

        static native int zmq_recv(Pointer socket, Pointer data, long size, int flags);

        static native int zmq_msg_init(Pointer msg);

        static native int zmq_msg_recv(Pointer msg, Pointer socket, int flags);

        static native int zmq_msg_send(Pointer msg, Pointer socket, int flags);

        static native int zmq_msg_close(Pointer msg);
    }

    private final PerfTask task;
    private final Pointer context = Zmq.zmq_ctx_new();

    JnaEngine(PerfTask task) {
        this.task = task;
    }

    @Override
    public String name() {
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        IntByReference patch = new IntByReference();
        Zmq.zmq_version(major, minor, patch);
        return "libzmq " + major.getValue() + "." + minor.getValue() + "." + patch.getValue() + " through JNA alone";
    }

    @Override
    public Peer open(SocketType type) {
        Pointer socket = Zmq.zmq_socket(context, Numbers.of(type));
        if (socket == null) {
            throw new IllegalStateException("zmq_socket: errno " + Native.getLastError());
        }
        return new JnaPeer(socket, task);
    }

    @Override
    public void close() {
        check(Zmq.zmq_ctx_term(context));
    }

    private static int check(int result) {
        if (result < 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
        return result;
    }

    private static final class JnaPeer implements Peer {
        private final Pointer socket;
        private final Way way;
        private final int size;
        private final Memory memory;
        private final ByteBuffer buffer;
        private final Memory msg = new Memory(MSG_SPACE);
        private byte[] data;

        JnaPeer(Pointer socket, PerfTask task) {
            this.socket = socket;
            this.way = task.way();
            this.size = task.size();
            this.memory = new Memory(Math.max(1, size));
            this.buffer = memory.getByteBuffer(0, size);
            this.data = new byte[size];
            Zmq.zmq_msg_init(msg);
        }

        @Override
        public String bind(String endpoint) {
            check(Zmq.zmq_bind(socket, endpoint));
            Memory bound = new Memory(LONGEST_ENDPOINT);
            check(Zmq.zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, bound, new LongByReference(LONGEST_ENDPOINT)));
            return bound.getString(0, StandardCharsets.UTF_8.name());
        }

        @Override
        public void connect(String endpoint) {
            check(Zmq.zmq_connect(socket, endpoint));
        }

        @Override
        public void send() {
            if (way != Way.BUFFER) {
                buffer.put(0, data);
            }
            check(Zmq.zmq_send(socket, memory, size, 0));
        }

        @Override
        public int recv() {
            if (way == Way.MSG) {
                return check(Zmq.zmq_msg_recv(msg, socket, 0));
            }
            int received = check(Zmq.zmq_recv(socket, memory, size, 0));
            if (way == Way.BYTES) {
                data = new byte[size];
                buffer.get(0, data);
            }
            return received;
        }

        @Override
        public void sendBack() {
            if (way == Way.MSG) {
                check(Zmq.zmq_msg_send(msg, socket, 0));
            } else {
                send();
            }
        }

        @Override
        public void close() {
            Zmq.zmq_msg_close(msg);
            check(Zmq.zmq_close(socket));
        }
    }
}
