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
    private final MemoryWindows all;
    private final long handle;
    private final NativeMemory memory;
    private final NativeSocketResource resource;
    private final NativeSocket socket;

    /** Whether the first frame is a routing id, which does not go over the wire; or an envelope goes in front of it. */
    private final boolean addressed;

    private final boolean envelope;
    private final boolean subscribes;

    /** Whether the next frame continues a message. */
    private boolean inside;

    NativeSender(NativeBinding binding, NativeErrors errors, NativeSocketResource resource, NativeSocket socket) {
        this.errors = errors;
        this.zmq = binding.zmq();
        this.all = binding.memory();
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
            all.copyIn(data, offset, memory.stagingAddress(), length);
            return sendFrom(memory.stagingAddress(), length, more);
        }
        long message = build(length);
        all.copyIn(data, offset, zmq.zmq_msg_data(message), length);
        return sendBuilt(message, more);
    }

    boolean send(ByteBuffer data, boolean more) {
        int length = data.remaining();
        if (subscribes && length > 0 && Topics.isTooLong(length, data.get(data.position()))) {
            return true;
        }
        if (length <= NativeMemory.STAGING_SIZE) {
            all.copyIn(data, memory.stagingAddress(), length);
            return sendFrom(memory.stagingAddress(), length, more);
        }
        long message = build(length);
        try {
            all.copyIn(data, zmq.zmq_msg_data(message), length);
        } catch (RuntimeException | Error e) { // the buffer's memory was freed
            zmq.zmq_msg_close(message);
            throw e;
        }
        return sendBuilt(message, more);
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
        if (size <= Topics.LONGEST) {
            return false;
        }
        byte[] first = new byte[1];
        all.copyOut(zmq.zmq_msg_data(message), first, 0, 1);
        return Topics.isTooLong(size, first[0]);
    }

    private boolean sendFrom(long address, int length, boolean more) {
        int flags = flags(more);
        while ((inside
                        ? zmq.zmq_send(handle, address, length, flags)
                        : zmq.zmq_send_first(handle, address, length, flags))
                < 0) {
            if (errors.wouldBlock("send", socket)) {
                return refused(more);
            }
        }
        inside = more;
        return true;
    }

    /** What continues a message counts as sent even so: its peer has gone. */
    private boolean refused(boolean more) {
        inside &= more;
        return false;
    }

    /** A message to copy to; built anew for each attempt, as the caller may have changed the bytes in between. */
    private long build(int length) {
        long message = memory.outgoing();
        if (zmq.zmq_msg_init_size(message, length) < 0) {
            throw errors.failure("memory for a frame of " + length + " bytes on socket " + socket);
        }
        return message;
    }

    /** It belongs to the library once it is sent, and is to be closed when not. */
    private boolean sendBuilt(long message, boolean more) {
        boolean sent = false;
        try {
            sent = sendMessage(message, more);
            return sent;
        } finally {
            if (!sent) {
                zmq.zmq_msg_close(message);
            }
        }
    }

    private boolean sendMessage(long message, boolean more) {
        int flags = flags(more);
        while ((inside ? zmq.zmq_msg_send(message, handle, flags) : zmq.zmq_msg_send_first(message, handle, flags))
                < 0) {
            if (errors.wouldBlock("send", socket)) {
                return refused(more);
            }
        }
        inside = more;
        return true;
    }

    private int flags(boolean more) {
        if (envelope || (more && (inside || !addressed))) {
            resource.sendsSeveral();
        }
        return more ? LibZmq.ZMQ_DONTWAIT | LibZmq.ZMQ_SNDMORE : LibZmq.ZMQ_DONTWAIT;
    }
}
