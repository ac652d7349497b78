package io.zmq4j.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Zmq;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** What the areas about two backends share: the other one. */
@NeedsTransport("tcp")
public abstract class InteropArea extends ZmqTck {
    /** For subclasses. */
    protected InteropArea() {}

    /** Another backend, or that there is none. */
    record Other(@Nullable Backend found) {
        Backend backend() {
            if (found == null) {
                throw new TestAbortedException("NOT TESTED: no second backend with tcp on the class path");
            }
            return found;
        }

        /** What it lacks is told by its own run of the kit. */
        void needs(Capability capability) {
            assumeTrue(
                    backend().supports(capability),
                    () -> "NOT TESTED: " + backend().name() + " has no " + capability + ": "
                            + backend().support(capability).reason());
        }

        @Override
        public String toString() {
            return found == null ? "none" : found.name();
        }
    }

    /**
     * The backends that this one is to get on with: all others that can be used here and have tcp.
     *
     * @return the backends, always the same ones
     */
    protected List<Backend> others() {
        return Zmq.backends().stream()
                .map(Backend::name)
                .filter(name -> !name.equals(backend().name()))
                .map(ZmqTck::backend)
                .filter(other -> other.isAvailable() && other.supports(Capability.transport("tcp")))
                .toList();
    }

    /** The same, or that there are none: tests have to say so themselves. */
    final Stream<Other> eachOther() {
        List<Backend> others = others();
        return others.isEmpty() ? Stream.of(new Other(null)) : others.stream().map(Other::new);
    }
}
