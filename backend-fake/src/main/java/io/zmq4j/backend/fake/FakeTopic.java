package io.zmq4j.backend.fake;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a subscriber asks for or no longer wants, and its form as a message. */
record FakeTopic(boolean isAdded, ByteBuffer bytes) {
    static FakeTopic added(byte[] bytes) {
        return new FakeTopic(true, ByteBuffer.wrap(bytes.clone()));
    }

    static FakeTopic removed(byte[] bytes) {
        return new FakeTopic(false, ByteBuffer.wrap(bytes.clone()));
    }

    /** Null when the message is none. */
    static @Nullable FakeTopic of(List<byte[]> message) {
        byte[] frame = message.get(0);
        if (message.size() > 1 || frame.length == 0 || frame[0] < 0 || frame[0] > 1) {
            return null;
        }
        return new FakeTopic(
                frame[0] == 1, ByteBuffer.wrap(frame, 1, frame.length - 1).slice());
    }

    List<byte[]> message() {
        ByteBuffer frame = ByteBuffer.allocate(1 + bytes.remaining());
        return List.of(
                frame.put((byte) (isAdded ? 1 : 0)).put(bytes.duplicate()).array());
    }

    static boolean anyStarts(Set<ByteBuffer> topics, byte[] frame) {
        for (ByteBuffer topic : topics) {
            int length = topic.remaining();
            if (length <= frame.length && topic.equals(ByteBuffer.wrap(frame, 0, length))) {
                return true;
            }
        }
        return false;
    }
}
