package io.zmq4j.benchmarks.jmh;

import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.SelectorWaiter;
import io.zmq4j.spi.SocketResource;
import io.zmq4j.spi.Waiter;
import java.nio.ByteBuffer;

/** A socket of {@link NoEngine}: what is sent is gone at once, and there is always a frame of no bytes to receive. */
final class NoEngineSocket extends AbstractSocket {
    private static final byte[] NO_BYTES = {};

    NoEngineSocket(AbstractContext context, SocketType type) {
        super(context, type, new Nothing());
    }

    private static final class Nothing extends SocketResource {
        @Override
        protected void release(int lingerMillis) {
            // there is nothing to close
        }
    }

    @Override
    protected boolean doSend(byte[] data, int offset, int length, boolean more) {
        return true;
    }

    @Override
    protected boolean doSend(ByteBuffer data, boolean more) {
        return true;
    }

    @Override
    protected int doFetch() {
        return 0;
    }

    @Override
    protected byte[] doTake() {
        return NO_BYTES;
    }

    @Override
    protected void doTake(ByteBuffer target) {
        // no bytes
    }

    @Override
    protected boolean doMore() {
        return false;
    }

    @Override
    protected boolean doMoreBefore() {
        return false;
    }

    @Override
    protected int doEvents() {
        return 0;
    }

    @Override
    protected Waiter doTakeWaiter() {
        return new SelectorWaiter();
    }

    @Override
    protected void doGiveBack(Waiter waiter) {
        ((SelectorWaiter) waiter).dispose();
    }

    @Override
    protected void doAwait(Waiter waiter, long nanos) {
        ((SelectorWaiter) waiter).select(nanos, key -> {});
    }

    @Override
    protected String doBind(Endpoint endpoint) {
        return endpoint.text();
    }

    @Override
    protected void doConnect(Endpoint endpoint) {
        // to nobody
    }

    @Override
    protected void doUnbind(Endpoint endpoint) {
        // as bound
    }

    @Override
    protected void doDisconnect(Endpoint endpoint) {
        // as connected
    }

    @Override
    protected long doGetNumber(SocketOption<?> option) {
        return 0;
    }

    @Override
    protected byte[] doGetBytes(SocketOption<?> option) {
        return NO_BYTES;
    }

    @Override
    protected void doSetNumber(SocketOption<?> option, long number) {
        // nothing to tell
    }

    @Override
    protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
        // nothing to tell
    }
}
