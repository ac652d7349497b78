package io.zmq4j.internal;

import io.zmq4j.Backend;
import io.zmq4j.BackendChoice;
import io.zmq4j.BackendException;
import io.zmq4j.ErrorCode;
import io.zmq4j.Requirements;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Availability;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a backend: the one asked for by name, else by the deployer, else the best that can be used.
 *
 * <p>All threads. Tries no engine that the choice does not need.
 */
public final class Discovery {
    /** The system property that names a backend, or several in order of preference. */
    public static final String BACKEND_PROPERTY = "zmq4j.backend";

    /** The environment variable with the same meaning, looked at when the property is not set. */
    public static final String BACKEND_VARIABLE = "ZMQ4J_BACKEND";

    /** The system property that, when {@code false}, makes skipping a better backend an error. */
    public static final String FALLBACK_PROPERTY = "zmq4j.fallback";

    private static final Requirements NOTHING = Requirements.of();

    private static final Discovery PROCESS = new Discovery(
            Discovery::loadersOfThread, System::getProperty, System::getenv, System.getLogger("io.zmq4j"));

    /** A choice, and the better ones that cannot be used. */
    private record Decision(Backend backend, String reason, List<Backend> better) {}

    private final Supplier<List<ClassLoader>> loaders;
    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;
    private final System.Logger log;
    private final Providers providers;
    private volatile @Nullable Decision made;

    /**
     * Creates a discovery that has chosen nothing yet.
     *
     * @param loaders where to look for providers, asked at each call
     * @param properties the system properties
     * @param environment the environment variables
     * @param log where warnings and the choice go
     */
    public Discovery(
            Supplier<List<ClassLoader>> loaders,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            System.Logger log) {
        this.loaders = Objects.requireNonNull(loaders);
        this.properties = Objects.requireNonNull(properties);
        this.environment = Objects.requireNonNull(environment);
        this.log = Objects.requireNonNull(log);
        this.providers = new Providers(log);
    }

    /**
     * The one of this process, which looks where the calling thread's context loader and the API's own loader look.
     *
     * @return the discovery
     */
    public static Discovery ofProcess() {
        return PROCESS;
    }

    /**
     * One that looks through a single loader and remembers nothing of others.
     *
     * @param loader where to look for providers
     * @return the discovery
     */
    public static Discovery of(ClassLoader loader) {
        List<ClassLoader> loaders = List.of(loader);
        return new Discovery(() -> loaders, System::getProperty, System::getenv, System.getLogger("io.zmq4j"));
    }

    private static List<ClassLoader> loadersOfThread() {
        List<ClassLoader> loaders = new ArrayList<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        ClassLoader own = Discovery.class.getClassLoader();
        if (own != null && !loaders.contains(own)) {
            loaders.add(own);
        }
        return loaders;
    }

    /**
     * All backends, available or not.
     *
     * @return the highest priority first
     */
    public List<Backend> backends() {
        return find().backends();
    }

    /**
     * The default choice: made at the first call that succeeds, the same ever after.
     *
     * @return the backend
     */
    public Backend backend() {
        Decision decision = made;
        return decision != null ? decision.backend() : choose();
    }

    private synchronized Backend choose() {
        Decision decision = made;
        if (decision == null) {
            decision = decide(NOTHING);
            announce(decision);
            made = decision;
        }
        return decision.backend();
    }

    /**
     * The default choice, or the one that would be made now. Settles nothing and logs no choice.
     *
     * @return the choice, with the reason for it or for there being none
     */
    public BackendChoice choice() {
        Decision decision = made;
        try {
            decision = decision != null ? decision : decide(NOTHING);
            return new BackendChoice(decision.backend(), decision.reason());
        } catch (ZmqException e) {
            return new BackendChoice(null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The backend of this name. Tries no other one.
     *
     * @param name its name in any case, or several in order of preference, separated by commas
     * @return the backend
     */
    public Backend backend(String name) {
        Wish wish = Wish.ofArgument(name);
        return announce(asked(wish, find(), NOTHING));
    }

    /**
     * The best backend that has all that is required.
     *
     * @param required what is required
     * @return the backend
     */
    public Backend backend(Requirements required) {
        return announce(decide(Objects.requireNonNull(required, "required")));
    }

    private Providers.Found find() {
        return providers.find(loaders.get());
    }

    private Decision decide(Requirements required) {
        Providers.Found found = find();
        Wish wish = Wish.ofSettings(properties, environment);
        return wish != null ? asked(wish, found, required) : best(found, required);
    }

    private Backend announce(Decision decision) {
        Backend backend = decision.backend();
        if (!decision.better().isEmpty()) {
            // Without a stack trace: the text says what to do, and the cause is at hand in Backend.availability().
            providers.warnOnce(Messages.betterSkipped(decision.better(), backend), null);
        }
        log.log(Level.DEBUG, "backend '" + backend + "' chosen: " + decision.reason());
        return backend;
    }

    // ---- asked for by name

    private static Decision asked(Wish wish, Providers.Found found, Requirements required) {
        List<Backend> present = new ArrayList<>();
        List<String> explanations = new ArrayList<>();
        for (String name : wish.names()) {
            Backend backend = named(name, found.backends());
            if (backend == null) {
                explanations.add(Messages.explainNotPresent(name));
            } else if (isUsable(backend, required)) {
                return new Decision(backend, wish.reason(), List.of());
            } else {
                present.add(backend);
                explanations.add(Messages.explain(backend, required));
            }
        }
        if (present.isEmpty()) {
            throw Messages.notPresent(wish, found.backends(), found.skipped());
        }
        if (wish.names().size() == 1 && present.get(0).availability() instanceof Availability.Unavailable why) {
            throw Messages.unusable(wish.subject(), why);
        }
        throw refusal(present, explanations, required);
    }

    private static @Nullable Backend named(String name, List<Backend> backends) {
        Backend match = null;
        for (Backend backend : backends) {
            if (backend.name().equalsIgnoreCase(name)) {
                if (match != null) {
                    throw Messages.sameName(name);
                }
                match = backend;
            }
        }
        return match;
    }

    // ---- the best

    private Decision best(Providers.Found found, Requirements required) {
        List<Backend> backends = found.backends();
        boolean fallbackAllowed = isFallbackAllowed();
        if (backends.isEmpty()) {
            throw Messages.nonePresent(found.skipped());
        }
        List<Backend> tried = new ArrayList<>();
        List<String> explanations = new ArrayList<>();
        for (Backend backend : backends) {
            if (isOnlyByName(backend) && backends.size() > 1) {
                explanations.add(Messages.explainOnlyByName(backend));
            } else if (isUsable(backend, required)) {
                refuseRival(backend, backends, required);
                List<Backend> better = unavailableAbove(backend, tried);
                if (!better.isEmpty() && !fallbackAllowed) {
                    throw Messages.fallbackForbidden(better, backend);
                }
                return new Decision(backend, reason(backends, explanations), better);
            } else {
                tried.add(backend);
                explanations.add(Messages.explain(backend, required));
            }
        }
        throw refusal(tried, explanations, required);
    }

    private static boolean isOnlyByName(Backend backend) {
        return backend.priority() < 0;
    }

    /** Which of two equals runs would depend on the order of the class path. */
    private static void refuseRival(Backend backend, List<Backend> backends, Requirements required) {
        for (Backend other : backends) {
            if (other != backend && other.priority() == backend.priority() && isUsable(other, required)) {
                throw Messages.equalPriority(backend, other);
            }
        }
    }

    private static List<Backend> unavailableAbove(Backend backend, List<Backend> tried) {
        List<Backend> better = new ArrayList<>();
        for (Backend other : tried) {
            if (other.priority() > backend.priority() && !other.isAvailable()) {
                better.add(other);
            }
        }
        return List.copyOf(better);
    }

    private static String reason(List<Backend> backends, List<String> explanations) {
        if (backends.size() == 1) {
            return "the only one present";
        }
        return explanations.isEmpty()
                ? "highest priority of " + backends.size() + " present"
                : "highest priority of those that can be used; " + String.join("; ", explanations);
    }

    private boolean isFallbackAllowed() {
        String text = properties.apply(FALLBACK_PROPERTY);
        if (text == null || text.isBlank() || text.strip().equalsIgnoreCase("true")) {
            return true;
        }
        if (text.strip().equalsIgnoreCase("false")) {
            return false;
        }
        throw new ZmqException(
                ErrorCode.EINVAL,
                "system property " + FALLBACK_PROPERTY + " must be true or false, was '" + text + "'");
    }

    // ---- both

    private static boolean isUsable(Backend backend, Requirements required) {
        return backend.isAvailable() && required.missingIn(backend).isEmpty();
    }

    private static BackendException refusal(List<Backend> tried, List<String> explanations, Requirements required) {
        for (Backend backend : tried) {
            if (backend.isAvailable()) {
                return Messages.requirementsNotMet(required, explanations, tried);
            }
        }
        return Messages.noneUsable(explanations, tried);
    }
}
