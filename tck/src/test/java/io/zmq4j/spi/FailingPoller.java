package io.zmq4j.spi;

import java.util.BitSet;

/** A poller of the fake, each call to which can be made to fail. What the fake says to itself it says to all. */
final class FailingPoller extends AbstractPoller {
    private final AbstractPoller fake;
    private final Faults faults;
    private final EngineCount count;
    private final BitSet watched = new BitSet();

    FailingPoller(FailingContext context, AbstractPoller fake, Faults faults, EngineCount count) {
        super(context, new Wake(fake.queue(), count));
        this.fake = fake;
        this.faults = faults;
        this.count = count;
    }

    /** Wakes the fake, by the only way that is open. */
    private static final class Wake extends Waiter {
        private final PollQueue queue;
        private final EngineCount count;

        Wake(PollQueue queue, EngineCount count) {
            this.queue = queue;
            this.count = count;
        }

        @Override
        public void wakeUp() {
            queue.terminate();
        }

        @Override
        protected void clear() {
            // a wake-up that was seen ends one wait early
        }

        @Override
        protected void dispose() {
            count.pollers.decrementAndGet();
            queue.dispose();
        }
    }

    private static Object real(Object polled) {
        return polled instanceof FailingSocket socket ? socket.fake() : polled;
    }

    @Override
    protected void doWatch(Object polled, int index, int events) {
        faults.call("doWatch");
        fake.doWatch(real(polled), index, events);
        count.watched.incrementAndGet();
        watched.set(index);
    }

    @Override
    protected void doChange(Object polled, int index, int events) {
        faults.call("doChange");
        fake.doChange(real(polled), index, events);
    }

    @Override
    protected void doUnwatch(Object polled, int index) {
        fake.doUnwatch(real(polled), index);
        count.watched.decrementAndGet();
        watched.clear(index);
        faults.call("doUnwatch");
    }

    @Override
    protected void doWait(Waiter same, long nanos) {
        faults.call("doWait");
        faults.waits();
        fake.doWait(same, nanos);
        watched.stream().forEach(index -> signalled(index, 0));
    }
}
