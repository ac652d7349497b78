package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts: their options, their threads, and how they end. */
public class ContextTck extends OptionArea {
    /** For those who run it. */
    public ContextTck() {}

    @Test
    @Rule({"CTX-001", "CTX-014"})
    void unusedContextsComeAndGo() {
        for (int i = 0; i < 100; i++) {
            Context context = newContext();
            assertTrue(context.close(AWAIT), context + " ends");
        }
    }

    @Test
    @Rule("CTX-001")
    void anyNumberOfThreadsOpensSocketsOfOneContext() {
        Context context = context();
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(start("user-" + i, () -> {
                for (int round = 0; round < 20; round++) {
                    try (Socket pull = context.socket(SocketType.PULL);
                            Socket push = context.socket(SocketType.PUSH)) {
                        push.connect(pull.bind(inproc()));
                        send(push, "round " + round);
                        assertEquals("round " + round, recv(pull));
                    }
                }
                return true;
            }));
        }
        tasks.forEach(Task::result);
    }

    // ---- options

    @Test
    @Rule("CTX-002")
    void thereIsOneIoThreadUnlessOthersAreAskedFor() {
        assertEquals(1, context().get(ContextOptions.IO_THREADS));
        Backend backend = backend();
        for (int threads : new int[] {0, 1, 2, 4}) {
            try (Context context = backend.context(threads)) {
                assertEquals(threads, context.get(ContextOptions.IO_THREADS));
            }
        }
    }

    @Test
    @Rule("CTX-003")
    void negativeNumberOfIoThreadsIsRefusedAndTheOldOneStays() {
        assertCode(ErrorCode.EINVAL, () -> backend().context(-1));
        context().set(ContextOptions.IO_THREADS, 2);
        assertCode(ErrorCode.EINVAL, () -> context().set(ContextOptions.IO_THREADS, -1));
        assertEquals(2, context().get(ContextOptions.IO_THREADS));
    }

    @Test
    @Rule("CTX-005")
    void thereAre1023SocketsUnlessOthersAreAskedFor() {
        assertEquals(1023, context().get(ContextOptions.MAX_SOCKETS));
        context().set(ContextOptions.MAX_SOCKETS, 5);
        assertEquals(5, context().get(ContextOptions.MAX_SOCKETS));
        open(SocketType.PAIR);
        assertEquals(5, context().get(ContextOptions.MAX_SOCKETS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    @Rule("CTX-007")
    void contextHasRoomForOneSocketAtLeast(int limit) {
        assertCode(ErrorCode.EINVAL, () -> context().set(ContextOptions.MAX_SOCKETS, limit));
        assertEquals(1023, context().get(ContextOptions.MAX_SOCKETS));
    }

    @Test
    @Rule("CTX-008")
    void socketLimitIsReadOnly() {
        needs(ContextOptions.SOCKET_LIMIT);
        assertTrue(context().get(ContextOptions.SOCKET_LIMIT) > 0);
        assertCode(ErrorCode.EINVAL, () -> context().setByName("SOCKET_LIMIT", 7));
    }

    @Test
    @Rule("CTX-010")
    void contextCanLimitTheSizeOfMessages() {
        needs(ContextOptions.MAX_MSGSZ);
        assertEquals(Integer.MAX_VALUE, context().get(ContextOptions.MAX_MSGSZ));
        assertCode(ErrorCode.EINVAL, () -> context().set(ContextOptions.MAX_MSGSZ, -1));
        context().set(ContextOptions.MAX_MSGSZ, 1024);
        Two two = two(SocketType.PULL, SocketType.PUSH);
        assertCode(ErrorCode.EMSGSIZE, () -> two.connected().trySend(new byte[1025]));
        assertTrue(two.connected().trySend(new byte[1024]));
    }

    @Test
    @Rule("CTX-013")
    void ioThreadsAreCalledAsAskedFor() {
        needs(ContextOptions.THREAD_NAME_PREFIX);
        needsTransport("tcp");
        Kernel.assumeAskable();
        context().set(ContextOptions.THREAD_NAME_PREFIX, "mine");
        socket(SocketType.PULL).bind(tcp());
        await("a thread of that name", () -> Kernel.threadNames().anyMatch(name -> name.startsWith("mine")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_SUCH_OPTION", "LINGER", "ZMQ_"})
    @Rule("CTX-012")
    void unknownOptionIsRefused(String name) {
        assertCode(ErrorCode.EINVAL, () -> context().setByName(name, 1));
    }

    @Test
    @Rule({"CTX-001", "CTX-004"})
    void withoutIoThreadsThereIsInprocOnly() {
        needs(ContextOptions.IO_THREADS);
        needsTransport("tcp");
        context().set(ContextOptions.IO_THREADS, 0);
        Two two = two(SocketType.PULL, SocketType.PUSH);
        send(two.connected(), "inproc works");
        assertEquals("inproc works", recv(two.bound()));
        assertCode(ErrorCode.EMTHREAD, () -> open(SocketType.PULL).bind(tcp()));
        assertCode(ErrorCode.EMTHREAD, () -> open(SocketType.PUSH).connect("tcp://127.0.0.1:9"));
    }

    @Test
    @Rule("CTX-006")
    void maxSocketsIsHowManyCanBeOpenAtATime() {
        needs(ContextOptions.MAX_SOCKETS);
        context().set(ContextOptions.MAX_SOCKETS, 3);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(open(SocketType.PAIR));
        }
        assertCode(ErrorCode.EMFILE, () -> open(SocketType.PAIR));
        sockets.get(1).close();
        assertInstanceOf(Socket.class, open(SocketType.PAIR));
        assertCode(ErrorCode.EMFILE, () -> open(SocketType.PAIR));
    }

    @Test
    @Rule({"CTX-011", "OPT-114", "OPT-157"})
    void withoutBlockyNewSocketsDoNotLinger() {
        needs(ContextOptions.BLOCKY);
        assertTrue(context().get(ContextOptions.BLOCKY));
        Socket before = open(SocketType.PUSH);
        context().set(ContextOptions.BLOCKY, false);
        assertEquals(Duration.ZERO, open(SocketType.PUSH).get(SocketOptions.LINGER));
        assertEquals(ms(-1), before.get(SocketOptions.LINGER));
        context().set(ContextOptions.BLOCKY, true);
        assertEquals(ms(-1), open(SocketType.PUSH).get(SocketOptions.LINGER));
    }

    @Test
    @Rule({"CTX-009", "OPT-133"})
    void ipv6OfTheContextIsTheDefaultOfNewSockets() {
        needs(ContextOptions.IPV6);
        assertFalse(context().get(ContextOptions.IPV6));
        Socket before = open(SocketType.PUSH);
        assertCode(ErrorCode.EINVAL, () -> context().setByName("IPV6", 2));
        context().set(ContextOptions.IPV6, true);
        assertTrue(open(SocketType.PUSH).get(SocketOptions.IPV6));
        assertFalse(before.get(SocketOptions.IPV6));
        context().set(ContextOptions.IPV6, false);
        assertFalse(open(SocketType.PUSH).get(SocketOptions.IPV6));
    }

    // ---- the end

    @Test
    @Rule("CTX-019")
    void contextThatWasShutDownBeforeItsFirstSocketOpensNone() {
        context().shutdown();
        assertThrows(TerminatedException.class, () -> open(SocketType.PAIR));
        assertTrue(context().close(AWAIT));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("CTX-022")
    void messagesOnTheirWayAreDeliveredWhenTheirContextIsClosed(String transport) {
        Context sending = transport.equals("inproc") ? context() : newContext();
        Socket pull = open(SocketType.PULL);
        Socket push = open(sending, SocketType.PUSH);
        push.connect(pull.bind(anyEndpoint(transport)));
        for (int i = 0; i < 1_000; i++) {
            send(push, "m" + i);
        }
        push.close();
        if (!transport.equals("inproc")) {
            Task<Boolean> closed = start("close", () -> sending.close(AWAIT));
            assertTrue(closed.result());
        }
        for (int i = 0; i < 1_000; i++) {
            assertEquals("m" + i, recv(pull));
        }
    }

    @Test
    @Rule("CTX-023")
    void closingOneContextLeavesAnotherAsItIs() {
        String endpoint = inproc();
        Context other = newContext();
        Socket there = open(other, SocketType.PULL);
        there.bind(endpoint);
        Socket here = open(SocketType.PULL);
        here.bind(endpoint);
        Socket push = open(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "here");
        assertTrue(other.close(AWAIT));
        assertEquals("here", recv(here));
        send(push, "still here");
        assertEquals("still here", recv(here));
        assertFalse(open(SocketType.PAIR).isClosed());
    }

    @Test
    @Rule("CTX-025")
    void contextOfAScopeIsClosedInAllCases() {
        Context left;
        try (Context context = backend().context()) {
            left = context;
            assertFalse(context.isClosed());
        }
        assertTrue(left.isClosed());
        Context[] seen = new Context[1];
        IllegalStateException enough = new IllegalStateException("enough");
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            try (Context context = backend().context()) {
                seen[0] = context;
                open(context, SocketType.PUSH);
                throw enough;
            }
        });
        assertSame(enough, thrown);
        assertTrue(seen[0].isClosed());
    }

    @Test
    @Rule("CTX-025")
    void contextOfAFunctionIsClosedInAllCases() {
        assertTrue(Zmq.withContext(context -> context).isClosed());
        Context[] seen = new Context[1];
        IllegalStateException enough = new IllegalStateException("enough");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Zmq.withContext(context -> {
                    seen[0] = context;
                    throw enough;
                }));
        assertSame(enough, thrown);
        assertTrue(seen[0].isClosed());
    }
}
