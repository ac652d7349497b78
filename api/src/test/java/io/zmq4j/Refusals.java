package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Asserts that something illegal is refused, and how. */
final class Refusals {
    private Refusals() {}

    static void assertEinval(String message, Executable call) {
        ZmqException e = assertThrows(ZmqException.class, call);
        assertEquals(ErrorCode.EINVAL, e.code());
        assertEquals("EINVAL: " + message, e.getMessage());
    }
}
