package io.zmq4j.tck.differential;

import java.util.StringJoiner;

/**
 * A program as a Java class that needs nothing but zmq4j; it takes the name of the backend as its argument, and says
 * what comes out of each step.
 */
@SuppressWarnings("InlineFormatString") // it is longer than the code that fills it in
final class DifferentialListing {
    private static final String HEAD = """
            import io.zmq4j.*;
            import java.nio.ByteBuffer;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;
            import java.util.*;

            public class Program%d {
                static Context context;
                static final Socket[] s = new Socket[%d];
                static final Map<Integer, List<byte[]>> last = new HashMap<>();
                static final Msg[] m = new Msg[%d];
                static final ByteBuffer[] view = new ByteBuffer[m.length];
                static Socket witness;
                static boolean closed;

                interface Step {
                    Object run();
                }

                interface Action {
                    void run();
                }

                static void step(Step step) {
                    say(step);
                    settle();
                }

                static void act(Action action) {
                    step(() -> {
                        action.run();
                        return true;
                    });
                }

                static String say(Step step) {
                    String said;
                    try {
                        said = String.valueOf(step.run()).replace('\\0', '-').replace('\\1', '+');
                    } catch (NullPointerException e) { // a variable that is empty
                        said = "nothing there";
                    } catch (ZmqException e) {
                        said = e.code().name();
                    }
                    said = said.equals("true") ? "done" : said.equals("false") || said.equals("null") ? "EAGAIN" : said;
                    System.out.println(said);
                    return said;
                }

                static void settle() {
                    takeNote();
                    if (closed) {
                        awaitCloser(); // of what was read to its end only now
                        takeNote();
                    }
                }

                static void takeNote() { // all sockets take in what there is to know
                    for (int round = 0; round < 4; round++) {
                        for (Socket each : s) {
                            if (each != null && !each.isClosed()) {
                                each.get(SocketOptions.EVENTS);
                            }
                        }
                    }
                }

                static void close(Socket socket) {
                    if (!socket.isClosed()) {
                        socket.close();
                        closed = true;
                        awaitCloser();
                        takeNote();
                    }
                }

                static void awaitCloser() { // what closed before this subscriber is closed
                    if (witness == null) {
                        witness = context.socket(SocketType.XPUB);
                        witness.bind("inproc://witness");
                    }
                    try (Socket subscriber = context.socket(SocketType.SUB)) {
                        subscriber.subscribe("");
                        subscriber.connect("inproc://witness");
                        witness.recv();
                    }
                    witness.recv();
                }

                static byte[] bytes(String text) {
                    return text.getBytes(StandardCharsets.ISO_8859_1);
                }

                static String text(byte[] bytes) {
                    return new String(bytes, StandardCharsets.ISO_8859_1);
                }

                static List<byte[]> frames(String... texts) {
                    return Arrays.stream(texts).map(Program%<d::bytes).toList();
                }

                static String text(Socket receiver, byte[] frame) { // an id that the ROUTER made up is a ?
                    boolean madeUp = receiver.type() == SocketType.ROUTER && frame.length > 0 && frame[0] == 0;
                    return madeUp ? "?" : text(frame);
                }

                static String shown(Object value) {
                    return "value " + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
                }

                static Object recv(int socket, int millis) {
                    List<byte[]> frames = millis < 0
                            ? s[socket].tryRecvMultipart()
                            : s[socket].recvMultipart(Duration.ofMillis(millis));
                    if (frames == null) {
                        return null;
                    }
                    last.put(socket, frames);
                    return frames.stream().map(frame -> text(s[socket], frame)).toList();
                }

                static boolean send(int socket, List<byte[]> frames, int millis) {
                    s[socket].send(frames, Duration.ofMillis(millis));
                    return true;
                }

                static Object recvFrame(Socket socket) {
                    byte[] frame = socket.tryRecv();
                    return frame == null ? null : text(socket, frame) + (socket.hasMore() ? "+" : "");
                }

                static boolean reply(int socket, String text) {
                    List<byte[]> frames = new ArrayList<>(last.get(socket));
                    frames.set(frames.size() - 1, bytes(text));
                    return s[socket].trySend(frames);
                }

                static void drain(int socket, int most) {
                    for (int i = 0; i < most && say(() -> recv(socket, -1)).startsWith("["); i++) {}
                    settle();
                }

                static void fill(int socket, String start, int most) {
                    for (int i = 0; i < most; i++) {
                        List<byte[]> message = frames(start + "." + i);
                        if (!say(() -> s[socket].trySend(message)).equals("done")) {
                            break;
                        }
                    }
                    settle();
                }

                static String seen(Msg msg) {
                    return msg.size() + " bytes, '" + text(msg.toByteArray()) + "', more " + msg.more();
                }

                static Object msg(String verb, int index, int other, String text) {
                    String before = "";
                    switch (verb) {
                        case "NEW" -> m[index] = context.msg(bytes(text));
                        case "EMPTY" -> m[index] = context.msg();
                        case "FILL" -> {
                            m[index].reset(text.length());
                            m[index].data().put(bytes(text));
                        }
                        case "VIEW" -> view[index] = m[index].data();
                        case "PUT" -> {
                            if (view[index].limit() == 0) {
                                return "nothing there";
                            }
                            view[index].put(0, (byte) text.charAt(0));
                        }
                        case "COPY" -> m[index].copyFrom(m[other]);
                        case "MOVE" -> m[index].moveFrom(m[other]);
                        case "RESET" -> m[index].reset();
                        case "CLOSE" -> m[index].close();
                        case "SEND" -> {
                            if (!s[0].trySend(m[index])) {
                                return false;
                            }
                        }
                        case "RECV" -> before = s[1].tryRecv(m[index]) ? "" : "EAGAIN";
                        default -> {}
                    }
                    return verb.equals("CLOSE") ? "closed " + m[index].isClosed() : before + seen(m[index]);
                }

                public static void main(String[] arguments) {
                    context = Zmq.backend(arguments[0]).context();
            """;

    private static final String TAIL = """
                    context.close(Duration.ZERO);
                }
            }
            """;

    private DifferentialListing() {}

    static String of(Difference difference) {
        Program program = difference.program();
        String head = HEAD.formatted(program.seed(), Subject.SOCKETS, Subject.MSGS);
        StringJoiner lines = new StringJoiner("\n", head, "\n" + TAIL);
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            lines.add("        " + statement(step));
            if (i == difference.step()) {
                lines.add("        // expected " + String.join(" or ", difference.expected()) + ", was "
                        + difference.actual());
            }
        }
        return lines.toString();
    }

    private static String statement(Step step) {
        String call = step.java();
        return switch (step.end()) {
            case VALUE -> "step(() -> " + call + ");";
            case NONE -> "act(() -> " + call + ");";
            case ITS_OWN -> call + ";";
        };
    }
}
