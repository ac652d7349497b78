package io.zmq4j.tck.fuzz;

import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import java.time.Duration;

/** What a program does with a whole context. */
sealed interface ContextStep extends Step {
    /** Opens one. */
    record Open(int context) implements ContextStep {
        @Override
        public void run(World world) {
            Context opened = world.backend.context();
            world.opened.add(opened);
            world.contexts.put(context, opened);
        }

        @Override
        public String java() {
            return "c[" + context + "] = opened(backend.context())";
        }
    }

    /** Sets an option. */
    record Set(int context, String option, Object value) implements ContextStep {
        @Override
        public void run(World world) {
            world.contexts.get(context).setByName(option, value);
        }

        @Override
        public String java() {
            return "c[" + context + "].setByName(" + Literal.of(option) + ", " + Literal.of(value) + ")";
        }
    }

    /** Reads an option. */
    record Get(int context, String option) implements ContextStep {
        @Override
        public void run(World world) {
            world.contexts.get(context).get(ContextOptions.byName(option));
        }

        @Override
        public String java() {
            return "c[" + context + "].get(ContextOptions.byName(" + Literal.of(option) + "))";
        }
    }

    /** Shuts it down. */
    record Shutdown(int context) implements ContextStep {
        @Override
        public void run(World world) {
            world.contexts.get(context).shutdown();
        }

        @Override
        public String java() {
            return "c[" + context + "].shutdown()";
        }
    }

    /** Closes it, and waits for a moment. */
    record Close(int context, int millis) implements ContextStep {
        @Override
        public void run(World world) {
            world.contexts.get(context).close(Duration.ofMillis(millis));
        }

        @Override
        public String java() {
            return "c[" + context + "].close(Duration.ofMillis(" + millis + "))";
        }
    }
}
