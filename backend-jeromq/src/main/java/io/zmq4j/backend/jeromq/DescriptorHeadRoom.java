package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sure that file descriptors are left, by opening pipes and closing them again.
 *
 * <p>Repairs JeroMQ 0.6.0: a context or socket that gets none keeps what it got so far, and the place of the socket; a
 * context whose threads got none counts as started, can open no socket ever after, and fails when it is terminated. It
 * can go when {@code JeroMqDescriptorLimitTest} passes without it.
 */
final class DescriptorHeadRoom {
    /** A pipe, and a selector to look whether there is something in it. */
    static final int OF_MAILBOX = 4;

    /** Its mailbox, and the selector it waits in. */
    static final int OF_THREAD = OF_MAILBOX + 2;

    /** A channel; without one the engine fails when it closes what it has not opened, and does not tell why. */
    static final int OF_LISTENER = 1;

    /** Other threads may take some between the check and the use. */
    private static final int SPARE = 4;

    private static final int OF_PIPE = 2;

    private DescriptorHeadRoom() {}

    /**
     * Checks that descriptors can be opened.
     *
     * @param needed how many
     * @param what takes them, for the message
     * @throws ZmqException {@link ErrorCode#EMFILE} when not
     */
    static void check(int needed, String what) {
        int count = needed + SPARE;
        if (Safeguard.isOn("descriptor-head-room") && !isThere(count)) {
            throw new ZmqException(
                    ErrorCode.EMFILE,
                    what + " needs " + count
                            + " file descriptors free, to be safe; close some, or raise the limit (ulimit -n)");
        }
    }

    private static boolean isThere(int count) {
        List<Pipe> opened = new ArrayList<>();
        try {
            for (int i = 0; i < count; i += OF_PIPE) {
                opened.add(Pipe.open());
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            opened.forEach(DescriptorHeadRoom::close);
        }
    }

    private static void close(Pipe pipe) {
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            assert sink.isOpen() && source.isOpen();
        } catch (IOException e) {
            // the system has taken it back all the same
        }
    }
}
