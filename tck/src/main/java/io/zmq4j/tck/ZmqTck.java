package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * What all areas share: the backend, contexts that are closed after each test, endpoints, threads whose failures are
 * seen.
 *
 * <p>Whatever must happen is awaited for {@link #AWAIT}, which costs nothing when it does. That nothing happens is
 * shown by what comes after it, never by a pause.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({BackendCondition.class, RuleExtension.class, Standstill.class})
public abstract class ZmqTck {
    /** How long to wait for what must happen; {@code -Dzmq4j.tck.await=SECONDS} changes it. */
    public static final Duration AWAIT = Duration.ofSeconds(Long.getLong("zmq4j.tck.await", 30));

    /** How long a call waits that is to end by its time limit. */
    protected static final Duration SHORT = Duration.ofMillis(20);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final long PAUSE_NANOS = 1_000_000;

    private final List<Context> contexts = new ArrayList<>();
    private final List<Task<?>> tasks = new ArrayList<>();

    /** Held, so that none counts as abandoned while its test ends. */
    private final List<Socket> sockets = new ArrayList<>();

    private @Nullable Context context;

    /** For subclasses. */
    protected ZmqTck() {}

    /**
     * The backend under test: the one that {@link RequiresBackend} names, or the configuration parameter
     * {@code zmq4j.tck.backend}.
     *
     * @return the backend, always the same one
     */
    protected Backend backend() {
        return BackendCondition.backend(BackendCondition.nameFor(getClass()));
    }

    /**
     * Another backend, for tests of two together.
     *
     * @param name its name
     * @return the backend, always the same one
     */
    protected static Backend backend(String name) {
        return BackendCondition.backend(name);
    }

    // ---- contexts and sockets

    /**
     * The test's own context.
     *
     * @return the context, closed after the test
     */
    protected final Context context() {
        if (context == null) {
            context = newContext();
        }
        return context;
    }

    /**
     * Another context.
     *
     * @return the context, closed after the test
     */
    protected final Context newContext() {
        return newContext(backend());
    }

    /**
     * Another context, perhaps of another backend.
     *
     * @param of the backend
     * @return the context, closed after the test
     */
    protected final Context newContext(Backend of) {
        Context created = of.context();
        contexts.add(created);
        return created;
    }

    /**
     * A socket that gives up after {@link #AWAIT}, and does not linger.
     *
     * @param type its type
     * @return the socket
     */
    protected final Socket socket(SocketType type) {
        return socket(context(), type);
    }

    /**
     * A socket that gives up after {@link #AWAIT}, and does not linger.
     *
     * @param of its context
     * @param type its type
     * @return the socket
     */
    protected final Socket socket(Context of, SocketType type) {
        Socket socket = of.socket(type);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.set(SocketOptions.RCVTIMEO, AWAIT);
        socket.set(SocketOptions.SNDTIMEO, AWAIT);
        sockets.add(socket);
        return socket;
    }

    /**
     * Two sockets that are connected to each other.
     *
     * @param bound the one that bound
     * @param connected the one that connected
     * @param endpoint where
     */
    public record Two(Socket bound, Socket connected, String endpoint) {}

    /**
     * Two sockets that are connected to each other.
     *
     * @param transport how
     * @param bound type of the one that binds
     * @param connected type of the one that connects
     * @return the sockets
     */
    protected final Two two(String transport, SocketType bound, SocketType connected) {
        Socket first = socket(bound);
        Socket second = socket(connected);
        String endpoint = first.bind(anyEndpoint(transport));
        second.connect(endpoint);
        return new Two(first, second, endpoint);
    }

    /**
     * Two sockets that are connected to each other over inproc.
     *
     * @param bound type of the one that binds
     * @param connected type of the one that connects
     * @return the sockets
     */
    protected final Two two(SocketType bound, SocketType connected) {
        return two("inproc", bound, connected);
    }

    /**
     * DEALERs with routing ids {@code peer-0}, {@code peer-1}…
     *
     * @param endpoint where they connect to
     * @param number how many
     * @return the sockets
     */
    protected final List<Socket> namedPeers(String endpoint, int number) {
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Socket peer = socket(SocketType.DEALER);
            peer.set(SocketOptions.ROUTING_ID, bytes("peer-" + i));
            peer.connect(endpoint);
            peers.add(peer);
        }
        return peers;
    }

    // ---- transports

    /**
     * The transports that the backend supports, of those that loopback can show.
     *
     * @return names
     */
    protected List<String> transports() {
        return List.of("inproc", "tcp", "ipc").stream()
                .filter(transport -> backend().supports(Capability.transport(transport)))
                .toList();
    }

    /**
     * The transports that the backend declares as unsupported.
     *
     * @return names, and one that nobody has
     */
    protected List<String> missingTransports() {
        return List.of("inproc", "tcp", "ipc", "tipc", "vmci", "pgm", "epgm", "udp", "ws", "wss", "nonsense").stream()
                .filter(transport -> !backend().supports(Capability.transport(transport)))
                .toList();
    }

    /**
     * An endpoint to bind that nobody else uses.
     *
     * @param transport its transport
     * @return the endpoint
     */
    public static String anyEndpoint(String transport) {
        return switch (transport) {
            case "tcp" -> Loopback.ANY_PORT;
            case "ipc" -> "ipc://*";
            default -> transport + "://zmq4j-" + NAMES.incrementAndGet();
        };
    }

    // ---- threads and waiting

    /**
     * Starts work on a thread of its own. What it throws fails the test, unless the test asks for it.
     *
     * @param name of the thread
     * @param work the work
     * @param <T> type of the result
     * @return the task
     */
    protected final <T> Task<T> start(String name, Callable<T> work) {
        Task<T> task = Task.start(name, work);
        tasks.add(task);
        return task;
    }

    /**
     * Waits until something holds.
     *
     * @param what it is, for the message
     * @param condition the condition
     */
    protected static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AWAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not within " + AWAIT + ": " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Makes sure that a subscriber's connection and all its subscriptions are in force, by messages that get through.
     * Leaves two subscriptions of its own behind, and nothing to receive that begins otherwise.
     *
     * @param publisher PUB or XPUB
     * @param subscriber SUB or XSUB, with no message waiting
     */
    protected static void settle(Socket publisher, Socket subscriber) {
        // The second round: subscriptions of a new connection travel in any order, later ones after all of them.
        for (int round = 0; round < 2; round++) {
            String topic = "settle-" + NAMES.incrementAndGet() + "-";
            if (subscriber.type() == SocketType.XSUB) {
                subscriber.sendText("\u0001" + topic);
            } else {
                subscriber.subscribe(topic);
            }
            AtomicInteger sent = new AtomicInteger();
            await("subscription of " + subscriber, () -> {
                publisher.sendText(topic + sent.incrementAndGet());
                return receivesUpTo(subscriber, topic, sent.get());
            });
        }
    }

    private static boolean receivesUpTo(Socket subscriber, String topic, int last) {
        @Nullable List<byte[]> message = receiveSoon(subscriber);
        while (message != null && !texts(message).equals(List.of(topic + last))) {
            message = receiveSoon(subscriber);
        }
        return message != null;
    }

    /**
     * A message, if one comes soon.
     *
     * @param socket receives it
     * @return the message, or null
     */
    protected static @Nullable List<byte[]> receiveSoon(Socket socket) {
        try {
            return socket.recvMultipart(SHORT);
        } catch (WouldBlockException e) {
            return null;
        }
    }

    /**
     * Tells the person who reads the build's output something.
     *
     * @param line what
     */
    protected static void say(String line) {
        BackendCondition.say(line);
    }

    // ---- assertions and bytes

    /**
     * A call that must fail.
     *
     * @param code how
     * @param call the call
     * @return the exception
     */
    protected static ZmqException assertCode(ErrorCode code, Executable call) {
        ZmqException thrown = assertThrows(ZmqException.class, call);
        assertEquals(code, thrown.code(), thrown::getMessage);
        return thrown;
    }

    /**
     * A call that needs something the backend declares as unsupported.
     *
     * @param missing what
     * @param call the call
     */
    protected final void assertUnsupported(Capability missing, Executable call) {
        UnsupportedFeatureException thrown = assertThrows(UnsupportedFeatureException.class, call);
        assertEquals(missing.toString(), thrown.capability());
        assertEquals(backend().support(missing).reason(), thrown.reason());
        assertTrue(String.valueOf(thrown.getMessage()).contains(thrown.reason()), thrown::getMessage);
        Evidence.current().refused(String.valueOf(thrown.getMessage()));
    }

    /** What its declaration says is not supported among these is refused; nothing more can be shown without it. */
    final boolean refuses(List<String> transports) {
        for (String transport : transports) {
            Capability capability = Capability.transport(transport);
            if (!backend().supports(capability)) {
                assertUnsupported(capability, () -> socket(SocketType.PAIR).bind(anyEndpoint(transport)));
                return true;
            }
        }
        return false;
    }

    /**
     * Of senders whose messages all wait already, none must be served twice before all others are.
     *
     * @param senders how many
     * @param rounds how many messages of each
     * @param next receives one and tells who sent it
     */
    protected static void assertTurns(int senders, int rounds, Supplier<String> next) {
        for (int round = 0; round < rounds; round++) {
            List<String> served = Stream.generate(next).limit(senders).toList();
            assertEquals(senders, Set.copyOf(served).size(), "round " + round + ": " + served);
        }
    }

    /**
     * A message that must have these frames.
     *
     * @param message the message
     * @param frames as texts
     */
    protected static void assertFrames(List<byte[]> message, String... frames) {
        assertEquals(Arrays.asList(frames), texts(message));
    }

    /**
     * A message as texts.
     *
     * @param message the frames
     * @return the frames as texts
     */
    protected static List<String> texts(List<byte[]> message) {
        return message.stream().map(frame -> new String(frame, UTF_8)).toList();
    }

    /**
     * A message of these frames.
     *
     * @param frames as texts
     * @return the frames
     */
    protected static List<byte[]> frames(String... frames) {
        return Arrays.stream(frames).map(ZmqTck::bytes).toList();
    }

    /**
     * A text as bytes.
     *
     * @param text the text
     * @return its UTF-8 form
     */
    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /**
     * Bytes that show a mistake in order or place.
     *
     * @param size how many
     * @return the bytes
     */
    protected static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251 + size);
        }
        return bytes;
    }

    // ---- the end of a test

    final AssertionError standstill() {
        return Standstill.of(List.copyOf(sockets), List.copyOf(tasks));
    }

    @AfterEach
    void closeEverything() {
        List<Context> opened = List.copyOf(contexts);
        List<Task<?>> started = List.copyOf(tasks);
        contexts.clear();
        tasks.clear();
        context = null;
        Thread.interrupted(); // of a test that failed half-way
        for (Context each : opened) {
            each.close(Duration.ZERO); // nothing lingers
        }
        for (Context each : opened) {
            assertTrue(each.close(AWAIT), each + " does not end");
        }
        sockets.clear();
        for (Task<?> task : started) {
            task.finish(AWAIT);
        }
    }
}
