package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.SocketType;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The way of a message allocates nothing but what the engine does. One thread and {@code inproc}, so that all is on one
 * account.
 */
public abstract class AllocationTck extends ZmqTck {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 10_000;

    /** A JVM that is still warming up allocates; so does what happens to run in between. */
    private static final int MOST_ROUNDS = 30;

    private static final double LESS_THAN_ANYTHING = 0.5;

    /** Of an array of bytes, without the bytes. */
    private static final int ARRAY_HEADER = 16;

    private static final int SMALL = 16;

    /** Too large to go through a staging area, so large that its memory is given back at once. */
    private static final int LARGE = 70_000;

    private static final int FEW_CALLS = 500;

    /** For subclasses. */
    protected AllocationTck() {}

    /**
     * What the engine itself allocates when it sends a message and receives it.
     *
     * @param size of the message
     * @return bytes of the heap; 0 for an engine that is not Java
     */
    protected abstract long engineBytes(int size);

    /**
     * What the engine itself allocates when it sends a message on whose bytes it has, and receives it.
     *
     * @return bytes of the heap; 0 for an engine that is not Java
     */
    protected abstract long engineBytesForwarded();

    /**
     * What the engine itself allocates when it sends a message to a socket that was found without one before.
     *
     * @return bytes of the heap; 0 for an engine that is not Java
     */
    protected abstract long engineBytesPolled();

    /**
     * What the way to the engine itself allocates when a call is in vain, and the JVM does not optimize it away.
     *
     * @return bytes of the heap
     */
    protected abstract long engineBytesInVain();

    private Two pair() {
        return two("inproc", SocketType.PAIR, SocketType.PAIR);
    }

    @Test
    void buffersAreSentAndReceivedWithoutAllocation() {
        Two pair = pair();
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(SMALL), ByteBuffer.allocateDirect(SMALL)}) {
            assertAllocates(engineBytes(SMALL), CALLS, () -> {
                pair.connected().send(buffer.clear());
                assertEquals(SMALL, pair.bound().recv(buffer.clear()));
            });
        }
    }

    @Test
    void largeBuffersAreSentAndReceivedWithoutAllocation() {
        Two pair = pair();
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(LARGE), ByteBuffer.allocateDirect(LARGE)}) {
            assertAllocates(engineBytes(LARGE), FEW_CALLS, () -> {
                pair.connected().send(buffer.clear());
                assertEquals(LARGE, pair.bound().recv(buffer.clear()));
            });
        }
    }

    @Test
    void arraysAreSentWithoutAllocation() {
        Two pair = pair();
        byte[] message = new byte[SMALL];
        ByteBuffer received = ByteBuffer.allocate(SMALL);
        assertAllocates(engineBytes(SMALL), CALLS, () -> {
            pair.connected().send(message);
            assertEquals(SMALL, pair.bound().recv(received.clear()));
        });
        assertAllocates(engineBytes(SMALL), CALLS, () -> {
            assertTrue(pair.connected().trySend(message));
            assertEquals(SMALL, pair.bound().tryRecv(received.clear()));
        });
    }

    @Test
    void largeArraysAreSentWithoutAllocation() {
        Two pair = pair();
        byte[] message = new byte[LARGE];
        ByteBuffer received = ByteBuffer.allocate(LARGE);
        assertAllocates(engineBytes(LARGE), FEW_CALLS, () -> {
            pair.connected().send(message);
            assertEquals(LARGE, pair.bound().recv(received.clear()));
        });
    }

    @Test
    void receivingAnArrayAllocatesItAlone() {
        Two pair = pair();
        byte[] message = new byte[SMALL];
        assertAllocates(engineBytes(SMALL) + ARRAY_HEADER + SMALL, CALLS, () -> {
            pair.connected().send(message);
            assertEquals(SMALL, pair.bound().recv().length);
        });
    }

    @Test
    void messagesAreFilledSentAndReceivedWithoutAllocation() {
        Two pair = pair();
        try (Msg message = context().msg();
                Msg received = context().msg()) {
            assertAllocates(engineBytes(SMALL), CALLS, () -> {
                message.reset(SMALL);
                message.data().put(0, (byte) 1);
                assertEquals(SMALL, pair.connected().send(message));
                assertEquals(SMALL, pair.bound().recv(received));
            });
        }
    }

    @Test
    void messagesAreForwardedWithoutAllocation() {
        Two pair = pair();
        try (Msg message = context().msg(SMALL)) {
            pair.connected().send(message);
            pair.bound().recv(message);
            assertAllocates(engineBytesForwarded(), CALLS, () -> {
                assertEquals(SMALL, pair.connected().send(message));
                assertEquals(SMALL, pair.bound().recv(message));
            });
        }
    }

    @Test
    void anEmptyQueueIsLookedIntoWithoutAllocation() {
        Two pair = pair();
        assertAllocates(
                engineBytesInVain(), CALLS, () -> assertNull(pair.bound().tryRecv()));
    }

    @Test
    void messagesAreFoundByPollsWithoutAllocation() {
        Two pair = pair();
        byte[] message = new byte[SMALL];
        ByteBuffer received = ByteBuffer.allocate(SMALL);
        try (Poller poller = context().poller()) {
            poller.add(PollItem.of(pair.bound(), PollEvent.POLLIN));
            assertAllocates(engineBytesPolled(), CALLS, () -> {
                assertEquals(0, poller.poll(Duration.ZERO));
                pair.connected().send(message);
                assertEquals(1, poller.poll(Duration.ZERO));
                assertEquals(SMALL, pair.bound().recv(received.clear()));
            });
        }
    }

    /** At most so many bytes for a call, when nothing else has allocated. */
    private static void assertAllocates(long bytes, int calls, Runnable call) {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && least >= bytes + LESS_THAN_ANYTHING; round++) {
            least = Math.min(least, perCall(calls, call));
        }
        double found = least;
        assertTrue(
                found < bytes + LESS_THAN_ANYTHING,
                () -> "a call allocates " + found + " bytes, more than the " + bytes + " it may");
    }

    /**
     * What one call allocates on this thread.
     *
     * @param calls how many to make
     * @param call what to call
     * @return bytes of the heap, on average
     */
    protected static double perCall(int calls, Runnable call) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / (double) calls;
    }
}
