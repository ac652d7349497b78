package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @Test
    void theAddressIsTheOneOfTheProperty() {
        assertEquals(System.getProperty("zmq4j.tck.loopback", "127.0.0.1"), Loopback.ADDRESS.getHostAddress());
        assertEquals("tcp://" + Loopback.HOST + ":*", Loopback.ANY_PORT);
        assertEquals("tcp://" + Loopback.HOST + ":5555", Loopback.endpoint(5555));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3"})
    void addressesInFiguresAreTaken(String host) {
        assertEquals(host, Loopback.address(host).getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "127.1", "192.0.2.1", "::1"})
    void anythingElseIsRefused(String host) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Loopback.address(host));
        assertEquals(
                "zmq4j.tck.loopback must be an IPv4 loopback address, such as 127.0.0.2, was '" + host + "'",
                refused.getMessage());
    }

    @Test
    void connectionsComeFromALoopbackAddress() throws IOException {
        assertTrue(InetAddress.getByName(Loopback.source()).isLoopbackAddress());
    }

    @Test
    void childrenListenWhereTheirParentDoes() throws Exception {
        ChildJvm.Result child = ChildJvm.of(Main.class).run();
        assertEquals(Loopback.ANY_PORT, child.output().strip());
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.out.println(Loopback.ANY_PORT);
        }
    }
}
