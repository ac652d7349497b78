package io.zmq4j.benchmarks.bench;

import io.zmq4j.Backend;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability.Available;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where and with what something was measured.
 *
 * @param time when it ended
 * @param processor its model and how many
 * @param system the operating system
 * @param jdk the JDK of the runner
 * @param engines the engines of the backends
 * @param compiler the C compiler
 * @param commit of the sources
 * @param load average of the last minute, at the beginning and at the end
 */
public record Machine(
        String time,
        String processor,
        String system,
        String jdk,
        String engines,
        String compiler,
        String commit,
        String load) {

    static Machine here(String loadBefore) {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors() + " × " + findModel(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                findEngines(),
                CProgram.compiler(),
                findCommit(),
                loadBefore + " at the beginning, " + loadNow() + " at the end");
    }

    static String loadNow() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
    }

    private static String findModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String findEngines() {
        return Zmq.backends().stream()
                .filter(backend -> backend.availability() instanceof Available)
                .map(Backend::implementationVersion)
                .collect(Collectors.joining(", "));
    }

    /** Of the folder that this runs in; marked when its files differ from the commit. */
    private static String findCommit() {
        try {
            Process git = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty", "--abbrev=12")).start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "unknown" : said;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
