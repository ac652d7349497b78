package io.zmq4j.internal;

import io.zmq4j.Backend;
import io.zmq4j.ContextOption;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.SocketResource;
import io.zmq4j.spi.Waiter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A context without an engine: its sockets can be opened and closed, and nothing else. */
final class StubContext extends AbstractContext {
    private final Map<ContextOption<?>, Long> options = new ConcurrentHashMap<>();

    StubContext(Backend backend) {
        super(backend);
    }

    @Override
    protected AbstractSocket doSocket(SocketType type) {
        return new StubSocket(this, type);
    }

    @Override
    protected long doGetNumber(ContextOption<?> option) {
        return options.getOrDefault(option, 0L);
    }

    @Override
    protected void doSetNumber(ContextOption<?> option, long number) {
        options.put(option, number);
    }

    @Override
    protected void doTerminate() {}

    private static final class NoResource extends SocketResource {
        @Override
        protected void release(int lingerMillis) {}
    }

    private static final class StubSocket extends AbstractSocket {
        StubSocket(AbstractContext context, SocketType type) {
            super(context, type, new NoResource());
        }

        private static UnsupportedOperationException stub() {
            return new UnsupportedOperationException("no engine");
        }

        @Override
        protected boolean doSend(byte[] data, int offset, int length, boolean more) {
            throw stub();
        }

        @Override
        protected boolean doSend(ByteBuffer data, boolean more) {
            throw stub();
        }

        @Override
        protected int doFetch() {
            throw stub();
        }

        @Override
        protected byte[] doTake() {
            throw stub();
        }

        @Override
        protected void doTake(ByteBuffer target) {
            throw stub();
        }

        @Override
        protected boolean doMore() {
            throw stub();
        }

        @Override
        protected boolean doMoreBefore() {
            throw stub();
        }

        @Override
        protected int doEvents() {
            throw stub();
        }

        @Override
        protected Waiter doTakeWaiter() {
            throw stub();
        }

        @Override
        protected void doGiveBack(Waiter waiter) {
            throw stub();
        }

        @Override
        protected void doAwait(Waiter waiter, long nanos) {
            throw stub();
        }

        @Override
        protected String doBind(Endpoint endpoint) {
            throw stub();
        }

        @Override
        protected void doConnect(Endpoint endpoint) {
            throw stub();
        }

        @Override
        protected void doUnbind(Endpoint endpoint) {
            throw stub();
        }

        @Override
        protected void doDisconnect(Endpoint endpoint) {
            throw stub();
        }

        @Override
        protected long doGetNumber(SocketOption<?> option) {
            throw stub();
        }

        @Override
        protected byte[] doGetBytes(SocketOption<?> option) {
            throw stub();
        }

        @Override
        protected void doSetNumber(SocketOption<?> option, long number) {
            throw stub();
        }

        @Override
        protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
            throw stub();
        }
    }
}
