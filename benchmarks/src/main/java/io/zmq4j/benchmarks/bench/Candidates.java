package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.perf.Engines;
import io.zmq4j.benchmarks.perf.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who can be measured here, by name; and who cannot, and why. */
final class Candidates {
    /** The first JDK with the functions that the FFM binding needs. */
    private static final int FFM_JDK = 22;

    private static final List<String> WITHOUT_WAKE_UPS = List.of("-Dzmq4j.test.without=wake-ups");
    /** Where libjzmq.so is, if not where Debian puts it. */
    private static final String JZMQ_LIBRARIES = "zmq4j.perf.jzmq.libraries";

    private static final String JZMQ_LIBRARY = "libjzmq.so";

    private final Map<String, Candidate> present = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Path own = Path.of(System.getProperty("java.home"));
    private final Path other;

    private Candidates(@Nullable Path jdk) {
        this.other = jdk == null ? own : jdk;
    }

    /**
     * Looks for all.
     *
     * @param folder where the C program is built
     * @param jdk home of another JDK, for native/jna and jzmq; null for none
     */
    static Candidates find(Path folder, @Nullable Path jdk) throws IOException, InterruptedException {
        Candidates found = new Candidates(jdk);
        found.addC(folder);
        found.addNative();
        found.addJeroMq();
        found.addJzmq();
        return found;
    }

    private void addC(Path folder) throws IOException, InterruptedException {
        try {
            Path program = CProgram.build(folder);
            add(Candidate.c(Candidate.C, "libzmq from C: zmq_send, zmq_recv into one buffer", program, Way.BUFFER));
            add(Candidate.c(
                    Candidate.C_MSG,
                    "libzmq from C with the calls of its own tools, nothing copied",
                    program,
                    Way.MSG));
        } catch (LeftOutException e) {
            leftOut.put(Candidate.C, "" + e.getMessage());
        }
    }

    private void addNative() {
        if (Runtime.version().feature() >= FFM_JDK) {
            add(java(Candidate.FFM, "send and recv of one direct ByteBuffer", List.of(), "native/ffm", Way.BUFFER));
            add(java(Candidate.FFM_BYTES, "send(byte[]), recv()", List.of(), "native/ffm", Way.BYTES));
            add(java(Candidate.FFM_MSG, "send(byte[]), recv(Msg)", List.of(), "native/ffm", Way.MSG));
            add(java(Candidate.FFM_UNWAKEABLE, unwakeable(), WITHOUT_WAKE_UPS, "native/ffm", Way.BUFFER));
        } else {
            leftOut.put(
                    Candidate.FFM,
                    "it needs JDK " + FFM_JDK + " or later, this is " + Runtime.version() + ". Set JAVA_HOME to one.");
        }
        add(java(Candidate.JNA, "send and recv of one direct ByteBuffer", List.of(), "native/jna", Way.BUFFER));
        add(java(Candidate.JNA_UNWAKEABLE, unwakeable(), WITHOUT_WAKE_UPS, "native/jna", Way.BUFFER));
        add(java(Candidate.RAW_JNA, "zmq_send, zmq_recv", List.of(), Engines.RAW_JNA, Way.BUFFER));
    }

    private void addJeroMq() {
        add(java(Candidate.JEROMQ, "send(byte[]), recv()", List.of(), "jeromq", Way.BYTES));
        add(java(Candidate.JEROMQ_UNWAKEABLE, unwakeable(), WITHOUT_WAKE_UPS, "jeromq", Way.BYTES));
        add(java(Candidate.RAW_JEROMQ, "send(new Msg(copy)), recv().data()", List.of(), Engines.RAW_JEROMQ, Way.BYTES));
        add(java(Candidate.RAW_ZMQ, "send(byte[]) uncopied, recv()", List.of(), Engines.RAW_ZMQ, Way.BYTES));
    }

    private void addJzmq() {
        Path libraries = Stream.of(
                        System.getProperty(JZMQ_LIBRARIES, ""), "/usr/lib/jni", "/usr/lib/x86_64-linux-gnu/jni")
                .map(Path::of)
                .filter(folder -> Files.exists(folder.resolve(JZMQ_LIBRARY)))
                .findFirst()
                .orElse(null);
        if (libraries == null || !Files.exists(Engines.jzmq())) {
            leftOut.put(Candidate.RAW_JZMQ, "it is not installed. apt-get install libzmq-java libzmq-jni");
            return;
        }
        List<String> option = List.of("-Djava.library.path=" + libraries);
        add(Candidate.java(
                Candidate.JNA_BYTES,
                "send(byte[]), recv(), on " + version(),
                other,
                List.of(),
                "native/jna",
                Way.BYTES));
        add(Candidate.java(
                Candidate.RAW_JZMQ,
                "send(byte[]), recv(), on " + version(),
                other,
                option,
                Engines.RAW_JZMQ,
                Way.BYTES));
    }

    private String version() {
        return other.equals(own) ? "the same JDK" : other.getFileName().toString();
    }

    private static String unwakeable() {
        return "the same, but nothing ends a wait";
    }

    private Candidate java(String name, String what, List<String> options, String backend, Way way) {
        return Candidate.java(name, what, own, options, backend, way);
    }

    private void add(Candidate candidate) {
        present.put(candidate.name(), candidate);
    }

    Stream<Candidate> named(String... names) {
        return Stream.of(names).map(present::get).filter(candidate -> candidate != null);
    }

    Map<String, String> leftOut() {
        return leftOut;
    }
}
