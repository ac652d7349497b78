package io.zmq4j.backend.libzmq;

import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;

/** Uses a libzmq once, really: a context, two sockets, one message between them. */
final class NativeProbe {
    private static final int PAIR = 0;
    private static final int DESCRIPTORS = 8;
    private static final int MESSAGE = 0x5a4d5134;
    private static final String ENDPOINT = "inproc://zmq4j-probe";

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final LibZmq zmq;

    NativeProbe(NativeBinding binding) {
        this.binding = binding;
        this.errors = binding.errors();
        this.zmq = binding.zmq();
    }

    /**
     * Tries.
     *
     * @throws NativeUnavailableException something did not work as it should
     */
    void run() throws NativeUnavailableException {
        checkDescriptors();
        long context = zmq.zmq_ctx_new();
        check(context != 0, "zmq_ctx_new");
        try {
            int ioThreads = NativeOptions.ofContext(ContextOptions.IO_THREADS).number();
            check(zmq.zmq_ctx_set(context, ioThreads, 0) == 0, "zmq_ctx_set");
            exchange(context);
        } finally {
            zmq.zmq_ctx_term(context);
        }
    }

    private void exchange(long context) throws NativeUnavailableException {
        try (CText endpoint = new CText(binding.libc(), ENDPOINT)) {
            long receiver = socket(context);
            try {
                check(zmq.zmq_bind(receiver, endpoint.address()) == 0, "zmq_bind");
                long sender = socket(context);
                try {
                    check(zmq.zmq_connect(sender, endpoint.address()) == 0, "zmq_connect");
                    exchange(sender, receiver);
                } finally {
                    zmq.zmq_close(sender);
                }
            } finally {
                zmq.zmq_close(receiver);
            }
        }
    }

    private void exchange(long sender, long receiver) throws NativeUnavailableException {
        NativeMemory memory = new NativeMemory(binding.libc());
        long message = memory.outgoing();
        try {
            zmq.zmq_msg_init(message);
            boolean empty = zmq.zmq_msg_recv(message, receiver, LibZmq.ZMQ_DONTWAIT) < 0;
            check(empty && errors.code() == ErrorCode.EAGAIN, "zmq_msg_recv without a message, or its errno");
            int sent = zmq.zmq_send(sender, memory.value(MESSAGE), Integer.BYTES, LibZmq.ZMQ_DONTWAIT);
            check(sent == Integer.BYTES, "zmq_send");
            int received = zmq.zmq_msg_recv(message, receiver, LibZmq.ZMQ_DONTWAIT);
            check(received == Integer.BYTES, "zmq_msg_recv");
            int content = binding.libc()
                    .view(zmq.zmq_msg_data(message), Integer.BYTES)
                    .getInt();
            check(content == MESSAGE, "the message received");
            zmq.zmq_msg_close(message);
        } finally {
            memory.free();
        }
    }

    private long socket(long context) throws NativeUnavailableException {
        long socket = zmq.zmq_socket(context, PAIR);
        check(socket != 0, "zmq_socket");
        return socket;
    }

    private void checkDescriptors() throws NativeUnavailableException {
        try {
            DescriptorHeadRoom.check(binding, DESCRIPTORS, "trying libzmq");
        } catch (ZmqException e) {
            throw new NativeUnavailableException(
                    String.valueOf(e.getMessage()), "raise the limit of open files (ulimit -n)", e);
        }
    }

    private void check(boolean works, String what) throws NativeUnavailableException {
        if (!works) {
            throw new NativeUnavailableException(
                    "libzmq was found (" + binding.location() + ") but does not work: " + what + " failed: "
                            + binding.libc().text(zmq.zmq_strerror(zmq.errno())),
                    "install another libzmq, or use the backend 'jeromq', which needs no library",
                    null);
        }
    }
}
