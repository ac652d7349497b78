package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ROUTER and DEALER: routing ids and envelopes of RFC 28; and that no type sends or receives against its direction. */
public class RouterDealerTck extends ZmqTck {
    /** For subclasses. */
    protected RouterDealerTck() {}

    @Test
    void olderNamesReadBackAsTheNewerTypes() {
        Socket dealer = socket(SocketType.byName("XREQ"));
        Socket router = socket(SocketType.byName("XREP"));
        assertEquals(SocketType.DEALER, dealer.type());
        assertEquals(SocketType.DEALER, dealer.get(SocketOptions.TYPE));
        assertEquals(SocketType.ROUTER, router.type());
        assertEquals(SocketType.ROUTER, router.get(SocketOptions.TYPE));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void routerPutsTheRoutingIdInFront(String transport) {
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes("the dealer"));
        dealer.connect(router.bind(anyEndpoint(transport)));
        dealer.sendText("hello");
        dealer.send(frames("two", "frames"));
        assertFrames(router.recvMultipart(), "the dealer", "hello");
        assertFrames(router.recvMultipart(), "the dealer", "two", "frames");
        router.send(frames("the dealer", "welcome", ""));
        assertFrames(dealer.recvMultipart(), "welcome", "");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void routerMakesUpIds(String transport) {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint(transport));
        Set<ByteBuffer> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Socket dealer = socket(SocketType.DEALER);
            dealer.connect(endpoint);
            dealer.sendText("hello");
            byte[] id = router.recv();
            assertTrue(router.hasMore());
            assertEquals("hello", router.recvText());
            assertEquals(5, id.length);
            assertEquals(0, id[0]);
            assertTrue(ids.add(ByteBuffer.wrap(id)), "an id twice");
            router.send(List.of(id, bytes("back " + i)));
            assertEquals("back " + i, dealer.recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void routerReachesEachPeer(String transport) {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint(transport));
        Socket one = named("one", endpoint);
        Socket two = named("two", endpoint);
        for (Socket dealer : List.of(one, two)) {
            dealer.sendText("hello");
            router.recvMultipart();
        }
        router.send(frames("two", "to two"));
        router.send(frames("one", "to one"));
        assertEquals("to one", one.recvText());
        assertEquals("to two", two.recvText());
        assertNull(one.tryRecv());
        assertNull(two.tryRecv());
    }

    private Socket named(String id, String endpoint) {
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes(id));
        dealer.connect(endpoint);
        return dealer;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void requestsCarryAnEmptyDelimiter(String transport) {
        Two two = two(transport, SocketType.ROUTER, SocketType.REQ);
        two.connected().sendText("request");
        List<byte[]> request = two.bound().recvMultipart();
        assertEquals(3, request.size());
        assertEquals(0, request.get(1).length);
        assertArrayEquals(bytes("request"), request.get(2));
        two.bound().send(List.of(request.get(0), new byte[0], bytes("reply")));
        assertEquals("reply", two.connected().recvText());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void dealerTalksToRepWithADelimiter(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.DEALER);
        two.connected().send(frames("", "one"));
        two.connected().send(frames("", "two"));
        for (String text : new String[] {"one", "two"}) {
            assertEquals(text, two.bound().recvText());
            two.bound().sendText("re: " + text);
        }
        assertFrames(two.connected().recvMultipart(), "", "re: one");
        assertFrames(two.connected().recvMultipart(), "", "re: two");
    }

    @Test
    void dealerGoesRoundRobin() {
        Socket dealer = socket(SocketType.DEALER);
        Socket one = socket(SocketType.DEALER);
        Socket two = socket(SocketType.DEALER);
        dealer.connect(one.bind(anyEndpoint("inproc")));
        dealer.connect(two.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 6; i++) {
            dealer.sendText("m" + i);
        }
        for (int i = 0; i < 6; i++) {
            assertEquals("m" + i, (i % 2 == 0 ? one : two).recvText());
        }
    }

    @Test
    void unroutableMessagesAreDropped() {
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = named("known", router.bind(anyEndpoint("inproc")));
        dealer.sendText("hello");
        assertFrames(router.recvMultipart(), "known", "hello");
        router.send(frames("unknown", "lost"));
        router.sendText("unknown", SendFlag.SNDMORE);
        router.sendText("lost", SendFlag.SNDMORE);
        router.sendText("too");
        router.send(frames("known", "found"));
        assertFrames(dealer.recvMultipart(), "found");
        assertNull(dealer.tryRecv());
    }

    @Test
    void mandatoryRouterRefusesUnroutableMessages() {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        String endpoint = router.bind(anyEndpoint("inproc"));
        Socket dealer = named("known", endpoint);
        assertCode(ErrorCode.EHOSTUNREACH, () -> router.send(frames("unknown", "lost")));
        assertCode(ErrorCode.EHOSTUNREACH, () -> router.sendText("unknown", SendFlag.SNDMORE));
        assertCode(ErrorCode.EHOSTUNREACH, () -> router.trySend(frames("unknown", "lost")));
        dealer.sendText("hello");
        assertFrames(router.recvMultipart(), "known", "hello");
        router.send(frames("known", "found"));
        assertFrames(dealer.recvMultipart(), "found");
    }

    @Test
    void mandatoryRouterWaitsForAPeerAtItsHighWaterMark() {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        router.set(SocketOptions.SNDHWM, 2);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.RCVHWM, 2);
        dealer.set(SocketOptions.ROUTING_ID, bytes("slow"));
        dealer.connect(router.bind(anyEndpoint("inproc")));
        dealer.sendText("hello");
        router.recvMultipart();
        int queued = 0;
        while (router.trySend(frames("slow", "m" + queued))) {
            queued++;
            assertTrue(queued < 100, "no high-water mark");
        }
        Task<Boolean> sender = start("sender", () -> {
            router.send(frames("slow", "one more"));
            return true;
        });
        sender.awaitWaiting();
        for (int i = 0; i < queued; i++) {
            assertEquals("m" + i, dealer.recvText());
        }
        assertEquals("one more", dealer.recvText());
        assertTrue(sender.result());
    }

    @Test
    void routerForgetsAPeerThatHasLeft() {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        String endpoint = router.bind(anyEndpoint("inproc"));
        Socket dealer = named("guest", endpoint);
        dealer.sendText("hello");
        router.recvMultipart();
        dealer.close();
        await("the guest is forgotten", () -> {
            try {
                return !router.trySend(frames("guest", "lost"));
            } catch (ZmqException e) {
                assertEquals(ErrorCode.EHOSTUNREACH, e.code());
                return true;
            }
        });
        await("the id is free", () -> hears(router, endpoint)); // a peer that comes too early stays unheard
    }

    private boolean hears(Socket router, String endpoint) {
        Socket again = named("guest", endpoint);
        again.sendText("back");
        List<byte[]> message = receiveSoon(router);
        again.close();
        if (message != null) {
            assertFrames(message, "guest", "back");
        }
        return message != null;
    }

    @Test
    void idsAreBytes() {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint("inproc"));
        byte[] id = new byte[255];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) (i + 1);
        }
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, id);
        dealer.connect(endpoint);
        dealer.sendText("hello");
        byte[] received = router.recv();
        assertArrayEquals(id, received);
        assertNotEquals(0, received[0]);
        assertEquals("hello", router.recvText());
    }

    // ---- against the direction

    @ParameterizedTest
    @EnumSource(names = {"SUB", "PULL"})
    @Rule("SUB-007")
    void receiversDoNotSend(SocketType type) {
        Socket socket = socket(type);
        socket.bind(anyEndpoint("inproc"));
        for (Executable call : List.<Executable>of(
                () -> socket.send(new byte[1]),
                () -> socket.send(new byte[1], SendFlag.SNDMORE),
                () -> socket.send(new byte[1], SendFlag.DONTWAIT),
                () -> socket.send(new byte[1], SHORT),
                () -> socket.trySend(new byte[1]),
                () -> socket.send(ByteBuffer.allocate(1)),
                () -> socket.trySend(ByteBuffer.allocate(1)),
                () -> socket.sendText("x"),
                () -> socket.send(frames("a", "b")),
                () -> socket.trySend(frames("a", "b")),
                () -> socket.send(context().msg(new byte[1])),
                () -> socket.trySend(context().msg(new byte[1])))) {
            ZmqException thrown = assertCode(ErrorCode.ENOTSUP, call);
            assertTrue(String.valueOf(thrown.getMessage()).contains(type.name()), thrown::getMessage);
        }
        assertNull(socket.tryRecv());
    }

    @ParameterizedTest
    @EnumSource(names = {"PUB", "PUSH"})
    @Rule("PUB-006")
    void sendersDoNotReceive(SocketType type) {
        Socket socket = socket(type);
        socket.bind(anyEndpoint("inproc"));
        for (Executable call : List.<Executable>of(
                socket::recv,
                () -> socket.recv(RecvFlag.DONTWAIT),
                () -> socket.recv(SHORT),
                socket::tryRecv,
                () -> socket.recv(ByteBuffer.allocate(1)),
                () -> socket.tryRecv(ByteBuffer.allocate(1)),
                socket::recvText,
                socket::recvMultipart,
                socket::tryRecvMultipart,
                () -> socket.recv(context().msg()),
                () -> socket.tryRecv(context().msg()))) {
            ZmqException thrown = assertCode(ErrorCode.ENOTSUP, call);
            assertTrue(String.valueOf(thrown.getMessage()).contains(type.name()), thrown::getMessage);
        }
        assertFalse(socket.hasMore());
    }
}
