package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.backend.fake.FakeBackendProvider;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import org.junit.jupiter.api.Tag;

/** The fake under two names. */
@RequiresBackend("fake")
@Tag("long") // two engines show it in every build
class FakeMixedProxyTest extends MixedProxyTck {
    private static final Backend OTHER = Backend.of(new OtherFake(new FakeBackendProvider()));

    @Override
    protected Backend otherBackend() {
        return OTHER;
    }

    private record OtherFake(BackendProvider fake) implements BackendProvider {
        @Override
        public String name() {
            return "other-fake";
        }

        @Override
        public int priority() {
            return fake.priority() - 1;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            return fake.probe();
        }

        @Override
        public Support support(Capability capability) {
            return fake.support(capability);
        }

        @Override
        public AbstractContext open(Backend backend) {
            return fake.open(backend);
        }
    }
}
