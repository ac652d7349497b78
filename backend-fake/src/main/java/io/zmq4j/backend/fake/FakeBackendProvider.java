package io.zmq4j.backend.fake;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;

/**
 * Provides the backend {@code fake}: sockets in memory, for unit tests.
 *
 * <p>It speaks {@code inproc} only, is always available, and does the same thing at every run. Its rank is so low that
 * it is chosen by name, or when it is alone.
 */
public final class FakeBackendProvider implements BackendProvider {
    private static final int PRIORITY = -100;
    private static final String VERSION = "4.3.4";

    /** Creates the provider. */
    public FakeBackendProvider() {}

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public Availability probe() {
        return new Availability.Available(VERSION, "zmq4j fake, after libzmq " + VERSION, "this jar", "memory");
    }

    @Override
    public Support support(Capability capability) {
        return FakeOptions.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        return new FakeContext(backend);
    }
}
