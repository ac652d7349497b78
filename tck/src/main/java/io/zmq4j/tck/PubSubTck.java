package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PUB, SUB, XPUB and XSUB: subscriptions by prefix, counted. */
public class PubSubTck extends ZmqTck {
    /** Comes through when all before has been filtered. */
    private static final String END = "end";

    /** Creates the area. */
    public PubSubTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"PUB-002", "SUB-002"})
    void subscriberGetsWhatStartsWithItsTopics(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("ab");
        two.connected().subscribe(bytes("xyz"));
        two.connected().subscribe(END);
        settle(two.bound(), two.connected());
        for (String topic : new String[] {"a", "ab", "abc", "b", "", "xy", "xyz!", "Ab", END}) {
            two.bound().sendText(topic);
        }
        assertReceives(two.connected(), "ab", "abc", "xyz!", END);
    }

    private static void assertReceives(Socket sub, String... texts) {
        for (String text : texts) {
            assertEquals(text, sub.recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void publisherMayBeTheOneThatConnects(String transport) {
        Two two = two(transport, SocketType.SUB, SocketType.PUB);
        two.bound().subscribe("");
        settle(two.connected(), two.bound());
        two.connected().sendText("hello");
        assertReceives(two.bound(), "hello");
    }

    @Test
    @Rule("PUB-002")
    void emptyTopicIsEverything() {
        Two two = two(SocketType.PUB, SocketType.SUB);
        two.connected().subscribe(new byte[0]);
        settle(two.bound(), two.connected());
        two.bound().sendText("");
        two.bound().sendText("x");
        assertReceives(two.connected(), "", "x");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"PUB-002", "MPT-005"})
    void onlyTheFirstFrameIsCompared(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("topic");
        settle(two.bound(), two.connected());
        two.bound().send(frames("other", "topic"));
        two.bound().send(frames("topic", "other", "topic"));
        assertFrames(two.connected().recvMultipart(), "topic", "other", "topic");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"SUB-003", "SUB-009"})
    void subscriptionsAreCounted(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("t");
        two.connected().subscribe("t");
        two.connected().subscribe(END);
        two.connected().unsubscribe("t");
        settle(two.bound(), two.connected());
        two.bound().sendText("t1");
        two.bound().sendText(END);
        assertReceives(two.connected(), "t1", END);
        two.connected().unsubscribe(bytes("t"));
        settle(two.bound(), two.connected());
        two.bound().sendText("t2");
        two.bound().sendText(END);
        assertReceives(two.connected(), END);
    }

    @Test
    void unsubscribingWhatWasNotSubscribedChangesNothing() {
        Two two = two(SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("t");
        two.connected().unsubscribe("x");
        two.connected().unsubscribe("");
        two.connected().unsubscribe("tt");
        settle(two.bound(), two.connected());
        two.bound().sendText("t1");
        assertReceives(two.connected(), "t1");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PUB-001")
    void everySubscriberGetsACopy(String transport) {
        Socket pub = socket(SocketType.PUB);
        String endpoint = pub.bind(anyEndpoint(transport));
        Socket[] subs = {socket(SocketType.SUB), socket(SocketType.SUB), socket(SocketType.SUB)};
        for (int i = 0; i < subs.length; i++) {
            subs[i].subscribe("all");
            subs[i].subscribe("only " + i);
            subs[i].connect(endpoint);
            settle(pub, subs[i]);
        }
        pub.sendText("only 1");
        pub.sendText("all");
        assertReceives(subs[0], "all");
        assertReceives(subs[1], "only 1", "all");
        assertReceives(subs[2], "all");
    }

    @Test
    void subscriberHearsSeveralPublishers() {
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("m");
        for (int i = 0; i < 3; i++) {
            Socket pub = socket(SocketType.PUB);
            sub.connect(pub.bind(anyEndpoint("inproc")));
            settle(pub, sub);
            pub.sendText("m" + i);
            assertReceives(sub, "m" + i);
        }
    }

    @Test
    @Rule({"PUB-004", "SUB-011"})
    void publisherWithoutSubscribersDropsAndNeverWaits() {
        Socket pub = socket(SocketType.PUB);
        String endpoint = pub.bind(anyEndpoint("inproc"));
        for (int i = 0; i < 10_000; i++) {
            pub.sendText("nobody hears");
        }
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("");
        sub.connect(endpoint);
        settle(pub, sub);
        pub.sendText("somebody hears");
        assertReceives(sub, "somebody hears");
    }

    @Test
    @Rule({"PUB-003", "SUB-008"})
    void publisherDropsForASubscriberAtItsHighWaterMark() {
        Socket pub = socket(SocketType.PUB);
        Socket sub = socket(SocketType.SUB);
        pub.set(SocketOptions.SNDHWM, 5);
        sub.set(SocketOptions.RCVHWM, 5);
        sub.subscribe("m");
        sub.connect(pub.bind(anyEndpoint("inproc")));
        settle(pub, sub);
        for (int i = 0; i < 1_000; i++) {
            pub.sendText("m" + i);
        }
        int received = 0;
        for (String text = sub.tryRecvText(); text != null; text = sub.tryRecvText()) {
            assertEquals("m" + received, text);
            received++;
        }
        assertTrue(received >= 5 && received <= 10, "received " + received);
        settle(pub, sub);
        pub.sendText("m again");
        assertReceives(sub, "m again");
    }

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
}
