package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One context, many threads. */
public class ThreadTck extends ZmqTck {
    private static final int SIGNALS = 5;
    private static final int THREADS = 8;
    private static final int BLOCKED = 32;
    private static final int ROUNDS = 30;
    private static final int MESSAGES = 2_000;

    /** Of the backend that a subclass names. */
    public ThreadTck() {}

    @Test
    @Rule("THR-001")
    void threadsOpenBindConnectAndCloseInOneContext() {
        Context context = context();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "inproc://of-thread-" + i + "-";
            tasks.add(start("thread " + i, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    try (Socket pull = context.socket(SocketType.PULL);
                            Socket push = context.socket(SocketType.PUSH)) {
                        push.connect(pull.bind(name + round));
                        push.sendText("m" + round, AWAIT);
                        assertEquals("m" + round, pull.recvText(AWAIT));
                    }
                }
                return ROUNDS;
            }));
        }
        tasks.forEach(task -> assertEquals(ROUNDS, task.result()));
    }

    @Test
    @Rule("THR-002")
    void closingTheContextEndsTheWaitOfEveryThread() {
        Context context = newContext();
        List<Task<byte[]>> waiting = new ArrayList<>();
        for (int i = 0; i < BLOCKED; i++) {
            Socket pull = socket(context, SocketType.PULL);
            waiting.add(start("waiting " + i, () -> pull.recv(AWAIT)));
        }
        waiting.forEach(Task::awaitWaiting);
        assertTrue(context.close(AWAIT));
        waiting.forEach(task -> task.failure(TerminatedException.class));
        assertTrue(context.isClosed());
    }

    @Test
    @Rule("THR-006")
    void everyThreadThatClosesTheContextReturns() {
        for (int round = 0; round < ROUNDS; round++) {
            Context context = newContext();
            socket(context, SocketType.PULL);
            List<Task<Boolean>> closing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closing.add(start("closing " + i, () -> context.close(AWAIT)));
            }
            closing.forEach(task -> assertTrue(task.result()));
        }
    }

    @Test
    @Rule("THR-007")
    void socketsOpenedWhileTheContextClosesAreClosedOrRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            Context context = newContext();
            CountDownLatch first = new CountDownLatch(1);
            List<Socket> opened = new ArrayList<>();
            Task<Integer> opening = start("opening", () -> {
                try {
                    while (true) {
                        opened.add(context.socket(SocketType.PAIR));
                        first.countDown();
                        opened.remove(0).close();
                    }
                } catch (TerminatedException | ClosedException e) {
                    first.countDown();
                    return opened.size();
                }
            });
            awaitLatch(first);
            assertTrue(context.close(AWAIT));
            opening.result();
            opened.forEach(socket -> assertTrue(socket.isClosed()));
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        await("the first socket", () -> latch.getCount() == 0);
    }

    @Test
    @Rule("THR-008")
    void threadsThatExchangeOverInprocLoseNothing() {
        List<Task<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Two two = two(SocketType.PULL, SocketType.PUSH);
            receivers.add(start("receiver " + i, () -> {
                for (int message = 0; message < MESSAGES; message++) {
                    assertEquals("m" + message, two.bound().recvText());
                }
                return MESSAGES;
            }));
            start("sender " + i, () -> {
                for (int message = 0; message < MESSAGES; message++) {
                    two.connected().sendText("m" + message);
                }
                return MESSAGES;
            });
        }
        receivers.forEach(task -> assertEquals(MESSAGES, task.result()));
    }

    /** Whoever closes knows the bound; whoever waits is told at once. */
    @Test
    @Rule("THR-002")
    void boundedCloseEndsTheWaitOfEveryThreadToo() {
        Context context = newContext();
        Socket push = socket(context, SocketType.PUSH);
        Task<Boolean> sending = start("sending", () -> {
            push.sendText("to nobody", AWAIT);
            return true;
        });
        sending.awaitWaiting();
        assertTrue(context.close(Duration.ofSeconds(AWAIT.toSeconds())));
        sending.failure(TerminatedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "return"})
    @Rule("THR-010")
    void processEndsThoughThreadsWait(String how) throws Exception {
        ChildJvm.Result end = ChildJvm.of(EndMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .run(backend().name(), how);
        assertEquals(0, end.exit(), end.output());
    }

    /** A signal that the JVM handles and that means nothing to it, sent to the very thread. */
    @Test
    @Rule("INT-005")
    void signalsBreakNoWait() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "NOT TESTED: threads are found on Linux only");
        Two two = two("inproc", SocketType.PULL, SocketType.PUSH);
        Task<String> waiting = start("zmq4j-signalled", two.bound()::recvText);
        waiting.awaitWaiting();
        Path thread = Kernel.thread("zmq4j-signalled");
        for (int i = 0; i < SIGNALS; i++) {
            long before = Kernel.sleeps(thread);
            String signal = "kill -PIPE " + thread.getFileName();
            assertEquals(0, new ProcessBuilder("/bin/sh", "-c", signal).start().waitFor());
            await("the signal", () -> Kernel.sleeps(thread) > before);
        }
        two.connected().sendText("after all of them");
        assertEquals("after all of them", waiting.result());
    }
}
