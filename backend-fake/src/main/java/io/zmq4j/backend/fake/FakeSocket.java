package io.zmq4j.backend.fake;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.Waiter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** A socket: takes the context's lock and asks the core. */
class FakeSocket extends AbstractSocket {
    private final FakeCore core;

    FakeSocket(FakeContext context, SocketType type, FakeCore core) {
        super(context, type, new FakeSocketResource(core));
        this.core = core;
    }

    @Override
    protected boolean doSend(byte[] data, int offset, int length, boolean more) {
        byte[] frame = Arrays.copyOfRange(data, offset, offset + length);
        return locked(() -> core.send(frame, more));
    }

    @Override
    protected boolean doSend(ByteBuffer data, boolean more) {
        byte[] frame = new byte[data.remaining()];
        data.duplicate().get(frame);
        return locked(() -> core.send(frame, more));
    }

    @Override
    protected int doFetch() {
        return locked(core::fetch);
    }

    /** A copy: a frame that was published is shared by its receivers. */
    @Override
    protected byte[] doTake() {
        return core.current().clone();
    }

    @Override
    protected void doTake(ByteBuffer target) {
        target.put(core.current());
    }

    @Override
    protected boolean doMore() {
        return core.more();
    }

    @Override
    protected boolean doMoreBefore() {
        return core.moreBefore();
    }

    @Override
    protected int doEvents() {
        core.lock(); // without an object: polling allocates nothing
        try {
            return core.events();
        } finally {
            core.unlock();
        }
    }

    /** From here on the core wakes it whenever something changes, so nothing is missed before {@link #doAwait}. */
    @Override
    protected Waiter doTakeWaiter() {
        FakeWaiter waiter = new FakeWaiter();
        run(() -> core.waiting(waiter));
        return waiter;
    }

    @Override
    protected void doGiveBack(Waiter waiter) {
        run(() -> core.waiting(null));
    }

    @Override
    protected void doAwait(Waiter waiter, long nanos) {
        ((FakeWaiter) waiter).park(nanos);
    }

    @Override
    protected String doBind(Endpoint endpoint) {
        run(() -> core.bind(endpoint.text(), endpoint.address()));
        return endpoint.text();
    }

    @Override
    protected void doConnect(Endpoint endpoint) {
        run(() -> core.connect(endpoint.text(), endpoint.address()));
    }

    @Override
    protected void doUnbind(Endpoint endpoint) {
        run(() -> core.unbind(endpoint.address()));
    }

    @Override
    protected void doDisconnect(Endpoint endpoint) {
        run(() -> core.disconnect(endpoint.address()));
    }

    @Override
    protected long doGetNumber(SocketOption<?> option) {
        return locked(() -> core.options.number(option));
    }

    @Override
    protected byte[] doGetBytes(SocketOption<?> option) {
        return option == SocketOptions.IDENTITY
                ? locked(core.options::routingId)
                : locked(core::lastEndpoint).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doSetNumber(SocketOption<?> option, long number) {
        run(() -> core.options.set(option, number));
    }

    @Override
    protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
        if (option == SocketOptions.IDENTITY) {
            run(() -> core.options.setRoutingId(bytes));
        } else if (option == SocketOptions.CONNECT_RID) {
            run(() -> core.options.setConnectRoutingId(bytes));
        } else if (core instanceof FakeSubscriber subscriber) {
            FakeTopic topic = option == SocketOptions.SUBSCRIBE ? FakeTopic.added(bytes) : FakeTopic.removed(bytes);
            run(() -> subscriber.change(topic));
        } else {
            throw new ZmqException(
                    ErrorCode.EINVAL, option + " on XPUB needs XPUB_MANUAL, which the fake does not have");
        }
    }

    /** For a poller. */
    void tell(FakeNews.Reader reader) {
        run(() -> core.tell(reader));
    }

    /** For a poller, also when this is closed. */
    void tellNoMore(FakeNews.Reader reader) {
        run(() -> core.tellNoMore(reader));
    }

    private void run(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        core.lock();
        try {
            return work.get();
        } finally {
            core.unlock();
        }
    }
}
