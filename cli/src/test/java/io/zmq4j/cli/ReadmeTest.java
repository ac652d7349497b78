package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Zmq;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void programRuns(@TempDir Path folder) throws IOException, InterruptedException {
        Matcher program =
                Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertTrue(program.find(), "a program in the README");
        Path source = Files.writeString(folder.resolve("Hello.java"), program.group(1));
        Process java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dzmq4j.backend=jeromq",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), said);
        assertTrue(said.contains("server: hello\n"), said);
        assertTrue(said.contains("client: world, by jeromq\n"), said);
    }

    @Test
    void commandsNamedExist() throws IOException {
        Matcher named = Pattern.compile("`\\./zmq4j ([a-z]+)`").matcher(Files.readString(README));
        int count = 0;
        while (named.find()) {
            assertTrue(Main.commandLine().getSubcommands().containsKey(named.group(1)), named.group());
            count++;
        }
        assertTrue(count > 0);
    }

    @Test
    void backendsNamedAreThere() {
        List<String> names = Zmq.backends().stream().map(Object::toString).toList();
        assertTrue(names.containsAll(List.of("native", "jeromq", "fake")), names.toString());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Matcher link = Pattern.compile("]\\(([^)]+)\\)").matcher(Files.readString(README));
        while (link.find()) {
            assertTrue(Files.exists(README.resolveSibling(link.group(1))), link.group(1));
        }
    }
}
