package io.zmq4j.tck.differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Zmq;
import io.zmq4j.backend.fake.FakeBackendProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed compiles, runs, and says what the program said. */
class DifferentialListingTest {
    private static final Set<String> NONE = Set.of("this", "that");

    @TempDir
    Path folder = Path.of("");

    @Test
    void listingsRunAsTheirProgramsDo() throws Exception {
        List<Program> programs = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Family family : Family.values()) {
            Program program = Program.of(family, programs.size() + 1);
            Path source = folder.resolve("Program" + program.seed() + ".java");
            Files.writeString(source, DifferentialListing.of(new Difference(program, 0, NONE, "something else")));
            programs.add(program);
            sources.add(source.toString());
        }
        compile(sources);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (Program program : programs) {
                assertEquals(outcomes(program), output(loader.loadClass("Program" + program.seed())), program::name);
            }
        }
    }

    private void compile(List<String> sources) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-cp"));
        arguments.add(Path.of(Zmq.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
        arguments.addAll(sources);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
        assertEquals(0, exit, () -> errors.toString(UTF_8));
    }

    private static List<String> output(Class<?> program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) new String[] {"fake"});
        } finally {
            System.setOut(before);
        }
        return output.toString(UTF_8).lines().toList();
    }

    private static List<String> outcomes(Program program) {
        List<String> outcomes = new ArrayList<>();
        try (Engine engine = new Engine(Backend.of(new FakeBackendProvider()))) {
            for (Step step : program.steps()) {
                step.run(engine, new Outcomes() {
                    @Override
                    void saw(String outcome) {
                        outcomes.add(outcome);
                    }
                });
                engine.settle();
            }
        }
        assertTrue(outcomes.size() >= program.steps().size());
        return outcomes;
    }
}
