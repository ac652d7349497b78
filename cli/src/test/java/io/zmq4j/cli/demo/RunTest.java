package io.zmq4j.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of a row when a backend misbehaves. */
class RunTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private abstract static class Misbehaving implements BackendProvider {
        @Override
        public String name() {
            return "bad";
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            return new Availability.Available("1", "bad 1", "here", "java");
        }

        @Override
        public Support support(Capability capability) {
            return Support.full();
        }
    }

    private static Result run(Misbehaving provider, Duration limit) throws InterruptedException {
        Backend backend = Backend.of(provider);
        return new Run(Pattern.REQ_REP, backend, backend, new Load(1, Duration.ZERO, limit), limit, limit).go();
    }

    @Test
    void engineThatHangsFailsTheRowAndSaysWhere() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        Result result = run(
                new Misbehaving() {
                    @Override
                    public AbstractContext open(Backend backend) {
                        hang();
                        throw new IllegalStateException("released");
                    }

                    private void hang() {
                        try {
                            released.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                SHORT);
        released.countDown();
        assertFalse(result.intact());
        String reason = result.failure().reason();
        assertTrue(
                reason.matches("hangs after 0\\.1 s in io\\.zmq4j\\.cli\\.demo\\.RunTest.*\\.hang, line \\d+"), reason);
    }

    @Test
    void engineThatThrowsFailsTheRowWithItsWords() throws InterruptedException {
        Result result = run(
                new Misbehaving() {
                    @Override
                    public AbstractContext open(Backend backend) {
                        throw new AssertionError("zmq_ctx_new");
                    }
                },
                LONG);
        assertEquals("java.lang.AssertionError: zmq_ctx_new", result.failure().reason());
        assertNotNull(result.failure().cause());
    }

    @Test
    void backendThatIsNotAvailableFailsTheRowWithTheReason() throws InterruptedException {
        Result result = run(
                new Misbehaving() {
                    @Override
                    public Availability probe() {
                        return new Availability.Unavailable("it is not there", "put it there", null);
                    }

                    @Override
                    public AbstractContext open(Backend backend) {
                        throw new AssertionError("opened, though not available");
                    }
                },
                LONG);
        String reason = result.failure().reason();
        assertTrue(reason.contains("it is not there; put it there"), reason);
    }
}
