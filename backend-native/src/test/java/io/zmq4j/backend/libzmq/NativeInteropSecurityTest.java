package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.tck.InteropSecurityTck;
import io.zmq4j.tck.RequiresBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** libzmq and JeroMQ. */
@RequiresBackend("native")
class NativeInteropSecurityTest extends InteropSecurityTck {
    @Test
    void theOtherIsJeroMq() {
        assertEquals(List.of(backend("jeromq")), others());
    }
}
