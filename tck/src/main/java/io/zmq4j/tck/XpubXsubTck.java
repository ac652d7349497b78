package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** XPUB and XSUB: subscriptions are messages, received by the one and sent by the other. */
public class XpubXsubTck extends PublisherArea {
    /** Creates the area. */
    public XpubXsubTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"XPB-001", "XPB-005", "SUB-009"})
    void xpubReceivesSubscriptions(String transport) {
        Socket xpub = socket(SocketType.XPUB);
        String endpoint = xpub.bind(anyEndpoint(transport));
        Socket sub = socket(SocketType.SUB);
        sub.connect(endpoint);
        sub.subscribe("A");
        assertReceives(xpub, "\u0001A");
        sub.subscribe("A");
        sub.subscribe("B");
        assertReceives(xpub, "\u0001B");
        sub.unsubscribe("A");
        sub.unsubscribe("A");
        assertReceives(xpub, "\u0000A");
        xpub.sendText("A");
        xpub.sendText("B");
        assertReceives(sub, "B");
        sub.close();
        assertReceives(xpub, "\u0000B");
        assertNull(xpub.tryRecv());
    }

    @Test
    @Rule("XPB-016")
    void connectElsewhereIsNoNews() {
        Two two = two(SocketType.XPUB, SocketType.SUB);
        two.connected().subscribe("A");
        assertReceives(two.bound(), "\u0001A");
        two.connected().connect(anyEndpoint("inproc"));
        assertEquals(null, two.bound().tryRecvText());
    }

    @Test
    @Rule("XPB-017")
    void verboserTellsOfEachThatLeaves() {
        Two two = two(SocketType.XPUB, SocketType.SUB);
        two.bound().set(SocketOptions.XPUB_VERBOSER, true);
        Socket other = socket(SocketType.SUB);
        other.connect(two.endpoint());
        for (Socket each : List.of(other, two.connected())) {
            each.subscribe("A");
            assertReceives(two.bound(), "\u0001A");
        }
        other.disconnect(two.endpoint());
        for (int i = 0; i < 4; i++) { // the end of a connection is agreed upon by both
            two.bound().get(SocketOptions.EVENTS);
            other.get(SocketOptions.EVENTS);
        }
        two.connected().unsubscribe("A");
        assertReceives(two.bound(), "\u0000A");
        assertEquals("\u0000A", two.bound().tryRecvText());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"XPB-001", "XPB-002"})
    void xpubReceivesOnlyTheFirstAndLastSubscriptionToATopic(String transport) {
        Socket xpub = socket(SocketType.XPUB);
        String endpoint = xpub.bind(anyEndpoint(transport));
        Socket one = socket(SocketType.SUB);
        Socket two = socket(SocketType.SUB);
        one.connect(endpoint);
        one.subscribe("A");
        assertReceives(xpub, "\u0001A");
        two.connect(endpoint);
        two.subscribe("A");
        two.subscribe("B");
        assertReceives(xpub, "\u0001B");
        one.unsubscribe("A");
        one.subscribe("C");
        assertReceives(xpub, "\u0001C");
        two.unsubscribe("A");
        assertReceives(xpub, "\u0000A");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XSB-001")
    void xsubSubscribesByMessages(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001A");
        assertReceives(two.bound(), "\u0001A");
        two.bound().sendText("B");
        two.bound().sendText("A1");
        assertReceives(two.connected(), "A1");
        two.connected().sendText("\u0000A");
        assertReceives(two.bound(), "\u0000A");
        two.connected().sendText("\u0001" + END);
        assertReceives(two.bound(), "\u0001" + END);
        two.bound().sendText("A2");
        two.bound().sendText(END);
        assertReceives(two.connected(), END);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"XPB-011", "XSB-002"})
    void whatElseAnXsubSendsReachesTheXpub(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001A");
        assertReceives(two.bound(), "\u0001A");
        two.connected().sendText("a message");
        two.connected().send(frames("of", "frames"));
        assertReceives(two.bound(), "a message");
        assertFrames(two.bound().recvMultipart(), "of", "frames");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XPB-011")
    void userMessagesKeepTheirFrames(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        two.connected().send(frames("\u0002A", "", "\u0003\u0001\u0000", ""));
        assertFrames(two.bound().recvMultipart(), "\u0002A", "", "\u0003\u0001\u0000", "");
        two.connected().sendText("");
        two.connected().sendText("\u0001" + END);
        assertReceives(two.bound(), "", "\u0001" + END);
    }

    @Test
    @Rule("XPB-012")
    void xpubDropsForASubscriberAtItsHighWaterMark() {
        Two two = smallQueue(SocketType.XPUB);
        for (int i = 0; i < 100; i++) {
            two.bound().sendText("m" + i);
        }
        assertSome(two.connected(), 100);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XPB-014")
    void subscriptionMakesXpubReadable(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.SUB);
        assertFalse(two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        two.connected().subscribe("A");
        await("readable", () -> two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        assertReceives(two.bound(), "\u0001A");
        assertFalse(two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XSB-003")
    void subscriptionsOfXsubAreCounted(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001A");
        assertReceives(two.bound(), "\u0001A");
        two.connected().sendText("\u0001A");
        two.connected().sendText("\u0000A");
        two.connected().sendText("\u0001" + END);
        assertReceives(two.bound(), "\u0001" + END);
        two.connected().sendText("\u0000A");
        assertReceives(two.bound(), "\u0000A");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XSB-004")
    void subscriptionsOfXsubGoToEveryPublisherNowAndLater(String transport) {
        Socket xsub = socket(SocketType.XSUB);
        Socket early = socket(SocketType.XPUB);
        xsub.connect(early.bind(anyEndpoint(transport)));
        xsub.sendText("\u0001topic");
        assertReceives(early, "\u0001topic");
        Socket late = socket(SocketType.XPUB);
        xsub.connect(late.bind(anyEndpoint(transport)));
        assertReceives(late, "\u0001topic");
    }

    @Test
    @Rule("XSB-004")
    void subscriptionsOfXsubAreRepeatedAfterAReconnect() {
        Two two = two("tcp", SocketType.XPUB, SocketType.XSUB);
        two.connected().sendText("\u0001kept");
        assertReceives(two.bound(), "\u0001kept");
        two.bound().close();
        Socket next = rebind(SocketType.XPUB, two.endpoint());
        await("the subscription", () -> {
            two.connected().tryRecv(); // an engine repeats them with a call on the socket
            return "\u0001kept".equals(next.tryRecvText());
        });
    }

    @Test
    @Rule("XSB-005")
    void xsubIsFair() {
        Socket xsub = socket(SocketType.XSUB);
        Socket[] pubs = {socket(SocketType.PUB), socket(SocketType.PUB), socket(SocketType.PUB)};
        xsub.sendText("\u0001m");
        for (Socket pub : pubs) {
            xsub.connect(pub.bind(anyEndpoint("inproc")));
            settle(pub, xsub);
        }
        assertFair(pubs, xsub);
    }

    @Test
    @Rule("XSB-005")
    void xsubThatDoesNotReceiveHoldsBackNobody() {
        Socket xpub = socket(SocketType.XPUB);
        xpub.set(SocketOptions.SNDHWM, 2);
        Socket xsub = socket(SocketType.XSUB);
        xsub.set(SocketOptions.RCVHWM, 2);
        xsub.connect(xpub.bind(anyEndpoint("inproc")));
        xsub.sendText("\u0001m");
        assertReceives(xpub, "\u0001m");
        for (int i = 0; i < 100; i++) {
            assertTrue(xpub.trySendText("m" + i));
        }
        assertReceives(xsub, "m0", "m1");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("XSB-008")
    void messageThatMatchesSeveralTopicsComesToXsubOnce(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        for (String topic : new String[] {"", "a", "ab", "abc", "b"}) {
            two.connected().sendText("\u0001" + topic);
            assertReceives(two.bound(), "\u0001" + topic);
        }
        two.bound().sendText("abc");
        two.bound().sendText("b");
        two.bound().sendText(END);
        assertReceives(two.connected(), "abc", "b", END);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-010")
    void subscriptionsThatAreTooLongGoNowhere(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        byte[] topic = new byte[1_026];
        for (byte first : new byte[] {1, 0}) {
            topic[0] = first;
            two.connected().send(topic);
            assertTrue(two.connected().trySend(ByteBuffer.wrap(topic)));
            two.connected().send(context().msg(topic));
        }
        byte[] longest = Arrays.copyOf(topic, 1_025);
        longest[0] = 1;
        two.connected().send(longest);
        assertArrayEquals(longest, two.bound().recv());
        assertNull(two.bound().tryRecv());
    }
}
