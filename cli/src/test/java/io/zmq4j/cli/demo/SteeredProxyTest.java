package io.zmq4j.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Proxy.Statistics;
import io.zmq4j.Proxy.Traffic;
import org.junit.jupiter.api.Test;

/** What the demo notices of a proxy that does not do as it is told. */
class SteeredProxyTest {
    /** For ten questions: two messages more, each with an id of 6 bytes. */
    private static final Traffic RIGHT = new Traffic(12, 12 * 70, 12, 12 * 70);

    @Test
    void rightNumbersPass() {
        SteeredProxy.checkStatistics(new Statistics(RIGHT, RIGHT), 10);
    }

    @Test
    void messageThatWasNotCountedIsNoticed() {
        Traffic wrong = new Traffic(12, 12 * 70, 11, 11 * 70);
        Broken broken =
                assertThrows(Broken.class, () -> SteeredProxy.checkStatistics(new Statistics(RIGHT, wrong), 10));
        assertEquals("the proxy counted " + wrong + " at its backend instead of " + RIGHT, broken.getMessage());
    }

    @Test
    void pausedProxyThatGoesOnIsNoticed() {
        Statistics before = new Statistics(RIGHT, RIGHT);
        SteeredProxy.checkPaused(before, new Statistics(RIGHT, RIGHT));
        Statistics after = new Statistics(RIGHT, new Traffic(13, 13 * 70, 12, 12 * 70));
        Broken broken = assertThrows(Broken.class, () -> SteeredProxy.checkPaused(before, after));
        assertTrue(broken.getMessage().startsWith("a paused proxy went on: "), broken.getMessage());
    }
}
