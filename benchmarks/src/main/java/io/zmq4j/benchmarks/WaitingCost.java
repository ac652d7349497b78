package io.zmq4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs that a blocked call can be ended by interrupt, close and shutdown: processor time for one message, with
 * and without that, in turns, each in a JVM of its own.
 *
 * <p>{@code echo} is the worst case: every message waits, twice. {@code stream} is the usual one: the receiver waits
 * when it is ahead of the sender.
 *
 * <p>Arguments: backend, rounds, messages; each may be left out.
 */
public final class WaitingCost {
    private static final String WITHOUT = "-Dzmq4j.test.without=wake-ups";
    private static final String WITH = "-Dzmq4j.test.without=";
    private static final int ROUNDS = 9;
    private static final int MESSAGES = 50_000;
    private static final int SIZE = 16;

    private WaitingCost() {}

    /**
     * Runs the benchmark and prints ratios; or, with a shape as the fourth argument, one measurement.
     *
     * @param arguments see above
     */
    public static void main(String[] arguments) {
        String backend = arguments.length > 0 ? arguments[0] : "native";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        int messages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : MESSAGES;
        if (arguments.length > 3) {
            System.out.println(measure(backend, messages, arguments[3]));
            return;
        }
        for (String shape : List.of("echo", "stream")) {
            compare(backend, rounds, shape.equals("echo") ? messages : 10 * messages, shape);
        }
    }

    private static void compare(String backend, int rounds, int messages, String shape) {
        Map<String, List<Double>> results = new LinkedHashMap<>();
        results.put(WITH, new ArrayList<>());
        results.put(WITHOUT, new ArrayList<>());
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            boolean first = i % 2 == 0; // who goes first changes, too
            double one = inChild(first ? WITH : WITHOUT, backend, messages, shape);
            double other = inChild(first ? WITHOUT : WITH, backend, messages, shape);
            results.get(WITH).add(first ? one : other);
            results.get(WITHOUT).add(first ? other : one);
            ratios[i] = first ? one / other : other / one;
        }
        Arrays.sort(ratios);
        System.out.printf(
                "%s, %s over tcp: %,.0f ns of processor time a message with wake-ups, %,.0f without;"
                        + " ratio %.3f (%.3f to %.3f), medians of %d rounds%n",
                backend,
                shape,
                median(results.get(WITH)),
                median(results.get(WITHOUT)),
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1],
                rounds);
    }

    private static double median(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(each -> each).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double inChild(String property, String backend, int messages, String shape) {
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                property,
                "-cp",
                System.getProperty("java.class.path"),
                WaitingCost.class.getName(),
                backend,
                "1",
                String.valueOf(messages),
                shape);
        try {
            Process process =
                    child.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Double.parseDouble(output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- in the child

    /** Nanoseconds of the whole process for one message, the first fifth left out as warm-up. */
    private static double measure(String backend, int messages, String shape) {
        try (Context context = Zmq.context(backend);
                Socket bound = context.socket(SocketType.PAIR);
                Socket connected = context.socket(SocketType.PAIR)) {
            connected.connect(bound.bind("tcp://127.0.0.1:*"));
            int warmUp = messages / 5;
            boolean echo = shape.equals("echo");
            Thread peer = new Thread(() -> answer(bound, warmUp + messages, echo), "peer");
            peer.start();
            ask(connected, warmUp, echo);
            long before = processorTime();
            ask(connected, messages, echo);
            if (!echo) {
                connected.recv(); // everything arrived
            }
            return (processorTime() - before) / (double) messages;
        }
    }

    private static void ask(Socket socket, int messages, boolean echo) {
        byte[] data = new byte[SIZE];
        for (int i = 0; i < messages; i++) {
            socket.send(data);
            if (echo) {
                socket.recv();
            }
        }
    }

    private static void answer(Socket socket, int messages, boolean echo) {
        for (int i = 0; i < messages; i++) {
            byte[] data = socket.recv();
            if (echo) {
                socket.send(data);
            }
        }
        if (!echo) {
            socket.send(new byte[0]);
        }
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
