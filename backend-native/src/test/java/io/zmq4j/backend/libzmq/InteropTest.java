package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.Rule;
import io.zmq4j.tck.Task;
import io.zmq4j.tck.ZmqTck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two engines talk to each other over tcp, whichever binds. */
@RequiresBackend("native")
class InteropTest extends ZmqTck {
    private static final int[] SIZES = {0, 1, 29, 34, 255, 256, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20};
    private static final int MANY = 5_000;

    enum Binds {
        NATIVE,
        JEROMQ
    }

    private Two pair(Binds who, SocketType bound, SocketType connected) {
        return pair(who, bound, connected, server -> {}, client -> {});
    }

    private Two pair(
            Binds who, SocketType bound, SocketType connected, Consumer<Socket> server, Consumer<Socket> client) {
        Backend other = backend("jeromq");
        boolean nativeBinds = who == Binds.NATIVE;
        Socket first = socket(newContext(nativeBinds ? backend() : other), bound);
        Socket second = socket(newContext(nativeBinds ? other : backend()), connected);
        server.accept(first);
        client.accept(second);
        String endpoint = first.bind(anyEndpoint("tcp"));
        second.connect(endpoint);
        return new Two(first, second, endpoint);
    }

    /** Every legal pair of types: who sends, who receives, and how both are addressed. */
    static Stream<Arguments> legalPairs() {
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
                .flatMap(pair -> Stream.of(Binds.values())
                        .flatMap(who -> Stream.of(true, false)
                                .map(senderBinds -> Arguments.of(
                                        who, SocketType.valueOf(pair[0]), SocketType.valueOf(pair[1]), senderBinds))));
    }

    @ParameterizedTest
    @MethodSource("legalPairs")
    @Rule("IOP-001")
    void everyPairOfTypesExchangesMessages(Binds who, SocketType sends, SocketType receives, boolean senderBinds) {
        Two two = senderBinds ? pair(who, sends, receives) : pair(who, receives, sends);
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
    @EnumSource
    void pairBothDirections(Binds who) {
        Two two = pair(who, SocketType.PAIR, SocketType.PAIR);
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
    @EnumSource
    @Rule("IOP-003")
    void everySizeInBothDirections(Binds who) {
        assertSizes(pair(who, SocketType.PAIR, SocketType.PAIR));
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
    @EnumSource
    @Rule("IOP-004")
    void messagesOfManyFrames(Binds who) {
        Two two = pair(who, SocketType.PAIR, SocketType.PAIR);
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
    @EnumSource
    void requestAndReply(Binds who) {
        Two two = pair(who, SocketType.REP, SocketType.REQ);
        for (int i = 0; i < 100; i++) {
            two.connected().send(frames("request", "" + i));
            assertFrames(two.bound().recvMultipart(), "request", "" + i);
            two.bound().send(frames("reply", "" + i));
            assertFrames(two.connected().recvMultipart(), "reply", "" + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pushAndPullLoseNothing(Binds who) {
        assertNothingLost(pair(who, SocketType.PULL, SocketType.PUSH), false);
        assertNothingLost(pair(who, SocketType.PUSH, SocketType.PULL), true);
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
    @EnumSource
    @Rule("IOP-008")
    void publisherFiltersForTheOther(Binds who) {
        Two two = pair(who, SocketType.PUB, SocketType.SUB);
        assertFiltered(two.bound(), two.connected());
        Two reverse = pair(who, SocketType.SUB, SocketType.PUB);
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
    @EnumSource
    @Rule("IOP-008")
    void subscriptionsTravel(Binds who) {
        Two two = pair(who, SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001topic");
        assertEquals("\u0001topic", two.bound().recvText());
        two.bound().sendText("topic 1");
        assertEquals("topic 1", two.connected().recvText());
        two.connected().sendText("\u0000topic");
        assertEquals("\u0000topic", two.bound().recvText());
        Two sub = pair(who, SocketType.XPUB, SocketType.SUB);
        sub.connected().subscribe("x");
        assertEquals("\u0001x", sub.bound().recvText());
        sub.connected().close();
        assertEquals("\u0000x", sub.bound().recvText());
    }

    @ParameterizedTest
    @EnumSource
    void routerAndDealer(Binds who) {
        Two two = pair(
                who,
                SocketType.ROUTER,
                SocketType.DEALER,
                server -> {},
                client -> client.set(SocketOptions.ROUTING_ID, bytes("the dealer")));
        two.connected().send(frames("hello", ""));
        assertFrames(two.bound().recvMultipart(), "the dealer", "hello", "");
        two.bound().send(frames("the dealer", "", "welcome"));
        assertFrames(two.connected().recvMultipart(), "", "welcome");

        Two reverse = pair(who, SocketType.DEALER, SocketType.ROUTER);
        reverse.bound().sendText("no name");
        byte[] id = reverse.connected().recv();
        assertEquals(5, id.length);
        assertEquals("no name", reverse.connected().recvText());
        reverse.connected().send(List.of(id, bytes("still reachable")));
        assertEquals("still reachable", reverse.bound().recvText());
    }

    @ParameterizedTest
    @EnumSource
    @Rule("IOP-009")
    void routingIdsOfAnyBytesCross(Binds who) {
        for (int length : new int[] {1, 254, 255}) {
            byte[] id = pattern(length);
            id[0] = (byte) 0xFF; // zero is the engine's own
            Two two = pair(
                    who,
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
    @EnumSource
    void reqAndRepThroughRouterAndDealer(Binds who) {
        Two client = pair(who, SocketType.ROUTER, SocketType.REQ);
        Two worker = pair(who, SocketType.DEALER, SocketType.REP);
        client.connected().sendText("request");
        worker.bound().send(client.bound().recvMultipart());
        assertEquals("request", worker.connected().recvText());
        worker.connected().sendText("reply");
        client.bound().send(worker.bound().recvMultipart());
        assertEquals("reply", client.connected().recvText());
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"IOP-006", "IOP-011"})
    void curveEncryptsAllSizes(Binds who) {
        CurveKeyPair server = Curve.keyPair();
        Two two = pair(
                who,
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
    @EnumSource
    @Rule("IOP-006")
    void curveRefusesTheWrongServerKey(Binds who) {
        CurveKeyPair server = Curve.keyPair();
        Two two = pair(
                who,
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
    @EnumSource
    @Rule("IOP-010")
    void connectingEndComesBackAfterTheBoundOneWasReplaced(Binds who) {
        Two two = pair(who, SocketType.PULL, SocketType.PUSH);
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
}
