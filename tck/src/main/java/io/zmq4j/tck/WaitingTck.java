package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that wait: what ends the wait, and that nothing is lost by it. */
public class WaitingTck extends ZmqTck {
    private static final int ROUNDS = 100;

    /** Of the backend that a subclass names. */
    public WaitingTck() {}

    // ---- success

    @ParameterizedTest
    @MethodSource("transports")
    void waitingRecvGetsTheMessage(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        two.bound().set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        Task<String> receiver = start("receiver", two.bound()::recvText);
        receiver.awaitWaiting();
        two.connected().sendText("at last");
        assertEquals("at last", receiver.result());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PSH-003")
    void waitingSendGoesOnWhenAPeerComes(String transport) {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDTIMEO, Zmq.FOREVER);
        String endpoint = push.bind(anyEndpoint(transport));
        Task<Boolean> sender = start("sender", () -> {
            push.sendText("for who comes");
            return true;
        });
        sender.awaitWaiting();
        Socket pull = socket(SocketType.PULL);
        pull.connect(endpoint);
        assertEquals("for who comes", pull.recvText());
        assertTrue(sender.result());
    }

    @Test
    @Rule("PSH-003")
    void waitingSendGoesOnWhenThereIsRoom() {
        Two two = smallQueue();
        int queued = fill(two.connected());
        Task<Boolean> sender = start("sender", () -> {
            two.connected().sendText("one more");
            return true;
        });
        sender.awaitWaiting();
        for (int i = 0; i < queued; i++) {
            assertEquals("m" + i, two.bound().recvText());
        }
        assertEquals("one more", two.bound().recvText());
        assertTrue(sender.result());
    }

    private Two smallQueue() {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        pull.set(SocketOptions.RCVHWM, 2);
        push.set(SocketOptions.SNDHWM, 2);
        String endpoint = pull.bind(anyEndpoint("inproc"));
        push.connect(endpoint);
        return new Two(pull, push, endpoint);
    }

    private static int fill(Socket push) {
        int queued = 0;
        while (push.trySendText("m" + queued)) {
            queued++;
            assertTrue(queued < 100, "no high-water mark");
        }
        return queued;
    }

    // ---- time limits

    @Test
    void recvEndsWithItsTimeLimit() {
        Socket pull = socket(SocketType.PULL);
        pull.bind(anyEndpoint("inproc"));
        pull.set(SocketOptions.RCVTIMEO, SHORT);
        assertEndsInTime(pull::recv);
        assertEndsInTime(pull::recvText);
        assertEndsInTime(pull::recvMultipart);
        assertEndsInTime(() -> pull.recv(ByteBuffer.allocate(8)));
        pull.set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        assertEndsInTime(() -> pull.recv(SHORT));
        assertEndsInTime(() -> pull.recvText(SHORT));
        assertEndsInTime(() -> pull.recvMultipart(SHORT));
        assertEndsInTime(() -> pull.recv(ByteBuffer.allocate(8), SHORT));
    }

    @Test
    void sendEndsWithItsTimeLimit() {
        Socket push = socket(SocketType.PUSH);
        push.bind(anyEndpoint("inproc"));
        ByteBuffer buffer = ByteBuffer.allocate(4);
        push.set(SocketOptions.SNDTIMEO, SHORT);
        assertEndsInTime(() -> push.send(new byte[1]));
        assertEndsInTime(() -> push.sendText("x"));
        assertEndsInTime(() -> push.send(new byte[1], SendFlag.SNDMORE));
        assertEndsInTime(() -> push.send(frames("a", "b")));
        assertEndsInTime(() -> push.send(buffer));
        push.set(SocketOptions.SNDTIMEO, Zmq.FOREVER);
        assertEndsInTime(() -> push.send(new byte[1], SHORT));
        assertEndsInTime(() -> push.send(new byte[3], 1, 1, SHORT));
        assertEndsInTime(() -> push.sendText("x", SHORT));
        assertEndsInTime(() -> push.send(frames("a", "b"), SHORT));
        assertEndsInTime(() -> push.send(buffer, SHORT));
        assertEquals(0, buffer.position());
    }

    private static void assertEndsInTime(Executable call) {
        long start = System.nanoTime();
        ZmqException thrown = assertThrows(WouldBlockException.class, call);
        assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "it did not wait");
        assertEquals(ErrorCode.EAGAIN, thrown.code());
        assertTrue(String.valueOf(thrown.getMessage()).contains(SHORT.toMillis() + " ms"), thrown::getMessage);
    }

    @Test
    void limitOfACallOutranksTheSocketsOwn() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.bound().set(SocketOptions.RCVTIMEO, Duration.ZERO);
        Task<String> receiver = start("receiver", () -> two.bound().recvText(Zmq.FOREVER));
        receiver.awaitWaiting();
        two.connected().sendText("worth waiting for");
        assertEquals("worth waiting for", receiver.result());
    }

    @Test
    void zeroIsNoWaitAtAll() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.bound().set(SocketOptions.RCVTIMEO, Duration.ZERO);
        assertThrows(WouldBlockException.class, two.bound()::recv);
        assertThrows(WouldBlockException.class, () -> two.connected().recv(Duration.ZERO));
        two.connected().send(bytes("there"), Duration.ZERO);
        assertEquals("there", two.bound().recvText());
    }

    @Test
    void otherNegativeLimitsAreRefused() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Duration negative = Duration.ofMillis(-5);
        List<Executable> calls = List.of(
                () -> two.bound().recv(negative),
                () -> two.bound().recvText(negative),
                () -> two.bound().recvMultipart(negative),
                () -> two.bound().recv(ByteBuffer.allocate(1), negative),
                () -> two.bound().send(new byte[1], negative),
                () -> two.bound().send(new byte[1], 0, 1, negative),
                () -> two.bound().sendText("x", negative),
                () -> two.bound().send(frames("x"), negative),
                () -> two.bound().send(ByteBuffer.allocate(1), negative),
                () -> context().close(negative));
        for (Executable call : calls) {
            ZmqException thrown = assertCode(ErrorCode.EINVAL, call);
            assertTrue(String.valueOf(thrown.getMessage()).contains("-5 ms"), thrown::getMessage);
        }
        two.connected().sendText("usable");
        assertEquals("usable", two.bound().recvText());
    }

    @Test
    void dontwaitThrowsOnePreallocatedException() {
        Socket pull = socket(SocketType.PULL);
        pull.bind(anyEndpoint("inproc"));
        Socket push = socket(SocketType.PUSH);
        push.bind(anyEndpoint("inproc"));
        WouldBlockException first = assertThrows(WouldBlockException.class, () -> pull.recv(RecvFlag.DONTWAIT));
        assertEquals(ErrorCode.EAGAIN, first.code());
        assertEquals(0, first.getStackTrace().length);
        List<Executable> calls = List.of(
                () -> pull.recv(RecvFlag.NOBLOCK),
                () -> pull.recvText(RecvFlag.DONTWAIT),
                () -> pull.recv(ByteBuffer.allocate(1), RecvFlag.DONTWAIT),
                () -> push.send(new byte[1], SendFlag.DONTWAIT),
                () -> push.send(new byte[1], SendFlag.DONTWAIT, SendFlag.SNDMORE),
                () -> push.send(new byte[1], SendFlag.SNDMORE, SendFlag.NOBLOCK),
                () -> push.sendText("x", SendFlag.DONTWAIT),
                () -> push.send(ByteBuffer.allocate(1), SendFlag.DONTWAIT));
        for (Executable call : calls) {
            assertSame(first, assertThrows(WouldBlockException.class, call));
        }
    }

    @Test
    void tryCallsAnswerInsteadOfWaiting() {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint("inproc"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes("five"));
        assertFalse(push.trySend(bytes("one")));
        assertFalse(push.trySend(bytes("-two-"), 1, 3));
        assertFalse(push.trySendText("three"));
        assertFalse(push.trySend(frames("four", "frames")));
        assertFalse(push.trySend(buffer));
        assertEquals(0, buffer.position());
        assertFalse(push.trySend(bytes("six"), SendFlag.SNDMORE));

        Socket pull = socket(SocketType.PULL);
        pull.connect(endpoint);
        assertNull(pull.tryRecv());
        assertNull(pull.tryRecvText());
        assertNull(pull.tryRecvMultipart());
        assertEquals(-1, pull.tryRecv(ByteBuffer.allocate(9)));

        assertTrue(push.trySend(bytes("one")));
        assertTrue(push.trySend(bytes("-two-"), 1, 3));
        assertTrue(push.trySendText("three"));
        assertTrue(push.trySend(frames("four", "frames")));
        assertTrue(push.trySend(buffer));
        assertEquals(4, buffer.position());
        assertTrue(push.trySend(bytes("six"), SendFlag.SNDMORE));
        assertTrue(push.trySend(bytes("seven")));

        assertEquals("one", new String(assertPresent(pull.tryRecv()), UTF_8));
        assertEquals("two", pull.tryRecvText());
        assertEquals("three", pull.tryRecvText());
        assertFrames(assertPresent(pull.tryRecvMultipart()), "four", "frames");
        assertEquals(4, pull.tryRecv(ByteBuffer.allocate(9)));
        assertFrames(assertPresent(pull.tryRecvMultipart()), "six", "seven");
        assertNull(pull.tryRecv());
    }

    private static <T> T assertPresent(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void tryCallsRefuseDontwait() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        assertCode(ErrorCode.EINVAL, () -> two.bound().trySend(new byte[1], SendFlag.DONTWAIT));
        assertCode(ErrorCode.EINVAL, () -> two.bound().trySendText("x", SendFlag.DONTWAIT));
        assertCode(ErrorCode.EINVAL, () -> two.bound().trySend(ByteBuffer.allocate(1), SendFlag.DONTWAIT));
        two.bound().sendText("usable");
        assertEquals("usable", two.connected().recvText());
    }

    // ---- interrupts

    /** Runs a call that waits, interrupts it, and shows that the flag was kept. */
    private void assertInterruptible(Callable<?> call) {
        Task<Boolean> task = start("interrupted", () -> {
            assertThrows(InterruptedCallException.class, call::call);
            return Thread.currentThread().isInterrupted();
        });
        task.awaitWaiting();
        task.thread().interrupt();
        assertTrue(task.result(), "the flag stays set");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("INT-001")
    void interruptEndsAWaitingRecv(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        assertInterruptible(two.bound()::recv);
        assertInterruptible(two.bound()::recvMultipart);
        assertInterruptible(() -> two.bound().recv(ByteBuffer.allocate(4), Zmq.FOREVER));
        two.connected().sendText("nothing is lost");
        assertEquals("nothing is lost", two.bound().recvText());
        assertNull(two.bound().tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("INT-002")
    void interruptEndsAWaitingSend(String transport) {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint(transport));
        assertInterruptible(() -> {
            push.sendText("never sent");
            return true;
        });
        assertInterruptible(() -> {
            push.send(frames("never", "sent"));
            return true;
        });
        Socket pull = socket(SocketType.PULL);
        pull.connect(endpoint);
        push.sendText("sent");
        assertEquals("sent", pull.recvText());
    }

    @Test
    @Rule("INT-004")
    void interruptBeforeTheCallEndsItWhenItWouldWait() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Thread.currentThread().interrupt();
        ZmqException thrown = assertThrows(InterruptedCallException.class, two.bound()::recv);
        assertEquals(ErrorCode.EINTR, thrown.code());
        assertTrue(Thread.interrupted(), "the flag stays set");
        two.connected().sendText("usable");
        assertEquals("usable", two.bound().recvText());
    }

    @Test
    @Rule("INT-004")
    void callsThatNeedNotWaitIgnoreAndKeepTheFlag() {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        Thread.currentThread().interrupt();
        for (String transport : transports()) {
            String endpoint = pull.bind(anyEndpoint(transport));
            push.connect(endpoint);
            push.disconnect(endpoint);
            pull.unbind(endpoint);
        }
        String endpoint = pull.bind(anyEndpoint("inproc"));
        push.connect(endpoint);
        assertNull(pull.tryRecv());
        assertThrows(WouldBlockException.class, () -> pull.recv(RecvFlag.DONTWAIT));
        push.sendText("one");
        push.send(frames("two", "frames"));
        assertTrue(push.trySendText("three"));
        assertEquals("one", pull.recvText());
        assertFrames(pull.recvMultipart(), "two", "frames");
        assertEquals("three", pull.recvText(AWAIT));
        pull.set(SocketOptions.LINGER, Duration.ZERO);
        assertEquals(Duration.ZERO, pull.get(SocketOptions.LINGER));
        pull.get(SocketOptions.EVENTS);
        assertFalse(pull.hasMore());
        socket(SocketType.PAIR).close();
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void interruptLeavesTheRestOfAMessageAlone() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("first", SendFlag.SNDMORE);
        Thread.currentThread().interrupt();
        two.connected().sendText("second", SendFlag.SNDMORE);
        two.connected().sendText("third");
        assertEquals("first", two.bound().recvText());
        assertEquals("second", two.bound().recvText());
        assertFrames(List.of(two.bound().recv()), "third");
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    @Rule("INT-003")
    void messageAndInterruptAtTheSameMomentLoseNothing() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        int seenWaiting = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Task<String> receiver = start("receiver-" + i, () -> {
                try {
                    return two.bound().recvText();
                } catch (InterruptedCallException e) {
                    return "interrupted";
                }
            });
            seenWaiting += receiver.isSeenWaiting() ? 1 : 0;
            boolean interruptFirst = i % 2 == 0;
            if (interruptFirst) {
                receiver.thread().interrupt();
            }
            two.connected().sendText("m" + i);
            if (!interruptFirst) {
                receiver.thread().interrupt();
            }
            String received = receiver.result();
            assertEquals("m" + i, received.equals("interrupted") ? two.bound().recvText() : received);
            assertNull(two.bound().tryRecv());
        }
        assertEquals(ROUNDS, seenWaiting);
    }

    // ---- close and shutdown

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("THR-005")
    void closeEndsAWaitingRecv(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        Task<byte[]> receiver = start("receiver", two.bound()::recv);
        receiver.awaitWaiting();
        two.bound().close();
        receiver.failure(ClosedException.class);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("THR-005")
    void closeEndsAWaitingSend(String transport) {
        Socket push = socket(SocketType.PUSH);
        push.bind(anyEndpoint(transport));
        Task<?> sender = startSending(push);
        sender.awaitWaiting();
        push.close();
        sender.failure(ClosedException.class);
    }

    private Task<Boolean> startSending(Socket push) {
        return start("sender", () -> {
            push.sendText("never sent");
            return true;
        });
    }

    @Test
    @Rule({"CTX-016", "CTX-018"})
    void shutdownEndsWaitingCalls() {
        assertTerminated(() -> context().shutdown());
    }

    @Test
    @Rule("CTX-016")
    void closingTheContextEndsWaitingCalls() {
        assertTerminated(() -> context().close());
    }

    private void assertTerminated(Runnable end) {
        Socket pull = socket(SocketType.PULL);
        pull.bind(anyEndpoint("inproc"));
        Socket push = socket(SocketType.PUSH);
        push.bind(anyEndpoint("inproc"));
        Task<byte[]> receiver = start("receiver", pull::recv);
        Task<?> sender = startSending(push);
        receiver.awaitWaiting();
        sender.awaitWaiting();
        end.run();
        receiver.failure(TerminatedException.class);
        sender.failure(TerminatedException.class);
    }

    @Test
    @Rule("THR-005")
    void closeAlwaysWakesARecv() {
        for (int i = 0; i < ROUNDS; i++) {
            Socket socket = socket(SocketType.PAIR);
            Task<byte[]> receiver = start("receiver-" + i, socket::recv);
            if (i % 2 == 0) {
                receiver.awaitWaiting();
            }
            socket.close();
            receiver.failure(ClosedException.class);
        }
    }

    @Test
    @Rule("INT-001")
    void interruptAlwaysWakesARecv() {
        Socket socket = socket(SocketType.PAIR);
        for (int i = 0; i < ROUNDS; i++) {
            Task<byte[]> receiver = start("receiver-" + i, socket::recv);
            if (i % 2 == 0) {
                receiver.awaitWaiting();
            }
            receiver.thread().interrupt();
            receiver.failure(InterruptedCallException.class);
        }
    }
}
