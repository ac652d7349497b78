package io.zmq4j.spi;

import io.zmq4j.MonitorEvent;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A socket of the fake, each call to which can be made to fail, before the fake knows of it. */
final class FailingSocket extends AbstractSocket {
    private final AbstractSocket fake;
    private final Faults faults;
    private final EngineCount count;
    private @Nullable MonitorSink sink;

    FailingSocket(FailingContext context, SocketType type, AbstractSocket fake, Faults faults, EngineCount count) {
        super(context, type, new Resource(fake.resource(), faults, count));
        this.fake = fake;
        this.faults = faults;
        this.count = count;
    }

    /** What closes it; one that failed is not to be closed again. */
    private static final class Resource extends SocketResource {
        private final SocketResource fake;
        private final Faults faults;
        private final EngineCount count;

        Resource(SocketResource fake, Faults faults, EngineCount count) {
            this.fake = fake;
            this.faults = faults;
            this.count = count;
        }

        @Override
        protected void release(int lingerMillis) {
            count.sockets.decrementAndGet();
            fake.release(lingerMillis);
            faults.waits();
            faults.call("release");
        }
    }

    AbstractSocket fake() {
        return fake;
    }

    @Override
    protected boolean doSend(byte[] data, int offset, int length, boolean more) {
        faults.call("doSend");
        return fake.doSend(data, offset, length, more);
    }

    @Override
    protected boolean doSend(ByteBuffer data, boolean more) {
        faults.call("doSend");
        return fake.doSend(data, more);
    }

    @Override
    protected int doFetch() {
        faults.call("doFetch");
        return fake.doFetch();
    }

    @Override
    protected byte[] doTake() {
        faults.call("doTake");
        return fake.doTake();
    }

    @Override
    protected void doTake(ByteBuffer target) {
        faults.call("doTake");
        fake.doTake(target);
    }

    @Override
    protected boolean doMore() {
        return fake.doMore();
    }

    @Override
    protected boolean doMoreBefore() {
        return fake.doMoreBefore();
    }

    @Override
    protected int doEvents() {
        faults.call("doEvents");
        return fake.doEvents();
    }

    @Override
    protected Waiter doTakeWaiter() {
        faults.call("doTakeWaiter");
        count.waiters.incrementAndGet();
        return fake.doTakeWaiter();
    }

    @Override
    protected void doGiveBack(Waiter waiter) {
        count.waiters.decrementAndGet();
        fake.doGiveBack(waiter);
        faults.call("doGiveBack");
    }

    @Override
    protected void doAwait(Waiter waiter, long nanos) {
        faults.call("doAwait");
        faults.waits();
        fake.doAwait(waiter, nanos);
    }

    @Override
    protected String doBind(Endpoint endpoint) {
        faults.call("doBind");
        return fake.doBind(endpoint);
    }

    @Override
    protected void doConnect(Endpoint endpoint) {
        faults.call("doConnect");
        fake.doConnect(endpoint);
    }

    @Override
    protected void doUnbind(Endpoint endpoint) {
        faults.call("doUnbind");
        fake.doUnbind(endpoint);
    }

    @Override
    protected void doDisconnect(Endpoint endpoint) {
        faults.call("doDisconnect");
        fake.doDisconnect(endpoint);
    }

    @Override
    protected long doGetNumber(SocketOption<?> option) {
        faults.call("doGetNumber");
        return fake.doGetNumber(option);
    }

    @Override
    protected byte[] doGetBytes(SocketOption<?> option) {
        faults.call("doGetBytes");
        return fake.doGetBytes(option);
    }

    @Override
    protected void doSetNumber(SocketOption<?> option, long number) {
        faults.call("doSetNumber");
        fake.doSetNumber(option, number);
    }

    @Override
    protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
        faults.call("doSetBytes");
        fake.doSetBytes(option, bytes);
    }

    @Override
    protected void doMonitor(MonitorSink events) {
        faults.call("doMonitor");
        sink = events;
        count.monitors.incrementAndGet();
    }

    @Override
    protected void doUnmonitor() {
        count.monitors.decrementAndGet();
        Objects.requireNonNull(sink).events().accept(new MonitorEvent.MonitorStopped());
        faults.call("doUnmonitor");
    }
}
