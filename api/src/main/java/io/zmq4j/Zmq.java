package io.zmq4j;

import io.zmq4j.internal.Discovery;
import io.zmq4j.spi.OneShotPoll;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where everything starts: choosing a backend and opening contexts.
 *
 * <pre>{@code
 * try (Context context = Zmq.context();
 *         Socket socket = context.socket(SocketType.PUSH)) {
 *     socket.connect("tcp://localhost:5555");
 *     socket.sendText("hello");
 * }
 * }</pre>
 *
 * <p>Which backend runs is for the deployer to say: by the one backend jar on the class path or module path; where
 * there are several, by the system property {@code zmq4j.backend} or else the environment variable
 * {@code ZMQ4J_BACKEND}, either with one name or with several, separated by commas, in order of preference; else the
 * one with the highest priority that can be used is taken, {@code native} before {@code jeromq}. When a better one is
 * skipped because it cannot be used, a warning tells why; with the system property {@code zmq4j.fallback=false} it is
 * an error. A choice that fails is a {@link BackendException} whose code {@code docs/codes.md} explains.
 *
 * <p>Providers are looked for through the calling thread's context class loader and the loader of this class. All
 * methods may be called from any thread. The first question that needs an engine tries it, which can take some 100 ms.
 */
public final class Zmq {
    /** The reference's -1 as a time limit: wait for ever. */
    public static final Duration FOREVER = Duration.ofMillis(-1);

    private Zmq() {}

    // ---- contexts

    /**
     * Opens a context of the {@linkplain #backend() default backend}, with default options.
     *
     * @return the context, to be closed by the caller
     * @throws BackendException no backend can be chosen
     */
    public static Context context() {
        return backend().context();
    }

    /**
     * Opens a context of the {@linkplain #backend() default backend}, with a number of I/O threads.
     *
     * @param ioThreads 0 and more; with 0 only {@code inproc} works
     * @return the context, to be closed by the caller
     * @throws BackendException no backend can be chosen
     * @throws ZmqException {@link ErrorCode#EINVAL} for a negative number
     */
    public static Context context(int ioThreads) {
        return backend().context(ioThreads);
    }

    /**
     * Opens a context of a backend asked for by name, whatever the deployer's settings say.
     *
     * @param backendName as for {@link #backend(String)}
     * @return the context, to be closed by the caller
     * @throws BackendException it is not present or cannot be used
     * @throws ZmqException {@link ErrorCode#EINVAL} for an empty name
     */
    public static Context context(String backendName) {
        return backend(backendName).context();
    }

    /**
     * Opens a context of the {@linkplain #backend(Requirements) best backend that has all that is required}.
     *
     * @param required what is required
     * @return the context, to be closed by the caller
     * @throws BackendException no backend has all
     */
    public static Context context(Requirements required) {
        return backend(required).context();
    }

    /**
     * Opens a {@linkplain #context() context}, hands it to a function, and closes it in all cases.
     *
     * @param body what to do with the context
     * @param <T> type of the answer
     * @return what the function answers
     * @throws BackendException no backend can be chosen
     * @see Context#close() close, on how long it waits for messages not yet sent
     */
    public static <T extends @Nullable Object> T withContext(Function<? super Context, ? extends T> body) {
        Objects.requireNonNull(body, "body");
        try (Context context = context()) {
            return body.apply(context);
        }
    }

    /**
     * Opens a socket, hands it to a function, and closes it in all cases.
     *
     * @param context of which context
     * @param type its type
     * @param body what to do with the socket
     * @param <T> type of the answer
     * @return what the function answers
     * @throws ZmqException as {@link Context#socket}
     */
    public static <T extends @Nullable Object> T withSocket(
            Context context, SocketType type, Function<? super Socket, ? extends T> body) {
        Objects.requireNonNull(body, "body");
        try (Socket socket = context.socket(type)) {
            return body.apply(socket);
        }
    }

    // ---- backends

    /**
     * The default backend. Chosen once per process, at the first call that succeeds; a failure is not remembered.
     *
     * @return the backend; it can be used
     * @throws BackendException no backend can be chosen
     * @throws ZmqException {@link ErrorCode#EINVAL} when the system property {@code zmq4j.fallback} is neither
     *     {@code true} nor {@code false}
     */
    public static Backend backend() {
        return Discovery.ofProcess().backend();
    }

    /**
     * A backend by name, whatever the deployer's settings say. No other one is tried.
     *
     * @param name such as {@code jeromq}, in any case; several, separated by commas, are tried in this order
     * @return the backend; it can be used
     * @throws BackendException it is not present or cannot be used
     * @throws ZmqException {@link ErrorCode#EINVAL} for an empty name
     */
    public static Backend backend(String name) {
        return Discovery.ofProcess().backend(Objects.requireNonNull(name, "name"));
    }

    /**
     * The best backend that has all that is required. Where the deployer asks for backends by name, it is one of these
     * or none.
     *
     * @param required what is required
     * @return the backend; it can be used
     * @throws BackendException no backend has all; the message lists what each lacks
     * @throws ZmqException {@link ErrorCode#EINVAL} when the system property {@code zmq4j.fallback} is neither
     *     {@code true} nor {@code false}
     */
    public static Backend backend(Requirements required) {
        return Discovery.ofProcess().backend(Objects.requireNonNull(required, "required"));
    }

    /**
     * All backends that are present, available or not. Tries none of them; broken ones are logged and left out.
     *
     * @return the highest priority first; may be empty
     */
    public static List<Backend> backends() {
        return Discovery.ofProcess().backends();
    }

    /**
     * All backends that a class loader sees, for containers that have one for each application. Each call looks anew
     * and answers other objects; nothing of them or of the loader is kept.
     *
     * @param loader where to look, with its parents
     * @return the highest priority first; may be empty
     */
    public static List<Backend> backends(ClassLoader loader) {
        return Discovery.of(Objects.requireNonNull(loader, "loader")).backends();
    }

    /**
     * Which backend {@link #backend()} answers, and why; or which it would answer now, when it was not called yet, or
     * why it would throw. Never throws.
     *
     * @return the choice and its reason
     */
    public static BackendChoice choice() {
        return Discovery.ofProcess().choice();
    }

    // ---- polling

    /**
     * Waits until one item at least is ready, or time has passed; the items say what they are ready for. To poll the
     * same things again and again costs less with a {@link Poller}.
     *
     * <p>Items without any socket are polled by the backend that {@link #backend()} answers. No items at all: waits for
     * the time given.
     *
     * @param items what to poll, and what for; each once, the same socket in any number of them
     * @param limit the longest wait; zero for none, {@link #FOREVER} for no limit
     * @return how many items are ready; 0 when time has passed
     * @throws ClosedException a socket is closed: the message names it
     * @throws TerminatedException the context of a socket was shut down or closed
     * @throws InterruptedCallException the thread was interrupted and nothing was ready
     * @throws UnsupportedFeatureException the backend does not poll such a thing
     * @throws ZmqException {@link ErrorCode#EINVAL} for an item that is there twice, sockets of two backends, or a
     *     negative limit that is not FOREVER
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_poll.html">zmq_poll(3)</a>
     */
    public static int poll(Collection<PollItem> items, Duration limit) {
        return OneShotPoll.poll(items, limit, Zmq::context);
    }
}
