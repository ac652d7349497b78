package io.zmq4j.tck.fuzz;

import java.util.StringJoiner;

/** A program as a Java class that needs nothing but zmq4j; it takes the name of the backend as its argument. */
@SuppressWarnings("InlineFormatString") // its templates are longer than the code that fills them in
final class Listing {
    private static final String HEAD = """
            import io.zmq4j.*;
            import java.nio.ByteBuffer;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;

            public class Program%d {
                static Backend backend;
                static final Context[] c = new Context[%d];
                static final Socket[] s = new Socket[%d];
                static final String[] at = new String[s.length];
                static final Msg[] m = new Msg[%d];
                static final Poller[] p = new Poller[%d];
                static final Monitor[] w = new Monitor[p.length];
                static final Proxy[] x = new Proxy[p.length];
                static final Queue<Context> all = new ConcurrentLinkedQueue<>();
                static final Queue<Proxy> proxies = new ConcurrentLinkedQueue<>();
                static final Thread[] thread = {new Thread(() -> {})};
                static final ExecutorService second = Executors.newSingleThreadExecutor(task -> {
                    thread[0] = new Thread(task);
                    thread[0].setDaemon(true);
                    return thread[0];
                });

                interface Step {
                    void run() throws Exception;
                }

                static void attempt(Step step) {
                    try {
                        step.run();
                    } catch (NullPointerException e) { // a variable that is empty
                    } catch (ZmqException e) {
                        System.out.println(e);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }

                static Context opened(Context context) {
                    all.add(context);
                    return context;
                }

                static Proxy made(Proxy proxy) {
                    proxies.add(proxy);
                    return proxy;
                }

                static Socket impatient(Socket socket) {
                    socket.set(SocketOptions.LINGER, Duration.ZERO);
                    socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(%d));
                    socket.set(SocketOptions.SNDTIMEO, Duration.ofMillis(%<d));
                    return socket;
                }

                static void forward(Socket from, Socket to) {
                    List<byte[]> frames = from.tryRecvMultipart();
                    if (frames != null) {
                        to.trySend(frames);
                    }
                }

                static void look(Msg msg) {
                    msg.more();
                    msg.metadata("Peer-Address");
                    msg.data();
                    msg.toByteArray();
                }

                static void poll(Poller poller, boolean remove) {
                    poller.poll(Duration.ofMillis(1));
                    if (remove && !poller.ready().isEmpty()) {
                        poller.remove(poller.ready().get(0));
                    }
                }

                static void join() throws Exception {
                    proxies.forEach(Proxy::terminate);
                    second.submit(Thread::interrupted).get();
                }

                public static void main(String[] arguments) throws Exception {
                    backend = Zmq.backend(arguments[0]);
            """;

    private static final String TAIL = """
                    join();
                    all.forEach(context -> context.close(Duration.ZERO));
                    all.forEach(context -> System.out.println(context + " ended: " + context.close(Duration.ofSeconds(30))));
                }
            }
            """;

    private Listing() {}

    static String of(Program program) {
        String head = HEAD.formatted(
                program.seed(), World.CONTEXTS, World.SOCKETS, World.MSGS, World.POLLERS, SocketStep.PATIENCE);
        StringJoiner lines = new StringJoiner("\n", head, "\n" + TAIL);
        for (Step step : program.steps()) {
            lines.add("        attempt(() -> { " + step.java() + "; });");
        }
        return lines.toString();
    }
}
