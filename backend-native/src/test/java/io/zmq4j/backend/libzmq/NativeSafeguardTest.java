package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WithoutSafeguard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the kit's tests show fails without the safeguard they test; libzmq may take the JVM along then. */
@Tag("long") // a JVM for each; the fake shows it in every build
@RequiresBackend("native")
class NativeSafeguardTest {
    @Test
    void guard() throws Exception {
        WithoutSafeguard.assertFails("guard", NativeGuardTest.class, "secondThreadIsToldWhoIsInside");
    }

    @Test
    void closedCheck() throws Exception {
        WithoutSafeguard.assertFails(
                "closed-check", NativeClosedTest.class, "socketOfAContextThatWasShutDownHandsNothingOut");
    }

    @Test
    void halfReceived() throws Exception {
        WithoutSafeguard.assertFails(
                "half-received", NativeMultipartTest.class, "disconnectAndUnbindInsideAMessageAreRefused", "inproc");
    }

    @Test
    void inprocEndpointKind() throws Exception {
        WithoutSafeguard.assertFails(
                "inproc-endpoint-kind",
                NativeEndpointTest.class,
                "whatIsConnectedOverInprocIsNotUnboundNorWhatIsBoundDisconnected");
    }

    @Test
    void refusedFrameCounts() throws Exception {
        WithoutSafeguard.assertFails(
                "refused-frame-counts", NativeTornMessageTest.class, "frameThatIsRefusedInTheMiddleGoesToNobody");
    }

    @Test
    void interruptHook() throws Exception {
        WithoutSafeguard.assertFails("interrupt-hook", NativeWaitingTest.class, "interruptAlwaysWakesARecv");
    }

    @Test
    void wakeUps() throws Exception {
        WithoutSafeguard.assertFails("wake-ups", NativeWakeUpTest.class, "closeEndsARecv");
    }
}
