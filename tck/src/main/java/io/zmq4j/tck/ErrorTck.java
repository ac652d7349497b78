package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.RecvFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failing calls say: the symbol of the cause, its type, and what happened in words. */
public class ErrorTck extends ZmqTck {
    private static final int THREADS = 4;
    private static final int ROUNDS = 200;

    /** Of the backend that a subclass names. */
    public ErrorTck() {}

    /** A call that fails for one reason, the same on every backend. */
    enum Failing {
        EAGAIN(ErrorCode.EAGAIN, WouldBlockException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).recv(RecvFlag.DONTWAIT);
            }
        },
        EFSM(ErrorCode.EFSM, WrongStateException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.REQ).recv();
            }
        },
        ETERM(ErrorCode.ETERM, TerminatedException.class) {
            @Override
            void call(ErrorTck test) {
                Socket socket = test.socket(test.newContext(), SocketType.PULL);
                socket.context().shutdown();
                socket.recv();
            }
        },
        ENOTSOCK(ErrorCode.ENOTSOCK, ClosedException.class) {
            @Override
            void call(ErrorTck test) {
                Socket socket = test.socket(SocketType.PULL);
                socket.close();
                socket.recv();
            }
        },
        EINTR(ErrorCode.EINTR, InterruptedCallException.class) {
            @Override
            void call(ErrorTck test) {
                Thread.currentThread().interrupt();
                try {
                    test.socket(SocketType.PULL).recv();
                } finally {
                    assertTrue(Thread.interrupted());
                }
            }
        },
        EINVAL(ErrorCode.EINVAL, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).bind("no endpoint");
            }
        },
        ENOTSUP(ErrorCode.ENOTSUP, UnsupportedFeatureException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.DEALER).getByName(test.missingOption().name());
            }
        },
        EPROTONOSUPPORT(ErrorCode.EPROTONOSUPPORT, UnsupportedFeatureException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).connect("nonsense://here");
            }
        },
        ENOCOMPATPROTO(ErrorCode.ENOCOMPATPROTO, ZmqException.class, Capability.of(SocketType.STREAM)) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.STREAM).bind(anyEndpoint("inproc"));
            }
        },
        EADDRINUSE(ErrorCode.EADDRINUSE, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                String endpoint = test.socket(SocketType.PULL).bind(anyEndpoint("inproc"));
                test.socket(SocketType.PULL).bind(endpoint);
            }
        },
        EADDRNOTAVAIL(ErrorCode.EADDRNOTAVAIL, ZmqException.class, Capability.transport("tcp")) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).bind("tcp://192.0.2.1:*");
            }
        },
        ENODEV(ErrorCode.ENODEV, ZmqException.class, Capability.transport("tcp")) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).bind("tcp://no-such-interface:*");
            }
        },
        ENOENT(ErrorCode.ENOENT, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                test.socket(SocketType.PULL).unbind(anyEndpoint("inproc"));
            }
        },
        EMTHREAD(ErrorCode.EMTHREAD, ZmqException.class, Capability.transport("tcp")) {
            @Override
            void call(ErrorTck test) {
                Context context = test.newContext();
                context.set(ContextOptions.IO_THREADS, 0);
                test.socket(context, SocketType.PULL).bind(anyEndpoint("tcp"));
            }
        },
        EMFILE(ErrorCode.EMFILE, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                Context context = test.newContext();
                context.set(ContextOptions.MAX_SOCKETS, 1);
                test.socket(context, SocketType.PULL);
                test.socket(context, SocketType.PULL);
            }
        },
        EHOSTUNREACH(ErrorCode.EHOSTUNREACH, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                Socket router = test.socket(SocketType.ROUTER);
                router.set(SocketOptions.ROUTER_MANDATORY, true);
                router.send(frames("nobody", "there"));
            }
        },
        EMSGSIZE(ErrorCode.EMSGSIZE, ZmqException.class) {
            @Override
            void call(ErrorTck test) {
                Two two = test.two(SocketType.PULL, SocketType.PUSH);
                two.connected().sendText("more than two bytes");
                two.bound().recv(ByteBuffer.allocate(2));
            }
        },
        EBUSY(ErrorCode.EBUSY, ZmqException.class, Capability.MONITOR) {
            @Override
            void call(ErrorTck test) {
                Socket socket = test.socket(SocketType.PULL);
                socket.monitor();
                socket.monitor();
            }
        };

        private final ErrorCode code;
        private final Class<? extends ZmqException> type;

        @SuppressWarnings("ImmutableEnumChecker") // of List.of
        private final List<Capability> needed;

        Failing(ErrorCode code, Class<? extends ZmqException> type, Capability... needed) {
            this.code = code;
            this.type = type;
            this.needed = List.of(needed);
        }

        abstract void call(ErrorTck test);

        ZmqException on(ErrorTck test) {
            needed.forEach(test::needs);
            ZmqException thrown = assertCode(code, () -> call(test));
            assertInstanceOf(type, thrown);
            return thrown;
        }
    }

    private void needs(Capability capability) {
        Assumptions.assumeTrue(
                backend().supports(capability),
                () -> capability + " is " + backend().support(capability));
    }

    private SocketOption<?> missingOption() {
        for (SocketOption<?> option : SocketOptions.all()) {
            if (!backend().supports(Capability.of(option))
                    && option.socketTypes().contains(SocketType.DEALER)
                    && option.access() != io.zmq4j.Option.Access.WRITE) {
                return option;
            }
        }
        return Assumptions.abort(backend() + " supports every option");
    }

    @ParameterizedTest
    @EnumSource
    @Rule("ERR-001")
    void causeIsASymbolAndNoNumber(Failing failing) {
        assertEquals(failing.code, failing.on(this).code());
    }

    @ParameterizedTest
    @EnumSource
    @Rule("ERR-002")
    void messageBeginsWithTheSymbolAndGoesOnInWords(Failing failing) {
        String message = String.valueOf(failing.on(this).getMessage());
        assertTrue(message.matches("(?s)" + failing.code + ": .*\\w+ \\w+.*"), message);
    }

    @Test
    @Rule("ERR-002")
    void numberWithoutASymbolIsKept() {
        ZmqException unknown = new ZmqException(ErrorCode.UNKNOWN, "something new", 99_999, null);
        assertEquals(OptionalInt.of(99_999), unknown.rawErrno());
        assertEquals("UNKNOWN: something new", unknown.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"EFSM", "ENOCOMPATPROTO", "ETERM", "EMTHREAD"})
    @Rule("ERR-004")
    void codesOfZeroMqItselfAreToldApart(Failing failing) {
        ZmqException thrown = failing.on(this);
        assertEquals(failing.name(), thrown.code().name());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMSGSIZE")
    @Rule("ERR-005")
    void failureLeavesTheContextUsable(Failing failing) {
        failing.on(this);
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("still there");
        assertEquals("still there", two.bound().recvText());
    }

    @Test
    @Rule("ERR-005")
    void refusedCallsLeaveTheTurnOfRequestAndReply() {
        Two two = two(SocketType.REP, SocketType.REQ);
        assertThrows(WrongStateException.class, () -> two.connected().recv());
        assertThrows(WrongStateException.class, () -> two.bound().sendText("too early"));
        two.connected().sendText("question");
        assertThrows(WrongStateException.class, () -> two.connected().sendText("another"));
        assertEquals("question", two.bound().recvText());
        two.bound().sendText("answer");
        assertEquals("answer", two.connected().recvText());
    }

    @Test
    @Rule("ERR-003")
    void threadsThatFailAtOnceGetTheirOwnErrors() {
        List<Failing> each = List.of(Failing.EAGAIN, Failing.EFSM, Failing.EINVAL, Failing.ENOENT);
        List<Task<Integer>> failing = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Failing own = each.get(i % each.size());
            Socket socket = socket(own == Failing.EFSM ? SocketType.REQ : SocketType.PULL);
            failing.add(start("failing " + i, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    assertCode(own.code, () -> fail(own, socket));
                }
                return ROUNDS;
            }));
        }
        failing.forEach(task -> assertEquals(ROUNDS, task.result()));
    }

    private static void fail(Failing failing, Socket socket) {
        switch (failing) {
            case EAGAIN -> socket.recv(RecvFlag.DONTWAIT);
            case EFSM -> socket.recv();
            case EINVAL -> socket.bind("no endpoint");
            default -> socket.unbind("inproc://never-bound");
        }
    }
}
