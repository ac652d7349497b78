package io.zmq4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zmq4j.Backend;
import io.zmq4j.BackendChoice;
import io.zmq4j.Capability;
import io.zmq4j.Mechanism;
import io.zmq4j.Support;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability.Available;
import io.zmq4j.spi.Availability.Unavailable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what can be chosen from. */
@Command(
        name = "backends",
        description = "Lists the backends found, whether they can be used here, and which would be chosen.",
        footerHeading = "%nJSON:%n",
        footer = {
            "  {\"backends\": [BACKEND, ...], \"choice\": {\"name\": TEXT|null, \"reason\": TEXT}}",
            "BACKEND is an object with these members, null where one does not apply:",
            "  name, priority, usable, chosen",
            "  engineVersion, implementationVersion, location, binding: of a usable one",
            "  reason, remedy: why not, and what to do about it",
            "  transports, mechanisms, features: objects, name -> \"supported\",",
            "    \"partial: reason\" or \"unsupported: reason\""
        })
final class BackendsCommand implements Runnable {
    private static final List<String> TRANSPORTS =
            List.of("tcp", "ipc", "inproc", "udp", "ws", "wss", "tipc", "vmci", "pgm", "epgm", "norm");
    private static final List<Capability> FEATURES = List.of(
            Capability.MONITOR,
            Capability.POLL_DESCRIPTORS,
            Capability.UNBIND,
            Capability.DISCONNECT,
            Capability.ZERO_COPY_SEND);

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private BackendsCommand() {}

    @Override
    public void run() {
        List<Backend> backends = Zmq.backends();
        BackendChoice choice = Zmq.choice();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, json(backends, choice));
        } else {
            print(out, backends, choice);
        }
    }

    // ---- text

    private void print(PrintWriter out, List<Backend> backends, BackendChoice choice) {
        int width = spec.usageMessage().width();
        Style style = new Style(spec.commandLine().getColorScheme().ansi());
        for (Backend backend : backends) {
            if (backend.availability() instanceof Available available) {
                out.println(style.heading(backend.name()) + ": " + style.good("usable"));
                line(out, "engine", available.implementationVersion(), width);
                line(out, "version", available.engineVersion() + ", as it says itself", width);
                line(out, "loaded from", available.location(), width);
                line(out, "binding", available.binding(), width);
            } else if (backend.availability() instanceof Unavailable unavailable) {
                out.println(style.heading(backend.name()) + ": " + style.bad("not usable"));
                line(out, "reason", unavailable.reason(), width);
                line(out, "what to do", unavailable.remedy(), width);
            }
            line(out, "priority", Integer.toString(backend.priority()), width);
            support(out, "transports", transports(backend), width);
            support(out, "mechanisms", mechanisms(backend), width);
            support(out, "features", features(backend), width);
            out.println();
        }
        String name = name(choice);
        String chosen = name == null ? "none. " + choice.reason() : name + " (" + choice.reason() + ")";
        Table.paragraph(out, "Chosen: ", chosen, width);
    }

    private static void support(PrintWriter out, String label, Map<String, Support> all, int width) {
        List<String> names = new ArrayList<>();
        List<String> partial = new ArrayList<>();
        List<String> without = new ArrayList<>();
        all.forEach((name, support) -> {
            switch (support.level()) {
                case SUPPORTED -> names.add(name);
                case PARTIAL -> partial.add(name + ", partly: " + support.reason());
                case UNSUPPORTED -> without.add(name);
            }
        });
        line(out, label, names.isEmpty() ? "none" : String.join(", ", names), width);
        partial.forEach(text -> line(out, "", text, width));
        if (!without.isEmpty()) {
            line(out, "", "not " + String.join(", ", without), width);
        }
    }

    private static void line(PrintWriter out, String label, String text, int width) {
        Table.paragraph(out, "  " + Table.pad(label, 15), text, width);
    }

    private static @Nullable String name(BackendChoice choice) {
        Backend backend = choice.backend();
        return backend == null ? null : backend.name();
    }

    // ---- JSON

    private static JsonObject json(List<Backend> found, BackendChoice choice) {
        JsonArray backends = new JsonArray();
        for (Backend backend : found) {
            backends.add(json(backend, backend.name().equals(name(choice))));
        }
        JsonObject chosen = new JsonObject();
        chosen.addProperty("name", name(choice));
        chosen.addProperty("reason", choice.reason());
        JsonObject json = new JsonObject();
        json.add("backends", backends);
        json.add("choice", chosen);
        return json;
    }

    private static JsonObject json(Backend backend, boolean chosen) {
        Available available = backend.availability() instanceof Available yes ? yes : null;
        Unavailable unavailable = backend.availability() instanceof Unavailable no ? no : null;
        JsonObject json = new JsonObject();
        json.addProperty("name", backend.name());
        json.addProperty("priority", backend.priority());
        json.addProperty("usable", available != null);
        json.addProperty("chosen", chosen);
        json.addProperty("engineVersion", available == null ? null : available.engineVersion());
        json.addProperty("implementationVersion", available == null ? null : available.implementationVersion());
        json.addProperty("location", available == null ? null : available.location());
        json.addProperty("binding", available == null ? null : available.binding());
        json.addProperty("reason", unavailable == null ? null : unavailable.reason());
        json.addProperty("remedy", unavailable == null ? null : unavailable.remedy());
        json.add("transports", json(transports(backend)));
        json.add("mechanisms", json(mechanisms(backend)));
        json.add("features", json(features(backend)));
        return json;
    }

    private static JsonObject json(Map<String, Support> all) {
        JsonObject json = new JsonObject();
        all.forEach((name, support) -> json.addProperty(name, support.toString()));
        return json;
    }

    // ---- what is asked

    private static Map<String, Support> transports(Backend backend) {
        return ask(backend, TRANSPORTS, Capability::transport);
    }

    private static Map<String, Support> mechanisms(Backend backend) {
        return ask(backend, List.of(Mechanism.values()), Capability::of);
    }

    private static Map<String, Support> features(Backend backend) {
        return ask(backend, FEATURES, Function.identity());
    }

    private static <T> Map<String, Support> ask(Backend backend, List<T> all, Function<T, Capability> capability) {
        Map<String, Support> answers = new LinkedHashMap<>();
        for (T one : all) {
            Capability asked = capability.apply(one);
            answers.put(asked.name(), backend.support(asked));
        }
        return answers;
    }
}
