package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * What {@link DescriptorLimitTck} runs in another JVM. Each line it writes says what happened, and whether it should.
 */
final class DescriptorLimitMain {
    static final String AS_IT_SHOULD = "as it should";

    /** How many calls are tried, at least. */
    static final int STEPS = 12;

    /** So many times in vain: what is lost by each is noticed. */
    private static final int ROUNDS = 20;

    private static final Duration AWAIT = Duration.ofSeconds(20);

    private DescriptorLimitMain() {}

    /** A call that needs descriptors; it closes what it opens. */
    private interface Step {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Backend backend = Zmq.backends().stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findAny()
                .orElseThrow();
        try (LogCapture log = new LogCapture(); // to print takes descriptors, the first time
                Context running = backend.context();
                Socket pull = socket(running, SocketType.PULL);
                Socket push = socket(running, SocketType.PUSH);
                Socket idle = socket(running, SocketType.PULL);
                Socket farPush = socket(running, SocketType.PUSH);
                Socket farPull = socket(running, SocketType.PULL)) {
            String endpoint = pull.bind(Loopback.ANY_PORT);
            push.connect(endpoint);
            farPush.connect(farPull.bind("inproc://far"));
            exchange(push, pull);
            outcome(() -> idle.bind(endpoint)); // loads what an error needs
            outcome(() -> pull.bind("tcp://127.0.0.1"));
            List<Context> fresh = List.of(backend.context(), backend.context(), backend.context());
            for (int left = 0; left < 30; left += left < 14 ? 1 : 5) {
                contextAndSocket(backend, left);
            }
            step("open a socket", 0, () -> running.socket(SocketType.PAIR).close());
            step(
                    "open the first socket",
                    0,
                    () -> fresh.get(0).socket(SocketType.PAIR).close());
            step("bind", 0, () -> pull.unbind(pull.bind(Loopback.ANY_PORT)));
            connect(running);
            step("open a poller", 0, () -> running.poller().close());
            step("poll", 0, () -> {
                try (Poller poller = fresh.get(1).poller()) {
                    poller.poll(Duration.ofMillis(1));
                }
            });
            waitInVain(idle); // loads classes
            firstWait(backend);
            channel(running, 50);
            try (Context other = backend.context()) {
                channel(other, 0);
            }
            step("run a proxy", 0, () -> {
                Proxy proxy = Proxy.of(pull, farPush);
                proxy.terminate();
                proxy.run();
            });
            step("open a monitor", 0, () -> {
                Monitor monitor = idle.monitor();
                monitor.close();
            });
            accept(running);
            exchange(push, pull);
            for (Context context : fresh) {
                context.close();
            }
            closing(backend);
            say("everything was closed; logged: " + thrown(log), log.records().isEmpty());
        }
    }

    // ---- one call

    /** Fails, or succeeds because it needs none after all; works when there are some. */
    private static void step(String what, int left, Step step) throws Exception {
        step.run(); // loads classes, and what is kept for the next time
        String outcome = "";
        List<AutoCloseable> held = ChildJvm.useUpDescriptors(left);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                outcome = outcome(step);
            }
        } finally {
            free(held);
        }
        boolean right = outcome.equals("done") || outcome.equals("EMFILE");
        say(
                what + " with " + left + " left: " + outcome + ", later: " + outcome(step),
                right && outcome(step).equals("done"));
    }

    private static String outcome(Step step) {
        try {
            step.run();
            return "done";
        } catch (ZmqException e) {
            return e.code() == ErrorCode.EMFILE ? "EMFILE" : e.toString();
        } catch (Exception | Error e) {
            return e.toString();
        }
    }

    /** One that has failed can be closed, and works when there are descriptors. */
    private static void contextAndSocket(Backend backend, int left) throws Exception {
        Context[] opened = new Context[1];
        Step step = () -> {
            if (opened[0] == null) {
                opened[0] = backend.context();
            }
            opened[0].socket(SocketType.PAIR).close();
        };
        List<AutoCloseable> held = ChildJvm.useUpDescriptors(left);
        String outcome = outcome(step);
        Context failed = opened[0];
        opened[0] = null;
        String second = outcome(step);
        free(held);
        String later = outcome(step);
        boolean closed = close(opened[0]) && (failed == null || close(failed));
        Set<String> right = Set.of("done", "EMFILE");
        say(
                "context with " + left + " left: " + outcome + ", " + second + ", later: " + later,
                right.contains(outcome) && right.contains(second) && later.equals("done") && closed);
    }

    private static boolean close(Context context) throws Exception {
        return within(() -> context.close(AWAIT));
    }

    /** It may connect when there are descriptors again. */
    private static void connect(Context context) throws Exception {
        try (Socket pull = socket(context, SocketType.PULL);
                Socket push = socket(context, SocketType.PUSH)) {
            String endpoint = pull.bind(Loopback.ANY_PORT);
            push.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(10));
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(0);
            String outcome = outcome(() -> push.connect(endpoint));
            free(held);
            if (!outcome.equals("done")) {
                push.connect(endpoint);
            }
            exchange(push, pull);
            say("connect: " + outcome, outcome.equals("done") || outcome.equals("EMFILE"));
        }
    }

    private static void waitInVain(Socket socket) {
        try {
            socket.recv(Duration.ofMillis(1));
        } catch (ZmqException e) {
            if (e.code() != ErrorCode.EAGAIN) {
                throw e;
            }
        }
    }

    /** What a thread waits with is kept for the next one, so this is the first wait in a context. */
    private static void firstWait(Backend backend) throws Exception {
        try (Context context = backend.context();
                Socket socket = socket(context, SocketType.PULL)) {
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(0);
            String outcome = outcome(() -> waitInVain(socket));
            free(held);
            say(
                    "wait: " + outcome,
                    outcome.equals("EMFILE")
                            && outcome(() -> waitInVain(socket)).equals("done"));
        }
    }

    /** A poll that failed must not make the next one deaf. The first time classes are loaded, with descriptors left. */
    private static void channel(Context context, int left) throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        try (Poller poller = context.poller()) {
            poller.add(PollItem.ofChannel(pipe.source(), PollEvent.POLLIN));
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(left);
            String outcome = outcome(() -> poller.poll(Duration.ofMillis(1)));
            free(held);
            FutureTask<Integer> poll = new FutureTask<>(() -> poller.poll(AWAIT));
            Thread thread = new Thread(poll, "polls");
            thread.setDaemon(true);
            thread.start();
            while (!Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("doWait"))) {
                Thread.onSpinWait();
            }
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            int ready = poll.get(2 * AWAIT.toSeconds(), TimeUnit.SECONDS);
            say("wait for a channel with " + left + " left: " + outcome + ", later " + ready + " ready", ready == 1);
        } finally {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    /** The engine's thread gets no descriptor for those who come; they, or those that come later, are served then. */
    private static void accept(Context context) throws Exception {
        try (Socket pull = socket(context, SocketType.PULL);
                Socket push = socket(context, SocketType.PUSH)) {
            String endpoint = pull.bind(Loopback.ANY_PORT);
            int port = URI.create(endpoint).getPort();
            List<SocketChannel> strangers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                SocketChannel stranger = SocketChannel.open();
                stranger.configureBlocking(false);
                strangers.add(stranger);
            }
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(0);
            for (SocketChannel stranger : strangers) {
                stranger.connect(new InetSocketAddress(Loopback.ADDRESS, port));
                while (!stranger.finishConnect()) {
                    Thread.onSpinWait();
                }
            }
            free(held);
            push.connect(endpoint);
            exchange(push, pull);
            for (SocketChannel stranger : strangers) {
                stranger.close();
            }
            say("accept: the next one was served", true);
        }
    }

    /** Closing needs none. */
    private static void closing(Backend backend) throws Exception {
        Context context = backend.context();
        Socket push = context.socket(SocketType.PUSH);
        push.set(SocketOptions.LINGER, Duration.ZERO);
        push.connect("inproc://nobody");
        push.connect("tcp://127.0.0.1:9");
        List<AutoCloseable> held = ChildJvm.useUpDescriptors(0);
        boolean closed = within(() -> {
            context.close(Duration.ofSeconds(1));
            return true;
        });
        free(held);
        say("close without descriptors returned: " + closed + ", and ended", closed && close(context));
    }

    // ---- tools

    private static Socket socket(Context context, SocketType type) {
        Socket socket = context.socket(type);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.set(SocketOptions.SNDTIMEO, AWAIT);
        socket.set(SocketOptions.RCVTIMEO, AWAIT);
        return socket;
    }

    private static void exchange(Socket push, Socket pull) {
        push.sendText("here");
        if (!pull.recvText().equals("here")) {
            throw new IllegalStateException("another message");
        }
    }

    private static List<String> thrown(LogCapture log) {
        return log.records().stream()
                .map(entry -> entry.getMessage() + " " + entry.getThrown())
                .toList();
    }

    private static boolean within(Callable<Boolean> work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "closes");
        thread.setDaemon(true);
        thread.start();
        return task.get(2 * AWAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void free(List<AutoCloseable> held) throws Exception {
        for (AutoCloseable each : held) {
            each.close();
        }
    }

    @SuppressWarnings("SystemOut") // its output is what the test reads
    private static void say(String what, boolean right) {
        System.out.println(what + ": " + (right ? AS_IT_SHOULD : "WRONG"));
    }
}
