package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.spi.Availability;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class JeroMqBackendProviderTest {
    @Test
    void itTellsWhatItFound() {
        Availability.Available found =
                assertInstanceOf(Availability.Available.class, JeroMq.backend().availability());
        assertEquals("4.1.7", found.engineVersion());
        assertEquals("JeroMQ 0.6.0", found.implementationVersion());
        assertEquals("java", found.binding());
        assertTrue(found.location().endsWith("jeromq-0.6.0.jar"), found.location());
    }

    @Test
    void probingWorksOnAnInterruptedThread() {
        Thread.currentThread().interrupt();
        boolean available = JeroMq.backend().isAvailable();
        assertTrue(Thread.interrupted());
        assertTrue(available);
    }

    @Test
    void whatItSupports() {
        Backend backend = JeroMq.backend();
        for (SocketType type : SocketType.values()) {
            assertEquals(Support.full(), backend.support(Capability.of(type)));
        }
        assertTrue(backend.supports(Capability.transport("tcp")));
        assertTrue(backend.supports(Capability.transport("inproc")));
        for (String transport : new String[] {"ipc", "udp", "ws", "wss", "pgm", "epgm", "norm", "tipc", "vmci"}) {
            assertFalse(backend.supports(Capability.transport(transport)), transport);
        }
        assertTrue(backend.supports(Capability.of(Mechanism.CURVE)));
        assertFalse(backend.supports(Capability.of(Mechanism.GSSAPI)));
        assertFalse(backend.supports(Capability.POLL_DESCRIPTORS));
        assertFalse(backend.supports(new Capability(Capability.Kind.SOCKET_TYPE, "SERVER")));
    }
}
