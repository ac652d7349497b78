package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.PollEvent;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

class PollOperationsTest {
    /** Another thread may close it between the select and the look. */
    @Test
    void channelThatWasClosedAfterTheSelectFoundItReadyIsReadyForNothing() throws Exception {
        Pipe pipe = Pipe.open();
        try (Selector selector = Selector.open();
                Pipe.SinkChannel sink = pipe.sink()) {
            Pipe.SourceChannel source = pipe.source();
            source.configureBlocking(false);
            SelectionKey key = source.register(selector, SelectionKey.OP_READ);
            sink.write(ByteBuffer.allocate(1));
            selector.select();
            assertEquals(1 << PollEvent.POLLIN.ordinal(), PollOperations.events(key));
            source.close();
            assertEquals(0, PollOperations.events(key));
        }
    }
}
