package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Proxy;
import io.zmq4j.Proxy.State;
import io.zmq4j.Proxy.Traffic;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Proxies that are steered, end, wait, or cannot hand on what they took. */
public class ProxyControlTck extends ZmqTck {
    private static final int ALL = 20;

    private final List<String> figures = new ArrayList<>();

    /** Of the backend that a subclass names. */
    public ProxyControlTck() {}

    /** A streamer and its peers. */
    private record Line(Socket producer, Socket front, Socket back, Socket consumer) {
        void pass(String text) {
            producer.sendText(text);
            assertEquals(text, consumer.recvText());
        }
    }

    private Line line() {
        Two in = two(SocketType.PULL, SocketType.PUSH);
        Two out = two(SocketType.PUSH, SocketType.PULL);
        return new Line(in.connected(), in.bound(), out.bound(), out.connected());
    }

    private RunningProxy run(Line line) {
        return RunningProxy.start(this, Proxy.of(line.front(), line.back()));
    }

    // ---- steering

    @Test
    @Rule("PRX-008")
    void pausedProxyTakesNothing() {
        Line line = line();
        RunningProxy running = run(line);
        line.pass("before");
        assertEquals(State.RUNNING, running.proxy().state());
        for (int round = 0; round < 20; round++) {
            running.pause();
            line.producer().sendText("kept " + round);
            running.task().awaitWaiting();
            assertNull(line.consumer().tryRecv());
            assertEquals(2 * round + 1, running.statistics().frontend().messagesIn());
            running.proxy().resume();
            assertEquals("kept " + round, line.consumer().recvText());
            line.pass("between");
        }
        running.stop();
    }

    @Test
    void pauseBeforeRunLetsItStartPaused() {
        Line line = line();
        Proxy proxy = Proxy.of(line.front(), line.back());
        proxy.pause();
        assertEquals(State.IDLE, proxy.state());
        RunningProxy running = RunningProxy.start(this, proxy);
        ZmqTck.await("paused", () -> proxy.state() == State.PAUSED);
        line.producer().sendText("later");
        proxy.resume();
        assertEquals("later", line.consumer().recvText());
        running.stop();
    }

    @Test
    @Rule("PRX-009")
    void terminateBeforeRunLetsItReturnAtOnce() {
        Line line = line();
        Proxy proxy = Proxy.of(line.front(), line.back());
        proxy.terminate();
        line.producer().sendText("stays");
        proxy.run();
        proxy.run();
        assertEquals("stays", line.front().recvText());
    }

    @Test
    @Rule("PRX-009")
    void terminateEndsAPausedProxy() {
        RunningProxy running = run(line());
        running.pause();
        running.stop();
    }

    @Test
    void steeringFromManyThreadsUnderLoadLosesNothing() {
        Line line = line();
        RunningProxy running = run(line);
        AtomicBoolean end = new AtomicBoolean();
        List<Task<Boolean>> steering = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            steering.add(start("steering " + i, () -> {
                long last = 0;
                while (!end.get()) {
                    running.proxy().pause();
                    Traffic now = running.statistics().backend();
                    assertTrue(now.messagesOut() >= last);
                    assertEquals(now.messagesOut() * 4, now.bytesOut());
                    last = now.messagesOut();
                    running.proxy().resume();
                }
                return true;
            }));
        }
        Task<Boolean> producer = start("producer", () -> {
            for (int i = 0; i < 5_000; i++) {
                line.producer().sendText(String.format("%04d", i));
            }
            return true;
        });
        for (int i = 0; i < 5_000; i++) {
            assertEquals(String.format("%04d", i), line.consumer().recvText());
        }
        end.set(true);
        steering.forEach(task -> assertTrue(task.result()));
        assertTrue(producer.result());
        running.awaitForth(5_000);
        running.stop();
    }

    @Test
    void secondThreadInRunIsRefused() {
        RunningProxy running = run(line());
        running.task().awaitWaiting();
        ZmqException thrown =
                assertThrows(ConcurrentUseException.class, () -> running.proxy().run());
        assertTrue(String.valueOf(thrown.getMessage()).contains("\"proxy\""), thrown::getMessage);
        running.stop();
    }

    // ---- ends

    @Test
    @Rule("INT-002")
    void interruptEndsItAndItCanRunAgain() {
        Line line = line();
        Proxy proxy = Proxy.of(line.front(), line.back());
        Task<Boolean> task = start("proxy", () -> {
            assertThrows(InterruptedCallException.class, proxy::run);
            assertTrue(Thread.interrupted(), "the flag is kept");
            assertEquals(State.IDLE, proxy.state());
            proxy.run();
            return true;
        });
        line.pass("before");
        task.awaitWaiting();
        task.thread().interrupt();
        line.pass("after");
        proxy.terminate();
        assertTrue(task.result());
        assertEquals(2, proxy.statistics().backend().messagesOut());
    }

    @Test
    @Rule("INT-003")
    void interruptEndsABusyProxyBetweenMessages() {
        Two in = two(SocketType.PAIR, SocketType.PAIR);
        for (int i = 0; i < 200; i++) {
            in.connected().send(frames("m", "" + i));
        }
        Two out = two(SocketType.PAIR, SocketType.PAIR);
        Task<InterruptedCallException> task = start("proxy", () -> {
            Thread.currentThread().interrupt();
            return assertThrows(InterruptedCallException.class, () -> Proxy.run(in.bound(), out.bound()));
        });
        assertTrue(task.result().undelivered().isEmpty());
        List<String> all = new ArrayList<>();
        for (List<byte[]> m = out.connected().tryRecvMultipart();
                m != null;
                m = out.connected().tryRecvMultipart()) {
            all.addAll(texts(m));
        }
        assertFalse(all.size() == 400, "it went on to the end");
        for (List<byte[]> m = in.bound().tryRecvMultipart();
                m != null;
                m = in.bound().tryRecvMultipart()) {
            all.addAll(texts(m));
        }
        assertEquals(400, all.size());
        for (int i = 0; i < 200; i++) {
            assertEquals(List.of("m", "" + i), all.subList(2 * i, 2 * i + 2));
        }
    }

    @Test
    void interruptEndsAPausedProxy() {
        RunningProxy running = run(line());
        running.pause();
        running.task().awaitWaiting();
        running.task().thread().interrupt();
        running.task().failure(InterruptedCallException.class);
    }

    @Test
    void closingAnyOfItsSocketsEndsIt() {
        for (int which = 0; which < 3; which++) {
            for (boolean paused : new boolean[] {false, true}) {
                Line line = line();
                Socket capture = socket(SocketType.PUB);
                Proxy proxy = Proxy.of(line.front(), line.back(), capture);
                RunningProxy running = RunningProxy.start(this, proxy);
                line.pass("before");
                if (paused) {
                    running.pause();
                }
                running.task().awaitWaiting();
                Socket closed = List.of(line.front(), line.back(), capture).get(which);
                closed.close();
                ClosedException thrown = running.task().failure(ClosedException.class);
                assertTrue(String.valueOf(thrown.getMessage()).contains(closed.toString()), thrown::getMessage);
                assertEquals(State.IDLE, proxy.state());
            }
        }
    }

    @Test
    void closingUnderLoadEndsIt() {
        for (int round = 0; round < 20; round++) {
            Line line = line();
            RunningProxy running = run(line);
            Task<Boolean> producer = start("producer", () -> {
                while (line.producer().trySend(frames("a", "b"))
                        || !line.front().isClosed()) {
                    Thread.onSpinWait();
                }
                return true;
            });
            for (int i = 0; i < 100; i++) {
                assertFrames(line.consumer().recvMultipart(), "a", "b");
            }
            line.front().close();
            running.task().failure(ClosedException.class);
            assertTrue(producer.result());
            line.producer().close();
            line.back().close();
            line.consumer().close();
        }
    }

    @Test
    @Rule({"CTX-016", "CTX-018", "PRX-004"})
    void shutdownEndsIt() {
        RunningProxy waiting = run(line());
        waiting.task().awaitWaiting();
        RunningProxy paused = run(line());
        paused.pause();
        context().shutdown();
        waiting.task().failure(TerminatedException.class);
        paused.task().failure(TerminatedException.class);
    }

    @Test
    @Rule({"CTX-016", "PRX-004"})
    void closingItsContextEndsIt() {
        RunningProxy running = run(line());
        running.task().awaitWaiting();
        assertTrue(context().close(AWAIT));
        running.task().failure(TerminatedException.class);
    }

    @Test
    void contextOfTheOtherSideEndsItToo() {
        Socket front = socket(SocketType.PULL);
        front.bind(anyEndpoint("inproc"));
        Context other = newContext();
        Socket back = socket(other, SocketType.PUSH);
        back.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(front, back));
        running.task().awaitWaiting();
        other.shutdown();
        running.task().failure(TerminatedException.class);
    }

    @Test
    @Rule("PRX-012")
    void socketsThatAreClosedAlreadyAreRefused() {
        Line line = line();
        Proxy proxy = Proxy.of(line.front(), line.back());
        line.back().close();
        assertThrows(ClosedException.class, proxy::run);
        assertThrows(ClosedException.class, proxy::run);
        context().shutdown();
        assertThrows(ZmqException.class, proxy::run);
    }

    // ---- a message that cannot be handed on

    /** A ROUTER that refuses what its EVENTS say it takes: one of its two peers is at the high-water mark. */
    private Line liar() {
        Socket back = socket(SocketType.ROUTER);
        back.set(SocketOptions.ROUTER_MANDATORY, true);
        back.set(SocketOptions.SNDHWM, 1);
        Socket slow = socket(SocketType.DEALER);
        slow.set(SocketOptions.IDENTITY, bytes("slow"));
        slow.set(SocketOptions.RCVHWM, 1);
        String endpoint = back.bind(anyEndpoint("inproc"));
        slow.connect(endpoint);
        Socket idle = socket(SocketType.DEALER); // has room, so that the ROUTER is right to call itself writable
        idle.set(SocketOptions.IDENTITY, bytes("idle"));
        idle.connect(endpoint);
        idle.sendText("hello");
        assertFrames(back.recvMultipart(), "idle", "hello");
        slow.sendText("hello");
        assertFrames(back.recvMultipart(), "slow", "hello");
        Two in = two(SocketType.PULL, SocketType.PUSH);
        for (int i = 0; i < ALL; i++) {
            in.connected().send(frames("slow", "m" + i, ""));
        }
        return new Line(in.connected(), in.bound(), back, slow);
    }

    /** What arrived, what was given back and what was not taken are all messages, in this order. */
    private static void assertNothingLost(Line line, ZmqException thrown) {
        assertEquals(1, thrown.undelivered().size());
        assertEquals(line.back(), thrown.undelivered().get(0).destination());
        int next = 0;
        for (List<byte[]> m = line.consumer().tryRecvMultipart();
                m != null;
                m = line.consumer().tryRecvMultipart()) {
            assertFrames(m, "m" + next++, "");
        }
        assertTrue(next > 0);
        assertFrames(thrown.undelivered().get(0).frames(), "slow", "m" + next++, "");
        for (; next < ALL; next++) {
            assertFrames(line.front().recvMultipart(), "slow", "m" + next, "");
        }
        assertNull(line.front().tryRecv());
    }

    @Test
    void messageThatWaitsInTheProxyGoesFirstWhenThereIsRoom() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        for (int i = 0; i < ALL; i++) {
            assertFrames(line.consumer().recvMultipart(), "m" + i, "");
        }
        running.awaitForth(ALL);
        running.stop();
    }

    @Test
    void messageThatWaitsInTheProxyGoesOnWhilePaused() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        running.pause();
        long taken = running.statistics().frontend().messagesIn();
        for (int i = 0; i < taken; i++) {
            assertFrames(line.consumer().recvMultipart(), "m" + i, "");
        }
        running.awaitForth(taken);
        assertEquals(taken, running.statistics().frontend().messagesIn());
        running.proxy().resume();
        for (int i = (int) taken; i < ALL; i++) {
            assertFrames(line.consumer().recvMultipart(), "m" + i, "");
        }
        running.stop();
    }

    @Test
    void terminateGivesItBack() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        running.proxy().terminate();
        assertNothingLost(line, running.task().failure(WouldBlockException.class));
    }

    @Test
    void interruptGivesItBack() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        running.task().thread().interrupt();
        assertNothingLost(line, running.task().failure(InterruptedCallException.class));
    }

    @Test
    void closingTheDestinationGivesItBack() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        line.back().close();
        assertNothingLost(line, running.task().failure(ClosedException.class));
    }

    @Test
    void shutdownGivesItBack() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        context().shutdown();
        ZmqException thrown = running.task().failure(TerminatedException.class);
        assertEquals(1, thrown.undelivered().size());
        long index = running.statistics().backend().messagesOut();
        assertFrames(thrown.undelivered().get(0).frames(), "slow", "m" + index, "");
    }

    @Test
    void messageToNobodyEndsItAndIsGivenBack() {
        Line line = liar();
        Two in = two(SocketType.PULL, SocketType.PUSH);
        in.connected().send(frames("unknown", "message"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(in.bound(), line.back()));
        ZmqException thrown = running.task().failure(ZmqException.class);
        assertEquals(ErrorCode.EHOSTUNREACH, thrown.code());
        assertFrames(thrown.undelivered().get(0).frames(), "unknown", "message");
    }

    @Test
    void publisherThatDropsNothingHoldsTheProxyUp() {
        Two in = two(SocketType.PULL, SocketType.PUSH);
        Socket back = socket(SocketType.XPUB);
        back.set(SocketOptions.XPUB_NODROP, true);
        back.set(SocketOptions.SNDHWM, 1);
        Socket slow = socket(SocketType.SUB);
        slow.set(SocketOptions.RCVHWM, 1);
        slow.subscribe("");
        slow.connect(back.bind(anyEndpoint("inproc")));
        assertEquals("\u0001", back.recvText());
        RunningProxy running = RunningProxy.start(this, Proxy.of(in.bound(), back));
        for (int i = 0; i < 100; i++) {
            in.connected().send(frames("m", "" + i));
        }
        running.awaitHolding();
        for (int i = 0; i < 100; i++) {
            assertFrames(slow.recvMultipart(), "m", "" + i);
        }
        running.awaitForth(100);
        running.stop();
    }

    // ---- it sleeps

    @Test
    void sleepsWhenNothingComes() {
        Line line = line();
        RunningProxy running = run(line);
        line.pass("before");
        report("idle", running);
    }

    @Test
    void sleepsWhileTheOtherSideIsBlocked() {
        Line line = line();
        Socket back = socket(SocketType.PUSH);
        back.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), back));
        line.producer().sendText("waits");
        report("other side blocked", running);
        assertEquals("waits", line.front().recvText());
    }

    @Test
    void sleepsWhileCaptureIsBlocked() {
        Line line = line();
        Socket capture = socket(SocketType.PUSH);
        capture.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), capture));
        line.producer().sendText("waits");
        report("capture blocked", running);
    }

    @Test
    void sleepsWhilePausedUnderLoad() {
        Line line = line();
        RunningProxy running = run(line);
        line.pass("before");
        running.pause();
        for (int i = 0; i < 500; i++) {
            line.producer().sendText("m" + i);
        }
        report("paused", running);
    }

    @Test
    void sleepsWhileAMessageWaitsForASocketThatCallsItselfReady() {
        Line line = liar();
        RunningProxy running = run(line);
        running.awaitHolding();
        figures.add("message held " + running.assertSleeps());
        for (int i = 0; i < ALL; i++) {
            assertFrames(line.consumer().recvMultipart(), "m" + i, "");
        }
        running.stop();
    }

    private void report(String what, RunningProxy running) {
        figures.add(what + " " + running.assertSleeps());
        running.stop();
    }

    @AfterAll
    void sayFigures() {
        BackendCondition.say(
                "processor time of a proxy of '" + backend() + "' in one second, in us: " + String.join(", ", figures));
    }

    // ---- other threads

    @Test
    void callsOfOtherThreadsDoNoHarm() {
        Line line = line();
        RunningProxy running = run(line);
        AtomicBoolean end = new AtomicBoolean();
        List<Task<Boolean>> intruders = new ArrayList<>();
        for (Socket socket : List.of(line.front(), line.back())) {
            intruders.add(start("intruder in " + socket, () -> {
                while (!end.get()) {
                    try {
                        socket.get(SocketOptions.EVENTS);
                        socket.hasMore();
                    } catch (ConcurrentUseException e) {
                        assertEquals(ErrorCode.EBUSY, e.code()); // all that may happen
                    }
                    LockSupport.parkNanos(100_000); // one that never leaves the socket ends the proxy
                }
                return true;
            }));
        }
        for (int i = 0; i < 2_000; i++) {
            line.producer().send(frames("a" + i, "b", "c"));
            assertFrames(line.consumer().recvMultipart(), "a" + i, "b", "c");
        }
        end.set(true);
        intruders.forEach(task -> assertTrue(task.result()));
        running.stop();
    }

    @Test
    void threadThatStaysInsideASocketIsAConcurrentUse() {
        Line line = line();
        Socket back = socket(SocketType.DEALER);
        String endpoint = back.bind(anyEndpoint("inproc"));
        Socket consumer = socket(SocketType.DEALER);
        consumer.connect(endpoint);
        Task<byte[]> intruder = start("intruder", () -> back.recv());
        intruder.awaitWaiting();
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), back));
        line.producer().sendText("stays or is given back");
        ConcurrentUseException thrown = running.task().failure(ConcurrentUseException.class);
        assertTrue(String.valueOf(thrown.getMessage()).contains("\"intruder\""), thrown::getMessage);
        consumer.sendText("end");
        assertEquals(3, intruder.result().length);
    }
}
