package io.zmq4j.tck;

import org.junit.jupiter.api.Test;

/** What the kit's tests show fails without the safeguard they test. */
class FakeSafeguardTest {
    @Test
    void guard() throws Exception {
        WithoutSafeguard.assertFails("guard", FakeGuardTest.class, "secondThreadIsToldWhoIsInside");
    }

    @Test
    void closedCheck() throws Exception {
        WithoutSafeguard.assertFails(
                "closed-check", FakeClosedTest.class, "socketOfAContextThatWasShutDownHandsNothingOut");
    }

    @Test
    void halfReceived() throws Exception {
        WithoutSafeguard.assertFails(
                "half-received", FakeMultipartTest.class, "disconnectAndUnbindInsideAMessageAreRefused", "inproc");
    }

    @Test
    void wakeUps() throws Exception {
        WithoutSafeguard.assertFails("wake-ups", FakeWakeUpTest.class, "closeEndsARecv");
    }
}
