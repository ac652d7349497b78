package io.zmq4j.benchmarks.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Another process, which ends with this one, and whose lines are kept. */
final class Child implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    /** Tools that bind tell where, on a line that starts so. */
    private static final String ENDPOINT = "endpoint ";

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<String> endpoint = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "output of a child");

    private Child(Process process) {
        this.process = process;
    }

    static Child start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // a JVM that takes it in says so, among its output
        Child child = new Child(builder.start());
        RUNNING.add(child.process);
        child.reader.setDaemon(true);
        child.reader.start();
        return child;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(Charset.defaultCharset())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException | UncheckedIOException e) {
            take("its output cannot be read: " + e);
        } finally {
            endpoint.completeExceptionally(new IOException("it ended without binding"));
        }
    }

    private synchronized void take(String line) {
        lines.add(line);
        if (line.startsWith(ENDPOINT)) {
            endpoint.complete(line.substring(ENDPOINT.length()));
        }
    }

    /** Waits until it has bound, and answers where. */
    String endpoint(Duration limit) throws IOException, InterruptedException {
        try {
            return endpoint.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it did not bind: " + text(), e);
        }
    }

    /** Waits until it has ended, and answers its exit code. */
    int await(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("it did not end within " + limit.toSeconds() + " s: " + text());
        }
        reader.join();
        return process.exitValue();
    }

    /** What it has written, on one line, without stack traces. */
    synchronized String text() {
        return lines.stream().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining(" | "));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        RUNNING.remove(process);
    }
}
