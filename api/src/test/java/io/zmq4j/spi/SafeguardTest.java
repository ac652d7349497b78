package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SafeguardTest {
    @AfterEach
    void allOn() {
        System.clearProperty(Safeguard.PROPERTY);
    }

    @Test
    void isOnUnlessItsNameIsListed() {
        assertTrue(Safeguard.isOn("one"));
        System.setProperty(Safeguard.PROPERTY, "one,three");
        assertFalse(Safeguard.isOn("one"));
        assertTrue(Safeguard.isOn("two"));
        assertTrue(Safeguard.isOn("thr"));
        assertFalse(Safeguard.isOn("three"));
    }
}
