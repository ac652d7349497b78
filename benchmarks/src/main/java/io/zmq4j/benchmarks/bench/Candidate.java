package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.perf.PerfMain;
import io.zmq4j.benchmarks.perf.PerfTask;
import io.zmq4j.benchmarks.perf.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured against others.
 *
 * @param name its name in reports
 * @param what what it is, for readers
 * @param start the words that start it, without arguments
 * @param backend what the perf tools call it; empty for the C program
 * @param way how it receives
 */
record Candidate(String name, String what, List<String> start, String backend, Way way) {
    static final String C = "C";
    static final String C_MSG = "C, zmq_msg";
    static final String FFM = "native/ffm";
    static final String FFM_BYTES = "native/ffm, recv()";
    static final String FFM_MSG = "native/ffm, recv(Msg)";
    static final String FFM_UNWAKEABLE = "native/ffm, no wake-ups";
    static final String JNA = "native/jna";
    static final String JNA_UNWAKEABLE = "native/jna, no wake-ups";
    static final String JNA_BYTES = "native/jna, recv()";
    static final String JEROMQ = "jeromq";
    static final String JEROMQ_UNWAKEABLE = "jeromq, no wake-ups";
    static final String RAW_JEROMQ = "raw zmq.SocketBase";
    static final String RAW_ZMQ = "raw org.zeromq.ZMQ";
    static final String RAW_JNA = "raw JNA";
    static final String RAW_JZMQ = "raw jzmq";

    /** The C program. */
    static Candidate c(String name, String what, Path program, Way way) {
        return new Candidate(name, what, List.of(program.toString()), "", way);
    }

    /** The perf tools on a JDK. */
    static Candidate java(String name, String what, Path jdk, List<String> options, String backend, Way way) {
        List<String> start = new ArrayList<>();
        start.add(jdk.resolve("bin").resolve("java").toString());
        start.add("--enable-native-access=ALL-UNNAMED");
        System.getProperties().stringPropertyNames().stream()
                .filter(property -> property.startsWith("zmq4j."))
                .sorted()
                .forEach(property -> start.add("-D" + property + "=" + System.getProperty(property)));
        start.addAll(options);
        start.add("-cp");
        start.add(System.getProperty("java.class.path"));
        start.add(PerfMain.class.getName());
        return new Candidate(name, what, start, backend, way);
    }

    /** The command line of one process; its task is told backend and way by this candidate. */
    List<String> command(PerfTask task) {
        List<String> command = new ArrayList<>(start);
        if (backend.isEmpty()) {
            command.addAll(List.of(task.tool().label(), task.endpoint()));
            command.addAll(List.of(String.valueOf(task.size()), String.valueOf(task.count())));
            command.addAll(List.of("--recv", way.label(), "--warmup", String.valueOf(task.warmup())));
        } else {
            command.addAll(task.arguments());
        }
        return command;
    }
}
