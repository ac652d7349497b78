package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that announces what no memory holds. */
class FrameLimitTest {
    private Context context;
    private Socket pull;
    private int port;

    @BeforeEach
    void open() {
        context = JeroMq.context();
        pull = socket(context, SocketType.PULL);
        String endpoint = pull.bind(Loopback.ANY_PORT);
        port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE, Integer.MIN_VALUE, 1L << 40})
    void neitherBeforeNorAfterTheHandshakeHarmsOthers(long size) throws IOException {
        try (java.net.Socket before = greeted();
                java.net.Socket after = greeted()) {
            announce(before, size, 4);
            ready(after);
            announce(after, size, 0);
            Socket push = socket(context, SocketType.PUSH);
            push.connect(Loopback.endpoint(port));
            for (int i = 0; i < 100; i++) {
                push.send(bytes("fine " + i));
                assertArrayEquals(bytes("fine " + i), fine());
            }
        }
    }

    @Test
    void aFrameAboveTheUsersLimitEndsItsConnection() throws IOException {
        pull.set(SocketOptions.MAXMSGSIZE, 100L);
        try (java.net.Socket peer = greeted()) {
            ready(peer);
            peer.getOutputStream().write(new byte[] {0, 100});
            peer.getOutputStream().write(new byte[100]);
            assertEquals(100, pull.recv().length);
            peer.getOutputStream().write(new byte[] {0, 101});
            peer.getOutputStream().flush();
            peer.setSoTimeout((int) JeroMq.LONG.toMillis());
            InputStream in = peer.getInputStream();
            try {
                while (in.read() >= 0) {
                    // its READY command
                }
            } catch (java.net.SocketException e) {
                assertEquals("Connection reset", e.getMessage());
            }
        }
    }

    /** Once its frames have lost their limits, a peer may send any. */
    private byte[] fine() {
        while (true) {
            byte[] frame = pull.recv();
            if (new String(frame, StandardCharsets.UTF_8).startsWith("fine")) {
                return frame;
            }
        }
    }

    private java.net.Socket greeted() throws IOException {
        java.net.Socket peer = JeroMq.stranger(port);
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy(bytes("NULL"), 0, greeting, 12, 4);
        peer.getOutputStream().write(greeting);
        peer.getInputStream().readNBytes(64);
        return peer;
    }

    private static void ready(java.net.Socket peer) throws IOException {
        ByteBuffer ready = ByteBuffer.allocate(64);
        ready.put((byte) 4).put((byte) 0).put((byte) 5).put(bytes("READY"));
        ready.put((byte) 11).put(bytes("Socket-Type")).putInt(4).put(bytes("PUSH"));
        ready.put(1, (byte) (ready.position() - 2));
        peer.getOutputStream().write(ready.array(), 0, ready.position());
    }

    private static void announce(java.net.Socket peer, long size, int flags) throws IOException {
        OutputStream out = peer.getOutputStream();
        out.write(ByteBuffer.allocate(9).put((byte) (2 | flags)).putLong(size).array());
        out.write(new byte[4096]);
        out.flush();
    }
}
