package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a wait, for platform threads, which poll, and virtual ones, which park. */
@RequiresBackend("native")
class NativeWaitTest extends ZmqTck {
    enum Kind {
        PLATFORM,
        VIRTUAL
    }

    /** A call on a thread, and how it ended. */
    private record Call<T>(Thread thread, FutureTask<T> future) {
        T result() throws Exception {
            return future.get(AWAIT.toSeconds(), TimeUnit.SECONDS);
        }

        Throwable failure() throws Exception {
            try {
                throw new AssertionError("must fail, returned " + result());
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }

        void awaitWaiting() {
            await(
                    "a wait",
                    () -> Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("doAwait")));
        }
    }

    private static <T> Call<T> call(Kind kind, Callable<T> work) throws Exception {
        FutureTask<T> future = new FutureTask<>(work);
        return new Call<>(kind == Kind.VIRTUAL ? startVirtual(future) : startPlatform(future), future);
    }

    private static Thread startPlatform(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        return (Thread) start.invoke(null, work);
    }

    @Test
    void virtualThreadsAreTold() throws Exception {
        assertFalse(VirtualThreads.isVirtual(Thread.currentThread()));
        assertTrue(call(Kind.VIRTUAL, () -> VirtualThreads.isVirtual(Thread.currentThread()))
                .result());
    }

    @ParameterizedTest
    @EnumSource
    void aMessageEndsIt(Kind kind) throws Exception {
        Two two = two("tcp", SocketType.PULL, SocketType.PUSH);
        Call<String> receive = call(kind, () -> two.bound().recvText());
        receive.awaitWaiting();
        two.connected().sendText("here");
        assertEquals("here", receive.result());
    }

    @ParameterizedTest
    @EnumSource
    void roomEndsIt(Kind kind) throws Exception {
        Socket push = socket(SocketType.PUSH);
        Socket pull = socket(SocketType.PULL);
        push.set(SocketOptions.SNDHWM, 1);
        pull.set(SocketOptions.RCVHWM, 1);
        pull.connect(push.bind(anyEndpoint("inproc")));
        int sent = 0;
        while (push.trySend(new byte[1])) {
            sent++;
        }
        Call<Boolean> send = call(kind, () -> {
            push.sendText("last");
            return true;
        });
        send.awaitWaiting();
        for (int i = 0; i < sent; i++) {
            pull.recv();
        }
        assertEquals("last", pull.recvText());
        assertTrue(send.result());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsItAndNothingElse(Kind kind) throws Exception {
        Two two = two("tcp", SocketType.PULL, SocketType.PUSH);
        Call<Boolean> receive = call(kind, () -> {
            try {
                two.bound().recv();
                return false;
            } catch (InterruptedCallException e) {
                return Thread.interrupted();
            }
        });
        receive.awaitWaiting();
        receive.thread().interrupt();
        assertTrue(receive.result());
        two.connected().sendText("still works");
        assertEquals("still works", two.bound().recvText());
    }

    @ParameterizedTest
    @EnumSource
    void closingTheSocketEndsIt(Kind kind) throws Exception {
        Socket pull = socket(SocketType.PULL);
        pull.bind(anyEndpoint("tcp"));
        Call<byte[]> receive = call(kind, pull::recv);
        receive.awaitWaiting();
        pull.close();
        assertEquals(ClosedException.class, receive.failure().getClass());
    }

    @ParameterizedTest
    @EnumSource
    void closingTheContextEndsIt(Kind kind) throws Exception {
        Context context = newContext();
        Socket push = socket(context, SocketType.PUSH);
        push.bind(anyEndpoint("tcp"));
        Call<Boolean> send = call(kind, () -> {
            push.sendText("to nobody");
            return true;
        });
        send.awaitWaiting();
        context.close();
        assertEquals(TerminatedException.class, send.failure().getClass());
    }

    @ParameterizedTest
    @EnumSource
    void timeEndsIt(Kind kind) throws Exception {
        Socket pull = socket(SocketType.PULL);
        Call<Long> receive = call(kind, () -> {
            long start = System.nanoTime();
            try {
                pull.recv(Duration.ofMillis(30));
                return -1L;
            } catch (WouldBlockException e) {
                return System.nanoTime() - start;
            }
        });
        assertTrue(receive.result() >= 30_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void manyRoundsLoseNoWakeUp(Kind kind) throws Exception {
        Two two = two("tcp", SocketType.PAIR, SocketType.PAIR);
        int rounds = 5_000;
        Call<Integer> echo = call(kind, () -> {
            int count = 0;
            while (count < rounds) {
                two.bound().send(two.bound().recv());
                count++;
            }
            return count;
        });
        Call<Integer> ask = call(kind, () -> {
            int count = 0;
            while (count < rounds) {
                two.connected().send(pattern(count % 64));
                assertEquals(count % 64, two.connected().recv().length);
                count++;
            }
            return count;
        });
        assertEquals(rounds, ask.result());
        assertEquals(rounds, echo.result());
    }

    @Test
    void aWaitHoldsNoCarrier() throws Exception {
        int carriers = Runtime.getRuntime().availableProcessors();
        List<Call<String>> waiting = new ArrayList<>();
        List<Two> twos = new ArrayList<>();
        for (int i = 0; i < 3 * carriers; i++) {
            Two two = two("inproc", SocketType.PULL, SocketType.PUSH);
            twos.add(two);
            waiting.add(call(Kind.VIRTUAL, () -> two.bound().recvText()));
        }
        for (Call<String> call : waiting) {
            call.awaitWaiting();
        }
        CountDownLatch ran = new CountDownLatch(1);
        startVirtual(ran::countDown);
        assertTrue(ran.await(AWAIT.toSeconds(), TimeUnit.SECONDS), "the others hold all carriers");
        for (int i = 0; i < twos.size(); i++) {
            twos.get(i).connected().sendText("message " + i);
            assertEquals("message " + i, waiting.get(i).result());
        }
    }

    @Test
    void theWatchEndsWithItsContext() throws Exception {
        Context context = newContext();
        Socket pull = socket(context, SocketType.PULL);
        Call<byte[]> receive = call(Kind.VIRTUAL, pull::recv);
        receive.awaitWaiting();
        String name = "zmq4j watch of " + context;
        assertTrue(isRunning(name));
        context.close();
        await("the end of " + name, () -> !isRunning(name));
    }

    private static boolean isRunning(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    @Test
    void waitsAreRoundedUpToMillis() {
        assertEquals(-1, NativeWaiter.millis(Long.MAX_VALUE));
        assertEquals(0, NativeWaiter.millis(0));
        assertEquals(1, NativeWaiter.millis(1));
        assertEquals(1, NativeWaiter.millis(1_000_000));
        assertEquals(2, NativeWaiter.millis(1_000_001));
        assertEquals(Integer.MAX_VALUE, NativeWaiter.millis(Long.MAX_VALUE - 1));
    }

    @Test
    void aLateWakeUpOfADisposedWaiterDoesNothing() throws Exception {
        NativeBinding binding = NativeLoader.binding();
        DescriptorWaiter waiter = new DescriptorWaiter(binding, binding.errors());
        waiter.wakeUp();
        waiter.await(waiter.descriptor(), Long.MAX_VALUE); // ends because it was woken
        waiter.clear();
        waiter.await(waiter.descriptor(), 1);
        waiter.dispose();
        waiter.wakeUp();
        waiter.dispose();
    }
}
