package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/** One thread at a time: who comes second is told, handing over is legal. */
public class GuardTck extends ZmqTck {
    private static final int HANDOVERS = 200;
    private static final int STEPS = Scale.pick(5_000, 300_000, 10_000_000);

    /** Of the backend that a subclass names. */
    public GuardTck() {}

    @Test
    @Rule("THR-003")
    void secondThreadIsToldWhoIsInside() {
        Two two = two(SocketType.DEALER, SocketType.DEALER);
        Task<String> inside = start("the-first", two.bound()::recvText);
        inside.awaitWaiting();
        assertAll(SocketCall.all(backend()).stream()
                .filter(call -> call.type() == SocketType.DEALER)
                .map(call -> () -> assertRefused(two.bound(), call)));
        two.connected().sendText("still there");
        assertEquals("still there", inside.result());
        assertUsable(two);
    }

    @Test
    @Rule("THR-003")
    void secondThreadCannotSubscribe() {
        Two two = two(SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("");
        settle(two.bound(), two.connected());
        Task<String> inside = start("the-first", two.connected()::recvText);
        inside.awaitWaiting();
        assertAll(SocketCall.all(backend()).stream()
                .filter(call -> call.type() == SocketType.SUB)
                .map(call -> () -> assertRefused(two.connected(), call)));
        two.bound().sendText("still there");
        assertEquals("still there", inside.result());
    }

    private static void assertRefused(Socket socket, SocketCall call) {
        Object[] arguments = call.arguments(socket.context());
        ConcurrentUseException thrown =
                assertThrows(ConcurrentUseException.class, () -> call.on(socket, arguments), call::toString);
        assertEquals(ErrorCode.EBUSY, thrown.code());
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains(socket.toString()), message);
        assertTrue(message.contains("\"the-first\""), message);
        assertTrue(message.contains("\"" + Thread.currentThread().getName() + "\""), message);
    }

    private static void assertUsable(Two two) {
        two.bound().sendText("ping");
        assertEquals("ping", two.connected().recvText());
        two.connected().sendText("pong");
        assertEquals("pong", two.bound().recvText());
    }

    @Test
    @Rule("THR-003")
    void secondThreadIsRefusedWhileTheFirstSends() {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint("inproc"));
        Task<Boolean> inside = start("the-first", () -> {
            push.sendText("one");
            return true;
        });
        inside.awaitWaiting();
        assertThrows(ConcurrentUseException.class, () -> push.trySend(new byte[1]));
        Socket pull = socket(SocketType.PULL);
        pull.connect(endpoint);
        assertEquals("one", pull.recvText());
        assertTrue(inside.result());
    }

    @Test
    @Rule({"SOC-014", "THR-004"})
    void socketCanBeHandedFromThreadToThread() throws InterruptedException {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        SynchronousQueue<Socket> there = new SynchronousQueue<>();
        SynchronousQueue<Socket> back = new SynchronousQueue<>();
        Task<Integer> other = start("other", () -> {
            int received = 0;
            for (int i = 0; i < HANDOVERS; i++) {
                Socket socket = there.take();
                received += Integer.parseInt(socket.recvText());
                socket.sendText("thanks " + i);
                back.put(socket);
            }
            return received;
        });
        Socket socket = two.connected();
        for (int i = 0; i < HANDOVERS; i++) {
            two.bound().sendText("" + i);
            there.put(socket);
            socket = back.take();
            assertEquals("thanks " + i, two.bound().recvText());
            socket.sendText("from here");
            assertEquals("from here", two.bound().recvText());
        }
        assertEquals(HANDOVERS * (HANDOVERS - 1) / 2, other.result());
    }

    /** With nothing but the queue between them: what one thread wrote the next one sees, in the socket as well. */
    @Test
    @Rule({"SOC-014", "THR-004"})
    void socketsTravelThroughAQueueFromThreadToThread() throws InterruptedException {
        BlockingQueue<Travelling> queue = new ArrayBlockingQueue<>(1);
        List<Task<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(start("thread-" + i, () -> {
                Travelling both = queue.take();
                while (both.steps < STEPS) {
                    both.step();
                    queue.put(both);
                    both = queue.take();
                }
                queue.put(both);
                return true;
            }));
        }
        queue.put(new Travelling(two(SocketType.PAIR, SocketType.PAIR)));
        threads.forEach(Task::result);
        assertEquals(STEPS, queue.take().steps);
    }

    /** Two sockets and a plain field, in the hands of one thread at a time. */
    private static final class Travelling {
        private final Two two;
        private int steps;

        Travelling(Two two) {
            this.two = two;
        }

        void step() {
            String text = "step " + steps;
            two.connected().sendText(text);
            assertEquals(text, two.bound().recvText());
            steps++;
        }
    }

    @Test
    @Rule("THR-005")
    void closeFromAnotherThreadIsNoConcurrentUse() {
        Two two = two(SocketType.DEALER, SocketType.DEALER);
        Task<byte[]> inside = start("the-first", two.bound()::recv);
        inside.awaitWaiting();
        two.bound().close();
        inside.failure(ClosedException.class);
        assertTrue(two.bound().isClosed());
        assertFalse(two.connected().isClosed());
    }
}
