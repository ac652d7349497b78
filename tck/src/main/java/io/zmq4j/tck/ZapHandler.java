package io.zmq4j.tck;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may connect, and keeps what it was asked.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27 (ZAP)</a>
 */
public final class ZapHandler {
    /** The User-Id of everybody who was allowed in. */
    public static final String USER = "user";

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Socket socket;
    private final Predicate<Request> allowed;

    /**
     * What it is asked.
     *
     * @param domain of the server
     * @param mechanism of the connection
     * @param credentials user name and password, or a key, or nothing
     */
    public record Request(String domain, String mechanism, List<byte[]> credentials) {
        /**
         * A credential as text.
         *
         * @param index 0 for the first
         * @return the text
         */
        public String credential(int index) {
            return new String(credentials.get(index), StandardCharsets.UTF_8);
        }
    }

    /**
     * A handler that is there from now on, and answers as soon as it {@linkplain #serve serves}.
     *
     * @param context of the servers it decides for
     * @param allowed true to answer 200, false to answer 400
     */
    public ZapHandler(Context context, Predicate<Request> allowed) {
        this.allowed = allowed;
        socket = context.socket(SocketType.REP);
        socket.bind("inproc://zeromq.zap.01");
    }

    /**
     * Answers until the context ends; on a thread of its own.
     *
     * @return true
     */
    public boolean serve() {
        try {
            while (true) {
                List<byte[]> frames = socket.recvMultipart();
                Request request =
                        new Request(text(frames.get(2)), text(frames.get(5)), frames.subList(6, frames.size()));
                boolean welcome = allowed.test(request);
                socket.send(List.of(
                        frames.get(0),
                        frames.get(1),
                        bytes(welcome ? "200" : "400"),
                        bytes(welcome ? "OK" : "no"),
                        bytes(USER),
                        new byte[0]));
                requests.add(request);
            }
        } catch (TerminatedException e) {
            return true;
        }
    }

    /**
     * The next request that was answered; waits for it for {@link ZmqTck#AWAIT}.
     *
     * @return the request, or null when there was none
     * @throws InterruptedException as soon as the thread is interrupted
     */
    public @Nullable Request next() throws InterruptedException {
        return requests.poll(ZmqTck.AWAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
