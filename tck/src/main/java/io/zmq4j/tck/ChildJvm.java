package io.zmq4j.tck;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Another JVM, on the class path, for what would end this one or needs other settings. */
public final class ChildJvm {
    /** Lets the native backend work without a warning of the JVM. */
    public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private static final int PLENTY = 4096;

    private final Class<?> main;
    private final List<String> options = new ArrayList<>();
    private @Nullable String classPath;
    private int openFiles = PLENTY;
    private Duration limit = ZmqTck.AWAIT.multipliedBy(2);

    /**
     * How a child ended.
     *
     * @param exit its exit code; 128 and more says a signal ended it
     * @param output what it wrote, to either stream
     */
    public record Result(int exit, String output) {
        /**
         * Lines of the output.
         *
         * @return the lines
         */
        public List<String> lines() {
            return Arrays.asList(output.split("\n"));
        }
    }

    private ChildJvm(Class<?> main) {
        this.main = main;
    }

    /**
     * A child that has everything on its class path that this JVM has on either path.
     *
     * @param main the class to run
     * @return the child, not started yet
     */
    public static ChildJvm of(Class<?> main) {
        ChildJvm child = new ChildJvm(main);
        if (Scale.current() == Scale.SHORT) { // it lives for a second
            child.option("-XX:TieredStopAtLevel=1").option("-XX:+UseSerialGC");
        }
        return child.option("-D" + Loopback.PROPERTY + "=" + Loopback.HOST)
                .option("-XX:-MaxFDLimit")
                .option("-XX:-CreateCoredumpOnCrash")
                .option("-XX:+IgnoreUnrecognizedVMOptions");
    }

    /**
     * Adds an option of the JVM; a later one outranks an earlier.
     *
     * @param option such as {@code -Dname=value}
     * @return this
     */
    public ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /**
     * Has nothing but these on its class path.
     *
     * @param entries folders and jars
     * @return this
     */
    public ChildJvm classPath(Path... entries) {
        classPath = Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return this;
    }

    /**
     * Limits its open files.
     *
     * @param most how many
     * @return this
     */
    public ChildJvm openFiles(int most) {
        openFiles = most;
        return this;
    }

    /**
     * Lets it run for another time than twice {@link ZmqTck#AWAIT}.
     *
     * @param longest how long
     * @return this
     */
    public ChildJvm limit(Duration longest) {
        limit = longest;
        return this;
    }

    /**
     * Runs it to its end, and ends it when it takes longer than its limit.
     *
     * @param arguments of the main class
     * @return how it ended
     * @throws IOException it cannot be run
     * @throws InterruptedException interrupted
     */
    public Result run(String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("zmq4j-child-", ".log");
        try {
            Process process = builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("does not end: " + Files.readString(log));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    /**
     * What starts it; whoever does so ends it too.
     *
     * @param arguments of the main class
     * @return the builder
     */
    public ProcessBuilder builder(String... arguments) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(options);
        java.addAll(List.of("-cp", classPath == null ? classPath() : classPath, main.getName()));
        java.addAll(List.of(arguments));
        String words = java.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "ulimit -n " + openFiles + " && exec " + words);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // a JVM that takes it in says so, among its output
        return builder;
    }

    /** The tests are patched into a module when this JVM runs modules: then they are on neither path. */
    private String classPath() {
        Stream<String> paths = Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty());
        return Stream.concat(Stream.of(root(main)), paths).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    /** The folder or jar a class is in; works for patched modules, too. */
    private static String root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        URL url = Objects.requireNonNull(type.getResource("/" + name), name);
        String text = url.toString();
        String root = text.substring(0, text.length() - name.length());
        if (root.startsWith("jar:")) {
            root = root.substring("jar:".length(), root.length() - "!/".length());
        }
        return Path.of(URI.create(root)).toString();
    }

    /**
     * For mains: opens descriptors until there are no more, then closes some.
     *
     * @param spare how many
     * @return those that are open
     * @throws Exception one could not be closed
     */
    public static List<AutoCloseable> useUpDescriptors(int spare) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            while (true) {
                open.add(Files.newByteChannel(Path.of("/dev/null")));
            }
        } catch (IOException e) {
            for (int i = 0; i < spare; i++) {
                open.remove(open.size() - 1).close();
            }
            return open;
        }
    }
}
