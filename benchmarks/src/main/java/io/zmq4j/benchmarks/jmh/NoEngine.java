package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.ContextOption;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;

/** A backend without an engine: what is left of a call is zmq4j's own part. */
final class NoEngine implements BackendProvider {
    @Override
    public String name() {
        return "none";
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
        return new Availability.Available("0.0.0", "no engine", "these benchmarks", "none");
    }

    @Override
    public Support support(Capability capability) {
        return Support.full();
    }

    @Override
    public AbstractContext open(Backend backend) {
        return new NoContext(backend);
    }

    private static final class NoContext extends AbstractContext {
        private NoContext(Backend backend) {
            super(backend);
        }

        @Override
        protected AbstractSocket doSocket(SocketType type) {
            return new NoEngineSocket(this, type);
        }

        @Override
        protected long doGetNumber(ContextOption<?> option) {
            return 0;
        }

        @Override
        protected void doSetNumber(ContextOption<?> option, long number) {
            // nothing to tell
        }

        @Override
        protected void doTerminate() {
            // nothing runs
        }
    }
}
