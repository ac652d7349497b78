package io.zmq4j.benchmarks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The baseline in C, built from its one source file, which lies next to this class. */
final class CProgram {
    private static final String SOURCE = "zmqperf.c";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> LIBRARIES = List.of("-lzmq", "-lpthread");

    private CProgram() {}

    /**
     * Builds it, with the compiler that {@code CC} names, or {@code cc}.
     *
     * @param folder where to
     * @return the program
     * @throws LeftOutException there is no compiler, or no {@code zmq.h}; the message says what to do
     */
    static Path build(Path folder) throws IOException, InterruptedException, LeftOutException {
        Path source = folder.resolve(SOURCE);
        try (InputStream packed = CProgram.class.getResourceAsStream(SOURCE)) {
            if (packed == null) {
                throw new IOException("the jar of the benchmarks lacks " + SOURCE);
            }
            Files.createDirectories(folder);
            Files.copy(packed, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path program = folder.resolve("zmqperf").toAbsolutePath();
        try (Child compiler = Child.start(command(source, program))) {
            int exit = compiler.await(LIMIT);
            if (exit != 0) {
                throw new LeftOutException("it does not compile: " + compiler.text()
                        + (compiler.text().contains("zmq.h") ? ". apt-get install libzmq3-dev" : ""));
            }
        } catch (IOException e) {
            throw new LeftOutException("there is no C compiler (" + e.getMessage() + "). apt-get install gcc", e);
        }
        return program;
    }

    private static List<String> command(Path source, Path program) {
        String compiler = System.getenv().getOrDefault("CC", "cc");
        return List.of(
                compiler, "-O2", "-o", program.toString(), source.toString(), LIBRARIES.get(0), LIBRARIES.get(1));
    }

    /** The first line of what the compiler says about itself. */
    static String compiler() {
        try {
            Process process = new ProcessBuilder(System.getenv().getOrDefault("CC", "cc"), "--version").start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            return "none";
        }
    }
}
