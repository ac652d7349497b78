package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.time.Duration;

/** One thread waits for two sockets. */
final class Polling {
    private Polling() {}

    static String run(Context context) {
        try (Socket orders = context.socket(SocketType.PULL);
                Socket control = context.socket(SocketType.PULL);
                Socket sender = context.socket(SocketType.PUSH);
                Poller poller = context.poller()) {
            orders.bind("inproc://orders");
            control.bind("inproc://control");
            PollItem order = PollItem.of(orders, PollEvent.POLLIN);
            PollItem stop = PollItem.of(control, PollEvent.POLLIN);
            poller.add(order);
            poller.add(stop);

            sender.connect("inproc://control");
            sender.sendText("stop");
            int ready = poller.poll(Duration.ofSeconds(10));
            return ready + " " + order.isReadable() + " " + (stop.isReadable() ? control.recvText() : "nothing");
        }
    }
}
