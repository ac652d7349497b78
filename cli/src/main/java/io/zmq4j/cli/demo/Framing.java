package io.zmq4j.cli.demo;

import io.zmq4j.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a socket carries a numbered message: in one frame, in several, or behind an address. */
interface Framing {
    void send(Socket socket, byte[] message, Duration limit);

    byte[] recv(Socket socket, Duration limit);

    /** One frame. */
    final class Single implements Framing {
        @Override
        public void send(Socket socket, byte[] message, Duration limit) {
            socket.send(message, limit);
        }

        @Override
        public byte[] recv(Socket socket, Duration limit) {
            byte[] message = socket.recv(limit);
            if (socket.hasMore()) {
                throw new Broken("a message of one frame arrived with more frames");
            }
            return message;
        }
    }

    /** Three frames: a label, nothing, and the message. */
    final class ThreeFrames implements Framing {
        private static final byte[] LABEL = "zmq4j".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] NOTHING = {};

        @Override
        public void send(Socket socket, byte[] message, Duration limit) {
            socket.send(List.of(LABEL, NOTHING, message), limit);
        }

        @Override
        public byte[] recv(Socket socket, Duration limit) {
            List<byte[]> frames = socket.recvMultipart(limit);
            if (frames.size() != 3) {
                throw new Broken("a message of 3 frames arrived with " + frames.size());
            }
            if (!Arrays.equals(frames.get(0), LABEL) || frames.get(1).length != 0) {
                throw new Broken("the first two frames of a message arrived damaged");
            }
            return frames.get(2);
        }
    }

    /** Behind the routing id of the one peer, as a ROUTER has it. */
    final class Routed implements Framing {
        private byte @Nullable [] peer;

        @Override
        public void send(Socket socket, byte[] message, Duration limit) {
            if (peer == null) {
                throw new IllegalStateException("a ROUTER answers");
            }
            socket.send(List.of(peer, message), limit);
        }

        @Override
        public byte[] recv(Socket socket, Duration limit) {
            List<byte[]> frames = socket.recvMultipart(limit);
            if (frames.size() != 2) {
                throw new Broken("routing id and one frame arrived as " + frames.size() + " frames");
            }
            if (peer != null && !Arrays.equals(peer, frames.get(0))) {
                throw new Broken("the routing id of the one peer has changed");
            }
            peer = frames.get(0);
            return frames.get(1);
        }
    }
}
