package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** STREAM: plain TCP. */
public class StreamTck extends OptionArea {
    private static final byte[] NOTHING = new byte[0];

    /** Creates the area. */
    public StreamTck() {}

    /** A STREAM socket and a TCP connection that it accepted, or opened. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
    private record Pair(Socket stream, RawPeer peer, byte[] id) {
        void send(byte[] data) {
            stream.send(List.of(id, data));
        }

        byte[] recv(int size) {
            return StreamTck.recv(stream, id, size);
        }
    }

    /** The next data of a peer, of a size at least. */
    private static byte[] recv(Socket stream, byte[] id, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < size) {
            List<byte[]> message = stream.recvMultipart();
            assertEquals(2, message.size());
            assertArrayEquals(id, message.get(0));
            all.writeBytes(message.get(1));
        }
        return all.toByteArray();
    }

    private Pair accepted(Socket stream, String endpoint) throws IOException {
        RawPeer peer = later(RawPeer.connect(endpoint));
        return new Pair(stream, peer, notified(stream));
    }

    private Pair accepted() throws IOException {
        Socket stream = socket(SocketType.STREAM);
        return accepted(stream, stream.bind(tcp()));
    }

    private Pair connected() throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        Socket stream = socket(SocketType.STREAM);
        stream.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener));
        return new Pair(stream, peer, notified(stream));
    }

    /** The id of a peer that comes or goes. */
    private static byte[] notified(Socket stream) {
        List<byte[]> message = stream.recvMultipart();
        assertEquals(2, message.size());
        assertEquals(0, message.get(1).length);
        return message.get(0);
    }

    /** Nothing more comes to the peer before its connection ends. */
    private void end(Pair pair) {
        Task<EOFException> reader = start(
                "reader",
                () -> assertThrows(EOFException.class, () -> pair.peer().read(1)));
        await("the end of the connection", () -> {
            canReceive(pair.stream()); // an engine goes on with it in a call on the socket
            return reader.isDone();
        });
        reader.result();
    }

    @Test
    @Rule({"STR-001", "STR-002"})
    void bytesComeInAsTheyAre() throws IOException {
        for (Pair pair : List.of(accepted(), connected())) {
            byte[] bytes = {0, 1, (byte) 0xFF, 0x7F, 3, 0};
            pair.peer().write(bytes);
            assertArrayEquals(bytes, pair.recv(bytes.length));
        }
    }

    @Test
    @Rule("STR-001")
    void bytesGoOutAsTheyAre() throws IOException {
        for (Pair pair : List.of(accepted(), connected())) {
            pair.send(bytes("GET /"));
            pair.send(new byte[] {0, (byte) 0xFF});
            pair.send(bytes(" HTTP"));
            assertArrayEquals(bytes("GET /"), pair.peer().read(5));
            assertArrayEquals(new byte[] {0, (byte) 0xFF}, pair.peer().read(2));
            assertArrayEquals(bytes(" HTTP"), pair.peer().read(5));
            pair.send(NOTHING); // and no more
            end(pair);
        }
    }

    @Test
    @Rule("STR-002")
    void dataComeWithTheIdOfTheirPeer() throws IOException {
        Pair one = accepted();
        Pair other = accepted(one.stream(), one.stream().get(SocketOptions.LAST_ENDPOINT));
        assertFalse(Arrays.equals(one.id(), other.id()));
        one.peer().write(bytes("one"));
        assertArrayEquals(bytes("one"), one.recv(3));
        other.peer().write(bytes("other"));
        assertArrayEquals(bytes("other"), other.recv(5));
        one.send(bytes("for one"));
        other.send(bytes("for the other"));
        assertArrayEquals(bytes("for one"), one.peer().read(7));
        assertArrayEquals(bytes("for the other"), other.peer().read(13));
    }

    @Test
    @Rule({"STR-003", "STR-004"})
    void comingAndGoingIsAnEmptyFrame() throws IOException {
        for (Pair pair : List.of(accepted(), connected())) {
            pair.peer().close();
            assertArrayEquals(pair.id(), notified(pair.stream()));
        }
    }

    @Test
    @Rule("STR-006")
    void emptyFrameClosesTheConnection() throws IOException {
        Pair one = accepted();
        Pair other = accepted(one.stream(), one.stream().get(SocketOptions.LAST_ENDPOINT));
        one.send(NOTHING);
        end(one);
        other.send(bytes("still there"));
        assertArrayEquals(bytes("still there"), other.peer().read(11));
    }

    @Test
    @Rule("STR-007")
    void unknownPeersAreRefusedAndTheNextMessageGoes() throws IOException {
        Pair pair = accepted();
        Pair gone = accepted(pair.stream(), pair.stream().get(SocketOptions.LAST_ENDPOINT));
        gone.peer().close();
        assertArrayEquals(gone.id(), notified(gone.stream()));
        await("the one that left is forgotten", () -> !takes(pair.stream(), gone.id()));
        for (byte[] unknown : List.of(bytes("nobody"), gone.id())) {
            assertCode(ErrorCode.EHOSTUNREACH, () -> pair.stream().send(List.of(unknown, bytes("lost"))));
            assertCode(ErrorCode.EHOSTUNREACH, () -> pair.stream().send(unknown, SendFlag.SNDMORE));
            pair.send(bytes("next"));
            assertArrayEquals(bytes("next"), pair.peer().read(4));
        }
    }

    private static boolean takes(Socket stream, byte[] id) {
        try {
            stream.send(List.of(id, bytes("lost")));
            return true;
        } catch (ZmqException e) {
            return false;
        }
    }

    @Test
    @Rule("STR-009")
    void muchDataComeInOrderInSeveralMessages() throws IOException {
        Pair pair = accepted();
        byte[] data = pattern(1 << 20);
        Task<Boolean> writer = start("writer", () -> {
            pair.peer().write(data);
            return true;
        });
        byte[] first = pair.recv(1);
        assertTrue(first.length < data.length);
        byte[] rest = pair.recv(data.length - first.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(rest);
        assertArrayEquals(data, all.toByteArray());
        assertTrue(writer.result());
        Task<byte[]> reader = start("reader", () -> pair.peer().read(data.length));
        pair.send(data);
        assertArrayEquals(data, reader.result());
    }

    @Test
    @Rule("STR-010")
    void generatedIdsAreAZeroByteAndFourMore() throws IOException {
        for (Pair pair : List.of(accepted(), connected())) {
            assertEquals(5, pair.id().length);
            assertEquals(0, pair.id()[0]);
        }
    }

    @Test
    @Rule("STR-011")
    void messageIsAnIdAndDataWhateverTheirFlags() throws IOException {
        Pair pair = accepted();
        pair.stream().send(pair.id(), SendFlag.SNDMORE);
        pair.stream().sendText("flag", SendFlag.SNDMORE);
        pair.stream().send(pair.id(), SendFlag.SNDMORE);
        pair.stream().sendText("none");
        assertArrayEquals(bytes("flagnone"), pair.peer().read(8));
    }

    @Test
    @Rule("STR-012")
    void inprocIsRefused() {
        Socket stream = socket(SocketType.STREAM);
        assertCode(ErrorCode.ENOCOMPATPROTO, () -> stream.bind(inproc()));
        assertCode(ErrorCode.ENOCOMPATPROTO, () -> stream.connect(inproc()));
    }

    @Test
    @Rule("STR-012")
    void ipcIsARawPipe() throws IOException {
        Socket stream = socket(SocketType.STREAM);
        String endpoint = stream.bind(anyEndpoint("ipc"));
        UnixDomainSocketAddress path = UnixDomainSocketAddress.of(endpoint.substring("ipc://".length()));
        try (SocketChannel peer = SocketChannel.open(path)) {
            byte[] id = notified(stream);
            peer.write(ByteBuffer.wrap(bytes("hello")));
            assertEquals("hello", text(recv(stream, id, 5)));
            stream.send(List.of(id, bytes("world")));
            ByteBuffer answer = ByteBuffer.allocate(5);
            while (answer.hasRemaining() && peer.read(answer) >= 0) {}
            assertEquals(ByteBuffer.wrap(bytes("world")), answer.flip());
        }
    }

    @Test
    @Rule("STR-013")
    void zmtpCanBeReadByHand() throws IOException {
        Socket stream = socket(SocketType.STREAM);
        Socket dealer = socket(SocketType.DEALER);
        dealer.connect(stream.bind(tcp()));
        byte[] id = notified(stream);
        byte[] signature = recv(stream, id, 10);
        assertEquals((byte) 0xFF, signature[0]);
        assertEquals(0x7F, signature[9]);
        stream.send(List.of(id, new byte[] {(byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3}));
        assertEquals(3, recv(stream, id, 1)[0], "the major version");
    }

    @Test
    @Rule("FUZ-009")
    void randomBytesInRandomPiecesArriveUnchanged() throws IOException {
        Random random = new Random(9);
        Socket stream = socket(SocketType.STREAM);
        Pair pair = accepted(stream, stream.bind(tcp()));
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(9_000));
                pair.peer().write(Arrays.copyOfRange(bytes, at, to));
                at = to;
            }
            assertArrayEquals(bytes, pair.recv(bytes.length));
            pair.send(bytes);
            assertArrayEquals(bytes, pair.peer().read(bytes.length));
        }
    }
}
