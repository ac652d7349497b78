package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Effects of the options about subscriptions, on both their sides. XPUB shows when a subscription has arrived. */
public class SubscriptionOptionTck extends OptionArea {
    private static final String SUBSCRIBED = "\1";
    private static final String UNSUBSCRIBED = "\0";

    /** For those who run it. */
    public SubscriptionOptionTck() {}

    private Socket subscriberOf(String endpoint) {
        Socket sub = open(SocketType.SUB);
        sub.connect(endpoint);
        return sub;
    }

    @Test
    @EffectOf("SUBSCRIBE")
    @Rule("OPT-104")
    void aSubscriptionIsAPrefixOfTheMessagesReceived() {
        Socket xpub = open(SocketType.XPUB);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket sub = subscriberOf(endpoint);
        sub.set(SocketOptions.SUBSCRIBE, bytes("ab"));
        assertEquals(SUBSCRIBED + "ab", recv(xpub));
        for (String message : new String[] {"a", "b", "abc", "ba", "ab", "aab", "ab\0"}) {
            send(xpub, message);
        }
        assertEquals("abc", recv(sub));
        assertEquals("ab", recv(sub));
        assertEquals("ab\0", recv(sub));
        assertNull(sub.tryRecv());
        sub.set(SocketOptions.SUBSCRIBE, new byte[0]);
        assertEquals(SUBSCRIBED, recv(xpub));
        send(xpub, "");
        assertEquals("", recv(sub));
    }

    @Test
    @EffectOf("SUBSCRIBE")
    @Rule("OPT-104")
    void aSubscriptionMadeBeforeTheConnectGoesToAPublisherThatBindsLater() throws IOException {
        for (String transport : transports()) {
            String endpoint = switch (transport) {
                case "tcp" -> unusedEndpoint();
                case "inproc" -> inproc();
                default -> "";
            };
            if (!endpoint.isEmpty()) {
                Socket sub = open(SocketType.SUB);
                sub.set(SocketOptions.SUBSCRIBE, bytes("early"));
                sub.connect(endpoint);
                Socket xpub = open(SocketType.XPUB);
                xpub.bind(endpoint);
                assertEquals(SUBSCRIBED + "early", recv(xpub), transport);
                send(xpub, "early bird");
                assertEquals("early bird", recv(sub), transport);
            }
        }
    }

    @Test
    void aSubscriptionSentBeforeTheConnectGoesToAPublisherThatBindsLater() {
        Socket xsub = open(SocketType.XSUB);
        send(xsub, SUBSCRIBED + "early");
        String endpoint = inproc();
        xsub.connect(endpoint);
        Socket xpub = open(SocketType.XPUB);
        xpub.bind(endpoint);
        assertEquals(SUBSCRIBED + "early", recv(xpub));
    }

    @Test
    @EffectOf({"SUBSCRIBE", "UNSUBSCRIBE"})
    @Rule({"OPT-104", "OPT-105"})
    void subscriptionsAddUpAndAreTakenBackOneByOne() {
        Socket xpub = open(SocketType.XPUB);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket sub = subscriberOf(endpoint);
        sub.set(SocketOptions.SUBSCRIBE, bytes("a"));
        sub.set(SocketOptions.SUBSCRIBE, bytes("a"));
        assertEquals(SUBSCRIBED + "a", recv(xpub));
        sub.set(SocketOptions.UNSUBSCRIBE, bytes("a"));
        sub.set(SocketOptions.SUBSCRIBE, bytes("marker"));
        assertEquals(SUBSCRIBED + "marker", recv(xpub), "one subscription is left");
        send(xpub, "a1");
        assertEquals("a1", recv(sub));
        sub.set(SocketOptions.UNSUBSCRIBE, bytes("a"));
        assertEquals(UNSUBSCRIBED + "a", recv(xpub));
        send(xpub, "a2");
        send(xpub, "marker");
        assertEquals("marker", recv(sub));
    }

    // ---- XPUB

    @Test
    @EffectOf("XPUB_VERBOSE")
    @Rule("OPT-131")
    void verboseShowsRepeatedSubscriptions() {
        needs(SocketOptions.XPUB_VERBOSE);
        Socket xpub = open(SocketType.XPUB);
        String endpoint = inproc();
        xpub.bind(endpoint);
        subscriberOf(endpoint).subscribe("t");
        assertEquals(SUBSCRIBED + "t", recv(xpub));
        Socket second = subscriberOf(endpoint);
        second.subscribe("t");
        second.subscribe("marker");
        assertEquals(SUBSCRIBED + "marker", recv(xpub), "the second is not shown by default");
        xpub.set(SocketOptions.XPUB_VERBOSE, true);
        Socket third = subscriberOf(endpoint);
        third.subscribe("t");
        assertEquals(SUBSCRIBED + "t", recv(xpub));
        third.unsubscribe("t");
        third.subscribe("marker2");
        assertEquals(SUBSCRIBED + "marker2", recv(xpub), "unsubscriptions stay as they are");
        xpub.set(SocketOptions.XPUB_VERBOSE, false);
        Socket fourth = subscriberOf(endpoint);
        fourth.subscribe("t");
        fourth.subscribe("marker3");
        assertEquals(SUBSCRIBED + "marker3", recv(xpub));
    }

    @Test
    @EffectOf("XPUB_VERBOSER")
    @Rule("OPT-165")
    void verboserShowsRepeatedUnsubscriptionsToo() {
        needs(SocketOptions.XPUB_VERBOSER);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_VERBOSER, true);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket first = subscriberOf(endpoint);
        Socket second = subscriberOf(endpoint);
        first.subscribe("t");
        assertEquals(SUBSCRIBED + "t", recv(xpub));
        second.subscribe("t");
        assertEquals(SUBSCRIBED + "t", recv(xpub));
        first.unsubscribe("t");
        assertEquals(UNSUBSCRIBED + "t", recv(xpub));
        second.unsubscribe("t");
        assertEquals(UNSUBSCRIBED + "t", recv(xpub));
    }

    @Test
    @EffectOf({"XPUB_MANUAL", "SUBSCRIBE", "UNSUBSCRIBE"})
    @Rule({"OPT-104", "OPT-105", "OPT-158"})
    void manualSubscriptionsAreMadeByThePublisher() {
        needs(SocketOptions.XPUB_MANUAL);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_MANUAL, true);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket xsub = open(SocketType.XSUB); // does not filter what it receives
        xsub.connect(endpoint);
        send(xsub, SUBSCRIBED + "asked");
        assertEquals(SUBSCRIBED + "asked", recv(xpub));
        xpub.set(SocketOptions.SUBSCRIBE, bytes("given"));
        send(xpub, "asked");
        send(xpub, "given");
        assertEquals("given", recv(xsub));

        send(xsub, SUBSCRIBED + "other");
        assertEquals(SUBSCRIBED + "other", recv(xpub));
        xpub.set(SocketOptions.UNSUBSCRIBE, bytes("given"));
        xpub.set(SocketOptions.SUBSCRIBE, bytes("end"));
        send(xpub, "given");
        send(xpub, "end");
        assertEquals("end", recv(xsub));
    }

    @Test
    @EffectOf("XPUB_MANUAL")
    @Rule("OPT-158")
    void withoutManualThePublisherMakesNoSubscriptions() {
        needs(SocketOptions.XPUB_MANUAL);
        Socket xpub = open(SocketType.XPUB);
        assertCode(ErrorCode.EINVAL, () -> xpub.set(SocketOptions.SUBSCRIBE, bytes("topic")));
        assertCode(ErrorCode.EINVAL, () -> xpub.set(SocketOptions.UNSUBSCRIBE, bytes("topic")));
    }

    @Test
    @EffectOf("XPUB_WELCOME_MSG")
    @Rule("OPT-159")
    void newSubscribersAreWelcomed() {
        needs(SocketOptions.XPUB_WELCOME_MSG);
        for (String transport : transports()) {
            Socket xpub = open(SocketType.XPUB);
            xpub.set(SocketOptions.XPUB_WELCOME_MSG, bytes("Welcome"));
            String endpoint = xpub.bind(anyEndpoint(transport));
            Socket sub = open(SocketType.SUB);
            sub.subscribe("W");
            sub.connect(endpoint);
            assertEquals(SUBSCRIBED + "W", recv(xpub), transport);
            assertEquals("Welcome", recv(sub), transport);
        }
    }

    @Test
    @EffectOf("XPUB_WELCOME_MSG")
    @Rule("OPT-159")
    void emptyWelcomeIsNone() {
        needs(SocketOptions.XPUB_WELCOME_MSG);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, bytes("Welcome"));
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, new byte[0]);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket sub = subscriberOf(endpoint);
        sub.subscribe("W");
        assertEquals(SUBSCRIBED + "W", recv(xpub));
        send(xpub, "W sent");
        assertEquals("W sent", recv(sub));
    }

    @Test
    @EffectOf("INVERT_MATCHING")
    @Rule("OPT-161")
    void invertedMatchingDeliversWhatWasNotSubscribed() {
        needs(SocketOptions.INVERT_MATCHING);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.INVERT_MATCHING, true);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket sub = open(SocketType.SUB);
        sub.set(SocketOptions.INVERT_MATCHING, true);
        sub.connect(endpoint);
        sub.subscribe("unwanted");
        assertEquals(SUBSCRIBED + "unwanted", recv(xpub));
        send(xpub, "unwanted news");
        send(xpub, "other news");
        assertEquals("other news", recv(sub));
    }
}
