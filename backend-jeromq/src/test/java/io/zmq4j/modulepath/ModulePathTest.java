package io.zmq4j.modulepath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.tck.Loopback;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A JVM of its own with zmq4j, JeroMQ and jnacl as modules, and nothing else: JNA, which would bring every automatic
 * module along, is not there.
 */
class ModulePathTest {
    private static final List<String> MODULES =
            List.of("zmq4j-api", "backend-jeromq", "jeromq-", "jnacl-", "jspecify-");

    @Test
    void backendAndCurveWorkOnTheModulePath() throws IOException, InterruptedException, URISyntaxException {
        Path own = Path.of(ModulePathTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path target = own.endsWith("classes") || own.endsWith("test-classes") ? own.getParent() : own;
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath(),
                        "--add-modules",
                        "io.zmq4j.backend.jeromq",
                        "-cp",
                        target.resolve("test-classes").toString(),
                        "io.zmq4j.modulepath.ModulePathProgram",
                        Loopback.ANY_PORT,
                        "io.zmq4j",
                        "io.zmq4j.backend.jeromq",
                        "org.zeromq.jeromq",
                        "jnacl")
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals("over CURVE, in modules", output);
        assertEquals(0, child.waitFor());
    }

    /** What this JVM has of them, on whichever path. */
    private static String modulePath() {
        return Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(entry -> !entry.endsWith("test-classes") && isWanted(entry.replace(File.separatorChar, '/')))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isWanted(String entry) {
        String inReactor = entry.replace("/api/target/classes", "/zmq4j-api");
        return MODULES.stream()
                .anyMatch(name ->
                        inReactor.substring(inReactor.lastIndexOf('/') + 1).startsWith(name)
                                || inReactor.endsWith("/" + name + "/target/classes"));
    }
}
