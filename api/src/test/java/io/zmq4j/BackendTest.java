package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.internal.Fakes;
import io.zmq4j.internal.Rival;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backend stays calm whatever its provider does. */
class BackendTest {
    private static final Capability TCP = Capability.transport("tcp");

    @BeforeEach
    void reset() {
        Fakes.reset();
    }

    @Test
    void theEngineIsTriedOnceAtTheFirstQuestionThatNeedsIt() {
        Backend backend = Backend.of(new Fakes.Slow());
        assertEquals("slow", backend.name());
        assertEquals("slow", backend.toString());
        assertEquals(50, backend.priority());
        assertTrue(backend.supports(TCP));
        assertFalse(backend.isProbed());
        assertEquals(List.of(), Fakes.TRIED);

        assertEquals("1.2", backend.version());
        assertEquals("slowlib 1.2", backend.implementationVersion());
        assertTrue(backend.isAvailable());

        assertTrue(backend.isProbed());
        assertEquals(List.of("slow"), Fakes.TRIED);
    }

    @Test
    void aThreadThatComesWhileTheEngineIsTriedGetsTheSameAnswer() throws InterruptedException {
        List<Thread> rivals = new ArrayList<>();
        List<Availability> answers = new CopyOnWriteArrayList<>();
        Backend[] self = new Backend[1];
        self[0] = Backend.of(new Provider() {
            @Override
            public Availability probe() {
                if (rivals.isEmpty()) {
                    rivals.add(Thread.currentThread());
                    rivals.add(Rival.start(() -> answers.add(self[0].availability())));
                }
                return super.probe();
            }
        });
        Availability answer = self[0].availability();
        rivals.get(1).join();
        assertEquals(1, answers.size());
        assertSame(answer, answers.get(0));
    }

    @Test
    void nameAndPriorityAreAskedForWhenItIsCreatedAndNeverAgain() {
        List<String> asked = new ArrayList<>();
        Backend backend = Backend.of(new Provider() {
            @Override
            public String name() {
                asked.add("name");
                return "odd";
            }

            @Override
            public int priority() {
                asked.add("priority");
                return 1;
            }
        });
        assertEquals("odd", backend.name() + backend.name().substring(3));
        assertEquals(2, backend.priority() + backend.priority());
        assertEquals(List.of("name", "priority"), asked);
    }

    @Test
    void unavailableIsOneErrorForEveryUse() {
        Throwable cause = new UnsatisfiedLinkError("libslow");
        Fakes.breakEngine("slow", cause);
        Backend backend = Backend.of(new Fakes.Slow());
        String text = "ZMQ4J-004 backend 'slow' cannot be used: slow lib not found; install slow;"
                + " see docs/codes.md#zmq4j-004";
        assertSame(cause, assertUnusable(text, backend::context).getCause());
        assertUnusable(text, () -> backend.context(1));
        assertUnusable(text, backend::version);
        assertUnusable(text, backend::implementationVersion);
        assertEquals(List.of("slow"), Fakes.TRIED);
    }

    @Test
    void probeThatThrowsIsUnavailable() {
        RuntimeException thrown = new IllegalStateException("no probe today");
        assertUnavailable(
                new Availability.Unavailable(
                        "its probe failed (java.lang.IllegalStateException: no probe today)",
                        "report it to its author",
                        thrown),
                () -> {
                    throw thrown;
                });
    }

    @Test
    void probeThatDoesNotLinkWasBuiltForAnotherVersion() {
        LinkageError thrown = new NoSuchMethodError("Engine.start()");
        assertUnavailable(
                new Availability.Unavailable(
                        "it was built for another version (java.lang.NoSuchMethodError: Engine.start())",
                        "use the same version of zmq4j-api and of the backend, and the engine's binding it was built"
                                + " for",
                        thrown),
                () -> {
                    throw thrown;
                });
    }

    @Test
    void probeWithoutAnAnswerIsUnavailable() {
        Backend backend = Backend.of(new Provider() {
            @Override
            public Availability probe() {
                return null;
            }
        });
        Availability.Unavailable found = (Availability.Unavailable) backend.availability();
        assertEquals("its probe failed (java.lang.NullPointerException: probe() answered null)", found.reason());
    }

    @Test
    void supportThatThrowsIsNone() {
        Backend backend = Backend.of(new Provider() {
            @Override
            public Support support(Capability capability) {
                throw new AbstractMethodError("support()");
            }
        });
        assertEquals(
                Support.none("the backend cannot tell (java.lang.AbstractMethodError: support())"),
                backend.support(TCP));
    }

    @Test
    void supportIsAskedAgainOnceTheEngineIsKnownAndThenKept() {
        List<Boolean> asked = new ArrayList<>();
        Backend[] holder = new Backend[1];
        Backend backend = Backend.of(new Provider() {
            @Override
            public Support support(Capability capability) {
                asked.add(holder[0].isProbed());
                return holder[0].isProbed() ? Support.none("this engine is old") : Support.full();
            }
        });
        holder[0] = backend;
        assertTrue(backend.supports(TCP));
        backend.availability();
        assertFalse(backend.supports(TCP));
        assertFalse(backend.supports(TCP));
        assertEquals(List.of(false, true), asked);
    }

    @Test
    void contextThatDoesNotLinkWasBuiltForAnotherVersion() {
        BackendException e = assertUnusable(
                "ZMQ4J-004 backend 'odd' cannot be used: it was built for another version"
                        + " (java.lang.NoClassDefFoundError: Engine); use the same version of zmq4j-api and of the"
                        + " backend, and the engine's binding it was built for; see docs/codes.md#zmq4j-004",
                Backend.of(new Provider())::context);
        assertEquals(NoClassDefFoundError.class, e.getCause().getClass());
    }

    @Test
    void contextWithIoThreadsHasThem() {
        try (Context context = Backend.of(new Fakes.Slow()).context(3)) {
            assertEquals(3, context.get(ContextOptions.IO_THREADS));
        }
    }

    @Test
    void contextWithANegativeNumberOfIoThreadsIsRefused() {
        ZmqException e = assertThrows(
                ZmqException.class, () -> Backend.of(new Fakes.Slow()).context(-1));
        assertEquals(ErrorCode.EINVAL, e.code());
    }

    private static BackendException assertUnusable(String text, Supplier<?> use) {
        BackendException e = assertThrows(BackendException.class, use::get);
        assertEquals(text, e.getMessage());
        assertEquals("ZMQ4J-004", e.messageCode());
        return e;
    }

    private static void assertUnavailable(Availability expected, Supplier<Availability> probe) {
        Backend backend = Backend.of(new Provider() {
            @Override
            public Availability probe() {
                return probe.get();
            }
        });
        assertEquals(expected, backend.availability());
        assertFalse(backend.isAvailable());
    }

    private static class Provider implements BackendProvider {
        @Override
        public String name() {
            return "odd";
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            return new Availability.Available("1", "odd 1", "here", "java");
        }

        @Override
        public Support support(Capability capability) {
            return Support.full();
        }

        @Override
        public AbstractContext open(Backend backend) {
            throw new NoClassDefFoundError("Engine");
        }
    }
}
