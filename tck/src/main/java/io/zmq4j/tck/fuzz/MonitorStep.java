package io.zmq4j.tck.fuzz;

/** What a program does with monitors. */
sealed interface MonitorStep extends Step {
    /** Watches a socket. */
    record Open(int monitor, int socket) implements MonitorStep {
        @Override
        public void run(World world) {
            world.monitors.put(monitor, world.sockets.get(socket).monitor());
        }

        @Override
        public String java() {
            return "w[" + monitor + "] = s[" + socket + "].monitor()";
        }
    }

    /** Takes an event. */
    record Recv(int monitor) implements MonitorStep {
        @Override
        public void run(World world) {
            world.monitors.get(monitor).tryRecv();
        }

        @Override
        public String java() {
            return "w[" + monitor + "].tryRecv()";
        }
    }

    /** Ends it. */
    record Close(int monitor) implements MonitorStep {
        @Override
        public void run(World world) {
            world.monitors.get(monitor).close();
        }

        @Override
        public String java() {
            return "w[" + monitor + "].close()";
        }
    }
}
