package io.zmq4j.internal;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The backends somebody asked for by name.
 *
 * @param names in order of preference, at least one
 * @param source where the names stand, empty for an argument
 */
record Wish(List<String> names, String source) {
    /** What a call asks for. */
    static Wish ofArgument(String text) {
        List<String> names = split(text);
        if (names.isEmpty()) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "the name of a backend, or several separated by commas, must not be empty, was '" + text + "'");
        }
        return new Wish(names, "");
    }

    /** What the deployer asks for; a blank value asks for nothing. */
    static @Nullable Wish ofSettings(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        Wish wish = of(properties.apply(Discovery.BACKEND_PROPERTY), "system property " + Discovery.BACKEND_PROPERTY);
        return wish != null
                ? wish
                : of(
                        environment.apply(Discovery.BACKEND_VARIABLE),
                        "environment variable " + Discovery.BACKEND_VARIABLE);
    }

    private static @Nullable Wish of(@Nullable String text, String source) {
        List<String> names = text == null ? List.of() : split(text);
        return names.isEmpty() ? null : new Wish(names, source);
    }

    private static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return List.copyOf(names);
    }

    /** The first name, and where it stands. */
    String subject() {
        return "backend '" + names.get(0) + "'" + origin();
    }

    /** That none of the names was found. */
    String nonePresent() {
        return names.size() == 1
                ? subject() + " is not present"
                : "none of the backends '" + String.join("', '", names) + "'" + origin() + " is present";
    }

    private String origin() {
        return source.isEmpty() ? "" : " (" + source + ")";
    }

    /** Why a backend was chosen by this wish. */
    String reason() {
        return source.isEmpty() ? "asked for by name" : source + "=" + String.join(",", names);
    }
}
