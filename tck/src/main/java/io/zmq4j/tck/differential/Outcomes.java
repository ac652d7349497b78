package io.zmq4j.tck.differential;

import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import org.jspecify.annotations.Nullable;

/** Takes the outcomes of steps in, one after the other, in a form that is the same whoever made them. */
abstract class Outcomes {
    /** Of a call that would have to wait. */
    static final String WAITS = "EAGAIN";

    /** A call of a step. */
    interface Call {
        @Nullable
        Object run();
    }

    /** The outcome of the next call. */
    abstract void saw(String outcome);

    /** Makes a call, and takes in how it ends. */
    final String of(Call call) {
        String outcome;
        try {
            outcome = text(call.run());
        } catch (WouldBlockException e) {
            outcome = WAITS;
        } catch (ZmqException e) {
            outcome = e.code().name();
        } catch (NothingThereException e) {
            outcome = "nothing there";
        }
        saw(outcome);
        return outcome;
    }

    /** Null is a message that did not come, false one that did not go. */
    private static String text(@Nullable Object value) {
        if (value == null || value.equals(false)) {
            return WAITS;
        }
        return value.equals(true) ? "done" : value.toString().replace('\0', '-').replace('\1', '+');
    }
}
