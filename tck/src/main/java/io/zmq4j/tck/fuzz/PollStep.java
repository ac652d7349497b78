package io.zmq4j.tck.fuzz;

import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.StringJoiner;

/** How a program polls. */
sealed interface PollStep extends Step {
    /** For both events, as these are what sockets have. */
    EnumSet<PollEvent> BOTH = EnumSet.of(PollEvent.POLLIN, PollEvent.POLLOUT);

    /** Polls some sockets once. */
    record Once(List<Integer> sockets, boolean input, int millis) implements PollStep {
        private PollEvent[] events() {
            return input ? new PollEvent[] {PollEvent.POLLIN} : BOTH.toArray(new PollEvent[0]);
        }

        @Override
        public void run(World world) {
            List<PollItem> items = new ArrayList<>();
            for (int socket : sockets) {
                items.add(PollItem.of(world.sockets.get(socket), events()));
            }
            Zmq.poll(items, Duration.ofMillis(millis));
        }

        @Override
        public String java() {
            StringJoiner items = new StringJoiner(", ", "List.of(", ")");
            String events = input ? "PollEvent.POLLIN" : Literal.events(BOTH);
            sockets.forEach(socket -> items.add("PollItem.of(s[" + socket + "], " + events + ")"));
            return "Zmq.poll(" + items + ", Duration.ofMillis(" + millis + "))";
        }
    }

    /** Opens a poller. */
    record Open(int poller, int context) implements PollStep {
        @Override
        public void run(World world) {
            world.pollers.put(poller, world.contexts.get(context).poller());
        }

        @Override
        public String java() {
            return "p[" + poller + "] = c[" + context + "].poller()";
        }
    }

    /** Registers a socket. */
    record Add(int poller, int socket) implements PollStep {
        @Override
        public void run(World world) {
            Poller target = world.pollers.get(poller);
            target.add(PollItem.of(world.sockets.get(socket), BOTH.toArray(new PollEvent[0])));
        }

        @Override
        public String java() {
            return "p[" + poller + "].add(PollItem.of(s[" + socket + "], " + Literal.events(BOTH) + "))";
        }
    }

    /** Polls what is registered, and unregisters the first that is ready. */
    record Poll(int poller, boolean remove) implements PollStep {
        @Override
        public void run(World world) {
            Poller target = world.pollers.get(poller);
            target.poll(Duration.ofMillis(1));
            if (remove && !target.ready().isEmpty()) {
                target.remove(target.ready().get(0));
            }
        }

        @Override
        public String java() {
            return "poll(p[" + poller + "], " + remove + ")";
        }
    }

    /** Wakes it up, while nobody waits or somebody does. */
    record Wake(int poller) implements PollStep {
        @Override
        public void run(World world) {
            world.pollers.get(poller).wakeup();
        }

        @Override
        public String java() {
            return "p[" + poller + "].wakeup()";
        }
    }

    /** Closes it. */
    record Close(int poller) implements PollStep {
        @Override
        public void run(World world) {
            world.pollers.get(poller).close();
        }

        @Override
        public String java() {
            return "p[" + poller + "].close()";
        }
    }
}
