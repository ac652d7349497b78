package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Proxy;
import io.zmq4j.Proxy.Statistics;
import io.zmq4j.Proxy.Traffic;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a proxy passes on: between all types that go together, whole, in order, counted, captured. */
public class ProxyTck extends ZmqTck {
    /** Of the backend that a subclass names. */
    public ProxyTck() {}

    /** The sockets of a proxy, and a peer of each. */
    private record Line(Socket producer, Socket front, Socket back, Socket consumer) {}

    private Line line(String transport, SocketType producer, SocketType front, SocketType back, SocketType consumer) {
        Two in = two(transport, front, producer);
        Two out = two(transport, back, consumer);
        return new Line(in.connected(), in.bound(), out.bound(), out.connected());
    }

    private Line streamer() {
        return line("inproc", SocketType.PUSH, SocketType.PULL, SocketType.PUSH, SocketType.PULL);
    }

    private RunningProxy run(Line line) {
        return RunningProxy.start(this, Proxy.of(line.front(), line.back()));
    }

    // ---- patterns

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"PRX-001", "PRX-013"})
    void streamerPassesEverythingOnInOrder(String transport) {
        Line line = line(transport, SocketType.PUSH, SocketType.PULL, SocketType.PUSH, SocketType.PULL);
        RunningProxy running = run(line);
        Task<Integer> producer = start("producer", () -> {
            for (int i = 0; i < 5_000; i++) {
                line.producer().sendText("m" + i);
            }
            return 5_000;
        });
        for (int i = 0; i < 5_000; i++) {
            assertEquals("m" + i, line.consumer().recvText());
        }
        assertEquals(5_000, producer.result());
        running.awaitForth(5_000);
        running.stop();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PRX-001")
    void forwarderPassesMessagesOneWayAndSubscriptionsTheOther(String transport) {
        Line line = line(transport, SocketType.PUB, SocketType.XSUB, SocketType.XPUB, SocketType.SUB);
        RunningProxy running = run(line);
        line.consumer().subscribe("wanted");
        settle(line.producer(), line.consumer());
        line.producer().sendText("unwanted");
        line.producer().send(frames("wanted", "news"));
        assertFrames(line.consumer().recvMultipart(), "wanted", "news");
        running.stop();
    }

    @Test
    void subToPubIsOneWay() {
        Line line = line("inproc", SocketType.PUB, SocketType.SUB, SocketType.PUB, SocketType.SUB);
        line.front().subscribe("");
        line.consumer().subscribe("");
        settle(line.producer(), line.front());
        RunningProxy running = run(line);
        settle(line.producer(), line.consumer());
        line.producer().sendText("through");
        assertEquals("through", line.consumer().recvText());
        running.stop();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PRX-001")
    void queueBringsEachReplyToItsClient(String transport) {
        Socket front = socket(SocketType.ROUTER);
        Socket back = socket(SocketType.DEALER);
        String clients = front.bind(anyEndpoint(transport));
        String workers = back.bind(anyEndpoint(transport));
        RunningProxy running = RunningProxy.start(this, Proxy.of(front, back));
        for (int i = 0; i < 2; i++) {
            Socket worker = socket(SocketType.REP);
            worker.connect(workers);
            start("worker " + i, () -> {
                while (true) {
                    String request = worker.recvText();
                    worker.sendText("re: " + request);
                    if (request.equals("end")) {
                        return true;
                    }
                }
            });
        }
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket client = socket(SocketType.REQ);
            client.connect(clients);
            String name = "client " + i + " ";
            tasks.add(start(name, () -> {
                for (int round = 0; round < 100; round++) {
                    client.sendText(name + round);
                    assertEquals("re: " + name + round, client.recvText());
                }
                return true;
            }));
        }
        tasks.forEach(task -> assertTrue(task.result()));
        Socket last = socket(SocketType.REQ);
        last.connect(clients);
        for (int i = 0; i < 2; i++) {
            last.sendText("end");
            assertEquals("re: end", last.recvText());
        }
        ZmqTck.await("all replies", () -> running.statistics().frontend().messagesOut() == 302);
        running.stop();
    }

    @Test
    void routerToRouterGoesByTheSendersId() {
        Socket front = socket(SocketType.ROUTER);
        Socket back = socket(SocketType.ROUTER);
        Socket asking = named("twin", front.bind(anyEndpoint("inproc")));
        Socket answering = named("twin", back.bind(anyEndpoint("inproc")));
        answering.sendText("hello");
        assertFrames(back.recvMultipart(), "twin", "hello");
        RunningProxy running = RunningProxy.start(this, Proxy.of(front, back));
        asking.send(frames("question", ""));
        assertFrames(answering.recvMultipart(), "question", "");
        answering.sendText("answer");
        assertEquals("answer", asking.recvText());
        running.stop();
    }

    private Socket named(String id, String endpoint) {
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes(id));
        dealer.connect(endpoint);
        return dealer;
    }

    @Test
    void repToReqGoesInLockstep() {
        Line line = line("inproc", SocketType.REQ, SocketType.REP, SocketType.REQ, SocketType.REP);
        RunningProxy running = run(line);
        for (int i = 0; i < 100; i++) {
            line.producer().send(frames("question", "" + i));
            assertFrames(line.consumer().recvMultipart(), "question", "" + i);
            line.consumer().sendText("answer " + i);
            assertEquals("answer " + i, line.producer().recvText());
        }
        ZmqTck.await("the last answer", () -> running.statistics().frontend().messagesOut() == 100);
        running.stop();
    }

    @Test
    void replyIsNotAskedForBeforeItsRequest() {
        Line line = line("inproc", SocketType.DEALER, SocketType.DEALER, SocketType.REQ, SocketType.REP);
        RunningProxy running = run(line);
        running.task().awaitWaiting();
        for (int i = 0; i < 10; i++) {
            line.producer().sendText("question");
            assertEquals("question", line.consumer().recvText());
            line.consumer().sendText("answer");
            assertEquals("answer", line.producer().recvText());
        }
        running.stop();
    }

    @Test
    @Rule("PRX-001")
    void bothWaysBetweenTypesThatDoBoth() {
        for (SocketType type : List.of(SocketType.PAIR, SocketType.DEALER)) {
            Line line = line("inproc", type, type, type, type);
            RunningProxy running = run(line);
            for (int i = 0; i < 100; i++) {
                line.producer().sendText("forth " + i);
                line.consumer().sendText("back " + i);
            }
            for (int i = 0; i < 100; i++) {
                assertEquals("forth " + i, line.consumer().recvText());
                assertEquals("back " + i, line.producer().recvText());
            }
            ZmqTck.await("all counted", () -> running.statistics().frontend().messagesOut() == 100);
            running.awaitForth(100);
            running.stop();
        }
    }

    @Test
    @Rule("PRX-005")
    void oneSocketForBothSidesSendsBackWhatItReceives() {
        for (SocketType type : List.of(SocketType.DEALER, SocketType.ROUTER, SocketType.PAIR, SocketType.REP)) {
            Two two = two(type, peerOf(type));
            RunningProxy running = RunningProxy.start(this, Proxy.of(two.bound(), two.bound()));
            for (int i = 0; i < 10; i++) {
                two.connected().send(frames("echo", "" + i));
                assertFrames(two.connected().recvMultipart(), "echo", "" + i);
            }
            running.awaitForth(10);
            running.stop();
            assertEquals(10, running.statistics().frontend().messagesIn());
            assertEquals(0, running.statistics().frontend().messagesOut());
        }
    }

    private static SocketType peerOf(SocketType type) {
        return switch (type) {
            case ROUTER -> SocketType.DEALER;
            case REP -> SocketType.REQ;
            default -> type;
        };
    }

    // ---- messages

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PRX-006")
    void messagesStayWhole(String transport) {
        Line line = line(transport, SocketType.PUSH, SocketType.PULL, SocketType.PUSH, SocketType.PULL);
        RunningProxy running = run(line);
        for (int count : new int[] {1, 2, 3, 9, 100}) {
            List<byte[]> message = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                message.add(pattern(i % 3 * 40));
            }
            line.producer().send(message);
            List<byte[]> received = line.consumer().recvMultipart();
            assertEquals(count, received.size());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(message.get(i), received.get(i));
            }
        }
        running.stop();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PRX-001")
    void framesOfAllSizesArriveIntact(String transport) {
        Line line = line(transport, SocketType.PUSH, SocketType.PULL, SocketType.PUSH, SocketType.PULL);
        RunningProxy running = run(line);
        for (int size : new int[] {0, 1, 29, 33, 255, 256, 8_192, 65_536, 1 << 20, 7}) {
            line.producer().send(pattern(size));
            assertArrayEquals(pattern(size), line.consumer().recv());
        }
        running.stop();
    }

    @Test
    @Rule("PRX-007")
    void nothingIsTakenThatTheOtherSideCannotTake() {
        Two in = two(SocketType.PULL, SocketType.PUSH);
        Socket back = socket(SocketType.PUSH);
        back.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(in.bound(), back));
        for (int i = 0; i < 10; i++) {
            in.connected().sendText("m" + i);
        }
        running.task().awaitWaiting();
        running.stop();
        assertEquals(new Traffic(0, 0, 0, 0), running.statistics().frontend());
        for (int i = 0; i < 10; i++) {
            assertEquals("m" + i, in.bound().recvText());
        }
    }

    @Test
    @Rule("PRX-007")
    void noMessageIsInTheProxyWhenTheOtherSideIsFull() {
        Line line = narrow();
        RunningProxy running = run(line);
        for (int i = 0; i < 100; i++) {
            line.producer().send(frames("m", "" + i));
        }
        ZmqTck.await("something passed", () -> running.statistics().backend().messagesOut() > 0);
        running.task().awaitWaiting();
        running.stop();
        Statistics end = running.statistics();
        int passed = (int) end.backend().messagesOut();
        assertEquals(passed, end.frontend().messagesIn());
        for (int i = 0; i < 100; i++) {
            Socket where = i < passed ? line.consumer() : line.front();
            assertFrames(where.recvMultipart(), "m", "" + i);
        }
    }

    @Test
    @Rule("PRX-007")
    void slowConsumerGetsEverythingInOrder() {
        Line line = narrow();
        RunningProxy running = run(line);
        for (int i = 0; i < 500; i++) {
            line.producer().send(frames("m", "" + i));
        }
        for (int i = 0; i < 500; i++) {
            assertFrames(line.consumer().recvMultipart(), "m", "" + i);
        }
        running.awaitForth(500);
        running.stop();
    }

    /** A streamer whose backend holds next to nothing. */
    private Line narrow() {
        Two in = two(SocketType.PULL, SocketType.PUSH);
        Socket back = socket(SocketType.PUSH);
        Socket consumer = socket(SocketType.PULL);
        back.set(SocketOptions.SNDHWM, 1);
        consumer.set(SocketOptions.RCVHWM, 1);
        consumer.connect(back.bind(anyEndpoint("inproc")));
        return new Line(in.connected(), in.bound(), back, consumer);
    }

    @Test
    void frameThatDidNotFitABufferIsPassedOnFirst() {
        Line line = streamer();
        line.producer().send(frames("first", "second"));
        line.producer().sendText("third");
        ByteBuffer tiny = ByteBuffer.allocate(1);
        assertCode(ErrorCode.EMSGSIZE, () -> line.front().recv(tiny));
        RunningProxy running = run(line);
        assertFrames(line.consumer().recvMultipart(), "first", "second");
        assertFrames(line.consumer().recvMultipart(), "third");
        running.stop();
    }

    @Test
    void messageThatIsHalfReceivedIsNotPassedOn() {
        Line line = streamer();
        line.producer().send(frames("first", "second"));
        assertEquals("first", line.front().recvText());
        assertThrows(WrongStateException.class, () -> Proxy.run(line.front(), line.back()));
        assertEquals("second", line.front().recvText());
        assertNull(line.consumer().tryRecv());
    }

    @Test
    void messageForASocketThatIsInsideAnotherIsGivenBack() {
        Line line = streamer();
        line.back().sendText("begun", SendFlag.SNDMORE);
        line.producer().send(frames("a", "b"));
        ZmqException thrown = assertThrows(WrongStateException.class, () -> Proxy.run(line.front(), line.back()));
        assertEquals(1, thrown.undelivered().size());
        assertFrames(thrown.undelivered().get(0).frames(), "a", "b");
        line.back().sendText("ended");
        assertFrames(line.consumer().recvMultipart(), "begun", "ended");
    }

    // ---- turns

    @Test
    @Rule("PRX-002")
    void directionsTakeTurns() {
        Line line = line("inproc", SocketType.PAIR, SocketType.PAIR, SocketType.PAIR, SocketType.PAIR);
        Two watch = two(SocketType.PAIR, SocketType.PAIR);
        for (int i = 0; i < 500; i++) {
            line.producer().sendText("forth");
        }
        line.consumer().sendText("back");
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), watch.bound()));
        int before = 0;
        while (!watch.connected().recvText().equals("back")) {
            before++;
        }
        assertTrue(before <= 64, "the other direction's turn came after " + before + " messages");
        assertEquals("back", line.producer().recvText());
        running.stop();
    }

    // ---- capture

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"PRX-003", "PRX-013"})
    void captureGetsACopyOfEveryMessageOfBothDirections(String transport) {
        Line line = line(transport, SocketType.DEALER, SocketType.DEALER, SocketType.DEALER, SocketType.DEALER);
        Two watch = two(transport, SocketType.PUSH, SocketType.PULL);
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), watch.bound()));
        for (int i = 0; i < 100; i++) {
            byte[] large = pattern(i * 100);
            line.producer().send(List.of(bytes("request"), large, bytes("" + i)));
            List<byte[]> request = line.consumer().recvMultipart();
            line.consumer().send(frames("reply", "", "" + i));
            assertFrames(line.producer().recvMultipart(), "reply", "", "" + i);
            List<byte[]> copy = watch.connected().recvMultipart();
            assertEquals(3, copy.size());
            assertEquals("request", texts(copy).get(0));
            assertArrayEquals(large, copy.get(1));
            assertArrayEquals(large, request.get(1));
            assertEquals("" + i, texts(copy).get(2));
            assertFrames(watch.connected().recvMultipart(), "reply", "", "" + i);
        }
        running.stop();
    }

    @Test
    void captureByPubDropsWhatNobodyWants() {
        Line line = streamer();
        Two watch = two(SocketType.PUB, SocketType.SUB);
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), watch.bound()));
        for (int i = 0; i < 100; i++) {
            line.producer().sendText("m" + i);
            assertEquals("m" + i, line.consumer().recvText());
        }
        running.stop();
        assertNull(watch.connected().tryRecv());
    }

    @Test
    void captureThatCannotTakeHoldsTheProxyUpUntilItCan() {
        Line line = streamer();
        Socket capture = socket(SocketType.PUSH);
        String endpoint = capture.bind(anyEndpoint("inproc"));
        RunningProxy running = RunningProxy.start(this, Proxy.of(line.front(), line.back(), capture));
        line.producer().sendText("seen");
        running.task().awaitWaiting();
        assertEquals(0, running.statistics().frontend().messagesIn());
        Socket watcher = socket(SocketType.PULL);
        watcher.connect(endpoint);
        assertEquals("seen", line.consumer().recvText());
        assertEquals("seen", watcher.recvText());
        running.stop();
    }

    // ---- statistics

    @Test
    @Rule("PRX-010")
    void statisticsCountMessagesAndTheirBytes() {
        Line line = line("inproc", SocketType.DEALER, SocketType.DEALER, SocketType.DEALER, SocketType.DEALER);
        Two watch = two(SocketType.PUB, SocketType.SUB);
        Proxy proxy = Proxy.of(line.front(), line.back(), watch.bound());
        Traffic nothing = new Traffic(0, 0, 0, 0);
        assertEquals(new Statistics(nothing, nothing), proxy.statistics());
        RunningProxy running = RunningProxy.start(this, proxy);
        line.producer().send(frames("abc", "", "defgh"));
        line.producer().sendText("ij");
        line.consumer().recvMultipart();
        line.consumer().recvMultipart();
        line.consumer().sendText("reply");
        line.producer().recvText();
        Statistics expected = new Statistics(new Traffic(2, 10, 1, 5), new Traffic(1, 5, 2, 10));
        ZmqTck.await("all counted", () -> proxy.statistics().equals(expected));
        running.stop();
        assertEquals(expected, proxy.statistics());
    }

    // ---- arguments

    @Test
    @Rule("PRX-012")
    void socketsThatDoNotGoTogetherAreRefused() {
        Socket push = socket(SocketType.PUSH);
        Socket pull = socket(SocketType.PULL);
        Socket sub = socket(SocketType.SUB);
        Socket dealer = socket(SocketType.DEALER);
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(push, socket(SocketType.PUB)));
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(pull, sub));
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(push, push));
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(pull, push, sub));
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(pull, push, push));
        assertCode(ErrorCode.EINVAL, () -> Proxy.of(dealer, push, dealer));
        assertCode(ErrorCode.EINVAL, () -> Proxy.run(push, push));
        assertThrows(NullPointerException.class, () -> Proxy.of(null, push));
        assertThrows(NullPointerException.class, () -> Proxy.of(pull, null));
        Proxy proxy = Proxy.of(push, pull, dealer);
        assertFalse(proxy.toString().isEmpty());
        assertTrue(proxy.toString().contains(push + " and " + pull + ", captured by " + dealer));
    }

    // ---- in a row

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PRX-014")
    void threeProxiesInARowKeepOrderAndLoseNothing(String transport) {
        Socket producer = socket(SocketType.PUSH);
        String next = producer.bind(anyEndpoint(transport));
        List<RunningProxy> row = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket front = socket(SocketType.PULL);
            Socket back = socket(SocketType.PUSH);
            front.connect(next);
            next = back.bind(anyEndpoint(transport));
            row.add(RunningProxy.start(this, Proxy.of(front, back)));
        }
        Socket consumer = socket(SocketType.PULL);
        consumer.connect(next);
        Task<Integer> sending = start("producer", () -> {
            for (int i = 0; i < 2_000; i++) {
                producer.send(frames("m", "" + i));
            }
            return 2_000;
        });
        for (int i = 0; i < 2_000; i++) {
            assertFrames(consumer.recvMultipart(), "m", "" + i);
        }
        assertEquals(2_000, sending.result());
        row.forEach(running -> running.awaitForth(2_000));
        row.forEach(RunningProxy::stop);
    }
}
