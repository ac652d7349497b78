package io.zmq4j.tck.fuzz;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.Msg;
import io.zmq4j.Poller;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.ZmqException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a running program has: its variables, a second thread, and what went wrong. */
final class World {
    static final int CONTEXTS = 3;
    static final int SOCKETS = 10;
    static final int MSGS = 4;
    static final int POLLERS = 2;

    final Backend backend;
    final Slots<Context> contexts = new Slots<>(CONTEXTS);
    final Slots<Socket> sockets = new Slots<>(SOCKETS);
    final Slots<String> bound = new Slots<>(SOCKETS);
    final Slots<Msg> msgs = new Slots<>(MSGS);
    final Slots<Poller> pollers = new Slots<>(POLLERS);
    final Slots<Monitor> monitors = new Slots<>(POLLERS);
    final Slots<Proxy> proxies = new Slots<>(POLLERS);

    /** All contexts there ever were: a slot may be used twice. */
    final Queue<Context> opened = new ConcurrentLinkedQueue<>();

    /** All proxies there ever were. */
    final Queue<Proxy> made = new ConcurrentLinkedQueue<>();

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final SecondThread second = new SecondThread();

    World(Backend backend) {
        this.backend = backend;
    }

    SecondThread second() {
        return second;
    }

    /** Runs a step. What the API may throw is a result like any other. */
    void attempt(Step step) {
        try {
            step.run(this);
        } catch (ZmqException | EmptySlotException e) {
            // as promised
        } catch (Throwable e) {
            failed(new AssertionError("not an exception of the API, from: " + step.java(), e));
        }
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }
}
