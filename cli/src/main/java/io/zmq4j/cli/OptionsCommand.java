package io.zmq4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.ContextOptions;
import io.zmq4j.PollEvent;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.Support.Level;
import io.zmq4j.Zmq;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the catalogue of options. */
@Command(
        name = "options",
        description = "Lists the socket options and the context options, and which backend supports them.",
        footerHeading = "%nJSON:%n",
        footer = {
            "An array, for each option an object with these members:",
            "  name         without ZMQ_",
            "  type         of the value in Java",
            "  unit         the engines count in, \"\" for none",
            "  default      in that unit, or in words",
            "  access       \"read\", \"write\" or \"read-write\"",
            "  socketTypes  array; it can be used on these only; empty for context options",
            "  aliases      array of other names",
            "  backends     object, backend -> \"supported\", \"partial: reason\" or",
            "               \"unsupported: reason\""
        })
final class OptionsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON: the socket options, or with --context the context options.")
    private boolean json;

    @Option(names = "--context", description = "Only the context options.")
    private boolean contextOnly;

    private OptionsCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<Backend> backends = Zmq.backends();
        if (json) {
            Json.print(out, json(contextOnly ? ContextOptions.all() : SocketOptions.all(), backends));
            return;
        }
        if (!contextOnly) {
            print(out, "Socket options", SocketOptions.all(), backends);
            out.println();
        }
        print(out, "Context options", ContextOptions.all(), backends);
    }

    // ---- text

    private void print(
            PrintWriter out, String title, List<? extends io.zmq4j.Option<?>> options, List<Backend> backends) {
        int width = spec.usageMessage().width();
        Style style = new Style(spec.commandLine().getColorScheme().ansi());
        boolean ofSockets = options.get(0) instanceof SocketOption;
        List<String> headings = new ArrayList<>(List.of(title.toUpperCase(Locale.ROOT), "type", "default", ""));
        backends.forEach(backend -> headings.add(backend.name()));
        headings.add(ofSockets ? "sockets" : "");
        Table table = new Table(headings.toArray(String[]::new));
        for (io.zmq4j.Option<?> option : options) {
            List<String> cells = new ArrayList<>(List.of(
                    option.name(),
                    option.type().getSimpleName(),
                    (option.defaultText() + " " + option.unit()).strip(),
                    switch (option.access()) {
                        case READ -> "r";
                        case WRITE -> "w";
                        case READ_WRITE -> "rw";
                    }));
            for (Backend backend : backends) {
                cells.add(
                        switch (backend.support(Capability.of(option)).level()) {
                            case SUPPORTED -> "yes";
                            case PARTIAL -> "part";
                            case UNSUPPORTED -> "no";
                        });
            }
            cells.add(sockets(option));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out, width, style);
        for (Backend backend : backends) {
            out.println();
            summary(out, options, backend, width, style);
        }
    }

    private static void summary(
            PrintWriter out, List<? extends io.zmq4j.Option<?>> options, Backend backend, int width, Style style) {
        out.println(style.heading(backend.name() + ": "
                + Stream.of(Level.SUPPORTED, Level.PARTIAL, Level.UNSUPPORTED)
                        .map(level -> count(options, backend, level) + " " + word(level))
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow()
                + " of " + options.size()));
        reasons(options, backend).forEach((support, names) -> {
            Table.paragraph(out, "  ", String.join(", ", names), width);
            Table.paragraph(out, "      ", support.toString(), width);
        });
    }

    private static long count(List<? extends io.zmq4j.Option<?>> options, Backend backend, Level level) {
        return options.stream()
                .filter(option -> backend.support(Capability.of(option)).level() == level)
                .count();
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static Map<Support, List<String>> reasons(List<? extends io.zmq4j.Option<?>> options, Backend backend) {
        Map<Support, List<String>> reasons = new LinkedHashMap<>();
        for (Level level : List.of(Level.PARTIAL, Level.UNSUPPORTED)) {
            for (io.zmq4j.Option<?> option : options) {
                Support support = backend.support(Capability.of(option));
                if (support.level() == level) {
                    reasons.computeIfAbsent(support, any -> new ArrayList<>()).add(option.name());
                }
            }
        }
        return reasons;
    }

    private static String sockets(io.zmq4j.Option<?> option) {
        Set<SocketType> types = types(option);
        if (types.size() == SocketType.values().length) {
            return "all";
        }
        if (types.size() == SocketType.values().length - 1) {
            for (SocketType type : SocketType.values()) {
                if (!types.contains(type)) {
                    return "all but " + type;
                }
            }
        }
        return types.isEmpty() ? (option instanceof SocketOption ? "none" : "") : String.join(" ", names(types));
    }

    // ---- JSON

    private static JsonArray json(List<? extends io.zmq4j.Option<?>> options, List<Backend> backends) {
        JsonArray array = new JsonArray();
        for (io.zmq4j.Option<?> option : options) {
            JsonObject json = new JsonObject();
            json.addProperty("name", option.name());
            json.addProperty("type", type(option));
            json.addProperty("unit", option.unit());
            json.addProperty("default", option.defaultText());
            json.addProperty(
                    "access",
                    switch (option.access()) {
                        case READ -> "read";
                        case WRITE -> "write";
                        case READ_WRITE -> "read-write";
                    });
            json.add("socketTypes", Json.array(names(types(option))));
            json.add("aliases", Json.array(option.aliases()));
            JsonObject support = new JsonObject();
            for (Backend backend : backends) {
                support.addProperty(
                        backend.name(), backend.support(Capability.of(option)).toString());
            }
            json.add("backends", support);
            array.add(json);
        }
        return array;
    }

    private static String type(io.zmq4j.Option<?> option) {
        return option.type() == Set.class
                ? "Set<" + PollEvent.class.getSimpleName() + ">"
                : option.type().getSimpleName();
    }

    private static Set<SocketType> types(io.zmq4j.Option<?> option) {
        return option instanceof SocketOption<?> ofSocket ? ofSocket.socketTypes() : Set.of();
    }

    private static List<String> names(Collection<SocketType> types) {
        return types.stream().map(SocketType::name).toList();
    }
}
