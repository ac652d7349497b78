package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ROUTER and DEALER: routing ids and envelopes of RFC 28; and that no type sends or receives against its direction. */
public class RouterDealerTck extends ZmqTck {
    private static final int LARGE = 256 << 10;
    private static final int MORE_THAN_THE_KERNEL_HOLDS = 64;

    private static final List<String[]> MESSAGES = List.of(
            new String[] {"one"}, new String[] {""}, new String[] {"", "a", "", "b"}, new String[] {"a", "", ""});

    /** For subclasses. */
    protected RouterDealerTck() {}

    @Test
    @Rule("SOC-001")
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
    @Rule("RTR-001")
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
    @Rule({"RTR-001", "RTR-010"})
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
            dealer.sendText("hello again");
            assertArrayEquals(id, router.recvMultipart().get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-002")
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
    @Rule("REQ-003")
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("DLR-001")
    void dealerGoesRoundRobin(String transport) {
        Socket dealer = socket(SocketType.DEALER);
        Socket one = socket(SocketType.DEALER);
        Socket two = socket(SocketType.DEALER);
        dealer.connect(one.bind(anyEndpoint(transport)));
        dealer.connect(two.bind(anyEndpoint(transport)));
        for (int i = 0; i < 6; i++) {
            dealer.sendText("m" + i);
        }
        for (int i = 0; i < 6; i++) {
            assertEquals("m" + i, (i % 2 == 0 ? one : two).recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-003")
    void unroutableMessagesAreDropped(String transport) {
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = named("known", router.bind(anyEndpoint(transport)));
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"RTR-005", "RTR-019"})
    void mandatoryRouterRefusesUnroutableMessages(String transport) {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        String endpoint = router.bind(anyEndpoint(transport));
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
    @Rule("RTR-006")
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-022")
    void peerThatHasLeftIsOutOfReachThoughItsMessagesWait(String transport) {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        router.set(SocketOptions.SNDHWM, 0); // what is lost fills no queue
        Socket guest = named("guest", router.bind(anyEndpoint(transport)));
        guest.set(SocketOptions.LINGER, AWAIT);
        guest.sendText("first");
        guest.sendText("second");
        guest.sendText("third");
        assertFrames(router.recvMultipart(), "guest", "first");
        guest.close();
        awaitForgotten(router, "guest");
        assertFrames(router.recvMultipart(), "guest", "second");
        assertFrames(router.recvMultipart(), "guest", "third");
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

    // ---- DEALER

    @Test
    @Rule("DLR-002")
    void dealerReceivesFromItsPeersInTurns() {
        Socket dealer = socket(SocketType.DEALER);
        List<Socket> peers = namedPeers(dealer.bind(anyEndpoint("inproc")), 3);
        sendNames(peers, 4);
        assertTurns(3, 4, dealer::recvText);
    }

    @Test
    @Rule("RTR-011")
    void routerReceivesFromItsPeersInTurns() {
        Socket router = socket(SocketType.ROUTER);
        List<Socket> peers = namedPeers(router.bind(anyEndpoint("inproc")), 3);
        sendNames(peers, 4);
        assertTurns(3, 4, () -> {
            List<String> message = texts(router.recvMultipart());
            assertEquals(message.get(0), message.get(1));
            return message.get(0);
        });
    }

    private static void sendNames(List<Socket> peers, int each) {
        for (Socket peer : peers) {
            for (int i = 0; i < each; i++) {
                peer.send(peer.get(SocketOptions.ROUTING_ID));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("DLR-003")
    void dealerWaitsForAPeer(String transport) {
        Socket dealer = socket(SocketType.DEALER);
        String endpoint = dealer.bind(anyEndpoint(transport));
        assertFalse(dealer.trySendText("nobody"));
        assertThrows(WouldBlockException.class, () -> dealer.send(bytes("nobody"), SHORT));
        Task<Boolean> sender = start("sender", () -> {
            dealer.sendText("for who comes");
            return true;
        });
        sender.awaitWaiting();
        Socket peer = socket(SocketType.DEALER);
        peer.connect(endpoint);
        assertEquals("for who comes", peer.recvText());
        assertTrue(sender.result());
        assertNull(peer.tryRecv());
    }

    @Test
    @Rule("DLR-003")
    void dealerWaitsWhenAllItsPeersAreFullAndLosesNothing() {
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.SNDHWM, 1);
        Socket full = socket(SocketType.DEALER);
        full.set(SocketOptions.RCVHWM, 1);
        dealer.connect(full.bind(anyEndpoint("inproc")));
        assertTrue(dealer.trySendText("m0"));
        assertTrue(dealer.trySendText("m1"));
        assertFalse(dealer.trySendText("no room"));
        assertThrows(WouldBlockException.class, () -> dealer.send(bytes("no room"), SHORT));
        assertEquals("m0", full.recvText());
        assertEquals("m1", full.recvText());
        dealer.sendText("room again");
        assertEquals("room again", full.recvText());
        assertNull(full.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("DLR-004")
    void dealersChangeNothingInAMessage(String transport) {
        Two two = two(transport, SocketType.DEALER, SocketType.DEALER);
        for (String[] message : MESSAGES) {
            two.connected().send(frames(message));
            assertFrames(two.bound().recvMultipart(), message);
            two.bound().send(frames(message));
            assertFrames(two.connected().recvMultipart(), message);
        }
    }

    @Test
    @Rule("DLR-004")
    void onTheWireIsWhatADealerSends() throws IOException {
        Socket dealer = socket(SocketType.DEALER);
        try (RawPeer peer = RawPeer.connect(dealer.bind(anyEndpoint("tcp")), "DEALER")) {
            for (String[] message : MESSAGES) {
                dealer.send(frames(message));
                assertFrames(peer.readMessage(), message);
                peer.send(frames(message));
                assertFrames(dealer.recvMultipart(), message);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("DLR-005")
    void whatWaitsForAPeerThatLeavesADealerIsDropped(String transport) {
        Socket dealer = socket(SocketType.DEALER);
        String endpoint = dealer.bind(anyEndpoint(transport));
        Socket leaving = socket(SocketType.DEALER);
        leaving.set(SocketOptions.RCVHWM, 1);
        leaving.connect(endpoint);
        for (int i = 0; i < MORE_THAN_THE_KERNEL_HOLDS; i++) {
            dealer.send(new byte[LARGE]);
        }
        leaving.close();
        await("nobody is connected", () -> !canSend(dealer));
        Socket staying = socket(SocketType.DEALER);
        staying.connect(endpoint);
        dealer.sendText("for who stays");
        assertEquals("for who stays", staying.recvText());
        assertNull(staying.tryRecv());
    }

    private static boolean canSend(Socket socket) {
        return socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("DLR-006")
    void dealersSendAndReceiveInAnyOrder(String transport) {
        Two two = two(transport, SocketType.DEALER, SocketType.DEALER);
        Random random = new Random(6);
        int there = 0;
        int back = 0;
        Deque<String> toBound = new ArrayDeque<>();
        Deque<String> toConnected = new ArrayDeque<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(4)) {
                case 0 -> sendNext(two.connected(), "there " + there++, toBound);
                case 1 -> sendNext(two.bound(), "back " + back++, toConnected);
                case 2 -> recvNext(two.bound(), toBound);
                default -> recvNext(two.connected(), toConnected);
            }
        }
    }

    private static void sendNext(Socket socket, String text, Deque<String> underway) {
        socket.sendText(text);
        underway.add(text);
    }

    private static void recvNext(Socket socket, Deque<String> underway) {
        String next = underway.poll();
        if (next == null) {
            assertNull(socket.tryRecv());
        } else {
            assertEquals(next, socket.recvText());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REP", "DEALER", "ROUTER"})
    @Rule("DLR-007")
    void dealerTurnsAwayWhatItCannotTalkTo(SocketType type) throws IOException {
        String endpoint = socket(SocketType.DEALER).bind(anyEndpoint("tcp"));
        RawPeer.assertTurnedAway(endpoint, type.name());
    }

    @ParameterizedTest
    @EnumSource(names = {"REP", "DEALER", "ROUTER"})
    @Rule("DLR-007")
    void dealerTakesOnWhatItCanTalkTo(SocketType type) throws IOException {
        Socket dealer = socket(SocketType.DEALER);
        try (RawPeer peer = RawPeer.connect(dealer.bind(anyEndpoint("tcp")), type.name())) {
            dealer.sendText("hello");
            assertFrames(peer.readMessage(), "hello");
        }
    }

    // ---- peers of a ROUTER

    @Test
    @Rule("RTR-004")
    void routerDropsWhatDoesNotFitIntoTheQueueOfItsPeer() {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.SNDHWM, 1);
        String endpoint = router.bind(anyEndpoint("inproc"));
        Socket stalled = socket(SocketType.DEALER);
        stalled.set(SocketOptions.ROUTING_ID, bytes("stalled"));
        stalled.set(SocketOptions.RCVHWM, 1);
        stalled.connect(endpoint);
        Socket reading = named("reading", endpoint);
        for (Socket dealer : List.of(stalled, reading)) {
            dealer.sendText("hello");
            router.recvMultipart();
        }
        for (int i = 0; i < 20; i++) {
            router.send(frames("stalled", "m" + i), Duration.ZERO);
            router.send(frames("reading", "m" + i), Duration.ZERO);
            assertEquals("m" + i, reading.recvText());
        }
        assertEquals("m0", stalled.recvText());
        assertEquals("m1", stalled.recvText());
        assertNull(stalled.tryRecv());
    }

    @Test
    @Rule("RTR-007")
    void mandatoryRouterIsReadyToSendWhenAPeerHasRoom() {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        router.set(SocketOptions.SNDHWM, 1);
        String endpoint = router.bind(anyEndpoint("inproc"));
        assertFalse(canSend(router), "ready without a peer");
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes("stalled"));
        dealer.set(SocketOptions.RCVHWM, 1);
        dealer.connect(endpoint);
        dealer.sendText("hello");
        router.recvMultipart();
        assertTrue(canSend(router), "not ready with a peer that has room");
        int queued = 0;
        while (router.trySend(frames("stalled", "m"))) {
            queued++;
            assertTrue(queued < 100, "no high-water mark");
        }
        assertFalse(canSend(router), "ready though its only peer is full");
        named("other", endpoint).sendText("hello");
        router.recvMultipart();
        assertTrue(canSend(router), "not ready though another peer has room");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-008")
    void secondPeerWithTheSameIdIsNotHeardAndTheFirstStays(String transport) {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint(transport));
        Socket first = named("same", endpoint);
        first.sendText("first");
        assertFrames(router.recvMultipart(), "same", "first");
        Socket second = named("same", endpoint);
        second.sendText("never heard");
        named("other", endpoint).sendText("other");
        assertFrames(router.recvMultipart(), "other", "other");
        router.send(frames("same", "for the first"));
        assertEquals("for the first", first.recvText());
        first.sendText("first again");
        assertFrames(router.recvMultipart(), "same", "first again");
        assertNull(second.tryRecv());
    }

    @Test
    @Rule("RTR-009")
    void afterAHandoverTheOlderPeerIsNeitherHeardNorServed() throws IOException {
        try (Handover handover = new Handover()) {
            handover.older.send(bytes("never heard"));
            for (int i = 0; i < 20; i++) {
                handover.bounce();
            }
            assertNull(handover.router.tryRecv());
        }
    }

    @Test
    @Rule("RTR-009")
    void handoverClosesTheOlderConnection() throws IOException {
        try (Handover handover = new Handover()) {
            Task<Boolean> closed = start("older", () -> {
                handover.older.awaitClosed();
                return true;
            });
            for (int i = 0; i < 200 && !closed.isDone(); i++) {
                handover.bounce();
            }
            boolean wasClosed = closed.isDone();
            handover.router.close();
            closed.result();
            assertTrue(wasClosed, "the older connection stays open");
        }
    }

    /** Two peers with the same id, the newer of which has taken over. */
    private final class Handover implements AutoCloseable {
        private final Socket router = socket(SocketType.ROUTER);
        private final RawPeer older;
        private final RawPeer newer;

        Handover() throws IOException {
            router.set(SocketOptions.ROUTER_HANDOVER, true);
            String endpoint = router.bind(anyEndpoint("tcp"));
            older = peer(endpoint, "older");
            newer = peer(endpoint, "newer");
        }

        private RawPeer peer(String endpoint, String name) throws IOException {
            RawPeer peer = RawPeer.connect(endpoint);
            peer.handshake("DEALER", "same");
            peer.send(bytes(name));
            assertFrames(router.recvMultipart(), "same", name);
            return peer;
        }

        void bounce() throws IOException {
            router.send(frames("same", "ping"));
            assertFrames(newer.readMessage(), "ping");
            newer.send(bytes("pong"));
            assertFrames(router.recvMultipart(), "same", "pong");
        }

        @Override
        public void close() throws IOException {
            older.close();
            newer.close();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-012")
    void whatWaitsForAPeerThatLeavesARouterIsDropped(String transport) {
        Socket router = socket(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        String endpoint = router.bind(anyEndpoint(transport));
        Socket leaving = socket(SocketType.DEALER);
        leaving.set(SocketOptions.ROUTING_ID, bytes("guest"));
        leaving.set(SocketOptions.RCVHWM, 1);
        leaving.connect(endpoint);
        leaving.sendText("hello");
        router.recvMultipart();
        for (int i = 0; i < MORE_THAN_THE_KERNEL_HOLDS; i++) {
            router.send(List.of(bytes("guest"), new byte[LARGE]));
        }
        leaving.close();
        awaitForgotten(router, "guest");
        Socket again = comesBack(router, endpoint);
        router.send(frames("guest", "for who is back"));
        assertEquals("for who is back", again.recvText());
        assertNull(again.tryRecv());
    }

    private static void awaitForgotten(Socket mandatoryRouter, String id) {
        await(id + " is forgotten", () -> {
            try {
                mandatoryRouter.trySend(frames(id, "lost"));
                return false;
            } catch (ZmqException e) {
                assertEquals(ErrorCode.EHOSTUNREACH, e.code());
                return true;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-021")
    void peerThatComesBackIsReachedUnderItsId(String transport) {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint(transport));
        for (int i = 0; i < 3; i++) {
            Socket guest = comesBack(router, endpoint);
            router.send(frames("guest", "welcome " + i));
            assertEquals("welcome " + i, guest.recvText());
            guest.close();
        }
    }

    /** A peer with the id of one that has left; who comes too early stays unheard, and each is given more time. */
    private Socket comesBack(Socket router, String endpoint) {
        AtomicReference<Socket> back = new AtomicReference<>();
        AtomicInteger patience = new AtomicInteger();
        await("a guest is heard", () -> {
            Socket guest = named("guest", endpoint);
            guest.sendText("from " + guest);
            boolean heard = hears(router, guest, patience.incrementAndGet());
            if (heard) {
                back.set(guest);
            } else {
                guest.close();
            }
            return heard;
        });
        return back.get();
    }

    private static boolean hears(Socket router, Socket guest, int patience) {
        for (int i = 0; i < patience; i++) {
            List<byte[]> message = receiveSoon(router);
            if (message != null && texts(message).equals(List.of("guest", "from " + guest))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-015")
    void idWithoutAMessageIsIgnored(String transport) {
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = named("known", router.bind(anyEndpoint(transport)));
        dealer.sendText("hello");
        router.recvMultipart();
        router.sendText("known");
        router.sendText("unknown");
        router.send(frames("known", "found"));
        assertFrames(dealer.recvMultipart(), "found");
        assertNull(dealer.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-016")
    void routersTalkToEachOtherByTheirIds(String transport) {
        List<Socket> routers = new ArrayList<>();
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket router = socket(SocketType.ROUTER);
            router.set(SocketOptions.ROUTING_ID, bytes("r" + i));
            router.set(SocketOptions.ROUTER_MANDATORY, true);
            endpoints.forEach(router::connect);
            endpoints.add(router.bind(anyEndpoint(transport)));
            routers.add(router);
        }
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                if (from != to) {
                    Socket sender = routers.get(from);
                    String id = "r" + to;
                    await(id + " is known", () -> reaches(sender, id, "hello"));
                    assertFrames(routers.get(to).recvMultipart(), "r" + from, "hello");
                }
            }
        }
    }

    private static boolean reaches(Socket mandatoryRouter, String... frames) {
        try {
            mandatoryRouter.send(frames(frames));
            return true;
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EHOSTUNREACH, e.code());
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("RTR-020")
    void restOfAMessageToAPeerThatLeavesIsDropped(String transport) {
        Socket router = socket(SocketType.ROUTER);
        String endpoint = router.bind(anyEndpoint(transport));
        Socket other = named("other", endpoint);
        other.sendText("hello");
        router.recvMultipart();
        Socket leaving = comesBack(router, endpoint);
        router.sendText("guest", SendFlag.SNDMORE);
        router.sendText("first", SendFlag.SNDMORE);
        leaving.close();
        router.sendText("second", SendFlag.SNDMORE);
        router.sendText("third");
        router.send(frames("other", "whole", "message"));
        assertFrames(other.recvMultipart(), "whole", "message");
        Socket again = comesBack(router, endpoint);
        router.send(frames("guest", "all", "of it"));
        assertFrames(again.recvMultipart(), "all", "of it");
        assertNull(other.tryRecv());
    }

    // ---- against the direction

    @ParameterizedTest
    @EnumSource(names = {"SUB", "PULL"})
    @Rule({"SUB-007", "SOC-008", "PUL-003"})
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
    @Rule({"PUB-006", "SOC-008", "PSH-006"})
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
