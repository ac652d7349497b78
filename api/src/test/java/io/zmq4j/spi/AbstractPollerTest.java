package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.ContextOption;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pollers share, without an engine: a scripted backend of descriptors. */
class AbstractPollerTest {
    private static final int IN = 1 << PollEvent.POLLIN.ordinal();
    private static final int ERR = 1 << PollEvent.POLLERR.ordinal();
    private static final int PRI = 1 << PollEvent.POLLPRI.ordinal();

    private final StubContext context = new StubContext();
    private final StubPoller poller = (StubPoller) context.poller();

    @AfterEach
    void close() {
        poller.close();
        context.close();
    }

    private PollItem added(int descriptor, PollEvent... events) {
        PollItem item = PollItem.ofFd(descriptor, events);
        poller.add(item);
        return item;
    }

    @Test
    void closeFromInsideAPollClosesOnTheWayOut() {
        added(7, PollEvent.POLLIN);
        poller.next(() -> {
            poller.close();
            assertTrue(poller.isClosed());
            assertFalse(poller.waiter.disposed, "a poll still uses it");
        });
        assertThrows(ClosedException.class, () -> poller.poll(Duration.ofMinutes(1)));
        assertTrue(poller.waiter.disposed);
        assertEquals(0, poller.watched.size());
        assertThrows(ClosedException.class, () -> poller.poll(Duration.ZERO));
    }

    @Test
    void callsWhileAnotherThreadClosesAreToldThatItIsClosed() {
        poller.next(() -> {
            Thread closing = new Thread(poller::close, "closing");
            closing.start();
            while (!poller.isClosed()) {
                Thread.onSpinWait();
            }
            CompletionException thrown = assertThrows(
                    CompletionException.class, CompletableFuture.supplyAsync(() -> poller.poll(Duration.ZERO))::join);
            assertInstanceOf(ClosedException.class, thrown.getCause());
        });
        assertThrows(ClosedException.class, () -> poller.poll(Duration.ofMinutes(1)));
    }

    @Test
    void whatWasFoundAndIsFoundNoMoreEndsNoWait() {
        PollItem item = added(7, PollEvent.POLLIN);
        int index = poller.index(7);
        poller.next(() -> poller.signalled(index, IN));
        assertEquals(1, poller.poll(Duration.ofMinutes(1)));
        assertEquals(List.of(item), poller.ready());
        poller.next(() -> {});
        poller.next(() -> poller.signalled(index, 0));
        poller.next(() -> poller.signalled(index, IN));
        assertEquals(1, poller.poll(Duration.ofMinutes(1)));
        assertTrue(poller.script.isEmpty());
    }

    @Test
    void errorsAreReportedUnaskedAndOthersAreNot() {
        PollItem item = added(7, PollEvent.POLLIN);
        poller.next(() -> poller.signalled(poller.index(7), IN | ERR | PRI));
        assertEquals(1, poller.poll(Duration.ofMinutes(1)));
        assertEquals(Set.of(PollEvent.POLLIN, PollEvent.POLLERR), item.revents());
    }

    @Test
    void indexesAreUsedAgainAndLateSignalsHarmNobody() {
        PollItem first = added(7, PollEvent.POLLIN);
        int index = poller.index(7);
        poller.remove(first);
        PollItem second = added(8, PollEvent.POLLIN);
        assertEquals(index, poller.index(8));
        poller.next(() -> poller.signalled(index + 1, IN));
        assertEquals(0, poller.poll(Duration.ZERO));
        assertEquals(Set.of(), second.revents());
    }

    @Test
    void itemThatCouldNotBeWatchedLeavesNothingBehind() {
        poller.refuse = true;
        PollItem item = PollItem.ofFd(9, PollEvent.POLLIN);
        assertThrows(IllegalStateException.class, () -> poller.add(item));
        poller.refuse = false;
        assertEquals(0, poller.poll(Duration.ZERO));
        poller.add(item);
        assertEquals(1, poller.watched.size());
    }

    @Test
    void readyItemWhoseKeyGoesIsNoLongerListed() {
        PollItem item = added(7, PollEvent.POLLIN);
        poller.next(() -> poller.signalled(poller.index(7), IN));
        assertEquals(1, poller.poll(Duration.ofMinutes(1)));
        poller.remove(item);
        assertEquals(List.of(), poller.ready());
        assertEquals(Set.of(), item.revents());
    }

    /** Does in each wait what the test has told it to, and never waits. */
    private static final class StubPoller extends AbstractPoller {
        final StubWaiter waiter;
        final Deque<Object> watched = new ArrayDeque<>();
        final Deque<Runnable> script = new ArrayDeque<>();
        private final Map<Object, Integer> indexes = new HashMap<>();
        boolean refuse;

        StubPoller(AbstractContext context, StubWaiter waiter) {
            super(context, waiter);
            this.waiter = waiter;
        }

        void next(Runnable what) {
            script.add(what);
        }

        int index(int descriptor) {
            return indexes.get(descriptor);
        }

        @Override
        protected void doWatch(Object polled, int index, int events) {
            if (refuse) {
                throw new IllegalStateException("refused");
            }
            watched.add(polled);
            indexes.put(polled, index);
        }

        @Override
        protected void doChange(Object polled, int index, int events) {}

        @Override
        protected void doUnwatch(Object polled, int index) {
            watched.remove(polled);
        }

        @Override
        protected void doWait(Waiter same, long nanos) {
            Runnable what = script.poll();
            if (what != null) {
                what.run();
            }
        }
    }

    private static final class StubWaiter extends Waiter {
        boolean disposed;

        @Override
        public void wakeUp() {}

        @Override
        protected void clear() {}

        @Override
        protected void dispose() {
            disposed = true;
        }
    }

    private static final class StubContext extends AbstractContext {
        StubContext() {
            super(Backend.of(new StubProvider()));
        }

        @Override
        protected AbstractPoller doPoller() {
            return new StubPoller(this, new StubWaiter());
        }

        @Override
        protected AbstractSocket doSocket(SocketType type) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected long doGetNumber(ContextOption<?> option) {
            return 0;
        }

        @Override
        protected void doSetNumber(ContextOption<?> option, long number) {}

        @Override
        protected void doTerminate() {}
    }

    private static final class StubProvider implements BackendProvider {
        @Override
        public String name() {
            return "stub";
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            return new Availability.Available("0", "stub", "here", "none");
        }

        @Override
        public Support support(Capability capability) {
            return Support.full();
        }

        @Override
        public AbstractContext open(Backend backend) {
            throw new UnsupportedOperationException();
        }
    }
}
