package io.zmq4j;

import io.zmq4j.internal.Messages;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An engine that zmq4j can run on, available or not.
 *
 * <p>Immutable but for the engine being tried once, at the first question that needs it. All threads.
 */
public final class Backend {
    private final BackendProvider provider;
    private final String name;
    private final int priority;
    private final Map<Capability, Support> answers = new ConcurrentHashMap<>();
    private volatile @Nullable Availability availability;

    private Backend(BackendProvider provider) {
        this.provider = Objects.requireNonNull(provider);
        // Asked once, here: a provider that cannot even answer these throws while its caller still expects it.
        this.name = Objects.requireNonNull(provider.name(), "name() answered null");
        this.priority = provider.priority();
    }

    /**
     * The backend of a provider, past all discovery.
     *
     * @param provider the provider
     * @return its backend
     */
    public static Backend of(BackendProvider provider) {
        return new Backend(provider);
    }

    /**
     * The name a deployer chooses it by.
     *
     * @return such as {@code native} or {@code jeromq}
     */
    public String name() {
        return name;
    }

    /**
     * Its rank among several that are available.
     *
     * @return the priority; the highest is chosen
     */
    public int priority() {
        return priority;
    }

    /**
     * Whether its engine can be used. Tries the engine at the first call; later calls answer the same.
     *
     * @return what was found
     */
    public Availability availability() {
        Availability known = availability;
        return known != null ? known : probeOnce();
    }

    private synchronized Availability probeOnce() {
        Availability known = availability;
        if (known == null) {
            known = probe();
            availability = known;
        }
        return known;
    }

    private Availability probe() {
        try {
            return Objects.requireNonNull(provider.probe(), "probe() answered null");
        } catch (LinkageError e) {
            return otherVersion(e);
        } catch (RuntimeException e) {
            return new Availability.Unavailable("its probe failed (" + e + ")", "report it to its author", e);
        }
    }

    private static Availability.Unavailable otherVersion(LinkageError e) {
        return new Availability.Unavailable(
                "it was built for another version (" + e + ")",
                "use the same version of zmq4j-api and of the backend, and the engine's binding it was built for",
                e);
    }

    /**
     * Whether its engine was tried already, so that {@link #availability()} answers at once.
     *
     * @return true after the first question that needed the engine
     */
    public boolean isProbed() {
        return availability != null;
    }

    /**
     * Whether its engine can be used.
     *
     * @return true when {@link #context()} can be expected to work
     */
    public boolean isAvailable() {
        return availability() instanceof Availability.Available;
    }

    /**
     * What the engine says its version is. JeroMQ says {@code 4.1.7}, the libzmq it follows.
     *
     * @return the version
     * @throws BackendException when it is not available
     */
    public String version() {
        return available().engineVersion();
    }

    /**
     * What really implements it.
     *
     * @return such as {@code libzmq 4.3.4} or {@code JeroMQ 0.6.0}
     * @throws BackendException when it is not available
     */
    public String implementationVersion() {
        return available().implementationVersion();
    }

    /**
     * Whether something is supported, and if not wholly, why. The call that needs it gives the same answer.
     *
     * @param capability what
     * @return the answer
     */
    public Support support(Capability capability) {
        Support known = answers.get(capability);
        if (known == null) {
            boolean lasting = isProbed(); // the engine found may know better than the one it was built for
            known = ask(capability);
            if (lasting) {
                answers.put(capability, known);
            }
        }
        return known;
    }

    private Support ask(Capability capability) {
        if (!isKnown(capability)) {
            return Support.none("there is no " + capability);
        }
        try {
            return Objects.requireNonNull(provider.support(capability), "support() answered null");
        } catch (LinkageError | RuntimeException e) {
            return Support.none("the backend cannot tell (" + e + ")");
        }
    }

    /** Names are exact. Transports and features are open sets: of these the backend knows its own. */
    private static boolean isKnown(Capability capability) {
        String name = capability.name();
        return switch (capability.kind()) {
            case SOCKET_TYPE ->
                Arrays.stream(SocketType.values()).anyMatch(type -> type.name().equals(name));
            case MECHANISM ->
                Arrays.stream(Mechanism.values())
                        .anyMatch(mechanism -> mechanism.name().equals(name));
            case OPTION ->
                SocketOptions.all().stream().anyMatch(option -> option.name().equals(name));
            case CONTEXT_OPTION ->
                ContextOptions.all().stream().anyMatch(option -> option.name().equals(name));
            case TRANSPORT, FEATURE -> true;
        };
    }

    /**
     * Whether something is supported, wholly or partly.
     *
     * @param capability what
     * @return true when it can be used
     */
    public boolean supports(Capability capability) {
        return support(capability).isUsable();
    }

    /**
     * Opens a context with default options.
     *
     * @return the context, to be closed by the caller
     * @throws BackendException when the backend is not available
     */
    public Context context() {
        available();
        try {
            return provider.open(this);
        } catch (LinkageError e) {
            throw unusable(otherVersion(e));
        }
    }

    /**
     * Opens a context with a number of I/O threads.
     *
     * @param ioThreads 0 and more; with 0 only {@code inproc} works
     * @return the context, to be closed by the caller
     * @throws BackendException when the backend is not available
     * @throws ZmqException {@link ErrorCode#EINVAL} for a negative number
     */
    public Context context(int ioThreads) {
        Context context = context();
        try {
            context.set(ContextOptions.IO_THREADS, ioThreads);
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private Availability.Available available() {
        Availability found = availability();
        if (found instanceof Availability.Available usable) {
            return usable;
        }
        throw unusable((Availability.Unavailable) found);
    }

    private BackendException unusable(Availability.Unavailable why) {
        return Messages.unusable("backend '" + name + "'", why);
    }

    /**
     * Its name.
     *
     * @return {@link #name()}
     */
    @Override
    public String toString() {
        return name;
    }
}
