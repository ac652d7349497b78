package io.zmq4j.tck;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;

/** A CURVE server, spoken by hand: it keeps to RFC 26, or breaks it where the test says so. */
final class CurveServer extends CurvePeer {
    private static final int PADDING = 72;
    private static final int COOKIE = 96;
    private static final int VOUCH = 96;

    private final CurveKeyPair keys;

    private CurveServer(RawPeer raw, CurveKeyPair keys) throws IOException {
        super(raw, 1, "CurveZMQMESSAGES", "CurveZMQMESSAGEC");
        this.keys = keys;
    }

    /** Accepts the next connection and says its greeting. */
    static CurveServer accept(ServerSocket listener, CurveKeyPair keys) throws IOException {
        return new CurveServer(RawPeer.accept(listener), keys);
    }

    /** The whole handshake, as a socket of the type given. Returns what the client says of itself. */
    byte[] open(String type) throws IOException {
        readHello();
        command(welcome());
        byte[] metadata = readInitiate();
        command(ready(Wire.property("Socket-Type", Wire.bytes(type))));
        return metadata;
    }

    void readHello() throws IOException {
        byte[] argument = read("HELLO");
        int at = 2 + PADDING;
        theirs(part(argument, at, KEY));
        byte[] nonce = nonce("CurveZMQHELLO---", part(argument, at + KEY, SHORT_NONCE));
        byte[] signature = CurveBox.open(rest(argument, at + KEY + SHORT_NONCE), nonce, theirs(), keys.secretKey());
        if (!Arrays.equals(signature, new byte[signature.length])) {
            throw new IOException("a signature that is not all zeros");
        }
    }

    byte[] welcome() {
        return welcome(keys.secretKey());
    }

    /** Its cookie is nothing to a client. */
    byte[] welcome(CurveKey from) {
        byte[] random = rest(Curve.keyPair().publicKey().toBytes(), LONG_NONCE); // never the same twice
        byte[] content = Wire.bytes(passing.publicKey().toBytes(), Wire.times(COOKIE, 'c'));
        return Wire.body("WELCOME", random, CurveBox.seal(content, nonce("WELCOME-", random), theirs(), from));
    }

    /** Returns the client's metadata, once its vouch holds. */
    byte[] readInitiate() throws IOException {
        byte[] argument = read("INITIATE");
        byte[] number = part(argument, COOKIE, SHORT_NONCE);
        byte[] content = CurveBox.open(
                rest(argument, COOKIE + SHORT_NONCE), nonce("CurveZMQINITIATE", number), theirs(), passing.secretKey());
        CurveKey client = CurveKey.of(part(content, 0, KEY));
        byte[] vouch = part(content, KEY, VOUCH);
        byte[] vouched = CurveBox.open(
                rest(vouch, LONG_NONCE), nonce("VOUCH---", part(vouch, 0, LONG_NONCE)), client, passing.secretKey());
        if (!Arrays.equals(
                vouched, Wire.bytes(theirs().toBytes(), keys.publicKey().toBytes()))) {
            throw new IOException("the vouch is for other keys");
        }
        return rest(content, KEY + VOUCH);
    }

    byte[] ready(byte[] metadata) {
        return ready(metadata, passing.secretKey());
    }

    byte[] ready(byte[] metadata, CurveKey from) {
        long number = nextNonce();
        byte[] box = CurveBox.seal(metadata, nonce("CurveZMQREADY---", number), theirs(), from);
        return Wire.body("READY", Wire.bytes(number, box));
    }
}
