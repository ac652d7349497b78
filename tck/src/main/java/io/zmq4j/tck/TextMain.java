package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.Zmq;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends, subscribes, binds and sets texts, and looks at their bytes. */
final class TextMain {
    private static final String TEXT = "Zoë, naïve \u20AC \uD83D\uDE00";

    private TextMain() {}

    @SuppressWarnings("SystemOut") // for the test that reads it
    public static void main(String[] arguments) {
        Backend backend = Zmq.backend(arguments[0]);
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        try (Context context = backend.context();
                Socket xpub = context.socket(SocketType.XPUB);
                Socket sub = context.socket(SocketType.SUB)) {
            String endpoint = xpub.bind("inproc://" + TEXT);
            check(endpoint.equals("inproc://" + TEXT) && endpoint.equals(xpub.get(SocketOptions.LAST_ENDPOINT)));
            sub.connect(endpoint);
            sub.subscribe(TEXT);
            byte[] subscription = xpub.recv(ZmqTck.AWAIT);
            check(Arrays.equals(bytes, Arrays.copyOfRange(subscription, 1, subscription.length)));
            xpub.sendText(TEXT, ZmqTck.AWAIT);
            check(Arrays.equals(bytes, sub.recv(ZmqTck.AWAIT)));
            xpub.send(bytes, ZmqTck.AWAIT);
            check(TEXT.equals(sub.recvText(ZmqTck.AWAIT)));
            options(backend, context);
        }
        System.out.println("texts are UTF-8");
    }

    private static void options(Backend backend, Context context) {
        try (Socket dealer = context.socket(SocketType.DEALER)) {
            if (backend.supports(Capability.of(SocketOptions.IDENTITY))) {
                dealer.setByName("IDENTITY", TEXT);
                check(Arrays.equals(TEXT.getBytes(StandardCharsets.UTF_8), dealer.get(SocketOptions.ROUTING_ID)));
            }
            if (backend.support(Capability.of(SocketOptions.ZAP_DOMAIN)).level() == Support.Level.SUPPORTED) {
                dealer.set(SocketOptions.ZAP_DOMAIN, TEXT);
                check(TEXT.equals(dealer.get(SocketOptions.ZAP_DOMAIN)));
            }
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("a text is not what it was in UTF-8");
        }
    }
}
