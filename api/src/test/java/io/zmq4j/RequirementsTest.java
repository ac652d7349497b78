package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.internal.Fakes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final Capability IPC = Capability.transport("ipc");
    private static final Capability TCP = Capability.transport("tcp");

    @BeforeEach
    void reset() {
        Fakes.reset();
    }

    @Test
    void everyKindCanBeRequired() {
        Requirements all = Requirements.of(Capability.ZERO_COPY_SEND)
                .and(Capability.POLL_DESCRIPTORS)
                .transports("ipc", "TCP")
                .mechanisms(Mechanism.CURVE)
                .options(SocketOptions.LINGER, ContextOptions.IO_THREADS)
                .socketTypes(SocketType.STREAM);
        assertEquals(
                "feature:zero-copy-send, feature:poll-descriptors, transport:ipc, transport:tcp, mechanism:CURVE,"
                        + " option:LINGER, context-option:IO_THREADS, socket-type:STREAM",
                all.toString());
    }

    @Test
    void whatIsRequiredTwiceIsThereOnce() {
        assertEquals(
                List.of(IPC, TCP),
                Requirements.of(IPC, TCP, IPC).transports("ipc").capabilities());
    }

    @Test
    void theyDoNotChangeWhenMoreIsAdded() {
        Requirements before = Requirements.of(IPC);
        before.transports("tcp");
        assertEquals(List.of(IPC), before.capabilities());
    }

    @Test
    void theyDoNotChangeWithTheListTheyWereMadeOf() {
        List<Capability> list = new ArrayList<>(List.of(IPC));
        Requirements requirements = new Requirements(list);
        list.add(TCP);
        assertEquals(List.of(IPC), requirements.capabilities());
    }

    @Test
    void missingIsWhatIsNotSupportedAtAll() {
        Fakes.support("slow", IPC, Support.none("no such files"));
        Fakes.support("slow", TCP, Support.partial("IPv4 only"));
        Backend backend = Backend.of(new Fakes.Slow());
        assertEquals(List.of(IPC), Requirements.of(IPC, TCP).missingIn(backend));
        assertEquals(List.of(), Requirements.of(TCP).missingIn(backend));
        assertEquals(List.of(), Fakes.TRIED);
    }

    @Test
    void nothingRequiredIsMissingNowhere() {
        assertEquals(List.of(), Requirements.of().missingIn(Backend.of(new Fakes.Slow())));
    }

    @Test
    void nullIsRefused() {
        Capability none = null;
        assertThrows(NullPointerException.class, () -> Requirements.of(none));
        assertThrows(NullPointerException.class, () -> Requirements.of().and(none));
        assertThrows(NullPointerException.class, () -> Requirements.of().transports((String) null));
        assertThrows(NullPointerException.class, () -> Requirements.of().mechanisms((Mechanism) null));
        assertThrows(NullPointerException.class, () -> Requirements.of().options((Option<?>) null));
        assertThrows(NullPointerException.class, () -> Requirements.of().socketTypes((SocketType) null));
        assertThrows(NullPointerException.class, () -> Requirements.of(IPC).missingIn(null));
    }
}
