package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.internal.Fakes;
import io.zmq4j.internal.ProviderLoader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The entry, mostly in JVMs of its own: the default backend is chosen once per process. */
class ZmqTest {
    private static final String FAST = Fakes.Fast.class.getName();
    private static final String SLOW = Fakes.Slow.class.getName();

    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    @TempDir
    private Path outputs;

    @BeforeEach
    void reset() {
        Fakes.reset();
    }

    // ---- the process

    @Test
    void theBestOnTheClassPathIsTheDefault() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW, FAST));
        assertEquals(
                List.of("fast: highest priority of 2 present", "[fast, slow]"),
                run("choose", List.of(), Map.of()).out());
    }

    @Test
    void theSystemPropertyIsHeard() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW, FAST));
        assertEquals(
                List.of("slow: system property zmq4j.backend=slow", "[fast, slow]"),
                run("choose", List.of("-Dzmq4j.backend=slow"), Map.of()).out());
    }

    @Test
    void theEnvironmentIsHeard() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW, FAST));
        assertEquals(
                List.of("slow: environment variable ZMQ4J_BACKEND=quick,slow", "[fast, slow]"),
                run("choose", List.of(), Map.of("ZMQ4J_BACKEND", "quick,slow")).out());
    }

    @Test
    void aBackendMissingItsEngineIsOneWarningOnTheLog() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW, FAST));
        Output output = run("fallBack", List.of(), Map.of());
        assertEquals(List.of("slow", "slow"), output.out());
        List<String> warnings = new ArrayList<>(output.err());
        warnings.removeIf(line -> !line.contains("ZMQ4J-"));
        assertEquals(1, warnings.size(), output.err()::toString);
        assertTrue(warnings.get(0).contains("ZMQ4J-005 using backend 'slow', because 'fast'"), warnings::toString);
    }

    @Test
    void theContextLoaderAndTheOwnLoaderAreUnited() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW));
        assertEquals(
                List.of("own: [slow]", "own and context: [fast, slow], by name fast", "own, no context: [slow]"),
                run("loaders", List.of(), Map.of()).out());
    }

    @Test
    void contextsAreOpenedAndClosedInEveryWay() throws Exception {
        ProviderLoader.list(folder, List.of(SLOW, FAST));
        assertEquals(
                List.of(
                        "default: fast",
                        "by name: slow",
                        "by requirements: slow",
                        "I/O threads: 5",
                        "in scope: fast, closed false",
                        "after: closed true",
                        "thrown: enough",
                        "after an exception: closed true",
                        "answer: null"),
                run("contexts", List.of(), Map.of()).out());
    }

    // ---- what needs no process of its own

    @Test
    void backendsOfALoaderAreNotRemembered() {
        ClassLoader loader = ProviderLoader.listing(folder, Fakes.Slow.class, Fakes.Fast.class);
        List<Backend> first = Zmq.backends(loader);
        List<Backend> second = Zmq.backends(loader);
        assertEquals("[fast, slow]", first.toString());
        assertEquals("[fast, slow]", second.toString());
        assertNotSame(first.get(0), second.get(0));
        assertThrows(UnsupportedOperationException.class, () -> first.remove(0));
    }

    @Test
    void theSocketOfAScopeIsClosedAfterwards() {
        try (Context context = Backend.of(new Fakes.Slow()).context()) {
            Socket socket = Zmq.withSocket(context, SocketType.PUSH, open -> {
                assertEquals(SocketType.PUSH, open.type());
                assertEquals(false, open.isClosed());
                return open;
            });
            assertTrue(socket.isClosed());
            assertNull(Zmq.<String>withSocket(context, SocketType.PUSH, open -> null));
        }
    }

    @Test
    void theSocketOfAScopeIsClosedAfterAnException() {
        Socket[] seen = new Socket[1];
        RuntimeException thrown = new IllegalStateException("enough");
        Function<Socket, String> body = open -> {
            seen[0] = open;
            throw thrown;
        };
        try (Context context = Backend.of(new Fakes.Slow()).context()) {
            Executable scope = () -> Zmq.withSocket(context, SocketType.PUSH, body);
            assertSame(thrown, assertThrows(IllegalStateException.class, scope));
            assertTrue(seen[0].isClosed());
        }
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> Zmq.backend((String) null));
        assertThrows(NullPointerException.class, () -> Zmq.backend((Requirements) null));
        assertThrows(NullPointerException.class, () -> Zmq.backends(null));
        assertThrows(NullPointerException.class, () -> Zmq.context((String) null));
        assertThrows(NullPointerException.class, () -> Zmq.context((Requirements) null));
        assertThrows(NullPointerException.class, () -> Zmq.withContext(null));
        assertThrows(NullPointerException.class, () -> Zmq.withSocket(null, SocketType.PUSH, open -> open));
        try (Context context = Backend.of(new Fakes.Slow()).context()) {
            assertThrows(NullPointerException.class, () -> Zmq.withSocket(context, null, open -> open));
            assertThrows(NullPointerException.class, () -> Zmq.withSocket(context, SocketType.PUSH, null));
        }
    }

    // ---- the other JVM

    private record Output(List<String> out, List<String> err) {}

    private Output run(String scene, List<String> options, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(
                String.join(File.pathSeparator, locationOf(Zmq.class), locationOf(ZmqTest.class), folder.toString()));
        command.add(ZmqProgram.class.getName());
        command.add(scene);
        command.add(otherFolder.toString());
        Path out = outputs.resolve("out");
        Path err = outputs.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("ZMQ4J_BACKEND");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertEquals(0, process.waitFor(), () -> read(err).toString());
        } finally {
            process.destroyForcibly(); // when the test was interrupted because its time is over
        }
        return new Output(read(out), read(err));
    }

    private static String locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }
}
