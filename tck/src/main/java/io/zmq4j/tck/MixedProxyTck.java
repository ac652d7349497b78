package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies whose sides belong to two backends. The peers of each side belong to its own. */
public abstract class MixedProxyTck extends ZmqTck {
    private final List<String> figures = new ArrayList<>();
    private @Nullable Context otherContext;

    /** For subclasses. */
    protected MixedProxyTck() {}

    /**
     * The second backend.
     *
     * @return a backend that can be used, of another name than {@link #backend()}
     */
    protected abstract Backend otherBackend();

    @AfterEach
    void noThreadIsLeft() {
        otherContext = null;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertTrue(!thread.getName().startsWith("zmq4j proxy"), () -> thread + " is left");
        }
    }

    private Context other() {
        if (otherContext == null) {
            otherContext = newContext(otherBackend());
        }
        return otherContext;
    }

    /** A side of the proxy, and its peer. */
    private Two two(Context of, SocketType bound, SocketType connected) {
        Socket first = socket(of, bound);
        Socket second = socket(of, connected);
        String endpoint = first.bind(anyEndpoint("inproc"));
        second.connect(endpoint);
        return new Two(first, second, endpoint);
    }

    private record Line(Socket producer, Socket front, Socket back, Socket consumer) {
        void pass(String text) {
            producer.sendText(text);
            assertEquals(text, consumer.recvText());
        }
    }

    /** A streamer from one backend to the other. */
    private Line line(boolean ownFirst) {
        Two in = two(ownFirst ? context() : other(), SocketType.PULL, SocketType.PUSH);
        Two out = two(ownFirst ? other() : context(), SocketType.PUSH, SocketType.PULL);
        return new Line(in.connected(), in.bound(), out.bound(), out.connected());
    }

    private RunningProxy run(Line line) {
        return RunningProxy.start(this, Proxy.of(line.front(), line.back()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everythingArrivesInOrder(boolean ownFirst) {
        Line line = line(ownFirst);
        RunningProxy running = run(line);
        Task<Boolean> producer = start("producer", () -> {
            for (int i = 0; i < 2_000; i++) {
                line.producer().send(List.of(bytes("m" + i), pattern(i), bytes("")));
            }
            return true;
        });
        producer.during(() -> {
            for (int i = 0; i < 2_000; i++) {
                List<byte[]> message = line.consumer().recvMultipart();
                assertEquals(3, message.size());
                assertEquals("m" + i, texts(message).get(0));
                assertArrayEquals(pattern(i), message.get(1));
                assertEquals(0, message.get(2).length);
            }
        });
        assertTrue(producer.result());
        running.awaitForth(2_000);
        running.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsAndRepliesGoBothWays(boolean ownFirst) {
        Two clients = two(ownFirst ? context() : other(), SocketType.ROUTER, SocketType.REQ);
        Two workers = two(ownFirst ? other() : context(), SocketType.DEALER, SocketType.REP);
        RunningProxy running = RunningProxy.start(this, Proxy.of(clients.bound(), workers.bound()));
        for (int i = 0; i < 1_000; i++) {
            clients.connected().send(frames("question", "" + i));
            assertFrames(workers.connected().recvMultipart(), "question", "" + i);
            workers.connected().send(frames("answer", "" + i));
            assertFrames(clients.connected().recvMultipart(), "answer", "" + i);
        }
        await("all answers", () -> running.statistics().frontend().messagesOut() == 1_000);
        running.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void captureMayBelongToEither(boolean own) {
        Line line = line(true);
        Two watch = two(own ? context() : other(), SocketType.PUSH, SocketType.PULL);
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), watch.bound()));
        for (int i = 0; i < 100; i++) {
            line.producer().send(frames("m", "" + i));
            assertFrames(line.consumer().recvMultipart(), "m", "" + i);
            assertFrames(watch.connected().recvMultipart(), "m", "" + i);
        }
        running.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fullDestinationIsAwaited(boolean ownFirst) {
        Two in = two(ownFirst ? context() : other(), SocketType.PULL, SocketType.PUSH);
        Context of = ownFirst ? other() : context();
        Socket back = socket(of, SocketType.PUSH);
        Socket consumer = socket(of, SocketType.PULL);
        back.set(SocketOptions.SNDHWM, 1);
        consumer.set(SocketOptions.RCVHWM, 1);
        consumer.connect(back.bind(anyEndpoint("inproc")));
        RunningProxy running = RunningProxy.start(this, Proxy.of(in.bound(), back));
        for (int i = 0; i < 200; i++) {
            in.connected().sendText("m" + i);
        }
        for (int i = 0; i < 200; i++) {
            assertEquals("m" + i, consumer.recvText());
        }
        running.awaitForth(200);
        running.stop();
    }

    @Test
    void pauseAndResume() {
        Line line = line(true);
        RunningProxy running = run(line);
        for (int i = 0; i < 50; i++) {
            line.pass("before");
            running.pause();
            line.producer().sendText("kept");
            assertEquals(2 * i + 1, running.statistics().frontend().messagesIn());
            running.proxy().resume();
            assertEquals("kept", line.consumer().recvText());
        }
        running.stop();
    }

    @Test
    void interruptEndsItAndItCanRunAgain() {
        Line line = line(true);
        Proxy proxy = Proxy.of(line.front(), line.back());
        for (int i = 0; i < 50; i++) {
            RunningProxy running = RunningProxy.start(this, proxy);
            line.pass("m" + i);
            running.task().thread().interrupt();
            running.task().failure(InterruptedCallException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingASocketEndsIt(boolean own) {
        Line line = line(true);
        RunningProxy running = run(line);
        line.pass("before");
        running.task().awaitWaiting();
        Socket closed = own ? line.front() : line.back();
        closed.close();
        ClosedException thrown = running.task().failure(ClosedException.class);
        assertTrue(String.valueOf(thrown.getMessage()).contains(closed.toString()), thrown::getMessage);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shutdownOfAContextEndsIt(boolean own) {
        RunningProxy running = run(line(true));
        running.task().awaitWaiting();
        (own ? context() : other()).shutdown();
        running.task().failure(TerminatedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageThatCannotGoOnIsGivenBack(boolean ownFirst) {
        Two in = two(ownFirst ? context() : other(), SocketType.PULL, SocketType.PUSH);
        Context of = ownFirst ? other() : context();
        Socket back = socket(of, SocketType.ROUTER);
        back.set(SocketOptions.ROUTER_MANDATORY, true);
        back.set(SocketOptions.SNDHWM, 1);
        Socket slow = socket(of, SocketType.DEALER);
        slow.set(SocketOptions.IDENTITY, bytes("slow"));
        slow.set(SocketOptions.RCVHWM, 1);
        String endpoint = back.bind(anyEndpoint("inproc"));
        slow.connect(endpoint);
        Socket idle = socket(of, SocketType.DEALER); // has room, so that the ROUTER is right to call itself writable
        idle.set(SocketOptions.IDENTITY, bytes("idle"));
        idle.connect(endpoint);
        idle.sendText("hello");
        assertFrames(back.recvMultipart(), "idle", "hello");
        slow.sendText("hello");
        assertFrames(back.recvMultipart(), "slow", "hello");
        for (int i = 0; i < 20; i++) {
            in.connected().send(frames("slow", "m" + i));
        }
        RunningProxy running = RunningProxy.start(this, Proxy.of(in.bound(), back));
        running.awaitHolding();
        figures.add("message held " + running.assertSleeps());
        running.proxy().terminate();
        ZmqException thrown = running.task().failure(WouldBlockException.class);
        int next = 0;
        for (List<byte[]> m = slow.tryRecvMultipart(); m != null; m = slow.tryRecvMultipart()) {
            assertFrames(m, "m" + next++);
        }
        assertFrames(thrown.undelivered().get(0).frames(), "slow", "m" + next++);
        for (; next < 20; next++) {
            assertFrames(in.bound().recvMultipart(), "slow", "m" + next);
        }
    }

    // ---- it sleeps

    @Test
    void sleepsWhenNothingComes() {
        Line line = line(true);
        RunningProxy running = run(line);
        line.pass("before");
        report("idle", running);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sleepsWhileTheOtherSideIsBlocked(boolean ownFirst) {
        Line line = line(ownFirst);
        Socket back = socket(ownFirst ? other() : context(), SocketType.PUSH);
        back.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), back));
        line.producer().sendText("waits");
        report("other side blocked", running);
        assertEquals("waits", line.front().recvText());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sleepsWhilePausedUnderLoad(boolean ownFirst) {
        Line line = line(ownFirst);
        RunningProxy running = run(line);
        running.pause();
        for (int i = 0; i < 500; i++) {
            line.producer().sendText("m" + i);
        }
        report("paused", running);
    }

    private void report(String what, RunningProxy running) {
        figures.add(what + " " + running.assertSleeps());
        running.stop();
    }

    @AfterAll
    void sayFigures() {
        BackendCondition.say("processor time of a proxy between '" + backend() + "' and '" + otherBackend()
                + "' in one second, in us: " + String.join(", ", figures));
    }
}
