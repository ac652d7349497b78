package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What {@link VirtualThreadTck} runs in another JVM. It writes what works, and figures. */
final class VirtualThreadMain {
    static final String STARVED = "not all of them came to wait";

    static final List<String> ALL = List.of(
            "all wait",
            "others run",
            "messages reach all",
            "interrupts reach all",
            "close reaches all",
            "send, poll and proxy wait",
            "shutdown reaches all");

    private static final int STARVED_EXIT = 3;
    private static final int OF_EACH_OTHER = 8;
    private static final int NAPS = 50;

    private static long limitSeconds;

    private VirtualThreadMain() {}

    /** Work on a virtual thread. */
    private record Call<T>(Thread thread, FutureTask<T> future) {
        static <T> Call<T> start(Callable<T> work) {
            FutureTask<T> future = new FutureTask<>(work);
            return new Call<>(VirtualThread.start(future), future);
        }

        boolean waits() {
            return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
        }

        T result() throws Exception {
            return future.get(limitSeconds, TimeUnit.SECONDS);
        }

        void failsWith(Class<? extends Throwable> type) throws Exception {
            try {
                throw new IllegalStateException("must fail, returned " + result());
            } catch (ExecutionException e) {
                if (e.getCause().getClass() != type) {
                    throw e;
                }
            } catch (TimeoutException e) {
                throw new IllegalStateException("not reached: " + thread, e);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Backend backend = Zmq.backends().stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findAny()
                .orElseThrow();
        int count = Integer.parseInt(arguments[1]);
        limitSeconds = Long.parseLong(arguments[2]);
        Context context = backend.context();
        context.set(ContextOptions.MAX_SOCKETS, count + 100);
        Socket push = context.socket(SocketType.PUSH);
        push.set(SocketOptions.LINGER, Duration.ZERO);
        push.bind("inproc://work");
        List<Socket> pulls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket pull = context.socket(SocketType.PULL);
            pull.connect("inproc://work");
            pulls.add(pull);
        }
        long before = LeakMain.residentKilobytes();
        List<Call<Long>> waiting = receiveAll(pulls);
        say("all wait");
        say("figures: " + count + " waiting virtual threads, " + (LeakMain.residentKilobytes() - before)
                + " kB more resident, " + LeakMain.residentKilobytes() + " kB in all");
        othersRun();
        messages(push, waiting);
        interrupts(receiveAll(pulls));
        close(pulls, receiveAll(pulls));
        othersWait(context);
        context.close();
        say("shutdown reaches all");
    }

    private static List<Call<Long>> receiveAll(List<Socket> pulls) {
        List<Call<Long>> calls = new ArrayList<>();
        for (Socket pull : pulls) {
            calls.add(Call.start(() -> {
                long sent = Long.parseLong(pull.recvText());
                return System.nanoTime() - sent;
            }));
        }
        awaitAll(calls);
        return calls;
    }

    /** With a carrier held by each of them, the third would never come to wait. */
    private static void awaitAll(List<? extends Call<?>> calls) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        for (Call<?> call : calls) {
            while (!call.waits()) {
                if (call.future().isDone()) {
                    throw new IllegalStateException("does not wait: " + call.future());
                }
                if (System.nanoTime() > deadline) {
                    say(STARVED);
                    Runtime.getRuntime().halt(STARVED_EXIT);
                }
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private static void othersRun() throws Exception {
        Call<Integer> sleeping = Call.start(() -> {
            for (int i = 0; i < NAPS; i++) {
                Thread.sleep(1);
            }
            return NAPS;
        });
        Call<Long> computing = Call.start(() -> {
            long sum = 0;
            for (int i = 0; i < 50_000_000; i++) {
                sum += sum ^ i;
            }
            return sum;
        });
        sleeping.result();
        computing.result();
        say("others run");
    }

    /** Each gets one: PUSH sends by turns. */
    private static void messages(Socket push, List<Call<Long>> waiting) throws Exception {
        for (int i = 0; i < waiting.size(); i++) {
            push.sendText(Long.toString(System.nanoTime()));
        }
        long[] nanos = new long[waiting.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = waiting.get(i).result();
        }
        say("messages reach all");
        say("figures: from send to received, all at once, " + spread(nanos));
    }

    private static void interrupts(List<Call<Long>> waiting) throws Exception {
        long start = System.nanoTime();
        waiting.forEach(call -> call.thread().interrupt());
        for (Call<Long> call : waiting) {
            call.failsWith(InterruptedCallException.class);
        }
        say("interrupts reach all");
        say("figures: interrupts took " + micros(System.nanoTime() - start) + " for all");
    }

    private static void close(List<Socket> pulls, List<Call<Long>> waiting) throws Exception {
        long start = System.nanoTime();
        pulls.forEach(Socket::close);
        for (Call<Long> call : waiting) {
            call.failsWith(ClosedException.class);
        }
        say("close reaches all");
        say("figures: close took " + micros(System.nanoTime() - start) + " for all");
    }

    private static void othersWait(Context context) throws Exception {
        List<Call<?>> calls = new ArrayList<>();
        for (int i = 0; i < OF_EACH_OTHER; i++) {
            Socket lonely = context.socket(SocketType.PUSH);
            lonely.set(SocketOptions.LINGER, Duration.ZERO);
            Socket polled = context.socket(SocketType.PULL);
            Socket frontend = context.socket(SocketType.PULL);
            Socket backend = context.socket(SocketType.PUSH);
            calls.add(Call.start(() -> {
                lonely.sendText("to nobody");
                return 0;
            }));
            calls.add(Call.start(() -> Zmq.poll(List.of(PollItem.of(polled, PollEvent.POLLIN)), Zmq.FOREVER)));
            calls.add(Call.start(() -> {
                Proxy.run(frontend, backend);
                return 0;
            }));
        }
        awaitAll(calls);
        othersRunQuietly();
        say("send, poll and proxy wait");
        context.shutdown();
        for (Call<?> call : calls) {
            call.failsWith(TerminatedException.class);
        }
    }

    private static void othersRunQuietly() throws Exception {
        if (Call.start(() -> ErrorCode.EAGAIN).result() != ErrorCode.EAGAIN) {
            throw new IllegalStateException();
        }
    }

    // ---- figures

    private static String spread(long[] nanos) {
        Arrays.sort(nanos);
        return "median " + micros(nanos[nanos.length / 2]) + ", p99 " + micros(nanos[nanos.length * 99 / 100])
                + ", most " + micros(nanos[nanos.length - 1]);
    }

    private static String micros(long nanos) {
        return nanos / 1_000 + " us";
    }

    @SuppressWarnings("SystemOut") // its output is what the test reads
    private static void say(String line) {
        System.out.println(line);
    }
}
