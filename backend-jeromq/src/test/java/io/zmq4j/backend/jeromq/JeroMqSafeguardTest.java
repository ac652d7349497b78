package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WithoutSafeguard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the kit's tests show fails without the safeguard they test. */
@Tag("long") // a JVM for each; the fake shows it in every build
@RequiresBackend("jeromq")
class JeroMqSafeguardTest {
    @Test
    void guard() throws Exception {
        WithoutSafeguard.assertFails("guard", JeroMqGuardTest.class, "secondThreadIsToldWhoIsInside");
    }

    @Test
    void closedCheck() throws Exception {
        WithoutSafeguard.assertFails(
                "closed-check", JeroMqClosedTest.class, "socketOfAContextThatWasShutDownHandsNothingOut");
    }

    @Test
    void halfReceived() throws Exception {
        WithoutSafeguard.assertFails(
                "half-received", JeroMqMultipartTest.class, "disconnectAndUnbindInsideAMessageAreRefused", "inproc");
    }

    @Test
    void wakeUps() throws Exception {
        WithoutSafeguard.assertFails("wake-ups", JeroMqWakeUpTest.class, "closeEndsARecv");
    }
}
