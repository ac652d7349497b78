package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void isTakenApartAtTheFirstSeparator() {
        Endpoint endpoint = Endpoint.parse("tcp://[::1]:5555");
        assertEquals("tcp", endpoint.transport());
        assertEquals("[::1]:5555", endpoint.address());
        assertEquals("tcp://[::1]:5555", endpoint.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nourl", "tcp:/x", "://x", "tcp://", "inproc://", "inproc://a\0b"})
    void withoutTransportOrAddressIsRefused(String text) {
        ZmqException refused = assertThrows(ZmqException.class, () -> Endpoint.parse(text));
        assertEquals(ErrorCode.EINVAL, refused.code());
        assertEquals(
                "EINVAL: endpoint must be of the form transport://address, was '" + text + "'", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://*:*",
                "tcp://127.0.0.1:0",
                "tcp://lo:65535",
                "tcp://lo:000001",
                "tcp://[::1]:*",
                "inproc://x",
                "ipc://*"
            })
    void canBeBound(String text) {
        Endpoint.parse(text).checkBind();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1",
                "tcp://:5555",
                "tcp://lo:",
                "tcp://lo:x",
                "tcp://lo:65536",
                "tcp://lo:-1",
                "tcp://lo:+1",
                "tcp://lo:0065536"
            })
    void cannotBeBound(String text) {
        refuses(() -> Endpoint.parse(text).checkBind(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:1",
                "tcp://localhost:65535",
                "tcp://[::1]:5",
                "tcp://127.0.0.1:0;127.0.0.1:5",
                "tcp://127.0.0.1:*;127.0.0.1:5",
                "inproc://*"
            })
    void canBeConnectedTo(String text) {
        Endpoint.parse(text).checkConnect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://*:5555",
                "tcp://127.0.0.1:*",
                "tcp://127.0.0.1:0",
                "tcp://127.0.0.1",
                "tcp://h:70000",
                "tcp://x;127.0.0.1:5",
                "tcp://127.0.0.1:5;",
                "tcp://in val:5",
                "tcp://grün:5"
            })
    void cannotBeConnectedTo(String text) {
        refuses(() -> Endpoint.parse(text).checkConnect(), text);
    }

    private static void refuses(org.junit.jupiter.api.function.Executable check, String text) {
        ZmqException refused = assertThrows(ZmqException.class, check);
        assertEquals(ErrorCode.EINVAL, refused.code());
        assertEquals(true, refused.getMessage().endsWith(", was '" + text + "'"), refused.getMessage());
    }
}
