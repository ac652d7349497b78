package io.zmq4j.backend.fake;

import io.zmq4j.Backend;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.AbstractPoller;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.SelectorWaiter;

/** A context: the names its sockets meet under. */
class FakeContext extends AbstractContext {
    private final FakeNames names = new FakeNames();
    private long ioThreads = 1;

    FakeContext(Backend backend) {
        super(backend);
    }

    @Override
    protected AbstractSocket doSocket(SocketType type) {
        return socket(type, core(names, type));
    }

    FakeSocket socket(SocketType type, FakeCore core) {
        return new FakeSocket(this, type, core);
    }

    FakeCore core(FakeNames names, SocketType type) {
        return switch (type) {
            case PAIR -> new FakePair(names, type);
            case PUSH, PULL, DEALER -> new FakeDealer(names, type);
            case REQ -> new FakeReq(names, type);
            case REP -> new FakeRep(names, type);
            case ROUTER -> new FakeRouter(names, type);
            case PUB, XPUB -> new FakePublisher(names, type);
            case SUB, XSUB -> new FakeSubscriber(names, type);
            case STREAM -> throw new IllegalArgumentException("not supported: " + type);
        };
    }

    @Override
    protected long doGetNumber(ContextOption<?> option) {
        return ioThreads;
    }

    @Override
    protected void doSetNumber(ContextOption<?> option, long number) {
        if (option == ContextOptions.IO_THREADS) {
            ioThreads = number;
        }
    }

    @Override
    protected AbstractPoller doPoller() {
        return new FakePoller(this, new SelectorWaiter());
    }

    @Override
    protected void doTerminate() {
        // nothing runs, nothing lingers
    }
}
