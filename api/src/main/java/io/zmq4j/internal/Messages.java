package io.zmq4j.internal;

import io.zmq4j.Backend;
import io.zmq4j.BackendException;
import io.zmq4j.Requirements;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The coded messages of finding and choosing a backend, one method for each; {@code docs/codes.md} explains them. */
public final class Messages {
    private static final String ARTIFACTS = "io.zmq4j:zmq4j-backend-native or io.zmq4j:zmq4j-backend-jeromq";
    private static final String SAME_VERSION = "use the same version of zmq4j-api and of the backend";

    private Messages() {}

    // ---- errors

    static BackendException nonePresent(Collection<String> skipped) {
        return failure(
                "ZMQ4J-001",
                "no backend is present; add " + ARTIFACTS + " to the class path or module path" + lines(skipped),
                null);
    }

    static BackendException noneUsable(List<String> explanations, List<Backend> tried) {
        return withCauses(tried, failure("ZMQ4J-002", "no backend can be used:" + lines(explanations), null));
    }

    static BackendException notPresent(Wish wish, List<Backend> found, Collection<String> skipped) {
        List<String> present = new ArrayList<>();
        for (Backend backend : found) {
            present.add(withVersionIfKnown(backend));
        }
        String remedy = present.isEmpty()
                ? "no other is either; add " + ARTIFACTS
                : "present: " + String.join(", ", present) + "; choose one of these or add its jar";
        return failure("ZMQ4J-003", wish.nonePresent() + "; " + remedy + lines(skipped), null);
    }

    /**
     * A backend that was asked for cannot be used.
     *
     * @param subject which, and who asked
     * @param why what its probe found
     * @return the error
     */
    public static BackendException unusable(String subject, Availability.Unavailable why) {
        return failure("ZMQ4J-004", subject + " cannot be used: " + inWords(why), why.cause());
    }

    static BackendException equalPriority(Backend one, Backend other) {
        return failure(
                "ZMQ4J-006",
                "backends '" + one + "' and '" + other + "' have equal priority " + one.priority()
                        + "; choose with the system property " + Discovery.BACKEND_PROPERTY + " or remove one of them",
                null);
    }

    static BackendException sameName(String name) {
        return failure("ZMQ4J-006", "more than one backend is named '" + name + "'; remove all of them but one", null);
    }

    static BackendException fallbackForbidden(List<Backend> better, Backend chosen) {
        return withCauses(
                better,
                failure(
                        "ZMQ4J-009",
                        reasons(better) + ", and the system property " + Discovery.FALLBACK_PROPERTY
                                + "=false forbids using '" + chosen + "' instead; follow the advice, or choose with "
                                + Discovery.BACKEND_PROPERTY + "=" + chosen,
                        null));
    }

    static BackendException requirementsNotMet(Requirements required, List<String> explanations, List<Backend> tried) {
        return withCauses(
                tried,
                failure(
                        "ZMQ4J-010",
                        "no backend has all that is required (" + required + "):" + lines(explanations),
                        null));
    }

    // ---- warnings

    static String betterSkipped(List<Backend> better, Backend chosen) {
        return coded(
                "ZMQ4J-005",
                "using backend '" + chosen + "', because " + reasons(better)
                        + "; to silence this, set the system property " + Discovery.BACKEND_PROPERTY + "=" + chosen);
    }

    static String brokenProvider(String subject, Throwable failure) {
        String why = failure instanceof LinkageError
                ? "it was built for another version (" + failure + "); " + SAME_VERSION
                : "it is broken (" + failure + "); update it, or remove its jar";
        return coded("ZMQ4J-007", subject + " is skipped: " + why);
    }

    static String otherSpiVersion(String subject, int version) {
        return coded(
                "ZMQ4J-008",
                subject + " is skipped: it was built for version " + version + " of the SPI, and zmq4j-api has version "
                        + BackendProvider.SPI_VERSION + "; " + SAME_VERSION);
    }

    // ---- their parts

    /** Why a backend was not chosen, in one line. */
    static String explain(Backend backend, Requirements required) {
        if (backend.availability() instanceof Availability.Unavailable why) {
            return backend + ": " + inWords(why);
        }
        List<String> lacks = new ArrayList<>();
        required.missingIn(backend)
                .forEach(capability -> lacks.add(
                        capability + " (" + backend.support(capability).reason() + ")"));
        return backend + ": lacks " + String.join(", ", lacks);
    }

    static String explainNotPresent(String name) {
        return name + ": not present";
    }

    static String explainOnlyByName(Backend backend) {
        return backend + ": used only when asked for by name (priority " + backend.priority() + ")";
    }

    private static String reasons(List<Backend> unavailable) {
        List<String> reasons = new ArrayList<>();
        for (Backend backend : unavailable) {
            if (backend.availability() instanceof Availability.Unavailable why) {
                reasons.add("'" + backend + "' cannot be used (" + inWords(why) + ")");
            }
        }
        return String.join(" and ", reasons);
    }

    private static String inWords(Availability.Unavailable why) {
        return why.reason() + "; " + why.remedy();
    }

    private static String withVersionIfKnown(Backend backend) {
        return backend.isProbed() && backend.availability() instanceof Availability.Available engine
                ? backend + " (" + engine.implementationVersion() + ")"
                : backend.name();
    }

    private static String lines(Collection<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private static BackendException withCauses(List<Backend> backends, BackendException failure) {
        for (Backend backend : backends) {
            if (backend.availability() instanceof Availability.Unavailable why && why.cause() != null) {
                failure.addSuppressed(why.cause());
            }
        }
        return failure;
    }

    private static BackendException failure(String code, String text, @Nullable Throwable cause) {
        return new BackendException(code, withPage(code, text), cause);
    }

    private static String coded(String code, String text) {
        return code + " " + withPage(code, text);
    }

    private static String withPage(String code, String text) {
        String page = "see docs/codes.md#" + code.toLowerCase(Locale.ROOT);
        return text + (text.indexOf('\n') < 0 ? "; " : "\n") + page;
    }
}
