package io.zmq4j.cli;

import io.zmq4j.Backend;
import io.zmq4j.tck.MixedProxyTck;
import io.zmq4j.tck.RequiresBackend;
import org.junit.jupiter.api.Tag;

/** JeroMQ at one side of a proxy, the fake at the other: two backends that need nothing installed. */
@RequiresBackend("jeromq")
@Tag("long") // two engines show it in every build
class JeroMqFakeProxyTest extends MixedProxyTck {
    @Override
    protected Backend otherBackend() {
        return backend("fake");
    }
}
