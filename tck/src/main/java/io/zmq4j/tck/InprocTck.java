package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections within a context, which need no network, and no order of bind and connect. */
public class InprocTck extends OptionArea {
    private static final int ROUNDS = Scale.pick(100, 1_000, 10_000);

    /** For those who run it. */
    public InprocTck() {}

    @Test
    @Rule("INP-001")
    void noIoThreadIsNeeded() {
        try (Context context = backend().context(0);
                Socket first = context.socket(SocketType.PAIR);
                Socket second = context.socket(SocketType.PAIR)) {
            second.connect(first.bind(inproc()));
            send(second, "there");
            assertEquals("there", recv(first));
            send(first, "and back");
            assertEquals("and back", recv(second));
        }
    }

    @Test
    @Rule("INP-002")
    void messagesSentBeforeTheBindArrive() {
        String endpoint = inproc();
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        for (int i = 0; i < 10; i++) {
            send(push, "m" + i);
        }
        Socket pull = socket(SocketType.PULL);
        pull.bind(endpoint);
        for (int i = 0; i < 10; i++) {
            assertEquals("m" + i, recv(pull));
        }
    }

    @Test
    @Rule("INP-003")
    void allThatConnectedBeforeTheBindAreAttached() {
        String endpoint = inproc();
        List<Socket> dealers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Socket dealer = socket(SocketType.DEALER);
            dealer.connect(endpoint);
            dealers.add(dealer);
        }
        Socket rep = socket(SocketType.REP);
        rep.bind(endpoint);
        for (Socket dealer : dealers) {
            send(dealer, "", dealer.toString());
            assertEquals(dealer.toString(), recv(rep));
            send(rep, "to " + dealer);
            assertEquals(List.of("", "to " + dealer), recvAll(dealer));
        }
    }

    @Test
    @Rule("INP-004")
    void connectsAndBindsThatRaceEndInOneBindAndAllConnectsAttached() throws Exception {
        for (int round = 0; round < 10; round++) {
            String endpoint = inproc();
            CountDownLatch go = new CountDownLatch(1);
            List<Task<Boolean>> binds = new ArrayList<>();
            List<Task<Boolean>> connects = new ArrayList<>();
            List<Socket> pulls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Socket pull = socket(SocketType.PULL);
                pulls.add(pull);
                binds.add(start("binds-" + i, () -> {
                    go.await();
                    return isBound(pull, endpoint);
                }));
            }
            for (int i = 0; i < 10; i++) {
                Socket push = socket(SocketType.PUSH);
                connects.add(start("connects-" + i, () -> {
                    go.await();
                    push.connect(endpoint);
                    push.sendText("hello");
                    return true;
                }));
            }
            go.countDown();
            boolean first = binds.get(0).result();
            assertTrue(first != binds.get(1).result(), "one of the two is bound");
            connects.forEach(Task::result);
            for (int i = 0; i < 10; i++) {
                assertEquals("hello", recv(pulls.get(first ? 0 : 1)));
            }
            assertNull(pulls.get(first ? 1 : 0).tryRecv());
        }
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

    @Test
    @Rule("INP-005")
    void secondBindIsRefusedAndTheFirstStaysInForce() {
        String endpoint = inproc();
        Socket first = socket(SocketType.PULL);
        first.bind(endpoint);
        Socket second = socket(SocketType.PULL);
        assertCode(ErrorCode.EADDRINUSE, () -> second.bind(endpoint));
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "for the first");
        assertEquals("for the first", recv(first));
        assertNull(second.tryRecv());
        second.close();
        Socket later = socket(SocketType.PUSH);
        later.connect(endpoint);
        send(later, "still for the first");
        assertEquals("still for the first", recv(first));
    }

    @Test
    @Rule("INP-006")
    void contextWithAConnectThatNobodyBindsCanBeClosed() {
        Socket lonely = socket(SocketType.DEALER);
        lonely.connect(inproc());
        lonely.close();
        Socket open = socket(SocketType.DEALER);
        open.connect(inproc());
        assertTrue(context().close(AWAIT));
    }

    @Test
    @Rule("INP-007")
    void shutdownDuringAConnectThatNobodyBindsIsHarmless() {
        for (int round = 0; round < ROUNDS; round++) {
            Context context = newContext();
            Socket socket = socket(context, SocketType.DEALER);
            Task<Boolean> connect = start("connects", () -> {
                try {
                    socket.connect("inproc://nobody");
                } catch (ZmqException e) {
                    assertEquals(ErrorCode.ETERM, e.code());
                }
                return true;
            });
            context.shutdown();
            connect.result();
            assertTrue(context.close(AWAIT), context + " ends");
        }
    }

    @Test
    @Rule("INP-008")
    void namesAreComparedExactly() {
        Socket lower = socket(SocketType.PULL);
        Socket upper = socket(SocketType.PULL);
        Socket longer = socket(SocketType.PULL);
        lower.bind("inproc://name");
        upper.bind("inproc://Name");
        longer.bind("inproc://name ");
        for (Socket pull : new Socket[] {upper, longer, lower}) {
            Socket push = socket(SocketType.PUSH);
            push.connect(pull.get(SocketOptions.LAST_ENDPOINT));
            send(push, "for " + pull);
            assertEquals("for " + pull, recv(pull));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 247})
    @Rule("INP-008")
    void namesMayHave256Characters(int length) {
        for (String letter : new String[] {"x", "*", ":", "%"}) {
            Socket pull = socket(SocketType.PULL);
            String endpoint = "inproc://" + letter.repeat(length);
            assertEquals(endpoint, pull.bind(endpoint));
            Socket push = socket(SocketType.PUSH);
            push.connect(endpoint);
            send(push, "hello");
            assertEquals("hello", recv(pull));
        }
    }

    @Test
    @Rule("INP-008")
    void namesNeedNotBeAscii() {
        Socket pull = socket(SocketType.PULL);
        pull.bind("inproc://grün");
        Socket push = socket(SocketType.PUSH);
        push.connect("inproc://grün");
        send(push, "hello");
        assertEquals("hello", recv(pull));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rule("INP-009")
    void routingIdOfThePeerIsKnownInBothOrders(boolean bindFirst) {
        String endpoint = inproc();
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, new byte[] {'i', 0, 'd'});
        if (bindFirst) {
            router.bind(endpoint);
            dealer.connect(endpoint);
        } else {
            dealer.connect(endpoint);
            router.bind(endpoint);
        }
        send(dealer, "hello");
        List<byte[]> message = router.recvMultipart(AWAIT);
        assertArrayEquals(new byte[] {'i', 0, 'd'}, message.get(0));
        router.send(message, AWAIT);
        assertEquals("hello", recv(dealer));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rule("INP-010")
    void highWaterMarksAddUpInBothOrders(boolean bindFirst) {
        String endpoint = inproc();
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.RCVHWM, 2);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 3);
        if (bindFirst) {
            pull.bind(endpoint);
            push.connect(endpoint);
        } else {
            push.connect(endpoint);
            pull.bind(endpoint);
        }
        assertEquals(5, sendUntilItWouldBlock(push));
    }

    @Test
    @Rule("INP-010")
    void thereIsRoomFor2000MessagesByDefault() {
        assertEquals(
                2_000,
                sendUntilItWouldBlock(two(SocketType.PULL, SocketType.PUSH).connected()));
    }

    private static int sendUntilItWouldBlock(Socket push) {
        int sent = 0;
        while (sent < 10_000 && push.trySendText("m")) {
            sent++;
        }
        return sent;
    }

    @Test
    @Rule("INP-011")
    void linkIsNotMadeAnewForANewBinder() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Socket push = two.connected();
        send(push, "first");
        assertEquals("first", recv(two.bound()));
        two.bound().close();
        await("the link is gone", () -> !push.trySendText("lost"));
        Socket next = socket(SocketType.PULL);
        await("bound by another", () -> isBound(next, two.endpoint()));
        assertFalse(push.trySendText("nobody is there"));
        push.connect(two.endpoint());
        send(push, "second");
        assertEquals("second", recv(next));
    }

    @Test
    @Rule("INP-012")
    void securityDoesNotApply() {
        needs(SocketOptions.CURVE_SERVER);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, Curve.keyPair().secretKey());
        Socket push = socket(SocketType.PUSH);
        push.connect(pull.bind(inproc()));
        send(push, "in clear");
        assertEquals("in clear", recv(pull));
    }
}
