package io.zmq4j.backend.jeromq;

import java.nio.charset.StandardCharsets;
import zmq.Msg;

/**
 * The status in the reply of a ZAP handler (RFC 27): tells the handshake it decides when the engine reads it.
 *
 * <p>Repairs JeroMQ 0.6.0, whose servers do not tell that they refused a peer. It can go when such a server emits
 * HANDSHAKE_FAILED_AUTH.
 */
final class ZapStatus extends Msg {
    private boolean read;

    ZapStatus(String status) {
        this(status.getBytes(StandardCharsets.US_ASCII));
    }

    ZapStatus(byte[] status) {
        super(status);
    }

    /** On the I/O thread of the connection; by nobody else, as nobody else gets it. */
    @Override
    public byte[] data() {
        byte[] status = super.data();
        IoThread thread = IoThread.current();
        if (thread != null && !read) {
            read = true;
            Handshake handshake = thread.answeredByZap();
            if (handshake != null) {
                handshake.answered(new String(status, StandardCharsets.US_ASCII));
            }
        }
        return status;
    }
}
