package org.acme;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.backend.fake.FakeBackendProvider;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;

/** A backend of its own name; its engine is the fake one. */
public final class AcmeBackendProvider implements BackendProvider {
    private final BackendProvider engine = new FakeBackendProvider();

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public Availability probe() {
        return engine.probe();
    }

    @Override
    public Support support(Capability capability) {
        return engine.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        return engine.open(backend);
    }
}
