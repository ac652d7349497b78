package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zmq4j.ContextOptions;
import io.zmq4j.SocketOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The tool as it is called, on the backends of the class path; jeromq can always be used. */
class ToolTest {
    private record Outcome(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    private static Outcome zmq4j(String... arguments) {
        return zmq4j(100, Ansi.OFF, arguments);
    }

    private static Outcome zmq4j(int width, Ansi ansi, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(width)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    // ---- arguments

    @Test
    void unknownCommandIsExitCode2WithASuggestion() {
        Outcome outcome = zmq4j("dmeo");
        assertEquals(2, outcome.code);
        assertEquals("", outcome.out);
        assertTrue(outcome.err.startsWith("Unmatched argument at index 0: 'dmeo'"), outcome.err);
        assertTrue(outcome.err.contains("demo"), outcome.err);
    }

    @Test
    void unknownOptionIsExitCode2InTwoLines() {
        Outcome outcome = zmq4j("options", "--yaml");
        assertEquals(2, outcome.code);
        assertTrue(outcome.err.startsWith("Unknown option: '--yaml'"), outcome.err);
        assertTrue(outcome.err.contains("'zmq4j options --help' tells more."), outcome.err);
        assertTrue(outcome.err.lines().count() <= 3, outcome.err);
    }

    @Test
    void noCommandIsExitCode2AndShowsThemAll() {
        Outcome outcome = zmq4j();
        assertEquals(2, outcome.code);
        for (String command : List.of("demo", "backends", "options")) {
            assertTrue(outcome.err.contains("  " + command), outcome.err);
        }
    }

    @Test
    void unknownBackendIsExitCode2AndNamesThoseThereAre() {
        Outcome outcome = zmq4j("demo", "--backend", "zmqd");
        assertEquals(2, outcome.code);
        assertTrue(outcome.err.startsWith("Unknown backend zmqd; there is "), outcome.err);
        assertTrue(outcome.err.contains("jeromq"), outcome.err);
    }

    @Test
    void numberOfMessagesOutOfRangeIsExitCode2() {
        assertEquals(2, zmq4j("demo", "--messages", "-1").code);
        assertEquals(2, zmq4j("demo", "--messages", "many").code);
    }

    @Test
    void everyCommandHasHelp() {
        for (List<String> command : List.of(
                List.of("--help"),
                List.of("demo", "--help"),
                List.of("backends", "--help"),
                List.of("options", "--help"),
                List.of("perf", "--help"),
                List.of("bench", "--help"))) {
            Outcome outcome = zmq4j(command.toArray(String[]::new));
            assertEquals(0, outcome.code);
            assertTrue(outcome.out.startsWith("Usage: zmq4j"), outcome.out);
            assertTrue(outcome.out.contains("--verbose"), outcome.out);
            assertTrue(outcome.out.contains("Exit codes:"), outcome.out);
        }
    }

    @Test
    void versionNamesJavaAndTheEngines() {
        Outcome outcome = zmq4j("--version");
        assertEquals(0, outcome.code);
        assertTrue(outcome.out.startsWith("zmq4j "), outcome.out);
        assertTrue(outcome.out.contains("Java " + Runtime.version()), outcome.out);
        assertTrue(outcome.out.contains("backend jeromq: JeroMQ 0.6.0"), outcome.out);
    }

    // ---- options

    private static JsonArray options(String... arguments) {
        Outcome outcome = zmq4j(arguments);
        assertEquals(0, outcome.code, outcome.err);
        return JsonParser.parseString(outcome.out).getAsJsonArray();
    }

    private static JsonObject named(JsonArray options, String name) {
        for (JsonElement option : options) {
            if (option.getAsJsonObject().get("name").getAsString().equals(name)) {
                return option.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + name);
    }

    private static void checkShape(JsonArray options) {
        for (JsonElement element : options) {
            JsonObject option = element.getAsJsonObject();
            assertEquals(
                    Set.of("name", "type", "unit", "default", "access", "socketTypes", "aliases", "backends"),
                    option.keySet());
            assertTrue(Set.of("read", "write", "read-write")
                    .contains(option.get("access").getAsString()));
            assertTrue(option.getAsJsonArray("socketTypes").size() <= 12);
            JsonObject backends = option.getAsJsonObject("backends");
            assertTrue(backends.keySet().containsAll(Set.of("native", "jeromq")), backends.toString());
            for (Map.Entry<String, JsonElement> backend : backends.entrySet()) {
                String support = backend.getValue().getAsString();
                assertTrue(support.matches("supported|(partial|unsupported): .+"), option.get("name") + ": " + support);
            }
        }
    }

    @Test
    void jsonHasTheWholeCatalogueInOrder() {
        JsonArray options = options("options", "--json");
        assertEquals(
                SocketOptions.all().stream().map(Object::toString).toList(),
                options.asList().stream()
                        .map(option -> option.getAsJsonObject().get("name").getAsString())
                        .toList());
        assertEquals(73, options.size());
        checkShape(options);
    }

    @Test
    void jsonTellsWhatTheCatalogueKnows() {
        JsonArray options = options("options", "--json");
        JsonObject linger = named(options, "LINGER");
        assertEquals("Duration", linger.get("type").getAsString());
        assertEquals("ms", linger.get("unit").getAsString());
        assertEquals("-1", linger.get("default").getAsString());
        assertEquals("read-write", linger.get("access").getAsString());
        JsonObject identity = named(options, "IDENTITY");
        assertEquals("[\"ROUTING_ID\"]", identity.get("aliases").toString());
        assertEquals(
                "[\"REQ\",\"REP\",\"DEALER\",\"ROUTER\"]",
                identity.get("socketTypes").toString());
        assertEquals("Set<PollEvent>", named(options, "EVENTS").get("type").getAsString());
        assertEquals("write", named(options, "SUBSCRIBE").get("access").getAsString());
    }

    @Test
    void contextOptionsHaveTheSameShape() {
        JsonArray options = options("options", "--json", "--context");
        assertEquals(ContextOptions.all().size(), options.size());
        checkShape(options);
        assertEquals("1", named(options, "IO_THREADS").get("default").getAsString());
    }

    @Test
    void tablesHaveARowForEachOptionAndASummaryForEachBackend() {
        Outcome outcome = zmq4j("options");
        assertEquals(0, outcome.code, outcome.err);
        SocketOptions.all().forEach(option -> assertTrue(outcome.out.contains("\n" + option + " "), option.name()));
        ContextOptions.all().forEach(option -> assertTrue(outcome.out.contains("\n" + option + " "), option.name()));
        for (String backend : List.of("native", "jeromq")) {
            assertTrue(
                    outcome.lines().stream()
                            .anyMatch(line ->
                                    line.matches(backend + ": \\d+ supported, \\d+ partial, \\d+ unsupported of 73")),
                    outcome.out);
        }
    }

    @Test
    void everythingFitsTheTerminal() {
        for (int width : new int[] {100, 80}) {
            for (String command : List.of(
                    "options",
                    "backends",
                    "demo --backend jeromq --messages 1",
                    "--help",
                    "demo --help",
                    "options --help",
                    "backends --help",
                    "perf --help",
                    "bench --help")) {
                for (String line :
                        zmq4j(width, Ansi.OFF, command.split(" ", -1)).lines()) {
                    // Only a path may stick out, since it cannot be copied when it is broken.
                    assertTrue(line.length() <= width || line.matches(".* \\S*/\\S*"), line);
                }
            }
        }
    }

    // ---- backends

    private static boolean isUsable(JsonElement support) {
        return !support.getAsString().startsWith("unsupported: ");
    }

    @Test
    void backendsAsJson() {
        Outcome outcome = zmq4j("backends", "--json");
        assertEquals(0, outcome.code, outcome.err);
        JsonObject json = JsonParser.parseString(outcome.out).getAsJsonObject();
        assertEquals(Set.of("backends", "choice"), json.keySet());
        Set<String> members = Set.of(
                "name",
                "priority",
                "usable",
                "chosen",
                "engineVersion",
                "implementationVersion",
                "location",
                "binding",
                "reason",
                "remedy",
                "transports",
                "mechanisms",
                "features");
        JsonArray backends = json.getAsJsonArray("backends");
        for (JsonElement backend : backends) {
            assertEquals(members, backend.getAsJsonObject().keySet());
        }
        JsonObject jeromq = named(backends, "jeromq");
        assertTrue(jeromq.get("usable").getAsBoolean());
        assertEquals("JeroMQ 0.6.0", jeromq.get("implementationVersion").getAsString());
        assertTrue(jeromq.get("reason").isJsonNull());
        assertTrue(isUsable(jeromq.getAsJsonObject("transports").get("tcp")));
        assertFalse(isUsable(jeromq.getAsJsonObject("transports").get("pgm")));
        assertEquals(
                "supported", jeromq.getAsJsonObject("mechanisms").get("CURVE").getAsString());
        long chosen = backends.asList().stream()
                .filter(backend -> backend.getAsJsonObject().get("chosen").getAsBoolean())
                .peek(backend -> assertEquals(
                        json.getAsJsonObject("choice").get("name"),
                        backend.getAsJsonObject().get("name")))
                .count();
        assertEquals(1, chosen);
        assertFalse(json.getAsJsonObject("choice").get("reason").getAsString().isEmpty());
    }

    @Test
    void backendsAsText() {
        Outcome outcome = zmq4j("backends");
        assertEquals(0, outcome.code, outcome.err);
        assertTrue(outcome.lines().contains("jeromq: usable"), outcome.out);
        assertTrue(outcome.out.contains("  engine         JeroMQ 0.6.0\n"), outcome.out);
        assertTrue(outcome.lines().stream().anyMatch(line -> line.startsWith("Chosen: ")), outcome.out);
    }

    // ---- demo

    @Test
    void demoSucceedsWhenEverythingArrived() {
        Outcome outcome = zmq4j("demo", "--backend", "jeromq", "--messages", "200");
        assertEquals(0, outcome.code, outcome.out + outcome.err);
        List<String> rows = outcome.lines().stream()
                .filter(line -> line.startsWith("jeromq    jeromq  "))
                .toList();
        assertEquals(9, rows.size(), outcome.out);
        for (String row : rows) {
            assertTrue(row.endsWith("  ok"), row);
            assertTrue(row.matches(".* (200|400) +[0-9,]+  ok"), row);
        }
        assertTrue(outcome.out.contains("All 9 ok: 2,400 messages"), outcome.out);
        assertEquals("", outcome.err);
    }

    @Test
    void demoRunsEveryPairOfUsableBackends() {
        Outcome outcome = zmq4j("demo", "--messages", "50");
        assertEquals(0, outcome.code, outcome.out + outcome.err);
        long usable = JsonParser.parseString(zmq4j("backends", "--json").out)
                .getAsJsonObject()
                .getAsJsonArray("backends")
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject)
                .filter(backend -> backend.get("usable").getAsBoolean())
                .filter(backend ->
                        isUsable(backend.getAsJsonObject("transports").get("tcp")))
                .count();
        assertTrue(outcome.out.contains("All " + 9 * usable * usable + " ok: "), outcome.out);
    }

    @Test
    void demoOnATerminalShowsTheRowThatRuns() {
        Outcome outcome = zmq4j(100, Ansi.ON, "demo", "--backend", "jeromq", "--messages", "1");
        assertEquals(0, outcome.code, outcome.out + outcome.err);
        assertTrue(outcome.out.contains("...\r\u001b[K"), outcome.out);
        assertTrue(outcome.out.contains("\u001b[32mok"), outcome.out);
    }

    @Test
    void nothingIsColouredAwayFromATerminal() {
        for (String command : List.of("options", "backends")) {
            assertFalse(zmq4j(command).out.contains("\u001b"), command);
        }
    }

    @Test
    void backendWithoutTcpIsNoPartOfTheDemoAndFailsItWhenAskedFor() {
        Outcome outcome = zmq4j("demo", "--backend", "fake");
        assertEquals(1, outcome.code, outcome.out);
        assertTrue(outcome.out.contains("left out, the demo needs tcp: "), outcome.out);
        assertTrue(outcome.err.contains("a backend asked for cannot be used"), outcome.err);
    }

    // ---- perf and bench

    private static void refused(String message, String... arguments) {
        Outcome outcome = zmq4j(arguments);
        assertEquals(2, outcome.code, outcome.err);
        assertEquals(message, outcome.err.lines().findFirst().orElse(""));
    }

    @Test
    void wrongArgumentsOfPerfAreExitCode2() {
        refused("local-thr needs ENDPOINT SIZE COUNT", "perf", "local-thr", "16", "1000");
        refused("SIZE must be a number, was x", "perf", "inproc-thr", "x", "1000");
        refused("COUNT must be 1 to 2000000000, was 0", "perf", "inproc-thr", "16", "0");
        refused("--recv must be bytes or buffer or msg, was text", "perf", "inproc-thr", "16", "1", "--recv", "text");
        assertEquals(2, zmq4j("perf", "local_thr", "tcp://127.0.0.1:*", "16", "1").code);
        assertEquals(2, zmq4j("perf", "inproc-thr", "16").code);
        assertEquals(2, zmq4j("perf", "inproc-thr", "16", "1", "--backend", "zmqd").code);
    }

    @Test
    void perfRunsWithAndWithoutAnEndpointWhereBothEndsAreInOneProcess() {
        for (String endpoint : List.of("", "inproc://any ")) {
            Outcome outcome =
                    zmq4j(("perf inproc-thr " + endpoint + "16 1000 --backend jeromq --warmup 10").split(" ", -1));
            assertEquals(0, outcome.code, outcome.err);
            for (String line : List.of("engine JeroMQ", "throughput_msg_s ", "cpu_ns_per_msg ")) {
                assertTrue(outcome.lines().stream().anyMatch(each -> each.startsWith(line)), outcome.out);
            }
        }
    }

    @Test
    void wrongArgumentsOfBenchAreExitCode2() {
        refused("--rounds must be 1 to 1000, was 0", "bench", "--rounds", "0");
        refused("--minutes must be 1 to 1440, was 2000", "bench", "--minutes", "2000");
        refused("there is no bin/java in nowhere", "bench", "--jdk", "nowhere");
        refused("../README.md has no place for the figures", "bench", "--page", "../README.md");
        assertEquals(2, zmq4j("bench", "--quick", "--full").code);
    }
}
