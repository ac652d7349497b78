package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** XPUB sends to all that subscribed, and sees who did: nothing sent after that is missed. */
final class PublishSubscribe {
    private PublishSubscribe() {}

    static String run(Context context) {
        try (Socket publisher = context.socket(SocketType.XPUB);
                Socket subscriber = context.socket(SocketType.SUB)) {
            subscriber.connect(publisher.bind("tcp://127.0.0.1:*"));
            subscriber.subscribe("weather.");

            byte[] subscription = publisher.recv(); // 1 and the topic
            publisher.sendText("sports.goal"); // nobody asked for it
            publisher.sendText("weather.sunny");
            return subscription[0] + " " + subscriber.recvText();
        }
    }
}
