package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Monitor;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.Zmq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link LeakTck} runs in another JVM: arguments are the backend, how many sockets and contexts, and so on. */
final class LeakMain {
    static final String FIGURES = "figures: ";

    /** What the C library keeps of memory that was freed, and the JVM of its own, goes up and down by less. */
    private static final long SWING_KILOBYTES = 24_576;

    /** So large that the swing is exceeded when those of half the cycles are kept. */
    private static final int DROPPED_BYTES = 4 << 20;

    private static final int SOCKETS_PER_CYCLE = 2;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1);

    /** A life of two sockets. */
    private enum Cycle {
        TCP {
            @Override
            void run(Context context) {
                exchange(context, Loopback.ANY_PORT);
            }
        },
        INPROC {
            @Override
            void run(Context context) {
                exchange(context, "inproc://cycle");
            }
        },
        UNREAD {
            @Override
            void run(Context context) {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH)) {
                    push.connect(pull.bind(Loopback.ANY_PORT));
                    for (int i = 0; i < 5; i++) {
                        push.send(new byte[100 * i]);
                    }
                }
            }
        },
        NEVER_BOUND {
            @Override
            void run(Context context) {
                try (Socket push = socket(context, SocketType.PUSH);
                        Socket sub = socket(context, SocketType.SUB)) {
                    push.connect("tcp://127.0.0.1:9");
                    sub.subscribe("");
                    sub.connect("tcp://127.0.0.1:9");
                }
            }
        },
        MONITOR {
            @Override
            void run(Context context) {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH)) {
                    try (Monitor monitor = pull.monitor()) {
                        push.connect(pull.bind(Loopback.ANY_PORT));
                        push.sendText("seen");
                        pull.recv();
                        monitor.recv(LONG);
                    }
                }
            }
        },
        POLLER {
            @Override
            void run(Context context) {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH);
                        Poller poller = context.poller()) {
                    push.connect(pull.bind("inproc://polled"));
                    poller.add(PollItem.of(pull, PollEvent.POLLIN));
                    poller.poll(SHORT);
                    push.sendText("polled");
                    poller.poll(LONG);
                    Zmq.poll(List.of(PollItem.of(pull, PollEvent.POLLIN)), LONG);
                }
            }
        },
        MSG {
            @Override
            void run(Context context) {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH);
                        Msg received = context.msg()) {
                    push.connect(pull.bind("inproc://messages"));
                    try (Msg sent = context.msg(new byte[1_000])) {
                        push.send(sent);
                    }
                    pull.recv(received);
                    if (context.backend().supports(Capability.ZERO_COPY_SEND)) {
                        try (Msg lent = context.msg(ByteBuffer.allocateDirect(1_000), () -> {})) {
                            push.send(lent);
                        }
                        pull.recv(received);
                    }
                }
            }
        },
        DROPPED_MSG {
            @Override
            void run(Context context) {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH)) {
                    push.connect(pull.bind("inproc://dropped"));
                    push.send(new byte[DROPPED_BYTES]);
                    pull.recv(context.msg());
                }
            }
        },
        ZAP {
            @Override
            void run(Context context) {
                try (Socket handler = socket(context, SocketType.REP);
                        Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH)) {
                    handler.bind("inproc://zeromq.zap.01");
                    pull.set(SocketOptions.ZAP_DOMAIN, "guarded");
                    push.connect(pull.bind(Loopback.ANY_PORT));
                    List<byte[]> request = handler.recvMultipart();
                    byte[] nothing = new byte[0];
                    byte[] status = "200".getBytes(StandardCharsets.UTF_8);
                    handler.send(List.of(request.get(0), request.get(1), status, nothing, nothing, nothing));
                    push.sendText("let in");
                    pull.recv();
                }
            }
        },
        WAIT {
            @Override
            void run(Context context) throws Exception {
                try (Socket pull = socket(context, SocketType.PULL);
                        Socket push = socket(context, SocketType.PUSH)) {
                    push.connect(pull.bind("inproc://waited"));
                    try {
                        pull.recv(SHORT);
                        throw new IllegalStateException("nothing was sent");
                    } catch (WouldBlockException e) {
                        // as it should
                    }
                    FutureTask<String> waiting = new FutureTask<>(pull::recvText);
                    start(waiting);
                    push.sendText("for who waits");
                    waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
                }
            }
        };

        abstract void run(Context context) throws Exception;
    }

    private LeakMain() {}

    public static void main(String[] arguments) throws Exception {
        Backend backend = Zmq.backends().stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findAny()
                .orElseThrow();
        try (LogCapture log = new LogCapture()) {
            int sockets = Integer.parseInt(arguments[1]);
            if (sockets > 0) {
                cycles(backend, sockets, Integer.parseInt(arguments[2]), log);
            }
            drop(backend, Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]), log);
        }
    }

    // ---- sockets and contexts that are closed

    private static void cycles(Backend backend, int sockets, int contexts, LogCapture log) throws Exception {
        long start = System.nanoTime();
        half(backend, sockets / 10, contexts / 10); // loads classes
        residentKilobytes(); // the JDK opens a descriptor of its own at the first read
        waitOnVirtualThread();
        long descriptors = settled(0, LeakMain::descriptors);
        long threads = settled(0, LeakMain::threads);
        half(backend, sockets / 2, contexts / 2);
        long half = residentAfterwards(0);
        half(backend, sockets / 2, contexts / 2);
        long grown = residentAfterwards(half) - half;
        long descriptorsLater = settled(descriptors, LeakMain::descriptors);
        long threadsLater = settled(threads, LeakMain::threads);
        say(FIGURES + sockets + " sockets and " + contexts + " contexts in "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms, descriptors " + descriptors
                + " -> " + descriptorsLater + ", threads " + threads + " -> " + threadsLater + ", resident " + half
                + " kB at half time, " + grown + " kB more at the end");
        say(
                descriptorsLater <= descriptors
                        ? "descriptors as before"
                        : "descriptors: " + descriptorsLater + " " + kindsOfDescriptors());
        say(threadsLater <= threads ? "threads as before" : "threads: " + threadsLater);
        say(grown <= SWING_KILOBYTES ? "memory as before" : "memory: " + grown + " kB more");
        System.gc();
        List<String> reports =
                log.lines().stream().filter(line -> line.contains("abandoned")).toList();
        say(reports.isEmpty() ? "no report" : "reported: " + reports);
    }

    /** One context keeps what its sockets waited with for the next ones, so it is closed before anything is counted. */
    private static void half(Backend backend, int sockets, int contexts) throws Exception {
        try (Context context = backend.context()) {
            sockets(context, sockets);
        }
        contexts(backend, contexts);
    }

    private static void sockets(Context context, int count) throws Exception {
        Cycle[] all = Cycle.values();
        for (int i = 0; i < count / SOCKETS_PER_CYCLE; i++) {
            all[i % all.length].run(context);
        }
    }

    private static void contexts(Backend backend, int count) throws Exception {
        Cycle[] all = Cycle.values();
        for (int i = 0; i < count; i++) {
            try (Context context = backend.context()) {
                all[i % all.length].run(context);
            }
        }
    }

    private static void exchange(Context context, String endpoint) {
        try (Socket pull = socket(context, SocketType.PULL);
                Socket push = socket(context, SocketType.PUSH)) {
            push.connect(pull.bind(endpoint));
            push.send(List.of("one".getBytes(StandardCharsets.UTF_8), new byte[10_000]));
            pull.recvMultipart();
        }
    }

    private static Socket socket(Context context, SocketType type) {
        Socket socket = context.socket(type);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.set(SocketOptions.RCVTIMEO, LONG);
        socket.set(SocketOptions.SNDTIMEO, LONG);
        return socket;
    }

    /** On a virtual thread where there are any. */
    private static void start(Runnable work) {
        if (Runtime.version().feature() >= 21) {
            VirtualThread.start(work);
        } else {
            new Thread(work).start();
        }
    }

    /** The JDK starts a thread, with descriptors, when the first virtual thread has to wait for a channel. */
    private static void waitOnVirtualThread() throws Exception {
        CountDownLatch waited = new CountDownLatch(1);
        start(() -> {
            try (Selector selector = Selector.open()) {
                selector.select(SHORT.toMillis());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            waited.countDown();
        });
        waited.await();
    }

    // ---- sockets that are dropped

    private static void drop(Backend backend, int count, long seconds, LogCapture log) {
        Context context = backend.context();
        context.set(ContextOptions.MAX_SOCKETS, count);
        for (int i = 0; i < count; i++) {
            open(context);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (reported(log) < count && System.nanoTime() < deadline) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        say(reported(log) + " dropped sockets reported");
        context.close();
        say("closed");
    }

    private static void open(Context context) {
        Socket socket = context.socket(SocketType.PUSH);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.connect("tcp://127.0.0.1:9");
        socket.connect("inproc://nobody");
    }

    private static long reported(LogCapture log) {
        return log.lines().stream().filter(line -> line.contains("ZMQ4J-011")).count();
    }

    // ---- what the system says

    /** What is counted. */
    private interface Count {
        long now() throws IOException;
    }

    /** Engines close what was closed on threads of their own, a little later: awaits what is wanted, or no change. */
    private static long settled(long wanted, Count count) throws IOException {
        long last = count.now();
        int same = 0;
        while (last > wanted && same < 100) {
            LockSupport.parkNanos(10_000_000);
            long now = count.now();
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private static Map<String, Long> kindsOfDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.collect(Collectors.groupingBy(LeakMain::kind, TreeMap::new, Collectors.counting()));
        }
    }

    private static String kind(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** Those of Java, and libzmq's. */
    private static long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !thread.getName().startsWith("ForkJoinPool")) // carriers come and go
                            .count()
                    + tasks.filter(LeakMain::isOfLibzmq).count();
        }
    }

    private static boolean isOfLibzmq(Path task) {
        try {
            return Files.readString(task.resolve("comm")).startsWith("ZMQbg");
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    /** What dropped messages held is given back a little after the collector found them. */
    private static long residentAfterwards(long wanted) throws IOException {
        System.gc();
        return settled(wanted, LeakMain::residentKilobytes);
    }

    static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findAny()
                .orElse(0);
    }

    @SuppressWarnings("SystemOut") // its output is what the test reads
    private static void say(String line) {
        System.out.println(line);
    }
}
