package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * Against a peer that nobody here wrote: pyzmq, over tcp, in both roles of everything. Without Python or pyzmq it is
 * NOT TESTED, with {@code -Dzmq4j.pyzmq.required=true} that is a failure.
 */
@NeedsTransport("tcp")
public class PyzmqTck extends OptionArea {
    private static final String REQUIRED = "zmq4j.pyzmq.required";
    private static final String DOMAIN = "kit";
    private static final String USER = "admin";
    private static final String PASSWORD = "s3cret";

    private static final int[] FRAME_COUNTS = {1, 2, 3, 100};
    private static final int[] SIZES = {
        0, 1, 29, 30, 31, 32, 33, 34, 255, 256, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20
    };

    /** More than that is no message, but a test of memory. */
    private static final int MOST = 8 << 20;

    /** Who does it. */
    enum Who {
        /** The backend under test. */
        BACKEND,
        /** The other one. */
        PYZMQ;

        Who other() {
            return this == BACKEND ? PYZMQ : BACKEND;
        }
    }

    /** What a client of CURVE can get wrong. */
    enum Mistake {
        SERVER_KEY,
        CLIENT_KEY,
        MECHANISM
    }

    private @Nullable PyzmqPeer peer;
    private @Nullable String missing;

    /** Of the backend that a subclass names. */
    public PyzmqTck() {}

    // ---- the other process

    private PyzmqPeer peer() {
        if (missing != null) {
            throw new TestAbortedException(missing);
        }
        if (peer == null || !peer.isAlive()) {
            peer = started();
        }
        return peer;
    }

    private PyzmqPeer started() {
        try {
            return new PyzmqPeer();
        } catch (IOException e) {
            String reason = "NOT TESTED: no " + PyzmqPeer.PYTHON + " with zmq (apt-get install python3-zmq)";
            if (Boolean.getBoolean(REQUIRED)) {
                throw new AssertionError(reason + " (" + REQUIRED + " is set)", e);
            }
            missing = reason;
            throw new TestAbortedException(reason, e);
        }
    }

    @AfterEach
    void closeItsSockets() {
        if (peer != null && peer.isAlive()) {
            peer.reset();
        }
    }

    @AfterAll
    void endIt() {
        if (peer != null) {
            peer.close();
        }
    }

    private End end(Who whose, SocketType type) {
        return whose == Who.PYZMQ ? peer().socket(type) : End.of(socket(type));
    }

    private static void connect(End bound, End connecting) {
        connecting.connect(bound.bind(Loopback.ANY_PORT));
    }

    private static List<byte[]> recv(End end) {
        List<byte[]> message = end.recv(AWAIT);
        assertNotNull(message, () -> "nothing came to " + end.type());
        return message;
    }

    // ---- patterns

    /** Pairs of types, and of each pair: whose is the first, and who binds. */
    static Stream<Arguments> pairs() {
        return Stream.of(
                        "PAIR PAIR",
                        "PUB SUB",
                        "PUB XSUB",
                        "XPUB SUB",
                        "XPUB XSUB",
                        "REQ REP",
                        "REQ ROUTER",
                        "DEALER REP",
                        "DEALER DEALER",
                        "DEALER ROUTER",
                        "ROUTER ROUTER",
                        "PUSH PULL")
                .map(pair -> pair.split(" "))
                .flatMap(pair -> Stream.of(Who.values())
                        .flatMap(first -> Stream.of(Who.values())
                                .map(binds -> Arguments.of(
                                        SocketType.valueOf(pair[0]), SocketType.valueOf(pair[1]), first, binds))));
    }

    @ParameterizedTest(name = "{0} of {2} and {1}, {3} binds")
    @MethodSource("pairs")
    @Rule("IOP-015")
    void everyPatternWorks(SocketType first, SocketType second, Who whoseFirst, Who binds) {
        End sender = end(whoseFirst, first);
        End receiver = end(whoseFirst.other(), second);
        boolean senderBinds = whoseFirst == binds;
        if (first == SocketType.ROUTER) {
            name(senderBinds ? receiver : sender);
        }
        connect(senderBinds ? sender : receiver, senderBinds ? receiver : sender);
        switch (first) {
            case PUB, XPUB -> publish(sender, receiver);
            case PUSH -> {
                sender.send(frames("there", ""));
                assertFrames(recv(receiver), "there", "");
            }
            case ROUTER -> routers(senderBinds ? receiver : sender, senderBinds ? sender : receiver);
            default -> exchange(sender, receiver);
        }
    }

    private static void publish(End publisher, End subscriber) {
        subscriber.subscribe("news");
        if (publisher.type() == SocketType.XPUB) {
            await("subscription", () -> tells(publisher, subscriber));
        } else {
            AtomicInteger sent = new AtomicInteger();
            await("subscription", () -> {
                publisher.send(frames("news " + sent.incrementAndGet()));
                return comes(subscriber, "news " + sent.get());
            });
        }
        publisher.send(frames("olds", "of today"));
        publisher.send(frames("news", "of today"));
        assertFrames(recv(subscriber), "news", "of today");
    }

    /** A socket that is bound takes a connection in when it is called. */
    private static boolean tells(End publisher, End subscriber) {
        assertNull(subscriber.recv(Duration.ZERO));
        List<byte[]> subscription = publisher.recv(SHORT);
        return subscription != null && texts(subscription).equals(List.of("\u0001news"));
    }

    /** Takes what comes up to this, or to a pause. */
    private static boolean comes(End end, String text) {
        List<byte[]> message = end.recv(SHORT);
        while (message != null && !texts(message).equals(List.of(text))) {
            message = end.recv(SHORT);
        }
        return message != null;
    }

    /** A DEALER that meets a REP says the delimiter itself; a ROUTER sees it with the routing id before it. */
    private static void exchange(End asking, End answering) {
        boolean delimited = asking.type() == SocketType.DEALER && answering.type() == SocketType.REP;
        for (String number : List.of("1", "2")) {
            asking.send(delimited ? frames("", "question", number) : frames("question", number));
            List<byte[]> request = recv(answering);
            assertEquals(List.of("question", number), lastTwo(texts(request)));
            List<byte[]> reply = new ArrayList<>(request.subList(0, request.size() - 2));
            reply.addAll(frames("answer", number));
            answering.send(reply);
            assertFrames(
                    recv(asking), delimited ? new String[] {"", "answer", number} : new String[] {"answer", number});
        }
    }

    private static List<String> lastTwo(List<String> frames) {
        return frames.subList(frames.size() - 2, frames.size());
    }

    /** Two that know each other by name only: the one that connects says both names. */
    private static void name(End connecting) {
        connecting.set(SocketOptions.ROUTING_ID, bytes("connecting"));
        connecting.set(SocketOptions.CONNECT_ROUTING_ID, bytes("binding"));
    }

    private static void routers(End connecting, End binding) {
        connecting.send(frames("binding", "question"));
        assertFrames(recv(binding), "connecting", "question");
        binding.send(frames("connecting", "answer"));
        assertFrames(recv(connecting), "binding", "answer");
    }

    // ---- sizes

    /** All pairs of values of: how many frames, how large, which mechanism, who binds, who sends. */
    @ParameterizedTest(name = "{0}, {1} binds")
    @CsvSource({"NULL, BACKEND", "NULL, PYZMQ", "PLAIN, BACKEND", "PLAIN, PYZMQ", "CURVE, BACKEND", "CURVE, PYZMQ"})
    @Rule("IOP-018")
    void messagesOfAllSizesCrossUnchanged(Security security, Who binds) {
        End bound = end(binds, SocketType.PAIR);
        End connecting = end(binds.other(), SocketType.PAIR);
        secure(security, binds, bound, connecting);
        connect(bound, connecting);
        for (int count = 0; count < FRAME_COUNTS.length; count++) {
            for (int size = 0; size < SIZES.length; size++) {
                boolean isOfThis = (count + size) % Security.values().length == security.ordinal()
                        && ((count ^ size) & 1) == binds.ordinal();
                if (isOfThis) {
                    boolean boundSends = (((count >> 1) ^ (size >> 1)) & 1) == 0;
                    assertArrives(
                            message(FRAME_COUNTS[count], SIZES[size]),
                            boundSends ? bound : connecting,
                            boundSends ? connecting : bound);
                }
            }
        }
    }

    /** When that would be too much, only its last frame has the size. */
    private static List<byte[]> message(int frames, int size) {
        byte[] large = pattern(size);
        byte[] each = (long) frames * size > MOST ? pattern(1) : large;
        List<byte[]> message = new ArrayList<>();
        for (int i = 1; i < frames; i++) {
            message.add(each);
        }
        message.add(large);
        return message;
    }

    private static void assertArrives(List<byte[]> message, End sender, End receiver) {
        sender.send(message);
        List<byte[]> received = recv(receiver);
        String what = message.size() + " frames, the last of " + message.get(message.size() - 1).length;
        assertEquals(message.size(), received.size(), what);
        for (int i = 0; i < message.size(); i++) {
            assertArrayEquals(message.get(i), received.get(i), what);
        }
    }

    // ---- security

    /** Makes both ends understand each other. */
    private void secure(Security security, Who serves, End server, End client) {
        if (security == Security.PLAIN) {
            plainServer(serves, server);
            plainClient(client, USER, PASSWORD);
        } else if (security == Security.CURVE) {
            CurveKeyPair keys = keyPair(serves);
            CurveKeyPair clientKeys = keyPair(serves.other());
            curveServer(serves, server, keys, clientKeys.publicKey());
            curveClient(client, keys.publicKey(), clientKeys);
        }
    }

    private void plainServer(Who serves, End server) {
        if (serves == Who.PYZMQ) {
            peer().order("allow_password", USER, PASSWORD);
        } else {
            admit(request ->
                    request.credential(0).equals(USER) && request.credential(1).equals(PASSWORD));
        }
        server.set(SocketOptions.PLAIN_SERVER, true);
        server.set(SocketOptions.ZAP_DOMAIN, DOMAIN);
    }

    private void curveServer(Who serves, End server, CurveKeyPair keys, CurveKey allowed) {
        if (serves == Who.PYZMQ) {
            peer().order("allow_key", allowed.toZ85());
        } else {
            byte[] key = allowed.toBytes();
            admit(request -> Arrays.equals(request.credentials().get(0), key));
        }
        server.set(SocketOptions.CURVE_SERVER, true);
        server.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        server.set(SocketOptions.ZAP_DOMAIN, DOMAIN);
    }

    private void admit(Predicate<ZapHandler.Request> allowed) {
        start("ZAP handler", new ZapHandler(context(), allowed)::serve);
    }

    private static void plainClient(End client, String user, String password) {
        client.set(SocketOptions.PLAIN_USERNAME, user);
        client.set(SocketOptions.PLAIN_PASSWORD, password);
    }

    private static void curveClient(End client, CurveKey server, CurveKeyPair keys) {
        client.set(SocketOptions.CURVE_SERVERKEY, server);
        client.set(SocketOptions.CURVE_PUBLICKEY, keys.publicKey());
        client.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
    }

    private CurveKeyPair keyPair(Who makes) {
        return makes == Who.PYZMQ ? peer().keyPair() : Curve.keyPair();
    }

    @ParameterizedTest(name = "{0} binds")
    @EnumSource
    @Rule("IOP-015")
    void withoutSecurityBothSayNull(Who binds) {
        assertWorks(Security.NULL, Mechanism.NULL, binds, binds);
    }

    @ParameterizedTest(name = "{0} is the server, {1} binds")
    @CsvSource({"BACKEND, BACKEND", "BACKEND, PYZMQ", "PYZMQ, BACKEND", "PYZMQ, PYZMQ"})
    @Rule("IOP-016")
    void plainLetsInWithTheRightPassword(Who serves, Who binds) {
        assertWorks(Security.PLAIN, Mechanism.PLAIN, serves, binds);
    }

    @ParameterizedTest(name = "{0} is the server, {1} binds")
    @CsvSource({"BACKEND, BACKEND", "BACKEND, PYZMQ", "PYZMQ, BACKEND", "PYZMQ, PYZMQ"})
    @Rule("IOP-017")
    void curveLetsInWithTheRightKeys(Who serves, Who binds) {
        assertWorks(Security.CURVE, Mechanism.CURVE, serves, binds);
    }

    private void assertWorks(Security security, Mechanism mechanism, Who serves, Who binds) {
        End server = end(serves, SocketType.REP);
        End client = end(serves.other(), SocketType.REQ);
        secure(security, serves, server, client);
        connect(serves == binds ? server : client, serves == binds ? client : server);
        exchange(client, server);
        assertEquals(mechanism, server.mechanism());
        assertEquals(mechanism, client.mechanism());
    }

    @ParameterizedTest(name = "{0} is the server, client says {1} {2}")
    @CsvSource({
        "BACKEND, admin, wrong",
        "BACKEND, wrong, s3cret",
        "BACKEND,,",
        "PYZMQ, admin, wrong",
        "PYZMQ, wrong, s3cret",
        "PYZMQ,,"
    })
    @Rule("IOP-016")
    void plainRefusesWrongPasswords(Who serves, @Nullable String user, @Nullable String password) throws Exception {
        End server = end(serves, SocketType.PULL);
        plainServer(serves, server);
        End stranger = end(serves.other(), SocketType.PUSH);
        if (user != null && password != null) {
            plainClient(stranger, user, password);
        }
        End friend = end(serves.other(), SocketType.PUSH);
        plainClient(friend, USER, PASSWORD);
        assertNeverHeard(server, stranger, friend);
    }

    @ParameterizedTest(name = "{0} is the server, wrong {1}")
    @CsvSource({
        "BACKEND, SERVER_KEY",
        "BACKEND, CLIENT_KEY",
        "BACKEND, MECHANISM",
        "PYZMQ, SERVER_KEY",
        "PYZMQ, CLIENT_KEY",
        "PYZMQ, MECHANISM"
    })
    @Rule("IOP-017")
    void curveRefusesWrongKeys(Who serves, Mistake mistake) throws Exception {
        CurveKeyPair serverKeys = keyPair(serves);
        CurveKeyPair friendsKeys = keyPair(serves.other());
        CurveKeyPair others = keyPair(serves.other());
        End server = end(serves, SocketType.PULL);
        curveServer(serves, server, serverKeys, friendsKeys.publicKey());
        End stranger = end(serves.other(), SocketType.PUSH);
        switch (mistake) {
            case SERVER_KEY -> curveClient(stranger, others.publicKey(), friendsKeys);
            case CLIENT_KEY -> curveClient(stranger, serverKeys.publicKey(), others);
            case MECHANISM -> plainClient(stranger, USER, PASSWORD);
        }
        End friend = end(serves.other(), SocketType.PUSH);
        curveClient(friend, serverKeys.publicKey(), friendsKeys);
        assertNeverHeard(server, stranger, friend);
    }

    private void assertNeverHeard(End server, End stranger, End friend) throws Exception {
        String endpoint = server.bind(Loopback.ANY_PORT);
        RecordingRelay relay = later(new RecordingRelay(endpoint));
        stranger.connect(relay.endpoint());
        stranger.send(frames("never heard"));
        assertTrue(relay.awaitClosed(), "the connection of the stranger ends");
        friend.connect(endpoint);
        friend.send(frames("heard"));
        assertFrames(recv(server), "heard");
        assertNull(server.recv(Duration.ZERO), "there is nothing else");
    }
}
