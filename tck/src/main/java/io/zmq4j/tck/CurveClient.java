package io.zmq4j.tck;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import java.io.IOException;

/** A CURVE client, spoken by hand: it keeps to RFC 26, or breaks it where the test says so. */
final class CurveClient extends CurvePeer {
    private static final int PADDING = 72;
    private static final int SIGNATURE = 64;

    private final CurveKeyPair keys;
    private final CurveKey server;
    private byte[] cookie = new byte[0];

    private CurveClient(RawPeer raw, CurveKeyPair keys, CurveKey server) throws IOException {
        super(raw, 0, "CurveZMQMESSAGEC", "CurveZMQMESSAGES");
        this.keys = keys;
        this.server = server;
    }

    /** Connects and says its greeting. */
    static CurveClient connect(String endpoint, CurveKeyPair keys, CurveKey server) throws IOException {
        return new CurveClient(RawPeer.connect(endpoint), keys, server);
    }

    /** The whole handshake, as a socket of the type given. Returns what the server says of itself. */
    byte[] open(String type) throws IOException {
        welcomed();
        command(initiate(type));
        return readReady();
    }

    /** HELLO, and the server's WELCOME. */
    void welcomed() throws IOException {
        command(hello());
        readWelcome();
    }

    byte[] hello() {
        return hello(Wire.bytes(1, 0), new byte[SIGNATURE], server);
    }

    byte[] hello(byte[] version, byte[] signature, CurveKey to) {
        long number = nextNonce();
        byte[] box = CurveBox.seal(signature, nonce("CurveZMQHELLO---", number), to, passing.secretKey());
        return Wire.body(
                "HELLO", version, new byte[PADDING], passing.publicKey().toBytes(), Wire.bytes(number, box));
    }

    /** Returns how many bytes the command had. */
    int readWelcome() throws IOException {
        byte[] argument = read("WELCOME");
        byte[] nonce = nonce("WELCOME-", part(argument, 0, LONG_NONCE));
        byte[] content = CurveBox.open(rest(argument, LONG_NONCE), nonce, server, passing.secretKey());
        theirs(part(content, 0, KEY));
        cookie = rest(content, KEY);
        return 1 + "WELCOME".length() + argument.length;
    }

    byte[] cookie() {
        return cookie.clone();
    }

    byte[] initiate(String type) {
        return initiate(cookie, vouch(passing.publicKey(), server), Wire.property("Socket-Type", Wire.bytes(type)));
    }

    byte[] initiate(byte[] someCookie, byte[] vouch, byte[] metadata) {
        return initiate(someCookie, vouch, metadata, passing.secretKey());
    }

    byte[] initiate(byte[] someCookie, byte[] vouch, byte[] metadata, CurveKey from) {
        long number = nextNonce();
        byte[] content = Wire.bytes(keys.publicKey().toBytes(), vouch, metadata);
        byte[] box = CurveBox.seal(content, nonce("CurveZMQINITIATE", number), theirs(), from);
        return Wire.body("INITIATE", someCookie, Wire.bytes(number, box));
    }

    /** That a key of one connection belongs to this client, as told to that server. */
    byte[] vouch(CurveKey transientKey, CurveKey told) {
        return vouch(transientKey, told, keys.secretKey());
    }

    byte[] vouch(CurveKey transientKey, CurveKey told, CurveKey from) {
        byte[] nonce = rest(Curve.keyPair().publicKey().toBytes(), LONG_NONCE); // never the same twice
        byte[] content = Wire.bytes(transientKey.toBytes(), told.toBytes());
        return Wire.bytes(nonce, CurveBox.seal(content, nonce("VOUCH---", nonce), theirs(), from));
    }

    byte[] readReady() throws IOException {
        byte[] argument = read("READY");
        byte[] nonce = nonce("CurveZMQREADY---", part(argument, 0, SHORT_NONCE));
        return CurveBox.open(rest(argument, SHORT_NONCE), nonce, theirs(), passing.secretKey());
    }
}
