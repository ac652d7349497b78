package io.zmq4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** STREAM talks to peers that know nothing of ZeroMQ: each is told by its routing id. */
final class PlainTcp {
    private PlainTcp() {}

    static String run(Context context) throws IOException {
        try (Socket stream = context.socket(SocketType.STREAM)) {
            URI endpoint = URI.create(stream.bind("tcp://127.0.0.1:*"));
            try (java.net.Socket peer = new java.net.Socket(endpoint.getHost(), endpoint.getPort())) {
                List<byte[]> news = stream.recvMultipart(); // routing id, nothing: somebody has come
                stream.send(List.of(news.get(0), "who is there?".getBytes(UTF_8)));
                String heard = new String(peer.getInputStream().readNBytes(13), UTF_8);
                peer.shutdownOutput();
                news = stream.recvMultipart(); // routing id, nothing: he has gone
                return heard + " " + news.get(1).length;
            }
        }
    }
}
