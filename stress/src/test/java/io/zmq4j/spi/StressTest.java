package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jcstress.Main;

/** Runs jcstress, which starts JVMs of its own. */
@EnabledIfSystemProperty(
        named = "zmq4j.test.scale",
        matches = "ci|soak",
        disabledReason = "takes minutes: with -Pci and -Psoak")
class StressTest {
    private static final String FORBIDDEN = "Failed tests: No matches.";
    private static final String ERRORS = "Error tests: No matches.";

    @Test
    void nothingForbiddenHappens() throws Exception {
        List<String> arguments = Scale.current() == Scale.SOAK ? List.of("-m", "default") : quick("io.zmq4j.spi");
        String report = run("all", arguments);
        assertTrue(report.contains(FORBIDDEN) && report.contains(ERRORS), report);
    }

    /** What is forbidden can be seen: with the guard off it is. */
    @Test
    void withoutTheGuardTwoThreadsAreInside() throws Exception {
        List<String> arguments = new ArrayList<>(quick("OneThreadInside"));
        arguments.addAll(List.of("-jvmArgs", "-D" + Safeguard.PROPERTY + "=guard"));
        String report = run("unguarded", arguments);
        assertTrue(!report.contains(FORBIDDEN) && report.contains(ERRORS), report);
    }

    private static List<String> quick(String tests) {
        return List.of("-m", "quick", "-sc", "false", "-f", "1", "-iters", "1", "-time", "200", "-t", tests);
    }

    private static String run(String name, List<String> arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "jcstress", name));
        Path log = folder.resolve("log.txt").toAbsolutePath();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList("-r", folder.resolve("html").toAbsolutePath().toString()));
        Process process = ChildJvm.of(Main.class)
                .builder(all.toArray(new String[0]))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }
}
