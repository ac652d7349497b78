package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Msg;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages: contents owned by Java or held by the engine, sent, received, copied and moved. */
public class MsgTck extends ZmqTck {
    /** Creates the area. */
    public MsgTck() {}

    // ---- what a message is

    @Test
    @Rule("MSG-001")
    void newMessageIsEmpty() {
        Msg msg = context().msg();
        assertEquals(0, msg.size());
        assertEquals(0, msg.data().remaining());
        assertEquals(0, msg.toByteArray().length);
        assertFalse(msg.more());
        assertNull(msg.metadata("Socket-Type"));
        assertFalse(msg.isClosed());
    }

    @Test
    @Rule("MSG-002")
    void sizedMessageIsFilledThroughItsData() {
        Msg msg = context().msg(5);
        msg.data().put(bytes("hello"));
        assertEquals(5, msg.size());
        assertArrayEquals(bytes("hello"), msg.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 29, 33, 34, 1 << 20})
    @Rule("MSG-002")
    void sizedMessageIsSentAsItWasFilled(int size) {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(size);
        msg.data().put(pattern(size));
        assertEquals(size, msg.size());
        two.connected().send(msg);
        assertArrayEquals(pattern(size), two.bound().recv());
    }

    @Test
    @Rule("MSG-003")
    void messageWithDataHoldsACopy() {
        byte[] data = bytes("hello");
        Msg msg = context().msg(data);
        data[0] = 'j';
        assertArrayEquals(bytes("hello"), msg.toByteArray());
    }

    @Test
    @Rule("MSG-007")
    void dataIsTheSameViewAndStartsAtZero() {
        Msg msg = context().msg(3);
        ByteBuffer first = msg.data().put((byte) 1);
        ByteBuffer second = msg.data();
        assertSame(first, second);
        assertEquals(0, second.position());
        assertEquals(3, second.limit());
        assertEquals(1, second.get(0));
    }

    @Test
    @Rule("MSG-007")
    void viewsKeepTheirContentsWhenTheMessageIsReceivedIntoOrClosed() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg();
        two.connected().sendText("first");
        two.bound().recv(msg);
        ByteBuffer first = msg.data();
        two.connected().sendText("second");
        two.bound().recv(msg);
        ByteBuffer second = msg.data();
        msg.close();
        assertEquals(ByteBuffer.wrap(bytes("first")), first);
        assertEquals(ByteBuffer.wrap(bytes("second")), second);
    }

    @Test
    void arrayIsACopyEachTime() {
        Msg msg = context().msg(bytes("abc"));
        msg.toByteArray()[0] = 'x';
        assertArrayEquals(bytes("abc"), msg.toByteArray());
    }

    @Test
    @Rule("MSG-002")
    void resetEmptiesOrSizes() {
        Msg msg = context().msg(bytes("abc"));
        msg.reset();
        assertEquals(0, msg.size());
        msg.reset(7);
        assertEquals(7, msg.size());
        assertEquals(7, msg.data().remaining());
        msg.reset(2);
        assertEquals(2, msg.data().remaining());
    }

    @Test
    @Rule("MSG-004")
    void negativeSizeIsEinvalAndChangesNothing() {
        assertCode(ErrorCode.EINVAL, () -> context().msg(-1));
        Msg msg = context().msg(bytes("abc"));
        assertCode(ErrorCode.EINVAL, () -> msg.reset(-1));
        assertArrayEquals(bytes("abc"), msg.toByteArray());
    }

    @Test
    @Rule("MSG-005")
    void closedMessageTakesNoCalls() {
        Msg msg = context().msg(bytes("abc"));
        Msg other = context().msg(bytes("def"));
        msg.close();
        msg.close();
        assertTrue(msg.isClosed());
        assertEquals("Msg[closed]", msg.toString());
        assertThrows(ClosedException.class, msg::size);
        assertThrows(ClosedException.class, msg::data);
        assertThrows(ClosedException.class, msg::toByteArray);
        assertThrows(ClosedException.class, msg::more);
        assertThrows(ClosedException.class, () -> msg.metadata("Identity"));
        assertThrows(ClosedException.class, msg::reset);
        assertThrows(ClosedException.class, () -> msg.reset(1));
        assertThrows(ClosedException.class, () -> msg.copyFrom(other));
        assertThrows(ClosedException.class, () -> other.copyFrom(msg));
        assertThrows(ClosedException.class, () -> other.moveFrom(msg));
        assertArrayEquals(bytes("def"), other.toByteArray());
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        assertThrows(ClosedException.class, () -> two.connected().send(msg));
        assertThrows(ClosedException.class, () -> two.connected().recv(msg));
        two.bound().send(other);
        assertArrayEquals(bytes("def"), two.connected().recv());
    }

    @Test
    void nullIsRefused() {
        Msg msg = context().msg();
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        assertThrows(NullPointerException.class, () -> msg.copyFrom(null));
        assertThrows(NullPointerException.class, () -> msg.moveFrom(null));
        assertThrows(NullPointerException.class, () -> msg.metadata(null));
        assertThrows(NullPointerException.class, () -> two.bound().send((Msg) null));
        assertThrows(NullPointerException.class, () -> two.bound().recv((Msg) null));
        assertThrows(NullPointerException.class, () -> context().msg((byte[]) null));
    }

    @Test
    void messageOutlivesSocketAndContext() {
        Context other = newContext();
        Socket pull = socket(other, SocketType.PULL);
        Socket push = socket(other, SocketType.PUSH);
        push.connect(pull.bind(anyEndpoint("inproc")));
        push.send(pattern(1000));
        Msg received = other.msg();
        Msg built = other.msg(bytes("built"));
        pull.recv(received);
        other.close();
        assertArrayEquals(pattern(1000), received.toByteArray());
        assertArrayEquals(bytes("built"), built.toByteArray());
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.bound().send(received);
        assertArrayEquals(pattern(1000), two.connected().recv());
    }

    // ---- copy and move

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 34, 5000, 100_000})
    @Rule("MSG-008")
    void copyLeavesTheSourceAsItWas(int size) {
        for (Msg source : new Msg[] {context().msg(pattern(size)), received(size)}) {
            Msg copy = context().msg(bytes("old"));
            copy.copyFrom(source);
            assertArrayEquals(pattern(size), copy.toByteArray());
            assertArrayEquals(pattern(size), source.toByteArray());
            source.close();
            assertArrayEquals(pattern(size), copy.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 34, 5000, 100_000})
    @Rule("MSG-008")
    void copyAndSourceAreSentOneByOne(int size) {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        for (Msg source : new Msg[] {context().msg(pattern(size)), received(size)}) {
            Msg copy = context().msg();
            copy.copyFrom(source);
            two.connected().send(source);
            source.close();
            assertArrayEquals(pattern(size), two.bound().recv());
            two.connected().send(copy);
            assertArrayEquals(pattern(size), two.bound().recv());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 34, 5000, 100_000})
    @Rule("MSG-009")
    void moveLeavesTheSourceEmpty(int size) {
        for (Msg source : new Msg[] {context().msg(pattern(size)), received(size)}) {
            Msg target = context().msg(bytes("old"));
            target.moveFrom(source);
            assertArrayEquals(pattern(size), target.toByteArray());
            assertEquals(0, source.size());
            source.reset(3);
            assertEquals(size, target.size());
        }
    }

    @Test
    @Rule({"MSG-008", "MSG-009"})
    void ontoItselfNothingChanges() {
        Msg msg = context().msg(bytes("abc"));
        msg.copyFrom(msg);
        msg.moveFrom(msg);
        assertArrayEquals(bytes("abc"), msg.toByteArray());
    }

    @Test
    @Rule({"MSG-007", "MSG-013"})
    void viewsOfOneNeverShowTheOther() {
        Msg source = context().msg(bytes("abc"));
        ByteBuffer view = source.data();
        Msg copy = context().msg();
        copy.copyFrom(source);
        Msg moved = context().msg();
        moved.moveFrom(source);
        view.put(0, (byte) 'x');
        assertArrayEquals(bytes("abc"), copy.toByteArray());
        assertArrayEquals(bytes("abc"), moved.toByteArray());
    }

    // ---- sending and receiving

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MSG-010")
    void sendAnswersTheSizeAndEmptiesTheMessage(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(bytes("hello"));
        assertEquals(5, two.connected().send(msg));
        assertEquals(0, msg.size());
        assertArrayEquals(bytes("hello"), two.bound().recv());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 29, 30, 33, 34, 255, 256, 8191, 8192, 8193, 65_535, 65_537, 1 << 20})
    @Rule({"MSG-006", "MSG-017"})
    void sizesArriveWholeFollowedByTheNext(int size) {
        for (String transport : transports()) {
            Two two = two(transport, SocketType.PULL, SocketType.PUSH);
            two.connected().send(context().msg(pattern(size)));
            two.connected().sendText("sentinel");
            Msg msg = context().msg();
            assertEquals(size, two.bound().recv(msg));
            assertEquals(size, msg.size());
            assertArrayEquals(pattern(size), msg.toByteArray());
            assertEquals("sentinel", two.bound().recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MSG-012")
    void receivedMessageIsForwardedAsItIs(String transport) {
        Two first = two(transport, SocketType.PULL, SocketType.PUSH);
        Two second = two(transport, SocketType.PULL, SocketType.PUSH);
        first.connected().send(frames("a", "bb", "ccc"));
        Msg msg = context().msg();
        do {
            first.bound().recv(msg);
            if (msg.more()) {
                second.connected().send(msg, SendFlag.SNDMORE);
            } else {
                second.connected().send(msg);
            }
        } while (first.bound().hasMore());
        assertFrames(second.bound().recvMultipart(), "a", "bb", "ccc");
    }

    @Test
    void writingToTheDataOfAReceivedMessageChangesWhatIsSentOn() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("abc");
        Msg msg = context().msg();
        two.bound().recv(msg);
        msg.data().put(0, (byte) 'x');
        two.bound().send(msg);
        assertEquals("xbc", two.connected().recvText());
    }

    @Test
    @Rule("MSG-007")
    void writingToAStaleViewChangesNothingThatWasSent() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Msg msg = context().msg(bytes("abc"));
        ByteBuffer stale = msg.data();
        two.connected().send(msg);
        stale.put(0, (byte) 'x');
        assertEquals("abc", two.bound().recvText());
    }

    @Test
    @Rule("MSG-013")
    void subscribersOfOneMessageDoNotShareIt() {
        Socket pub = socket(SocketType.PUB);
        String endpoint = pub.bind(anyEndpoint("inproc"));
        Socket[] subs = {socket(SocketType.SUB), socket(SocketType.SUB)};
        for (Socket sub : subs) {
            sub.connect(endpoint);
            sub.subscribe("shared");
            settle(pub, sub);
        }
        pub.send(frames("shared", "end"));
        Msg first = context().msg();
        Msg second = context().msg();
        subs[0].recv(first);
        subs[1].recv(second);
        first.data().put(0, (byte) 'X');
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().send(first);
        assertTrue(second.more());
        assertArrayEquals(bytes("shared"), second.toByteArray());
        assertEquals("Xhared", two.bound().recvText());
        assertFalse(two.bound().hasMore());
    }

    @Test
    @Rule("MSG-010")
    void failedSendLeavesTheMessageUnchanged() {
        Socket push = socket(SocketType.PUSH);
        Msg msg = context().msg(bytes("abc"));
        assertThrows(WouldBlockException.class, () -> push.send(msg, SendFlag.DONTWAIT));
        assertThrows(WouldBlockException.class, () -> push.send(msg, SHORT));
        assertFalse(push.trySend(msg));
        assertArrayEquals(bytes("abc"), msg.toByteArray());
        Msg held = received(1000);
        assertFalse(push.trySend(held));
        assertArrayEquals(pattern(1000), held.toByteArray());

        Socket pull = socket(SocketType.PULL);
        push.connect(pull.bind(anyEndpoint("inproc")));
        push.send(msg);
        push.send(held);
        assertEquals("abc", pull.recvText());
        assertArrayEquals(pattern(1000), pull.recv());
    }

    @Test
    @Rule("MSG-011")
    void receivingReplacesWhatTheMessageHeld() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(pattern(1 << 20));
        for (int size : new int[] {0, 3, 100_000, 1}) {
            two.connected().send(pattern(size));
            assertEquals(size, two.bound().recv(msg));
            assertArrayEquals(pattern(size), msg.toByteArray());
        }
    }

    @Test
    void receiveThatFindsNothingSaysSo() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(bytes("abc"));
        assertFalse(two.bound().tryRecv(msg));
        assertThrows(WouldBlockException.class, () -> two.bound().recv(msg, RecvFlag.DONTWAIT));
        assertThrows(WouldBlockException.class, () -> two.bound().recv(msg, SHORT));
        two.connected().sendText("there");
        assertTrue(two.bound().recv(msg) == 5);
        two.connected().sendText("again");
        await("the next one", () -> two.bound().tryRecv(msg));
        assertArrayEquals(bytes("again"), msg.toByteArray());
    }

    @Test
    @Rule("MSG-012")
    void moreIsKnownOnTheMessageAndOnTheSocket() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().send(frames("a", "b"));
        Msg msg = context().msg();
        two.bound().recv(msg);
        assertTrue(msg.more());
        assertTrue(two.bound().hasMore());
        assertTrue(two.bound().get(SocketOptions.RCVMORE));
        two.bound().recv(msg);
        assertFalse(msg.more());
        assertFalse(two.bound().hasMore());
    }

    @Test
    @Rule("MSG-012")
    void copiesKnowItTooWhetherTheDataWasLookedAtOrNot() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg();
        Msg copy = context().msg();
        for (boolean look : new boolean[] {false, true}) {
            two.connected().send(frames("a", "b"));
            two.bound().recv(msg);
            if (look) {
                msg.data();
            }
            copy.copyFrom(msg);
            assertTrue(copy.more());
            copy.moveFrom(msg);
            assertTrue(copy.more());
            assertFalse(msg.more());
            two.bound().recv();
        }
    }

    @Test
    @Rule("MSG-010")
    void messageThatWasSentIsSentAsAnEmptyOne() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(bytes("once"));
        two.connected().send(msg);
        two.connected().send(msg);
        assertEquals("once", two.bound().recvText());
        assertEquals("", two.bound().recvText());
    }

    @Test
    void frameThatDidNotFitABufferGoesIntoAMessage() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().send(frames("too large", "rest"));
        assertCode(ErrorCode.EMSGSIZE, () -> two.bound().recv(ByteBuffer.allocate(3)));
        Msg msg = context().msg();
        assertEquals(9, two.bound().recv(msg));
        assertArrayEquals(bytes("too large"), msg.toByteArray());
        assertTrue(msg.more());
        assertEquals("rest", two.bound().recvText());
    }

    @Test
    @Rule("MSG-014")
    void propertiesOfTheConnectionComeWithTheMessage() throws IOException {
        if (!backend().supports(Capability.transport("tcp"))) {
            return; // there are no connections
        }
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.ROUTING_ID, bytes("me"));
        dealer.connect(router.bind(Loopback.ANY_PORT));
        dealer.sendText("hello");
        Msg msg = context().msg();
        router.recv(msg);
        router.recv(msg);
        assertEquals("DEALER", msg.metadata("Socket-Type"));
        assertEquals("me", msg.metadata("Identity"));
        assertEquals(Loopback.source(), msg.metadata("Peer-Address"));
        assertNull(msg.metadata("X-nothing"));
        assertNull(msg.metadata(""));
        msg.data();
        assertEquals("DEALER", msg.metadata("Socket-Type"), "also after a look at the contents");
    }

    // ---- zero copy

    @Test
    @Rule("MSG-016")
    void bufferIsReleasedOnceItsMessageHasArrived() throws InterruptedException {
        if (!backend().supports(Capability.ZERO_COPY_SEND)) {
            assertUnsupported(Capability.ZERO_COPY_SEND, () -> context().msg(ByteBuffer.allocateDirect(1), () -> {}));
            return;
        }
        for (String transport : transports()) {
            Two two = two(transport, SocketType.PULL, SocketType.PUSH);
            CountDownLatch released = new CountDownLatch(1);
            ByteBuffer data = ByteBuffer.allocateDirect(100_010);
            data.put(10, pattern(100_000)).position(10);
            Msg msg = context().msg(data, released::countDown);
            assertEquals(100_000, msg.size());
            two.connected().send(msg);
            assertArrayEquals(pattern(100_000), two.bound().recv());
            assertTrue(released.await(AWAIT.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    @Rule("MSG-016")
    void bufferIsReleasedWhenItsMessageIsClosedOrGone() {
        if (!backend().supports(Capability.ZERO_COPY_SEND)) {
            return; // shown above
        }
        AtomicInteger released = new AtomicInteger();
        context().msg(ByteBuffer.allocateDirect(10), released::incrementAndGet).close();
        assertEquals(1, released.get());
        context().msg(ByteBuffer.allocateDirect(10), released::incrementAndGet).reset();
        assertEquals(2, released.get());
        Context other = newContext();
        Socket push = socket(other, SocketType.PUSH);
        push.connect("inproc://nobody-comes");
        push.send(other.msg(ByteBuffer.allocateDirect(10), released::incrementAndGet));
        other.close(Duration.ZERO);
        await("the unsent one is released", () -> released.get() == 3);
    }

    @Test
    @Rule("MSG-011")
    void bufferIsReleasedWhenItsMessageIsReceivedInto() {
        if (!backend().supports(Capability.ZERO_COPY_SEND)) {
            return; // shown above
        }
        AtomicInteger released = new AtomicInteger();
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Msg msg = context().msg(ByteBuffer.allocateDirect(10), released::incrementAndGet);
        two.connected().sendText("in its place");
        two.bound().recv(msg);
        assertEquals(1, released.get());
        msg.close();
        assertEquals(1, released.get());
    }

    @Test
    void callbackThatThrowsHarmsNothing() {
        if (!backend().supports(Capability.ZERO_COPY_SEND)) {
            return; // shown above
        }
        try (LogCapture log = new LogCapture()) {
            Msg msg = context().msg(ByteBuffer.allocateDirect(10), () -> {
                throw new IllegalStateException("of the test");
            });
            msg.close();
            assertTrue(log.has(entry -> entry.getThrown() instanceof IllegalStateException));
        }
    }

    @Test
    void heapBufferCannotBeLent() {
        assertCode(ErrorCode.EINVAL, () -> context().msg(ByteBuffer.allocate(3), () -> {}));
    }

    private Msg received(int size) {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().send(pattern(size));
        Msg msg = context().msg();
        two.bound().recv(msg);
        return msg;
    }

    @Test
    void closeNeverThrowsThoughAnotherThreadIsInside() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Msg msg = context().msg();
        Task<Integer> receiver = start("receiver", () -> two.bound().recv(msg));
        receiver.awaitWaiting();
        msg.close();
        assertTrue(msg.isClosed());
        assertThrows(ClosedException.class, msg::size, "while it is in use");
        two.connected().sendText("four");
        assertEquals(4, receiver.result());
        msg.close();
        assertThrows(ClosedException.class, msg::size);
    }
}
