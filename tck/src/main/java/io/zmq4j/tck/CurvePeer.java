package io.zmq4j.tck;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One end of a CURVE connection, spoken by hand: what both ends have in common, which is the traffic of messages. */
abstract class CurvePeer implements AutoCloseable {
    static final int KEY = 32;
    static final int SHORT_NONCE = 8;
    static final int LONG_NONCE = 16;
    private static final int GREETING_SIZE = 64;

    final RawPeer raw;

    /** Of this connection alone. */
    final CurveKeyPair passing = Curve.keyPair();

    private final String sends;
    private final String receives;
    private CurveKey theirs = passing.publicKey();
    private long nonce;

    /** A message as it came: its nonce, the flags in its box, and what follows them. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
    record Message(long nonce, int flags, byte[] content) {}

    CurvePeer(RawPeer raw, int asServer, String sends, String receives) throws IOException {
        this.raw = raw;
        this.sends = sends;
        this.receives = receives;
        raw.write(Wire.greeting(3, 0, "CURVE", asServer));
        raw.read(GREETING_SIZE);
    }

    /** The other end's key of this connection alone. */
    final CurveKey theirs() {
        return theirs;
    }

    final void theirs(byte[] key) {
        theirs = CurveKey.of(key);
    }

    /** Counts from 1. */
    final long nextNonce() {
        return ++nonce;
    }

    static byte[] nonce(String name, long number) {
        return Wire.bytes(name, number);
    }

    static byte[] nonce(String name, byte[] rest) {
        return Wire.bytes(name, rest);
    }

    static byte[] part(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    static byte[] rest(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** What follows the name of a command of the handshake. */
    final byte[] read(String name) throws IOException {
        RawPeer.Frame frame = raw.readFrame();
        if (!frame.name().equals(name)) {
            throw new IOException("expected " + name + ", was '" + frame.name() + "'");
        }
        return frame.argument();
    }

    final void command(byte[] body) throws IOException {
        raw.write(Wire.frame(Wire.COMMAND, body));
    }

    // ---- messages

    /** A message as it goes over the wire, without flags and length. */
    final byte[] message(long number, int flags, byte[] content) {
        byte[] box = CurveBox.seal(Wire.bytes(flags, content), nonce(sends, number), theirs, passing.secretKey());
        return Wire.body("MESSAGE", Wire.bytes(number, box));
    }

    final void send(String text) throws IOException {
        write(message(nextNonce(), 0, Wire.bytes(text)));
    }

    final void write(byte[] message) throws IOException {
        raw.write(Wire.frame(0, message));
    }

    final Message readMessage() throws IOException {
        byte[] body = raw.readFrame().body();
        int name = 1 + "MESSAGE".length();
        if (!new String(body, 1, name - 1, StandardCharsets.US_ASCII).equals("MESSAGE")) {
            throw new IOException("expected MESSAGE, was " + Arrays.toString(body));
        }
        long number = ByteBuffer.wrap(body, name, SHORT_NONCE).getLong();
        byte[] content =
                CurveBox.open(rest(body, name + SHORT_NONCE), nonce(receives, number), theirs, passing.secretKey());
        return new Message(number, content[0], rest(content, 1));
    }

    @Override
    public final void close() throws IOException {
        raw.close();
    }
}
