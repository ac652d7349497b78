package io.zmq4j.tck;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Pieces of ZMTP as bytes, right or wrong.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23 (ZMTP)</a>
 */
final class Wire {
    static final int MORE = 1;
    static final int LONG = 2;
    static final int COMMAND = 4;

    private static final int SHORT_MOST = 255;
    private static final int MECHANISM_SIZE = 20;
    private static final int FILLER_SIZE = 31;

    private Wire() {}

    /** Puts together: a number is one byte, a long is eight, a text its UTF-8 form, bytes are as they are. */
    static byte[] bytes(Object... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                joined.write(number);
            } else if (part instanceof Long number) {
                joined.writeBytes(
                        ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            } else if (part instanceof byte[] own) {
                joined.writeBytes(own);
            } else {
                joined.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return joined.toByteArray();
    }

    /** Four bytes. */
    static byte[] four(long number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
    }

    /** That many bytes of one value. */
    static byte[] times(int count, int value) {
        byte[] filled = new byte[count];
        java.util.Arrays.fill(filled, (byte) value);
        return filled;
    }

    static byte[] signature() {
        return bytes(0xFF, 0L, 0x7F);
    }

    /** A greeting of ZMTP 3.0 by a client. */
    static byte[] greeting(String mechanism) {
        return greeting(3, 0, mechanism, 0);
    }

    static byte[] greeting(int major, int minor, String mechanism, int asServer) {
        byte[] name = bytes(mechanism);
        return bytes(
                signature(),
                major,
                minor,
                name,
                new byte[MECHANISM_SIZE - name.length],
                asServer,
                new byte[FILLER_SIZE]);
    }

    static byte[] property(String name, byte[] value) {
        return bytes(name.length(), name, four(value.length), value);
    }

    /** A name with its length, and what follows. */
    static byte[] body(String name, byte[]... arguments) {
        return bytes(name.length(), name, bytes((Object[]) arguments));
    }

    static byte[] frame(int flags, byte[] body) {
        return body.length > SHORT_MOST
                ? bytes(flags | LONG, (long) body.length, body)
                : bytes(flags, body.length, body);
    }

    static byte[] command(String name, byte[]... arguments) {
        return frame(COMMAND, body(name, arguments));
    }

    /** What announces a frame that may never come. */
    static byte[] header(int flags, long length) {
        return bytes(flags | LONG, length);
    }
}
