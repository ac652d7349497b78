package io.zmq4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zmq4j.Context;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.util.List;

/** ROUTER sees who sends, and says who receives; DEALER asks without waiting its turn. */
final class Routing {
    private Routing() {}

    static String run(Context context) {
        try (Socket router = context.socket(SocketType.ROUTER);
                Socket dealer = context.socket(SocketType.DEALER)) {
            dealer.set(SocketOptions.ROUTING_ID, "worker-1".getBytes(UTF_8));
            dealer.connect(router.bind("tcp://127.0.0.1:*"));

            dealer.sendText("ready");
            List<byte[]> message = router.recvMultipart(); // routing id, text
            router.send(message.get(0), SendFlag.SNDMORE);
            router.sendText("job for " + new String(message.get(0), UTF_8));
            return dealer.recvText();
        }
    }
}
