package io.zmq4j.backend.fake;

import io.zmq4j.spi.Waiter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The sockets of one poller to which something happened, by index. */
final class FakeNews {
    private static final int NOTHING = -1;

    private final Queue<Reader> changed = new ConcurrentLinkedQueue<>();
    private final Waiter waiter;

    FakeNews(Waiter waiter) {
        this.waiter = waiter;
    }

    Reader reader(int index) {
        return new Reader(index);
    }

    /** The next one; news that come from now on make it another one. */
    int next() {
        Reader reader = changed.poll();
        if (reader == null) {
            return NOTHING;
        }
        reader.told.set(false);
        return reader.index;
    }

    /** Takes in what happens to one socket. */
    final class Reader {
        private final int index;
        private final AtomicBoolean told = new AtomicBoolean();

        private Reader(int index) {
            this.index = index;
        }

        void changed() {
            if (told.compareAndSet(false, true)) {
                changed.add(this);
                waiter.wakeUp();
            }
        }
    }
}
