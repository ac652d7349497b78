package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of the reference. */
class SocketTypeTest {
    private static final List<String> NAMES = List.of(
            "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB", "STREAM", "XREQ",
            "XREP");

    @Test
    void allFourteenNamesAreTypes() {
        Set<SocketType> types = EnumSet.noneOf(SocketType.class);
        for (String name : NAMES) {
            SocketType type = SocketType.byName(name);
            assertEquals(type, SocketType.byName("zmq_" + name.toLowerCase(Locale.ROOT)), name);
            types.add(type);
        }
        assertEquals(EnumSet.allOf(SocketType.class), types);
        assertEquals(SocketType.DEALER, SocketType.byName("XREQ"));
        assertEquals(SocketType.ROUTER, SocketType.byName("XREP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ZMQ_", "DEALERS", "CLIENT", " PUB"})
    void otherNamesAreNone(String name) {
        ZmqException thrown = assertThrows(ZmqException.class, () -> SocketType.byName(name));
        assertEquals(ErrorCode.EINVAL, thrown.code());
        assertTrue(thrown.getMessage().contains("'" + name + "'"), thrown::getMessage);
    }
}
