package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.Msg;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two backends talk to each other over tcp, whichever binds, and take each other's messages. */
public class InteropTck extends InteropArea {
    private static final int[] SIZES = {0, 1, 29, 34, 255, 256, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20};
    private static final int MANY = 5_000;

    /** For subclasses. */
    public InteropTck() {}

    /** The backend under test, or the other one. */
    enum Who {
        THIS,
        OTHER
    }

    /** Whose socket binds; the other's connects. */
    record Binds(Who who, Backend self, Other other) {
        Backend binding() {
            return of(who == Who.THIS);
        }

        Backend connecting() {
            return of(who == Who.OTHER);
        }

        private Backend of(boolean own) {
            Backend second = other.backend();
            return own ? self : second;
        }

        @Override
        public String toString() {
            return who + " binds, other: " + other;
        }
    }

    Stream<Binds> binds() {
        return eachOther().flatMap(other -> Stream.of(Who.values()).map(who -> new Binds(who, backend(), other)));
    }

    private Two pair(Binds binds, SocketType bound, SocketType connected) {
        return pair(binds, bound, connected, server -> {}, client -> {});
    }

    private Two pair(
            Binds binds, SocketType bound, SocketType connected, Consumer<Socket> server, Consumer<Socket> client) {
        binds.other().needs(Capability.of(binds.who() == Who.OTHER ? bound : connected));
        Socket first = socket(newContext(binds.binding()), bound);
        Socket second = socket(newContext(binds.connecting()), connected);
        server.accept(first);
        client.accept(second);
        String endpoint = first.bind(anyEndpoint("tcp"));
        second.connect(endpoint);
        return new Two(first, second, endpoint);
    }

    /** Every legal pair of types: who sends, who receives, and how both are addressed. */
    Stream<Arguments> legalPairs() {
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
                .flatMap(pair -> binds().flatMap(binds -> Stream.of(true, false)
                        .map(senderBinds -> Arguments.of(
                                binds, SocketType.valueOf(pair[0]), SocketType.valueOf(pair[1]), senderBinds))));
    }

    @ParameterizedTest
    @MethodSource("legalPairs")
    @Rule("IOP-001")
    void everyPairOfTypesExchangesMessages(Binds binds, SocketType sends, SocketType receives, boolean senderBinds) {
        Two two = senderBinds ? pair(binds, sends, receives) : pair(binds, receives, sends);
        Socket sender = senderBinds ? two.bound() : two.connected();
        Socket receiver = senderBinds ? two.connected() : two.bound();
        switch (sends) {
            case PUB, XPUB -> {
                settle(sender, receiver);
                if (receives == SocketType.XSUB) {
                    receiver.sendText("\u0001news");
                } else {
                    receiver.subscribe("news");
                }
                settle(sender, receiver);
                sender.send(frames("news", "of today"));
                assertFrames(receiver.recvMultipart(), "news", "of today");
            }
            case REQ, DEALER -> exchange(sender, receiver);
            case ROUTER -> routers(sender, receiver, two.endpoint(), senderBinds);
            default -> {
                sender.send(frames("there", ""));
                assertFrames(receiver.recvMultipart(), "there", "");
            }
        }
    }

    /** A DEALER that meets a REP says the delimiter itself; a ROUTER sees it with the routing id before it. */
    private static void exchange(Socket asking, Socket answering) {
        boolean delimited = asking.type() == SocketType.DEALER && answering.type() == SocketType.REP;
        asking.send(delimited ? frames("", "question") : frames("question"));
        List<byte[]> request = answering.recvMultipart();
        assertEquals("question", texts(request).get(request.size() - 1));
        List<byte[]> reply = new ArrayList<>(request.subList(0, request.size() - 1));
        reply.add(bytes("answer"));
        answering.send(reply);
        assertFrames(asking.recvMultipart(), delimited ? new String[] {"", "answer"} : new String[] {"answer"});
    }

    /** Two that know each other by name only: both are named, and both connect again by these names. */
    private void routers(Socket sender, Socket receiver, String endpoint, boolean senderBinds) {
        Socket binding = senderBinds ? sender : receiver;
        Socket connecting = senderBinds ? receiver : sender;
        Socket named = socket(connecting.context(), SocketType.ROUTER);
        named.set(SocketOptions.ROUTING_ID, bytes("connecting"));
        named.set(SocketOptions.CONNECT_ROUTING_ID, bytes("binding"));
        named.connect(endpoint);
        named.send(frames("binding", "question"));
        assertFrames(binding.recvMultipart(), "connecting", "question");
        binding.send(frames("connecting", "answer"));
        assertFrames(named.recvMultipart(), "binding", "answer");
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-001")
    void pairBothDirections(Binds binds) {
        Two two = pair(binds, SocketType.PAIR, SocketType.PAIR);
        for (int i = 0; i < 100; i++) {
            two.connected().sendText("there " + i);
            two.bound().sendText("back " + i);
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("there " + i, two.bound().recvText());
            assertEquals("back " + i, two.connected().recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-003")
    void everySizeInBothDirections(Binds binds) {
        assertSizes(pair(binds, SocketType.PAIR, SocketType.PAIR));
    }

    private static void assertSizes(Two two) {
        for (int size : SIZES) {
            two.connected().send(pattern(size));
            two.connected().sendText("sentinel");
            two.bound().send(pattern(size));
            two.bound().sendText("sentinel");
            for (Socket socket : List.of(two.bound(), two.connected())) {
                assertArrayEquals(pattern(size), socket.recv(), () -> socket + " with " + size);
                assertEquals("sentinel", socket.recvText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-004")
    void messagesOfManyFrames(Binds binds) {
        Two two = pair(binds, SocketType.PAIR, SocketType.PAIR);
        List<byte[]> message = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            message.add(pattern(i % 4 == 0 ? 0 : i));
        }
        assertArrives(message, two.bound(), two.connected());
        assertArrives(message, two.connected(), two.bound());
    }

    private static void assertArrives(List<byte[]> message, Socket sender, Socket receiver) {
        sender.send(message);
        sender.send(frames("", "sentinel"));
        List<byte[]> received = receiver.recvMultipart();
        assertEquals(message.size(), received.size());
        for (int i = 0; i < message.size(); i++) {
            assertArrayEquals(message.get(i), received.get(i));
        }
        assertFrames(receiver.recvMultipart(), "", "sentinel");
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-001")
    void requestAndReply(Binds binds) {
        Two two = pair(binds, SocketType.REP, SocketType.REQ);
        for (int i = 0; i < 100; i++) {
            two.connected().send(frames("request", "" + i));
            assertFrames(two.bound().recvMultipart(), "request", "" + i);
            two.bound().send(frames("reply", "" + i));
            assertFrames(two.connected().recvMultipart(), "reply", "" + i);
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-001")
    void pushAndPullLoseNothing(Binds binds) {
        assertNothingLost(pair(binds, SocketType.PULL, SocketType.PUSH), false);
        assertNothingLost(pair(binds, SocketType.PUSH, SocketType.PULL), true);
    }

    private void assertNothingLost(Two two, boolean boundSends) {
        Socket push = boundSends ? two.bound() : two.connected();
        Socket pull = boundSends ? two.connected() : two.bound();
        Task<Boolean> sender = start("sender", () -> {
            for (int i = 0; i < MANY; i++) {
                push.sendText("m" + i);
            }
            return true;
        });
        sender.during(() -> {
            for (int i = 0; i < MANY; i++) {
                assertEquals("m" + i, pull.recvText(), () -> "of " + two);
            }
        });
        assertTrue(sender.result());
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-008")
    void publisherFiltersForTheOther(Binds binds) {
        Two two = pair(binds, SocketType.PUB, SocketType.SUB);
        assertFiltered(two.bound(), two.connected());
        Two reverse = pair(binds, SocketType.SUB, SocketType.PUB);
        assertFiltered(reverse.connected(), reverse.bound());
    }

    private static void assertFiltered(Socket pub, Socket sub) {
        sub.subscribe("a");
        sub.subscribe("b");
        sub.subscribe("end");
        settle(pub, sub);
        sub.unsubscribe("b");
        settle(pub, sub);
        for (String topic : new String[] {"a1", "b1", "c1", "a2"}) {
            pub.send(frames(topic, "body"));
        }
        pub.send(frames("end", "body"));
        assertFrames(sub.recvMultipart(), "a1", "body");
        assertFrames(sub.recvMultipart(), "a2", "body");
        assertFrames(sub.recvMultipart(), "end", "body");
        assertNull(sub.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-008")
    void subscriptionsTravel(Binds binds) {
        Two two = pair(binds, SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001topic");
        assertEquals("\u0001topic", two.bound().recvText());
        two.bound().sendText("topic 1");
        assertEquals("topic 1", two.connected().recvText());
        two.connected().sendText("\u0000topic");
        assertEquals("\u0000topic", two.bound().recvText());
        Two sub = pair(binds, SocketType.XPUB, SocketType.SUB);
        sub.connected().subscribe("x");
        assertEquals("\u0001x", sub.bound().recvText());
        sub.connected().close();
        assertEquals("\u0000x", sub.bound().recvText());
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-001")
    void routerAndDealer(Binds binds) {
        Two two = pair(
                binds,
                SocketType.ROUTER,
                SocketType.DEALER,
                server -> {},
                client -> client.set(SocketOptions.ROUTING_ID, bytes("the dealer")));
        two.connected().send(frames("hello", ""));
        assertFrames(two.bound().recvMultipart(), "the dealer", "hello", "");
        two.bound().send(frames("the dealer", "", "welcome"));
        assertFrames(two.connected().recvMultipart(), "", "welcome");

        Two reverse = pair(binds, SocketType.DEALER, SocketType.ROUTER);
        reverse.bound().sendText("no name");
        byte[] id = reverse.connected().recv();
        assertEquals(5, id.length);
        assertEquals("no name", reverse.connected().recvText());
        reverse.connected().send(List.of(id, bytes("still reachable")));
        assertEquals("still reachable", reverse.bound().recvText());
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-009")
    void routingIdsOfAnyBytesCross(Binds binds) {
        for (int length : new int[] {1, 254, 255}) {
            byte[] id = pattern(length);
            id[0] = (byte) 0xFF; // zero is the engine's own
            Two two = pair(
                    binds,
                    SocketType.ROUTER,
                    SocketType.DEALER,
                    server -> {},
                    client -> client.set(SocketOptions.ROUTING_ID, id));
            two.connected().sendText("hello");
            assertArrayEquals(id, two.bound().recv());
            assertEquals("hello", two.bound().recvText());
            two.bound().send(List.of(id, bytes("welcome")));
            assertEquals("welcome", two.connected().recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-001")
    void reqAndRepThroughRouterAndDealer(Binds binds) {
        Two client = pair(binds, SocketType.ROUTER, SocketType.REQ);
        Two worker = pair(binds, SocketType.DEALER, SocketType.REP);
        client.connected().sendText("request");
        worker.bound().send(client.bound().recvMultipart());
        assertEquals("request", worker.connected().recvText());
        worker.connected().sendText("reply");
        client.bound().send(worker.bound().recvMultipart());
        assertEquals("reply", client.connected().recvText());
    }

    /** It belongs to the one that binds, and its clients and workers to the one that connects. */
    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-014")
    void proxyPassesBetweenPeersOfTheOther(Binds binds) {
        Two client = pair(binds, SocketType.ROUTER, SocketType.REQ);
        Two worker = pair(binds, SocketType.DEALER, SocketType.REP);
        client.connected().sendText("sent before it runs");
        RunningProxy proxy = RunningProxy.start(this, Proxy.of(client.bound(), worker.bound()));
        assertEquals("sent before it runs", worker.connected().recvText());
        worker.connected().send(frames("reply", ""));
        assertFrames(client.connected().recvMultipart(), "reply", "");
        for (int i = 0; i < 100; i++) {
            client.connected().send(frames("request", "" + i));
            assertFrames(worker.connected().recvMultipart(), "request", "" + i);
            worker.connected().send(frames("reply", "" + i));
            assertFrames(client.connected().recvMultipart(), "reply", "" + i);
        }
        proxy.stop();
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule({"IOP-006", "IOP-011"})
    void curveEncryptsAllSizes(Binds binds) {
        binds.other().needs(Capability.of(Mechanism.CURVE));
        CurveKeyPair server = Curve.keyPair();
        Two two = pair(
                binds,
                SocketType.PAIR,
                SocketType.PAIR,
                socket -> {
                    socket.set(SocketOptions.CURVE_SERVER, true);
                    socket.set(SocketOptions.CURVE_SECRETKEY, server.secretKey());
                },
                socket -> useKeys(socket, server));
        assertEquals(Mechanism.CURVE, two.bound().get(SocketOptions.MECHANISM));
        assertEquals(Mechanism.CURVE, two.connected().get(SocketOptions.MECHANISM));
        assertSizes(two);
    }

    private static void useKeys(Socket client, CurveKeyPair server) {
        CurveKeyPair own = Curve.keyPair();
        client.set(SocketOptions.CURVE_SERVERKEY, server.publicKey());
        client.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        client.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
    }

    /** The peer with the wrong key is never heard; the one with the right key, which comes later, is. */
    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-006")
    void curveRefusesTheWrongServerKey(Binds binds) {
        binds.other().needs(Capability.of(Mechanism.CURVE));
        CurveKeyPair server = Curve.keyPair();
        Two two = pair(
                binds,
                SocketType.PULL,
                SocketType.PUSH,
                socket -> {
                    socket.set(SocketOptions.CURVE_SERVER, true);
                    socket.set(SocketOptions.CURVE_SECRETKEY, server.secretKey());
                },
                socket -> useKeys(socket, Curve.keyPair()));
        two.connected().sendText("never heard");
        Socket right = socket(two.connected().context(), SocketType.PUSH);
        useKeys(right, server);
        right.connect(two.endpoint());
        right.sendText("heard");
        assertEquals("heard", two.bound().recvText());
        assertNull(two.bound().tryRecv());
    }

    @ParameterizedTest
    @MethodSource("binds")
    @Rule("IOP-010")
    void connectingEndComesBackAfterTheBoundOneWasReplaced(Binds binds) {
        Two two = pair(binds, SocketType.PULL, SocketType.PUSH);
        two.connected().sendText("before");
        assertEquals("before", two.bound().recvText());
        two.bound().close();
        Socket replacement = socket(two.bound().context(), SocketType.PULL);
        await("bound again", () -> isBound(replacement, two.endpoint()));
        await("a message on the new connection", () -> {
            two.connected().trySendText("after");
            return "after".equals(replacement.tryRecvText());
        });
    }

    private static boolean isBound(Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
            return true;
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EADDRINUSE, e.code());
            return false;
        }
    }

    // ---- a message of the one that connects in the hands of the one that binds is copied by its bytes

    @ParameterizedTest
    @MethodSource("binds")
    void foreignMessageIsSent(Binds binds) {
        Context context = newContext(binds.binding());
        Socket push = socket(context, SocketType.PUSH);
        Socket pull = socket(context, SocketType.PULL);
        pull.connect(push.bind(anyEndpoint("inproc")));
        for (int size : SIZES) {
            try (Msg foreign = newContext(binds.connecting()).msg(pattern(size))) {
                assertEquals(size, push.send(foreign));
                assertEquals(0, foreign.size(), "sent, hence empty");
                assertArrayEquals(pattern(size), pull.recv());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    void foreignMessageIsReceivedInto(Binds binds) {
        Context context = newContext(binds.binding());
        Socket push = socket(context, SocketType.PUSH);
        Socket pull = socket(context, SocketType.PULL);
        pull.connect(push.bind(anyEndpoint("inproc")));
        for (int size : SIZES) {
            push.send(pattern(size));
            try (Msg foreign = newContext(binds.connecting()).msg(3)) {
                assertEquals(size, pull.recv(foreign));
                assertArrayEquals(pattern(size), foreign.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("binds")
    void foreignMessageIsCopiedAndMoved(Binds binds) {
        Context context = newContext(binds.binding());
        for (int size : SIZES) {
            try (Msg own = context.msg(7);
                    Msg foreign = newContext(binds.connecting()).msg(pattern(size))) {
                own.copyFrom(foreign);
                assertArrayEquals(pattern(size), own.toByteArray());
                assertArrayEquals(pattern(size), foreign.toByteArray());
                own.reset();
                own.moveFrom(foreign);
                assertArrayEquals(pattern(size), own.toByteArray());
                assertEquals(0, foreign.size());
            }
        }
    }
}
