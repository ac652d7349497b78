package io.zmq4j.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the Linux kernel knows of TCP connections, asked with {@code ss} of iproute2 and in {@code /proc}. */
final class Kernel {
    private Kernel() {}

    /** Ends the test as skipped, and says why, where the kernel cannot be asked. */
    static void assumeAskable() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
                "NOT TESTED: what the kernel was told is looked up on Linux only");
        Assumptions.assumeTrue(
                canRun("ss", "-V"), "NOT TESTED: there is no ss here; install it with: apt-get install iproute2");
    }

    private static boolean canRun(String... command) {
        try {
            run(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The line of the listener on a port of {@link Loopback}. */
    static String listener(int port) throws IOException {
        return run("ss", "-tlnHO", "src", Loopback.HOST + ":" + port).strip();
    }

    /**
     * The lines, with all details, of the connections from one port to another; 0 is any. One is of {@link Loopback}.
     */
    static String connections(int from, int to) throws IOException {
        String filter = String.format(Locale.ROOT, "( src %1$s or dst %1$s )", Loopback.HOST);
        if (from != 0) {
            filter += " and sport = :" + from;
        }
        if (to != 0) {
            filter += " and dport = :" + to;
        }
        return run("ss", "-tanomeHO", "--tos", filter).strip();
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The number of this process' descriptor of a listener on a port. */
    static OptionalInt descriptorOfListener(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        Set<String> targets = new HashSet<>(); // other addresses may have the port, too
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[1].endsWith(local) && columns[3].equals("0A")) {
                    targets.add("socket:[" + columns[9] + "]");
                }
            }
        }
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(fd -> pointsTo(fd, targets))
                    .mapToInt(fd -> Integer.parseInt(fd.getFileName().toString()))
                    .findAny();
        }
    }

    private static boolean pointsTo(Path link, Set<String> targets) {
        try {
            return targets.contains(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return false; // a descriptor of another thread, closed meanwhile
        }
    }

    /** The names of this process' threads, those of Java or not. */
    static Stream<String> threadNames() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.map(Kernel::threadName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the kernel tells of the thread of this process that has a name, of 15 characters at most. */
    static Path thread(String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> threadName(thread).equals(name))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** How often a thread has gone to sleep by itself. */
    static long sleeps(Path thread) {
        try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
            return lines.filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String threadName(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    /** The number of a descriptor that is open and no socket. */
    static boolean isEventCounter(int descriptor) throws IOException {
        return Files.readString(Path.of("/proc/self/fdinfo/" + descriptor)).contains("eventfd-count:");
    }

    /** Whether the counter of an eventfd is above zero: what {@code poll} reports as readable. */
    static boolean isSignalled(int descriptor) throws IOException {
        String info = Files.readString(Path.of("/proc/self/fdinfo/" + descriptor));
        Matcher count = Pattern.compile("eventfd-count:\\s*([0-9a-f]+)").matcher(info);
        return count.find() && Long.parseUnsignedLong(count.group(1), 16) > 0;
    }
}
