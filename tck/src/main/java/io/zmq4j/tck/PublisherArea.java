package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.Arrays;

/** What the areas about publishers and subscribers share. */
public abstract class PublisherArea extends ZmqTck {
    /** Comes through when all before has been filtered. */
    static final String END = "end";

    /** For subclasses. */
    protected PublisherArea() {}

    static void assertReceives(Socket sub, String... texts) {
        for (String text : texts) {
            assertEquals(text, sub.recvText());
        }
    }

    /** A publisher and a subscriber to {@code m}, with room for a few messages between them. */
    final Two smallQueue(SocketType publisher) {
        Socket pub = socket(publisher);
        pub.set(SocketOptions.SNDHWM, 2);
        Socket sub = socket(SocketType.SUB);
        sub.set(SocketOptions.RCVHWM, 2);
        sub.subscribe("m");
        String endpoint = pub.bind(anyEndpoint("inproc"));
        sub.connect(endpoint);
        settle(pub, sub);
        return new Two(pub, sub, endpoint);
    }

    /**
     * What came through of {@code m0}, {@code m1} … to a subscriber that was at its high-water mark: some, in order.
     */
    static void assertSome(Socket sub, int sent) {
        int received = 0;
        int last = -1;
        for (String text = sub.tryRecvText(); text != null; text = sub.tryRecvText()) {
            int number = Integer.parseInt(text.substring(1));
            assertTrue(number > last, "m" + number + " after m" + last);
            last = number;
            received++;
        }
        assertTrue(received >= 2 && received < sent, "received " + received + " of " + sent);
    }

    /** Another socket in the place of one that was closed. */
    final Socket rebind(SocketType type, String endpoint) {
        Socket next = socket(type);
        await("bound again", () -> {
            try {
                next.bind(endpoint);
                return true;
            } catch (ZmqException e) {
                assertEquals(ErrorCode.EADDRINUSE, e.code(), e::getMessage);
                return false;
            }
        });
        return next;
    }

    /** What waits from several publishers is received in turn, the messages of each in order. */
    static void assertFair(Socket[] pubs, Socket sub) {
        int each = 10;
        for (int p = 0; p < pubs.length; p++) {
            for (int i = 0; i < each; i++) {
                pubs[p].send(new byte[] {'m', (byte) p, (byte) i});
            }
        }
        sub.get(SocketOptions.EVENTS); // takes in that messages wait from all of them
        int[] next = new int[pubs.length];
        for (int i = 0; i < each * pubs.length; i++) {
            byte[] message = sub.recv();
            assertEquals(next[message[1]]++, message[2], "order of one publisher");
            int least = Arrays.stream(next).min().orElseThrow();
            assertTrue(next[message[1]] <= least + 1, () -> "no publisher falls behind: " + Arrays.toString(next));
        }
    }
}
