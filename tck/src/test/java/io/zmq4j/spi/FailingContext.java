package io.zmq4j.spi;

import io.zmq4j.Backend;
import io.zmq4j.ContextOption;
import io.zmq4j.SocketType;

/** A context of the fake, each call to which can be made to fail. */
final class FailingContext extends AbstractContext {
    private final AbstractContext fake;
    private final Faults faults;
    private final EngineCount count;

    FailingContext(Backend backend, AbstractContext fake, Faults faults, EngineCount count) {
        super(backend);
        this.fake = fake;
        this.faults = faults;
        this.count = count;
        count.contexts.incrementAndGet();
    }

    @Override
    protected AbstractSocket doSocket(SocketType type) {
        faults.call("doSocket");
        AbstractSocket socket = fake.doSocket(type);
        count.sockets.incrementAndGet();
        return new FailingSocket(this, type, socket, faults, count);
    }

    @Override
    protected AbstractMsg doMsg() {
        faults.call("doMsg");
        return fake.doMsg();
    }

    @Override
    protected AbstractPoller doPoller() {
        faults.call("doPoller");
        AbstractPoller poller = fake.doPoller();
        count.pollers.incrementAndGet();
        return new FailingPoller(this, poller, faults, count);
    }

    @Override
    protected long doGetNumber(ContextOption<?> option) {
        faults.call("doGetNumber");
        return fake.doGetNumber(option);
    }

    @Override
    protected void doSetNumber(ContextOption<?> option, long number) {
        faults.call("doSetNumber");
        fake.doSetNumber(option, number);
    }

    /** Whether it fails or not, there is nothing left to be ended afterwards. */
    @Override
    protected void doTerminate() {
        count.contexts.decrementAndGet();
        fake.close();
        faults.call("doTerminate");
    }
}
