package io.zmq4j.internal;

import io.zmq4j.spi.Safeguard;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Watches over something that must be closed: reports it with its creation stack when it was abandoned instead. Never
 * refers to it.
 */
public final class Leak implements Runnable {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");
    private static final Cleaner CLEANER = Cleaner.create();

    private final String code;
    private final String label;
    private final Runnable abandoned;
    private final Throwable created = new Throwable("created here");
    private Cleaner.@Nullable Cleanable cleanable;
    private volatile boolean closed;

    /**
     * Starts a watch.
     *
     * @param code of the message
     * @param label what it is
     * @param abandoned run on the cleaner's thread when it was abandoned; must not touch an engine
     */
    public Leak(String code, String label, Runnable abandoned) {
        this.code = code;
        this.label = label;
        this.abandoned = abandoned;
    }

    /**
     * From now on an owner that becomes unreachable without {@link #closed()} is reported.
     *
     * @param owner what must be closed
     */
    public void track(Object owner) {
        if (Safeguard.isOn("leak-watch")) {
            cleanable = CLEANER.register(owner, this);
        }
    }

    /** It was closed: nothing to report. */
    public void closed() {
        closed = true;
        Cleaner.Cleanable current = cleanable;
        if (current != null) {
            current.clean();
        }
    }

    /** The owner is gone. */
    @Override
    public void run() {
        if (!closed) {
            LOG.log(Level.WARNING, code + " " + label + " was abandoned without close()", created);
            abandoned.run();
        }
    }
}
