package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What hostile peers do over tcp to sockets that are bound, by {@link Attacks}: others of the context go on, the
 * endpoint serves the next peer, the context closes, and nothing happens that would be worth a warning.
 *
 * <p>No REQ socket is a PLAIN server: neither engine's gets replies when the ZAP handler names the user.
 *
 * <p>In short, every 15th attack meets one type of socket for each mechanism, another one than its neighbours;
 * {@code -Dzmq4j.tck.attack=WORDS} does those whose names contain the words.
 */
@NeedsTransport("tcp")
public class HostilePeerTck extends ZmqTck {
    private static final List<SocketType> TYPES = List.of(
            SocketType.PULL,
            SocketType.ROUTER,
            SocketType.XPUB,
            SocketType.REP,
            SocketType.PAIR,
            SocketType.PUB,
            SocketType.DEALER,
            SocketType.XSUB,
            SocketType.PUSH,
            SocketType.SUB,
            SocketType.REQ);

    private static final int SEEDS_PER_CHILD = 300;
    private static final int LAST_LINES = 12;

    /** Of the backend that a subclass names. */
    public HostilePeerTck() {}

    /** What was refused because it goes beyond a limit, and how to change that. */
    private static boolean isExpected(String line) {
        return line.contains("; -Dzmq4j.");
    }

    static List<Attack> attacks() {
        String only = System.getProperty("zmq4j.tck.attack", "");
        List<Attack> all =
                Attacks.all().stream().filter(a -> a.name().contains(only)).toList();
        int step = only.isEmpty() ? Scale.pick(15, 2, 1) : 1;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Rule("ERR-009")
    void harmsNobodyElse(Attack attack) throws IOException {
        for (Security security : attack.against()) {
            if (security.isSupported(backend())) {
                for (SocketType type : types(attack, security)) {
                    harmsNobodyElse(attack, type, security);
                }
            }
        }
    }

    private static List<SocketType> types(Attack attack, Security security) {
        int first = Math.floorMod(attack.name().hashCode() + security.ordinal(), TYPES.size());
        List<SocketType> types = new ArrayList<>();
        for (int i = 0; i < Scale.pick(1, 2, TYPES.size()); i++) {
            SocketType type = TYPES.get((first + i) % TYPES.size());
            if (type != SocketType.REQ || security != Security.PLAIN) {
                types.add(type);
            }
        }
        return types;
    }

    private void harmsNobodyElse(Attack attack, SocketType type, Security security) throws IOException {
        try (LogCapture log = new LogCapture()) {
            try (Victim victim = new Victim(backend(), type, security)) {
                attack.on(victim);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(type + " with " + security + ": " + attack + "; log " + log.lines(), e);
            }
            assertNothingToWarnOf(log, () -> type + " with " + security + ": " + attack);
        }
    }

    private static void assertNothingToWarnOf(LogCapture log, Supplier<String> what) {
        List<String> lines =
                log.lines().stream().filter(line -> !isExpected(line)).toList();
        assertEquals(List.of(), lines, what);
    }

    /** Who is who must not be mixed up: the first to connect greets while the second is silent still, and goes. */
    @ParameterizedTest
    @EnumSource(
            value = SocketType.class,
            names = {"PULL", "XPUB"})
    @Rule({"WIR-026", "WIR-034"})
    void peerThatLetAnotherGoAheadHarmsNobodyElse(SocketType type) throws IOException {
        try (LogCapture log = new LogCapture()) {
            try (Victim victim = new Victim(backend(), type, Security.NULL);
                    HostilePeer first = HostilePeer.connect(victim.endpoint());
                    HostilePeer second = HostilePeer.connect(victim.endpoint())) {
                victim.assertOthersWork();
                first.greet(Security.NULL);
                first.finish();
                second.handshake(victim);
                second.write(Wire.bytes(
                        Wire.command("PING"),
                        Wire.command("PING", new byte[1]),
                        Wire.frame(0, Wire.bytes(1, "x".repeat(60_000)))));
                second.finish();
                victim.assertOthersWork();
                victim.assertServesNewPeers();
            }
            assertNothingToWarnOf(log, type::name);
        }
    }

    // ---- in a JVM of its own

    /**
     * Attacks in a JVM of their own, with little memory, whose end it is when there is no more.
     *
     * @param words of the names of attacks
     * @param types of sockets, separated by commas
     * @param options of the JVM
     * @return how it ended
     * @throws IOException it cannot be run
     * @throws InterruptedException interrupted
     */
    protected final ChildJvm.Result attacked(String words, String types, String... options)
            throws IOException, InterruptedException {
        return child(options).run(backend().name(), "attacks", words, types);
    }

    private static ChildJvm child(String... options) {
        ChildJvm child = ChildJvm.of(HostileRun.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Xmx192m")
                .option("-XX:+UseSerialGC") // others run out of memory in pieces
                .option("-XX:+ExitOnOutOfMemoryError");
        for (String option : options) {
            child.option(option);
        }
        return child;
    }

    private static void assertSurvived(ChildJvm.Result result) {
        List<String> lines = result.lines();
        List<String> end = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        assertEquals(0, result.exit(), () -> "not survived: " + String.join("\n", end));
    }

    @Test
    @Rule({"FUZ-010", "WIR-011"})
    void announcementsNeedNoMemory() throws Exception {
        assertSurvived(attacked("announce", "PULL"));
        if (Scale.current() != Scale.SHORT) {
            assertSurvived(attacked(" of ", "ROUTER"));
        }
    }

    @Test
    @Rule("WIR-034")
    void publishersTakeSubscriptionsOnlyAndOnlyAsMuchAsTheyCanDigest() throws Exception {
        assertSurvived(attacked("subscription", "PUB,XPUB"));
    }

    /** With the assertions of engines in Java on and off: those that are on end its I/O threads. */
    @Test
    @Rule("FUZ-001")
    void mutatedConversationsHarmNobodyElse() throws Exception {
        Long only = Long.getLong(FaultTck.SEED);
        if (only != null) {
            assertSurvived(child("-ea:zmq...").run(backend().name(), "mutations", "" + only, "1"));
            return;
        }
        int seeds = Scale.pick(40, 1_000, 200_000);
        for (int first = 0; first < seeds; first += SEEDS_PER_CHILD) {
            int count = Math.min(seeds - first, SEEDS_PER_CHILD);
            String assertions = first / SEEDS_PER_CHILD % 2 == 0 ? "-ea:zmq..." : "-da:zmq...";
            assertSurvived(child(assertions).run(backend().name(), "mutations", "" + first, "" + count));
        }
    }

    // ---- silence

    @Test
    @Rule("WIR-030")
    void peersThatFallSilentInTheHandshakeAreGivenUp() throws IOException {
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(100));
        try (HostilePeer peer = HostilePeer.connect(pull.bind(anyEndpoint("tcp")))) {
            peer.greet(Security.NULL);
            peer.awaitClosed();
        }
    }

    @Test
    @Rule("WIR-030")
    void serversThatFallSilentInTheHandshakeAreTriedAgain() throws IOException {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(100));
        try (ServerSocket listener = RawPeer.listen()) {
            push.connect(RawPeer.endpoint(listener));
            try (RawPeer silent = RawPeer.accept(listener)) {
                silent.write(Wire.greeting("NULL"));
                silent.awaitClosed();
            }
            try (RawPeer second = RawPeer.accept(listener, "PULL")) {
                push.sendText("hello");
                assertFrames(second.readMessage(), "hello");
            }
        }
    }

    // ---- crowds

    @Test
    @Rule("LEK-006")
    void quickConnectsHarmNobodyElse() throws IOException {
        int count = Scale.pick(300, 10_000, 10_000);
        try (Victim victim = new Victim(backend(), SocketType.PULL, Security.NULL)) {
            for (int i = 0; i < count; i++) {
                HostilePeer peer = HostilePeer.connect(victim.endpoint());
                if (i % 2 == 0) {
                    peer.reset();
                } else {
                    peer.close();
                }
            }
            victim.assertOthersWork();
            victim.assertServesNewPeers();
        }
    }
}
