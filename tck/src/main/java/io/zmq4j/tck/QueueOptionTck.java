package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.Zmq;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Effects of the options about queues and waiting: LINGER, SNDHWM, RCVHWM, SNDTIMEO, RCVTIMEO, IMMEDIATE, CONFLATE,
 * XPUB_NODROP.
 */
public class QueueOptionTck extends OptionArea {
    /** For those who run it. */
    public QueueOptionTck() {}

    // ---- LINGER

    @Test
    @EffectOf("LINGER")
    @Rule("OPT-114")
    void lingerZeroDropsWhatIsNotSent() throws IOException {
        needsTransport("tcp");
        String endpoint = unusedEndpoint();
        Context dropping = newContext();
        Socket push = open(dropping, SocketType.PUSH);
        push.set(SocketOptions.LINGER, Duration.ZERO);
        push.connect(endpoint);
        send(push, "dropped");
        push.close();
        // without a bound of its own, so that it is LINGER that ends it
        closing(dropping).result();

        Socket pull = open(newContext(), SocketType.PULL);
        pull.bind(endpoint);
        Socket other = open(pull.context(), SocketType.PUSH);
        other.connect(endpoint);
        send(other, "marker");
        assertEquals("marker", recv(pull));
    }

    @Test
    @EffectOf("LINGER")
    @Rule("OPT-114")
    void lingerKeepsMessagesForItsTimeOnly() throws IOException {
        needsTransport("tcp");
        Context lingering = newContext();
        Socket push = open(lingering, SocketType.PUSH);
        push.connect(unusedEndpoint());
        push.set(SocketOptions.LINGER, ms(300)); // after the connect: it takes effect at once
        send(push, "kept for a while");
        long start = System.nanoTime();
        push.close();
        closing(lingering).result();
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(waited >= 299, "closing the context took " + waited + " ms, LINGER is 300 ms");
    }

    @Test
    @EffectOf("LINGER")
    @Rule({"CTX-022", "OPT-114", "SOC-005"})
    void lingerForeverKeepsMessagesUntilAPeerComes() throws IOException {
        String endpoint = unusedEndpoint();
        Context lingering = newContext();
        Socket push = open(lingering, SocketType.PUSH);
        push.set(SocketOptions.LINGER, Duration.ZERO);
        push.set(SocketOptions.LINGER, Zmq.FOREVER);
        push.connect(endpoint);
        send(push, "kept");
        push.close();
        Task<Boolean> closed = closing(lingering);

        Socket pull = open(newContext(), SocketType.PULL);
        pull.bind(endpoint);
        assertEquals("kept", recv(pull));
        closed.result();
    }

    private Task<Boolean> closing(Context context) {
        return start("close " + context, () -> {
            context.close();
            return true;
        });
    }

    // ---- high-water marks

    @Test
    @EffectOf({"SNDHWM", "RCVHWM"})
    @Rule({"INP-010", "OPT-119", "OPT-120", "PSH-004"})
    void overInprocBothHighWaterMarksAddUp() {
        assertEquals(7, roomOverInproc(3, 4));
        assertEquals(25, roomOverInproc(20, 5));
        assertEquals(25, roomOverInproc(5, 20));
    }

    @Test
    @EffectOf({"SNDHWM", "RCVHWM"})
    @Rule({"INP-010", "OPT-119", "OPT-120"})
    void highWaterMarkOfZeroOnEitherSideIsNoLimitOverInproc() {
        int moreThanTheDefaults = 5_000;
        assertEquals(moreThanTheDefaults, sentOverInproc(0, 1, moreThanTheDefaults));
        assertEquals(moreThanTheDefaults, sentOverInproc(1, 0, moreThanTheDefaults));
    }

    private int sentOverInproc(int sendHighWaterMark, int recvHighWaterMark, int atMost) {
        return sendUntilItWouldBlock(
                pushOverInproc(sendHighWaterMark, recvHighWaterMark).connected(), atMost);
    }

    private Two pushOverInproc(int sendHighWaterMark, int recvHighWaterMark) {
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.RCVHWM, recvHighWaterMark);
        String endpoint = inproc();
        pull.bind(endpoint);
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, sendHighWaterMark);
        push.connect(endpoint);
        return new Two(pull, push, endpoint);
    }

    private int roomOverInproc(int sendHighWaterMark, int recvHighWaterMark) {
        Two two = pushOverInproc(sendHighWaterMark, recvHighWaterMark);
        Socket pull = two.bound();
        Socket push = two.connected();
        int sent = sendUntilItWouldBlock(push, 10_000);
        assertThrows(WouldBlockException.class, () -> push.send(new byte[1], Duration.ZERO));
        for (int i = 0; i < sent; i++) {
            assertEquals("m" + i, recv(pull));
        }
        assertTrue(push.trySendText("again"), "there is room again once all were received");
        return sent;
    }

    @Test
    @EffectOf("SNDHWM")
    @Rule({"OPT-119", "PSH-004"})
    void sendHighWaterMarkLimitsWhatWaitsForAConnection() throws IOException {
        needsTransport("tcp");
        for (int mark : new int[] {1, 5, 50}) {
            Socket push = open(SocketType.PUSH);
            push.set(SocketOptions.SNDHWM, mark);
            push.connect(unusedEndpoint());
            assertEquals(mark, sendUntilItWouldBlock(push, 10_000));
        }
    }

    @Test
    @EffectOf("RCVHWM")
    @Rule({"OPT-120", "PUL-002"})
    void receiveHighWaterMarkHoldsBackTheSenderOverTcp() {
        needsTransport("tcp");
        int many = 64;
        byte[] megabyte = new byte[1 << 20]; // more than the buffers of the kernel hold, 64 times
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.RCVHWM, 1);
        String endpoint = pull.bind(tcp());
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 1);
        push.connect(endpoint);
        int sent = 0;
        try {
            for (; sent < many; sent++) {
                push.send(megabyte, ms(500));
            }
        } catch (WouldBlockException e) {
            assertTrue(sent > 0);
        }
        assertTrue(sent < many, many + " MB were taken although nobody received any");
        for (int i = 0; i < sent; i++) {
            assertEquals(megabyte.length, pull.recv(AWAIT).length);
        }
        push.send(megabyte, AWAIT);
    }

    private static int sendUntilItWouldBlock(Socket push, int atMost) {
        int sent = 0;
        while (sent < atMost && push.trySendText("m" + sent)) {
            sent++;
        }
        return sent;
    }

    // ---- time limits

    @Test
    @EffectOf("RCVTIMEO")
    @Rule("OPT-122")
    void recvTimeoutEndsARecv() {
        Socket pull = open(SocketType.PULL);
        pull.bind(inproc());
        pull.set(SocketOptions.RCVTIMEO, ms(120));
        assertTakes(120, pull::recv);
        pull.set(SocketOptions.RCVTIMEO, Duration.ZERO);
        assertCode(ErrorCode.EAGAIN, pull::recv);
    }

    @Test
    @EffectOf("SNDTIMEO")
    @Rule("OPT-123")
    void sendTimeoutEndsASend() {
        Socket push = open(SocketType.PUSH);
        push.bind(inproc());
        push.set(SocketOptions.SNDTIMEO, ms(120));
        assertTakes(120, () -> push.send(new byte[1]));
        push.set(SocketOptions.SNDTIMEO, Duration.ZERO);
        assertCode(ErrorCode.EAGAIN, () -> push.send(new byte[1]));
    }

    private static void assertTakes(int millis, Runnable call) {
        long start = System.nanoTime();
        assertThrows(WouldBlockException.class, call::run);
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(waited >= millis - 1, "it ended after " + waited + " ms instead of " + millis + " ms");
    }

    @Test
    @EffectOf({"RCVTIMEO", "SNDTIMEO"})
    @Rule({"OPT-122", "OPT-123"})
    void timeoutOfMinusOneWaitsUntilItCanGoOn() {
        String there = inproc();
        Socket pull = open(SocketType.PULL);
        pull.bind(there);
        pull.set(SocketOptions.RCVTIMEO, ms(50));
        pull.set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        String back = inproc();
        Socket push = open(SocketType.PUSH);
        push.bind(back);
        push.set(SocketOptions.SNDTIMEO, ms(50));
        push.set(SocketOptions.SNDTIMEO, Zmq.FOREVER);
        Task<Boolean> echo = start("echo", () -> {
            push.sendText("got " + pull.recvText());
            return true;
        });
        Socket clock = open(SocketType.PULL);
        clock.bind(inproc());

        assertThrows(WouldBlockException.class, () -> clock.recv(ms(150)));
        Socket sender = open(SocketType.PUSH);
        sender.connect(there);
        send(sender, "hello"); // had it gone by 50 ms, this would come too late
        assertThrows(WouldBlockException.class, () -> clock.recv(ms(150)));
        Socket receiver = open(SocketType.PULL);
        receiver.connect(back);
        assertEquals("got hello", recv(receiver));
        echo.result();
    }

    // ---- IMMEDIATE

    @Test
    @EffectOf("IMMEDIATE")
    @Rule({"EPT-046", "OPT-130"})
    void immediateQueuesNothingForAConnectionThatIsNotThere() throws IOException {
        needsTransport("tcp");
        needs(SocketOptions.IMMEDIATE);
        Socket pull = open(SocketType.PULL);
        String live = pull.bind(tcp());
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.IMMEDIATE, true);
        push.connect(unusedEndpoint());
        assertFalse(push.trySendText("too early"));
        push.connect(live);
        for (int i = 0; i < 20; i++) {
            send(push, "m" + i);
            assertEquals("m" + i, recv(pull));
        }
    }

    @Test
    @EffectOf("IMMEDIATE")
    @Rule("OPT-130")
    void withoutImmediateMessagesAreQueuedFromTheConnectOn() throws IOException {
        needsTransport("tcp");
        needs(SocketOptions.IMMEDIATE);
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.IMMEDIATE, true);
        push.set(SocketOptions.IMMEDIATE, false);
        push.connect(unusedEndpoint());
        assertTrue(push.trySendText("queued"));
    }

    // ---- CONFLATE

    @Test
    @EffectOf("CONFLATE")
    @Rule("OPT-145")
    void conflateKeepsTheNewestMessageOverInproc() {
        needs(SocketOptions.CONFLATE);
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.CONFLATE, true);
        String endpoint = inproc();
        pull.bind(endpoint);
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.CONFLATE, true);
        push.connect(endpoint);
        for (int i = 1; i <= 10; i++) {
            send(push, "m" + i);
        }
        assertEquals("m10", recv(pull));
        assertNull(pull.tryRecv());
    }

    @Test
    @EffectOf("CONFLATE")
    @Rule("OPT-145")
    void conflateKeepsTheNewestMessageForAConnectionToCome() throws IOException {
        needsTransport("tcp");
        needs(SocketOptions.CONFLATE);
        String endpoint = unusedEndpoint();
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.CONFLATE, true);
        push.connect(endpoint);
        for (int i = 1; i <= 10; i++) {
            send(push, "m" + i);
        }
        Socket pull = open(SocketType.PULL);
        pull.bind(endpoint);
        assertEquals("m10", recv(pull));
    }

    // ---- XPUB_NODROP

    @Test
    @EffectOf("XPUB_NODROP")
    @Rule("OPT-156")
    void noDropMakesASendWaitForASubscriberAtItsHighWaterMark() {
        needs(SocketOptions.XPUB_NODROP);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_NODROP, true);
        Socket sub = fullSubscriber(xpub);
        assertEquals(4, sendUntilItWouldBlock(xpub, 100));
        assertEquals("m0", recv(sub));
        assertEquals("m1", recv(sub));
        assertEquals("m2", recv(sub));
        assertEquals("m3", recv(sub));
        send(xpub, "room again");
        assertEquals("room again", recv(sub));
    }

    @Test
    @EffectOf("XPUB_NODROP")
    @Rule("OPT-156")
    void withoutNoDropASendDropsForASubscriberAtItsHighWaterMark() {
        needs(SocketOptions.XPUB_NODROP);
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_NODROP, true);
        xpub.set(SocketOptions.XPUB_NODROP, false);
        fullSubscriber(xpub);
        assertEquals(100, sendUntilItWouldBlock(xpub, 100));
    }

    @Test
    @EffectOf("XPUB_NODROP")
    @Rule("OPT-156")
    void aSendThatWaitsForASubscriberDoesNotSpin() {
        needs(SocketOptions.XPUB_NODROP);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Socket xpub = open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_NODROP, true);
        fullSubscriber(xpub);
        assertEquals(4, sendUntilItWouldBlock(xpub, 100));
        assertThrows(WouldBlockException.class, () -> xpub.send(new byte[1], ms(10))); // classes are loaded now
        long before = threads.getCurrentThreadCpuTime();
        assertThrows(WouldBlockException.class, () -> xpub.send(new byte[1], ms(600)));
        long used = TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - before);
        assertTrue(used < 300, "a wait of 600 ms used " + used + " ms of CPU");
    }

    private Socket fullSubscriber(Socket xpub) {
        xpub.set(SocketOptions.SNDHWM, 2);
        String endpoint = inproc();
        xpub.bind(endpoint);
        Socket sub = open(SocketType.SUB);
        sub.set(SocketOptions.RCVHWM, 2);
        sub.connect(endpoint);
        sub.subscribe("");
        assertEquals("\1", recv(xpub));
        return sub;
    }
}
