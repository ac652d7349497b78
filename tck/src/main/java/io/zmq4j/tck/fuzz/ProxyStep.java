package io.zmq4j.tck.fuzz;

import io.zmq4j.Proxy;
import io.zmq4j.Socket;

/** What a program does with proxies. */
sealed interface ProxyStep extends Step {
    /** No capture socket. */
    int NONE = -1;

    /** Makes one. */
    record Make(int proxy, int frontend, int backend, int capture) implements ProxyStep {
        @Override
        public void run(World world) {
            Socket front = world.sockets.get(frontend);
            Socket back = world.sockets.get(backend);
            Proxy made = Proxy.of(front, back, capture == NONE ? null : world.sockets.get(capture));
            world.made.add(made);
            world.proxies.put(proxy, made);
        }

        @Override
        public String java() {
            return "x[" + proxy + "] = made(Proxy.of(s[" + frontend + "], s[" + backend + "], "
                    + (capture == NONE ? "null" : "s[" + capture + "]") + "))";
        }
    }

    /** Runs one: by the first thread of the program for a single round, by the second until it is terminated. */
    record Run(int proxy, boolean once) implements ProxyStep {
        @Override
        public void run(World world) {
            Proxy target = world.proxies.get(proxy);
            if (once) {
                target.terminate();
            }
            target.run();
        }

        @Override
        public String java() {
            return (once ? "x[" + proxy + "].terminate(); " : "") + "x[" + proxy + "].run()";
        }
    }

    /** Steers one. */
    enum Order {
        PAUSE,
        RESUME,
        STATISTICS,
        TERMINATE
    }

    /** Steers one that runs, or does not. */
    record Steer(int proxy, Order order) implements ProxyStep {
        @Override
        public void run(World world) {
            Proxy target = world.proxies.get(proxy);
            switch (order) {
                case PAUSE -> target.pause();
                case RESUME -> target.resume();
                case STATISTICS -> target.statistics();
                case TERMINATE -> target.terminate();
            }
        }

        @Override
        public String java() {
            return "x[" + proxy + "]." + order.name().toLowerCase(java.util.Locale.ROOT) + "()";
        }
    }
}
