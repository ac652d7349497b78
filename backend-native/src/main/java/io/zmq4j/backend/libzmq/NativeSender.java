package io.zmq4j.backend.libzmq;

import io.zmq4j.SocketType;
import io.zmq4j.spi.Topics;
import java.nio.ByteBuffer;

/**
 * Hands over the frames of one socket. A small frame is copied to the staging area and sent from there with one call; a
 * large one is copied once, into the memory of a message.
 */
final class NativeSender {
    private final NativeErrors errors;
    private final LibZmq zmq;
    private final LibC libc;
    private final long handle;
    private final NativeMemory memory;
    private final NativeSocketResource resource;
    private final NativeSocket socket;

    /** Whether the first frame is a routing id, which does not go over the wire; or an envelope goes in front of it. */
    private final boolean addressed;

    private final boolean envelope;
    private final boolean subscribes;
    private boolean inside;

    NativeSender(NativeBinding binding, NativeErrors errors, NativeSocketResource resource, NativeSocket socket) {
        this.errors = errors;
        this.zmq = binding.zmq();
        this.libc = binding.libc();
        this.handle = resource.handle();
        this.memory = resource.memory();
        this.resource = resource;
        this.socket = socket;
        this.addressed = socket.type() == SocketType.ROUTER || socket.type() == SocketType.STREAM;
        this.subscribes = socket.type() == SocketType.XSUB;
        this.envelope = socket.type() == SocketType.REQ || socket.type() == SocketType.REP;
    }

    boolean send(byte[] data, int offset, int length, boolean more) {
        if (subscribes && length > 0 && Topics.isTooLong(length, data[offset])) {
            return true;
        }
        if (length <= NativeMemory.STAGING_SIZE) {
            memory.staging().put(0, data, offset, length);
            return sendFrom(memory.stagingAddress(), length, more);
        }
        return sendMessage(ByteBuffer.wrap(data, offset, length), more);
    }

    boolean send(ByteBuffer data, boolean more) {
        int length = data.remaining();
        if (subscribes && length > 0 && Topics.isTooLong(length, data.get(data.position()))) {
            return true;
        }
        if (length <= NativeMemory.STAGING_SIZE) {
            memory.staging().put(0, data, data.position(), length);
            return sendFrom(memory.stagingAddress(), length, more);
        }
        // Not by the address of a direct buffer: its memory may have been freed (a closed Arena), which put notices.
        return sendMessage(data.duplicate(), more);
    }

    /** What the message holds; the library has it afterwards, and the message is empty. */
    boolean send(NativeMsg held, boolean more) {
        if (subscribes && isTooLong(held.address())) {
            return true;
        }
        return sendMessage(held.address(), more);
    }

    private boolean isTooLong(long message) {
        int size = Math.toIntExact(zmq.zmq_msg_size(message));
        return size > Topics.LONGEST
                && Topics.isTooLong(
                        size, libc.view(zmq.zmq_msg_data(message), 1).get(0));
    }

    private boolean sendFrom(long address, int length, boolean more) {
        while (zmq.zmq_send(handle, address, length, flags(more)) < 0) {
            if (errors.wouldBlock("send", socket)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The message is built anew for each attempt: the caller may have changed the bytes in between. It belongs to the
     * library once it is sent, and is to be closed when not.
     */
    private boolean sendMessage(ByteBuffer data, boolean more) {
        int length = data.remaining();
        long message = memory.outgoing();
        if (zmq.zmq_msg_init_size(message, length) < 0) {
            throw errors.failure("memory for a frame of " + length + " bytes on socket " + socket);
        }
        boolean sent = false;
        try {
            libc.view(zmq.zmq_msg_data(message), length).put(data);
            sent = sendMessage(message, more);
            return sent;
        } finally {
            if (!sent) {
                zmq.zmq_msg_close(message);
            }
        }
    }

    private boolean sendMessage(long message, boolean more) {
        while (zmq.zmq_msg_send(message, handle, flags(more)) < 0) {
            if (errors.wouldBlock("send", socket)) {
                return false;
            }
        }
        return true;
    }

    private int flags(boolean more) {
        if (envelope || (more && (inside || !addressed))) {
            resource.sendsSeveral();
        }
        inside = more;
        return more ? LibZmq.ZMQ_DONTWAIT | LibZmq.ZMQ_SNDMORE : LibZmq.ZMQ_DONTWAIT;
    }
}
