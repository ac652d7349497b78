package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WithoutSafeguard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

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
        WithoutSafeguard.assertFails(
                "interrupt-hook,missed-interrupts", NativeWaitingTest.class, "interruptAlwaysWakesARecv");
    }

    /** The hook that is off stands for an interrupt that misses it, in a window of some instructions. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "no interrupt misses the hook")
    void missedInterrupts() throws Exception {
        WithoutSafeguard.assertPasses("interrupt-hook", NativeWaitingTest.class, "interruptEndsAWaitingRecv", "inproc");
        WithoutSafeguard.assertFails(
                "interrupt-hook,missed-interrupts", NativeWaitingTest.class, "interruptEndsAWaitingRecv", "inproc");
    }

    @Test
    void wakeUps() throws Exception {
        WithoutSafeguard.assertFails("wake-ups", NativeWakeUpTest.class, "closeEndsARecv");
    }
}
