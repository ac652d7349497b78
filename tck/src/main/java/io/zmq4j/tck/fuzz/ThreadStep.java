package io.zmq4j.tck.fuzz;

import io.zmq4j.Proxy;

/** Steps that are about threads. */
sealed interface ThreadStep extends Step {
    /** Lets the second thread do something at the same time. */
    record Aside(Step step) implements ThreadStep {
        @Override
        public void run(World world) {
            world.second().execute(() -> world.attempt(step));
        }

        @Override
        public String java() {
            return "second.execute(() -> attempt(() -> { " + step.java() + "; }))";
        }
    }

    /** Waits until the second thread has done all: from then on what it used may be used here. */
    record Join() implements ThreadStep {
        @Override
        public void run(World world) throws Exception {
            world.made.forEach(Proxy::terminate);
            world.second().join();
        }

        @Override
        public String java() {
            return "join()";
        }
    }

    /** Interrupts the second thread, whatever it is doing. */
    record Interrupt() implements ThreadStep {
        @Override
        public void run(World world) {
            world.second().interrupt();
        }

        @Override
        public String java() {
            return "thread[0].interrupt()";
        }
    }

    /** Does something while the interrupt flag is set. */
    record Interrupted(Step step) implements ThreadStep {
        @Override
        public void run(World world) throws Exception {
            Thread.currentThread().interrupt();
            try {
                step.run(world);
            } finally {
                Thread.interrupted();
            }
        }

        @Override
        public String java() {
            return "Thread.currentThread().interrupt(); " + step.java() + "; Thread.interrupted()";
        }
    }
}
