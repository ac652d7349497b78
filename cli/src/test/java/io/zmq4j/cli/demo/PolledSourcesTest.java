package io.zmq4j.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.cli.demo.PolledSources.Source;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What the demo notices of messages that come to one of the sources polled. */
class PolledSourcesTest {
    private final Queue<byte[]> messages = new ArrayDeque<>();
    private final Source source = new Source(1, messages::poll);

    private void arrive(byte[]... arriving) throws IOException {
        messages.addAll(List.of(arriving));
        source.drain();
    }

    @Test
    void everyFourthMessageIsTheSources() throws IOException {
        arrive(Numbered.message(Numbered.HELLO));
        assertTrue(source.greeted);
        arrive(Numbered.message(1), Numbered.message(5));
        assertFalse(source.ended);
        arrive(Numbered.end(2));
        assertTrue(source.ended);
        assertEquals(2, source.arrived);
    }

    @Test
    void messageOfAnotherSourceIsNoticed() throws IOException {
        arrive(Numbered.message(Numbered.HELLO), Numbered.message(1));
        Broken broken = assertThrows(Broken.class, () -> arrive(Numbered.message(6)));
        assertEquals("message 6 arrived in place of message 5", broken.getMessage());
    }

    @Test
    void lossAtTheEndIsNoticed() throws IOException {
        arrive(Numbered.message(Numbered.HELLO), Numbered.message(1));
        Broken broken = assertThrows(Broken.class, () -> arrive(Numbered.end(2)));
        assertEquals("2 messages were sent, 1 arrived", broken.getMessage());
    }
}
