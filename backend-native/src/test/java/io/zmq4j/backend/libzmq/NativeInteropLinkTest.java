package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.tck.InteropLinkTck;
import io.zmq4j.tck.RequiresBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** libzmq and JeroMQ. */
@RequiresBackend("native")
class NativeInteropLinkTest extends InteropLinkTck {
    @Test
    void theOtherIsJeroMq() {
        assertEquals(List.of(backend("jeromq")), others());
    }
}
