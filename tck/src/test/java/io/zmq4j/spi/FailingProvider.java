package io.zmq4j.spi;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.backend.fake.FakeBackendProvider;

/** The fake, each call to which can be made to fail. Its monitors report nothing but their end. */
final class FailingProvider implements BackendProvider {
    private final FakeBackendProvider fake = new FakeBackendProvider();
    private final Faults faults;
    private final EngineCount count;

    FailingProvider(Faults faults, EngineCount count) {
        this.faults = faults;
        this.count = count;
    }

    @Override
    public String name() {
        return fake.name();
    }

    @Override
    public int priority() {
        return fake.priority();
    }

    @Override
    public int spiVersion() {
        return fake.spiVersion();
    }

    @Override
    public Availability probe() {
        return fake.probe();
    }

    @Override
    public Support support(Capability capability) {
        return capability.equals(Capability.MONITOR) ? Support.full() : fake.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        faults.call("open");
        return new FailingContext(backend, fake.open(backend), faults, count);
    }
}
