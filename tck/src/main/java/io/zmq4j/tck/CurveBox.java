package io.zmq4j.tck;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.zmq4j.CurveKey;
import java.io.IOException;
import java.util.Arrays;

/**
 * The box of CURVE: bytes encrypted and authenticated from the owner of one key to that of another.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26 (CurveZMQ)</a>
 */
final class CurveBox {
    /** How much longer than its content a box is. */
    static final int OVERHEAD = 16;

    /** Zeros that the library wants in front of the content. */
    private static final int PADDING = 32;

    private CurveBox() {}

    static byte[] seal(byte[] content, byte[] nonce, CurveKey to, CurveKey from) {
        byte[] padded = Wire.bytes(new byte[PADDING], content);
        byte[] box = new byte[padded.length];
        curve25519xsalsa20poly1305.crypto_box(box, padded, padded.length, nonce, to.toBytes(), from.toBytes());
        return Arrays.copyOfRange(box, OVERHEAD, box.length);
    }

    static byte[] open(byte[] box, byte[] nonce, CurveKey from, CurveKey to) throws IOException {
        byte[] padded = Wire.bytes(new byte[OVERHEAD], box);
        byte[] content = new byte[padded.length];
        int failed = curve25519xsalsa20poly1305.crypto_box_open(
                content, padded, padded.length, nonce, from.toBytes(), to.toBytes());
        if (failed != 0) {
            throw new IOException("a box of " + box.length + " bytes cannot be opened");
        }
        return Arrays.copyOfRange(content, PADDING, content.length);
    }
}
