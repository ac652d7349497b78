package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PUB and SUB: subscriptions by prefix, counted. */
public class PubSubTck extends PublisherArea {
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
    @Rule("PUB-002")
    void topicsAreBytes(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        two.connected().subscribe(new byte[] {0x7f});
        two.connected().subscribe(new byte[] {(byte) 0x80, 0});
        two.connected().subscribe(new byte[] {(byte) 0xff, (byte) 0xff});
        two.connected().subscribe(END);
        settle(two.bound(), two.connected());
        for (int i = 0; i < 256; i++) {
            two.bound().send(new byte[] {(byte) i});
            two.bound().send(new byte[] {(byte) i, 0});
            two.bound().send(new byte[] {(byte) i, (byte) 0xff});
        }
        two.bound().sendText(END);
        assertArrayEquals(new byte[] {0x7f}, two.connected().recv());
        assertArrayEquals(new byte[] {0x7f, 0}, two.connected().recv());
        assertArrayEquals(new byte[] {0x7f, (byte) 0xff}, two.connected().recv());
        assertArrayEquals(new byte[] {(byte) 0x80, 0}, two.connected().recv());
        assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xff}, two.connected().recv());
        assertReceives(two.connected(), END);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"PUB-008", "SUB-002"})
    void messageThatMatchesSeveralTopicsComesOnce(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        for (String topic : new String[] {"", "a", "ab", "abc", "b"}) {
            two.connected().subscribe(topic);
        }
        settle(two.bound(), two.connected());
        two.bound().sendText("abc");
        two.bound().sendText("b");
        two.bound().sendText(END);
        assertReceives(two.connected(), "abc", "b", END);
    }

    @Test
    @Rule("PUB-005")
    void messageThatIsDroppedIsDroppedWithAllItsFrames() {
        Two two = smallQueue(SocketType.PUB);
        for (int i = 0; i < 100; i++) {
            two.bound().send(frames("m" + i, "second of " + i, "third of " + i));
        }
        int received = 0;
        int last = -1;
        for (List<byte[]> message = two.connected().tryRecvMultipart();
                message != null;
                message = two.connected().tryRecvMultipart()) {
            int number = Integer.parseInt(texts(message).get(0).substring(1));
            assertFrames(message, "m" + number, "second of " + number, "third of " + number);
            assertTrue(number > last);
            last = number;
            received++;
        }
        assertTrue(received >= 2 && received < 100, "received " + received);
    }

    @Test
    @Rule("PUB-007")
    void slowSubscriberDoesNotHoldBackTheOthers() {
        Two slow = smallQueue(SocketType.PUB);
        Socket quick = socket(SocketType.SUB);
        quick.subscribe("m");
        quick.connect(slow.endpoint());
        settle(slow.bound(), quick);
        for (int i = 0; i < 100; i++) {
            slow.bound().sendText("m" + i);
            assertReceives(quick, "m" + i);
        }
        assertReceives(slow.connected(), "m0", "m1");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PUB-010")
    void publisherIgnoresWhatIsNoSubscription(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.XSUB);
        two.connected().sendText("hello");
        two.connected().sendText("\u0001A");
        two.connected().send(frames("hello", "again"));
        settle(two.bound(), two.connected());
        assertFalse(two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        two.bound().sendText("hello");
        two.bound().sendText("A");
        assertReceives(two.connected(), "A");
    }

    @Test
    @Rule("PUB-012")
    void publisherIsAlwaysReadyToSend() {
        assertTrue(socket(SocketType.PUB).get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT), "without peers");
        Socket pub = smallQueue(SocketType.PUB).bound();
        assertTrue(pub.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT), "with room");
        for (int i = 0; i < 100; i++) {
            pub.sendText("m" + i);
        }
        assertTrue(pub.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT), "with a full queue");
    }

    // ---- subscribers

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-001")
    void subscriberWithoutTopicsReceivesNothing(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.SUB);
        two.connected().subscribe("before");
        assertReceives(two.bound(), "\u0001before"); // it is connected
        two.connected().unsubscribe("before");
        assertReceives(two.bound(), "\u0000before");
        two.bound().sendText("");
        two.bound().sendText("before");
        two.connected().subscribe(END);
        assertReceives(two.bound(), "\u0001" + END);
        two.bound().sendText(END);
        assertReceives(two.connected(), END);
    }

    @Test
    @Rule("SUB-004")
    void subscriberFiltersAgain() throws IOException {
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("wanted");
        try (RawPeer pub = RawPeer.connect(sub.bind(anyEndpoint("tcp")), "PUB")) {
            pub.send(bytes("unwanted"));
            pub.send(frames("un", "wanted"));
            pub.send(frames("wanted", "news"));
            assertFrames(sub.recvMultipart(), "wanted", "news");
        }
    }

    @Test
    @Rule("SUB-005")
    void subscriptionsAreRepeatedAfterAReconnect() {
        Two two = two("tcp", SocketType.XPUB, SocketType.SUB);
        two.connected().subscribe("kept");
        two.connected().subscribe("dropped");
        two.connected().unsubscribe("dropped");
        settle(two.bound(), two.connected());
        two.bound().close();
        Socket next = rebind(SocketType.PUB, two.endpoint());
        settle(next, two.connected());
        next.sendText("dropped");
        next.sendText("kept");
        assertReceives(two.connected(), "kept");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-005")
    void subscriptionsGoToEveryPublisherNowAndLater(String transport) {
        Socket sub = socket(SocketType.SUB);
        Socket early = socket(SocketType.XPUB);
        sub.connect(early.bind(anyEndpoint(transport)));
        sub.subscribe("topic");
        assertReceives(early, "\u0001topic");
        Socket late = socket(SocketType.XPUB);
        sub.connect(late.bind(anyEndpoint(transport)));
        assertReceives(late, "\u0001topic");
    }

    @Test
    @Rule("SUB-006")
    void subscriberIsFair() {
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("m");
        Socket[] pubs = {socket(SocketType.PUB), socket(SocketType.PUB), socket(SocketType.PUB)};
        for (Socket pub : pubs) {
            sub.connect(pub.bind(anyEndpoint("inproc")));
            settle(pub, sub);
        }
        assertFair(pubs, sub);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-010")
    void topicsMayBeLong(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.SUB);
        for (int size : new int[] {1, 244, 245, 256, 1_023, 1_024}) {
            assertTopic(two, size);
        }
    }

    /** With what goes in front of them in ZMTP 3.1 they no longer fit a short frame. */
    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-010")
    void topicsMayHaveTheSizeOfAShortFrame(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.SUB);
        for (int size = 246; size <= 255; size++) {
            assertTopic(two, size);
        }
    }

    @Test
    @Rule("SUB-010")
    void longerTopicsAreRefused() {
        Two two = two(SocketType.XPUB, SocketType.SUB);
        byte[] topic = new byte[1_025];
        assertCode(ErrorCode.EINVAL, () -> two.connected().subscribe(topic));
        assertCode(ErrorCode.EINVAL, () -> two.connected().unsubscribe(topic));
        two.connected().subscribe(END);
        assertReceives(two.bound(), "\u0001" + END);
    }

    private static void assertTopic(Two two, int size) {
        byte[] topic = pattern(size);
        two.connected().subscribe(topic);
        assertEquals(notice(1, topic), ByteBuffer.wrap(two.bound().recv()), size + " bytes");
        byte[] longer = Arrays.copyOf(topic, size + 1);
        two.bound().send(Arrays.copyOf(topic, size - 1));
        two.bound().send(longer);
        assertArrayEquals(longer, two.connected().recv(), () -> size + " bytes");
        two.connected().unsubscribe(topic);
        assertEquals(notice(0, topic), ByteBuffer.wrap(two.bound().recv()), size + " bytes");
    }

    private static ByteBuffer notice(int first, byte[] topic) {
        return ByteBuffer.allocate(1 + topic.length)
                .put((byte) first)
                .put(topic)
                .flip();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SUB-011")
    void nothingIsMissedOnceTheSubscriptionHasArrived(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.SUB);
        two.bound().sendText("m too early");
        two.connected().subscribe("m");
        assertReceives(two.bound(), "\u0001m");
        for (int i = 0; i < 500; i++) {
            two.bound().sendText("m" + i);
        }
        for (int i = 0; i < 500; i++) {
            assertReceives(two.connected(), "m" + i);
        }
    }
}
