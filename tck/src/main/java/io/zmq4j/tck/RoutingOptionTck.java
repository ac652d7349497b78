package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Effects of the options about routing ids, requests and replies, plain TCP, and what a socket says about itself. */
public class RoutingOptionTck extends OptionArea {
    /** For those who run it. */
    public RoutingOptionTck() {}

    // ---- routing ids

    @Test
    @EffectOf("IDENTITY")
    @Rule({"OPT-102", "RTR-001"})
    void routerSeesTheRoutingIdOfItsPeer() {
        needs(SocketOptions.ROUTING_ID);
        for (String transport : transports()) {
            Socket router = open(SocketType.ROUTER);
            String endpoint = router.bind(anyEndpoint(transport));
            Socket dealer = open(SocketType.DEALER);
            dealer.set(SocketOptions.ROUTING_ID, new byte[] {'i', (byte) 0xFF, 0, 'd'});
            dealer.connect(endpoint);
            send(dealer, "hello");
            List<byte[]> message = router.recvMultipart(AWAIT);
            assertArrayEquals(new byte[] {'i', (byte) 0xFF, 0, 'd'}, message.get(0), transport);
            assertEquals("hello", text(message.get(1)), transport);
            router.send(message, AWAIT);
            assertEquals("hello", recv(dealer), transport);
        }
    }

    @Test
    @EffectOf("CONNECT_RID")
    @Rule({"OPT-149", "RTR-013"})
    void connectRoutingIdIsTheNameOfThePeerOfTheNextConnect() {
        needs(SocketOptions.CONNECT_RID);
        for (String transport : transports()) {
            Socket first = open(SocketType.DEALER);
            Socket second = open(SocketType.DEALER);
            Socket router = open(SocketType.ROUTER);
            router.set(SocketOptions.ROUTER_MANDATORY, true);
            router.set(SocketOptions.CONNECT_ROUTING_ID, bytes("one"));
            router.connect(first.bind(anyEndpoint(transport)));
            router.set(SocketOptions.CONNECT_ROUTING_ID, bytes("two"));
            router.connect(second.bind(anyEndpoint(transport)));
            send(router, "two", "for two");
            send(router, "one", "for one");
            assertEquals("for one", recv(first), transport);
            assertEquals("for two", recv(second), transport);
            send(second, "answer");
            assertEquals(List.of("two", "answer"), recvAll(router), transport);
        }
    }

    @Test
    @EffectOf("CONNECT_RID")
    @Rule("OPT-149")
    void connectRoutingIdWorksOnStream() throws IOException {
        needs(SocketOptions.CONNECT_RID);
        needs(SocketType.STREAM);
        needsTransport("tcp");
        ServerSocket listener = later(RawPeer.listen());
        Socket stream = open(SocketType.STREAM);
        stream.set(SocketOptions.CONNECT_ROUTING_ID, bytes("server"));
        stream.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener));
        assertEquals(List.of("server", ""), recvAll(stream));
        send(stream, "server", "hello");
        assertEquals("hello", text(peer.read(5)));
    }

    @Test
    @EffectOf("ROUTER_MANDATORY")
    @Rule({"OPT-125", "RTR-005"})
    void mandatoryRouterRefusesWhatItCannotRoute() {
        needs(SocketOptions.ROUTER_MANDATORY);
        Socket router = open(SocketType.ROUTER);
        router.bind(inproc());
        send(router, "nobody", "dropped");
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        assertCode(ErrorCode.EHOSTUNREACH, () -> send(router, "nobody", "refused"));
        router.set(SocketOptions.ROUTER_MANDATORY, false);
        send(router, "nobody", "dropped again");
    }

    @Test
    @EffectOf("ROUTER_MANDATORY")
    @Rule({"OPT-125", "RTR-006"})
    void mandatoryRouterWaitsForAPeerAtItsHighWaterMark() {
        needs(SocketOptions.ROUTER_MANDATORY);
        Socket router = open(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_MANDATORY, true);
        router.set(SocketOptions.SNDHWM, 2);
        String endpoint = inproc();
        router.bind(endpoint);
        Socket dealer = open(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes("full"));
        dealer.set(SocketOptions.RCVHWM, 2);
        dealer.connect(endpoint);
        send(dealer, "here");
        assertEquals(List.of("full", "here"), recvAll(router));
        int sent = 0;
        while (sent < 100 && router.trySend(frames("full", "m" + sent))) {
            sent++;
        }
        assertTrue(sent > 0 && sent < 100, sent + " messages fitted into high-water marks of 2 and 2");
        assertThrows(WouldBlockException.class, () -> router.send(frames("full", "late"), SHORT));
        for (int i = 0; i < sent; i++) {
            assertEquals("m" + i, recv(dealer));
        }
        send(router, "full", "room again");
        assertEquals("room again", recv(dealer));
    }

    @Test
    @EffectOf("ROUTER_HANDOVER")
    @Rule({"OPT-147", "RTR-009"})
    void handoverGivesARoutingIdToThePeerThatCameLast() {
        needs(SocketOptions.ROUTER_HANDOVER);
        for (String transport : transports()) {
            Socket router = open(SocketType.ROUTER);
            router.set(SocketOptions.ROUTER_HANDOVER, true);
            String endpoint = router.bind(anyEndpoint(transport));
            Socket first = named(endpoint, "same");
            send(first, "first");
            assertEquals(List.of("same", "first"), recvAll(router), transport);
            Socket second = named(endpoint, "same");
            send(second, "second");
            assertEquals(List.of("same", "second"), recvAll(router), transport);
            send(router, "same", "for the second");
            assertEquals("for the second", recv(second), transport);
        }
    }

    private Socket named(String endpoint, String routingId) {
        Socket dealer = open(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes(routingId));
        dealer.connect(endpoint);
        return dealer;
    }

    @Test
    @EffectOf("PROBE_ROUTER")
    @Rule({"DLR-008", "OPT-142"})
    void aProbeTellsTheRouterOfANewPeer() {
        needs(SocketOptions.PROBE_ROUTER);
        List<String> refusing = new ArrayList<>();
        for (String transport : transports()) {
            for (SocketType type : SocketOptions.PROBE_ROUTER.socketTypes()) {
                Socket router = open(SocketType.ROUTER);
                String endpoint = router.bind(anyEndpoint(transport));
                Socket probing = open(type);
                probing.set(SocketOptions.PROBE_ROUTER, true);
                probing.set(SocketOptions.ROUTING_ID, bytes("new"));
                try {
                    probing.connect(endpoint);
                } catch (UnsupportedFeatureException e) {
                    refusing.add(transport);
                    continue;
                }
                assertEquals(List.of("new", ""), recvAll(router), type + " over " + transport);
            }
        }
        boolean partly = support(SocketOptions.PROBE_ROUTER).level() == Support.Level.PARTIAL;
        assertTrue(refusing.isEmpty() || (partly && !refusing.contains("tcp")), () -> "refused over " + refusing);
    }

    @Test
    @EffectOf("PROBE_ROUTER")
    @Rule({"DLR-008", "OPT-142"})
    void aRouterThatBindsProbesThoseThatConnect() {
        needs(SocketOptions.PROBE_ROUTER);
        for (String transport : transports()) {
            Socket probing = open(SocketType.ROUTER);
            probing.set(SocketOptions.PROBE_ROUTER, true);
            probing.set(SocketOptions.ROUTING_ID, bytes("server"));
            String endpoint = probing.bind(anyEndpoint(transport));
            Socket router = open(SocketType.ROUTER);
            router.connect(endpoint);
            await("the probe over " + transport, () -> {
                canSend(probing); // an engine takes in the connection, and probes, with a call on the socket
                return canReceive(router);
            });
            assertEquals(List.of("server", ""), recvAll(router), transport);
        }
    }

    @Test
    @Rule("RTR-018")
    void notificationsOfARouterAreADraftAndNoOption() {
        Socket router = open(SocketType.ROUTER);
        assertCode(ErrorCode.EINVAL, () -> router.setByName("ROUTER_NOTIFY", 3));
        assertCode(ErrorCode.EINVAL, () -> router.getByName("ROUTER_NOTIFY"));
    }

    // ---- plain TCP

    @Test
    @EffectOf("ROUTER_RAW")
    @Rule({"OPT-132", "RTR-017"})
    void rawRouterSpeaksPlainTcp() throws IOException {
        Socket router = open(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_RAW, true);
        RawPeer peer = later(RawPeer.connect(router.bind(tcp())));
        peer.write(bytes("GET /"));
        List<byte[]> message = receiveRaw(router);
        assertEquals("GET /", text(message.get(1)));
        router.send(List.of(message.get(0), bytes("HTTP/1.0 200")), AWAIT);
        assertEquals("HTTP/1.0 200", text(peer.read(12)));
    }

    /** The data of a peer; that it has connected may be told before. */
    private static List<byte[]> receiveRaw(Socket socket) {
        List<byte[]> message = socket.recvMultipart(AWAIT);
        return message.get(1).length == 0 ? socket.recvMultipart(AWAIT) : message;
    }

    @Test
    @EffectOf("STREAM_NOTIFY")
    @Rule("OPT-160")
    void notificationsOfAStreamCanBeTurnedOff() throws IOException {
        needs(SocketOptions.STREAM_NOTIFY);
        needsTransport("tcp");
        Socket stream = open(SocketType.STREAM);
        setIfSupported(stream, SocketOptions.STREAM_NOTIFY, false);
        String endpoint = stream.bind(tcp());
        RawPeer first = later(RawPeer.connect(endpoint));
        first.write(bytes("one"));
        assertEquals("one", text(stream.recvMultipart(AWAIT).get(1)));
        first.close();
        RawPeer second = later(RawPeer.connect(endpoint));
        second.write(bytes("two"));
        assertEquals("two", text(stream.recvMultipart(AWAIT).get(1)));
    }

    @Test
    @EffectOf("STREAM_NOTIFY")
    @Rule("OPT-160")
    void aStreamIsNotifiedOfConnects() throws IOException {
        needs(SocketOptions.STREAM_NOTIFY);
        needsTransport("tcp");
        Socket stream = open(SocketType.STREAM);
        stream.set(SocketOptions.STREAM_NOTIFY, true);
        RawPeer peer = later(RawPeer.connect(stream.bind(tcp())));
        assertEquals("", texts(stream.recvMultipart(AWAIT)).get(1));
        peer.write(bytes("data"));
        assertEquals("data", texts(stream.recvMultipart(AWAIT)).get(1));
        peer.close();
        assertEquals("", texts(stream.recvMultipart(AWAIT)).get(1));
    }

    // ---- requests

    @Test
    @EffectOf("REQ_CORRELATE")
    @Rule({"OPT-143", "REQ-008"})
    void correlatedRequestsCarryANumberAndOnlyItsReplyIsTaken() throws IOException {
        Socket req = open(SocketType.REQ);
        req.set(SocketOptions.REQ_CORRELATE, true);
        RawPeer peer = later(RawPeer.connect(req.bind(tcp()), "REP"));
        send(req, "question");
        List<byte[]> request = peer.readMessage();
        assertEquals(3, request.size(), "number, delimiter, body");
        assertEquals(4, request.get(0).length);
        assertEquals(List.of("", "question"), texts(request.subList(1, 3)));

        byte[] otherNumber = request.get(0).clone();
        otherNumber[0] ^= 1;
        peer.send(List.of(otherNumber, new byte[0], bytes("of another request")));
        peer.send(List.of(request.get(0), new byte[0], bytes("answer")));
        assertEquals("answer", recv(req));
    }

    @Test
    @EffectOf("REQ_CORRELATE")
    @Rule("OPT-143")
    void requestsThatAreNotCorrelatedCarryNoNumber() throws IOException {
        needs(SocketOptions.REQ_CORRELATE);
        needsTransport("tcp");
        Socket req = open(SocketType.REQ);
        req.set(SocketOptions.REQ_CORRELATE, true);
        req.set(SocketOptions.REQ_CORRELATE, false);
        RawPeer peer = later(RawPeer.connect(req.bind(tcp()), "REP"));
        send(req, "question");
        assertEquals(List.of("", "question"), texts(peer.readMessage()));
    }

    @Test
    @EffectOf("REQ_RELAXED")
    @Rule({"OPT-144", "REQ-009"})
    void relaxedRequestsNeedNotWaitForTheReplyBefore() throws IOException {
        Socket req = open(SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        req.set(SocketOptions.REQ_CORRELATE, true);
        Socket rep = open(SocketType.REP);
        req.connect(rep.bind(tcp()));
        send(req, "first");
        assertEquals("first", recv(rep));
        await("room for another request", () -> canSend(req));
        send(req, "second");
        send(rep, "late reply");
        // the connection is a new one, and the late reply is no reply to the second request
        String request = recv(rep);
        assertEquals("second", request);
        send(rep, "reply");
        assertEquals("reply", recv(req));
    }

    @Test
    @EffectOf("REQ_RELAXED")
    @Rule("OPT-144")
    void withoutRelaxedASecondRequestIsRefused() {
        needs(SocketOptions.REQ_RELAXED);
        Two two = two(SocketType.REP, SocketType.REQ);
        two.connected().set(SocketOptions.REQ_RELAXED, true);
        two.connected().set(SocketOptions.REQ_RELAXED, false);
        send(two.connected(), "first");
        assertThrows(WrongStateException.class, () -> send(two.connected(), "second"));
    }

    // ---- what a socket says about itself

    @Test
    @EffectOf("TYPE")
    @Rule({"OPT-113", "SOC-001"})
    void typeIsTheTypeItWasOpenedWith() {
        List<SocketType> wrong = new ArrayList<>();
        for (SocketType type : SocketType.values()) {
            if (backend().supports(io.zmq4j.Capability.of(type)) && open(type).get(SocketOptions.TYPE) != type) {
                wrong.add(type);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @EffectOf("THREAD_SAFE")
    @Rule({"OPT-168", "SOC-013"})
    void noSocketIsThreadSafe() {
        for (SocketType type : SocketType.values()) {
            if (backend().supports(io.zmq4j.Capability.of(type))) {
                assertFalse(open(type).get(SocketOptions.THREAD_SAFE), type.name());
            }
        }
    }

    @Test
    @EffectOf("RCVMORE")
    @Rule("OPT-110")
    void rcvMoreSaysWhetherFramesFollow() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        send(two.connected(), "a", "b", "c");
        assertFalse(two.bound().get(SocketOptions.RCVMORE), "before the first frame");
        assertEquals("a", recv(two.bound()));
        assertTrue(two.bound().get(SocketOptions.RCVMORE), "after the first of three");
        assertEquals("b", recv(two.bound()));
        assertTrue(two.bound().get(SocketOptions.RCVMORE), "after the second of three");
        assertEquals("c", recv(two.bound()));
        assertFalse(two.bound().get(SocketOptions.RCVMORE), "after the last");
    }

    @Test
    @EffectOf("EVENTS")
    @Rule("OPT-112")
    void eventsAreWhatTheSocketIsReadyFor() {
        Socket first = open(SocketType.PAIR);
        assertEquals(Set.of(), first.get(SocketOptions.EVENTS));
        String endpoint = inproc();
        first.bind(endpoint);
        Socket second = open(SocketType.PAIR);
        second.connect(endpoint);
        assertEquals(Set.of(PollEvent.POLLOUT), second.get(SocketOptions.EVENTS));
        send(second, "hello");
        await("a message", () -> canReceive(first));
        assertEquals(Set.of(PollEvent.POLLIN, PollEvent.POLLOUT), first.get(SocketOptions.EVENTS));
        assertEquals("hello", recv(first));
        assertEquals(Set.of(PollEvent.POLLOUT), first.get(SocketOptions.EVENTS));
    }
}
