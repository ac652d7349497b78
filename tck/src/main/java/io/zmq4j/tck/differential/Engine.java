package io.zmq4j.tck.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A backend, in a context of its own. */
final class Engine implements Subject, AutoCloseable {
    /** Of calls that wait in vain. */
    static final Duration LIMIT = Duration.ofMillis(1);

    /** How often all sockets are asked for news: an answer of one may be news for another. */
    private static final int ROUNDS = 4;

    private final Context context;
    private final @Nullable Socket[] sockets = new Socket[SOCKETS];
    private final Map<Integer, List<byte[]>> last = new HashMap<>();
    private final EngineMsgs msgs;
    private @Nullable Socket witness;
    private boolean closed;

    Engine(Backend backend) {
        this.context = backend.context();
        this.msgs = new EngineMsgs(context);
    }

    private Socket socket(int index) {
        Socket socket = sockets[index];
        if (socket == null) {
            throw new NothingThereException();
        }
        return socket;
    }

    @Override
    public void open(int socket, SocketType type) {
        sockets[socket] = context.socket(type);
    }

    /**
     * An engine closes sockets on a thread of its own, one after the other. It has told the peers of one once it has
     * told that of another which was closed later; and what they answered, once it has told another one.
     */
    @Override
    public void close(int socket) {
        Socket last = socket(socket);
        if (!last.isClosed()) {
            last.close();
            closed = true;
            awaitCloser();
            takeNote();
        }
    }

    private void awaitCloser() {
        if (witness == null) {
            witness = context.socket(SocketType.XPUB);
            witness.set(SocketOptions.RCVTIMEO, ZmqTck.AWAIT);
            witness.bind("inproc://witness");
        }
        try (Socket subscriber = context.socket(SocketType.SUB)) {
            subscriber.subscribe("");
            subscriber.connect("inproc://witness");
            witness.recv();
        }
        witness.recv();
    }

    @Override
    public void attach(Verb verb, int socket, String endpoint) {
        switch (verb) {
            case BIND -> socket(socket).bind(endpoint);
            case CONNECT -> socket(socket).connect(endpoint);
            case UNBIND -> socket(socket).unbind(endpoint);
            case DISCONNECT -> socket(socket).disconnect(endpoint);
        }
    }

    @Override
    public void set(int socket, SocketOption<?> option, Object value) {
        socket(socket).setByName(option.name(), value);
    }

    @Override
    public Object get(int socket, SocketOption<?> option) {
        return socket(socket).getByName(option.name());
    }

    @Override
    public boolean send(int socket, List<String> frames, Form form) {
        return send(socket(socket), frames.stream().map(Engine::bytes).toList(), form);
    }

    private static boolean send(Socket socket, List<byte[]> frames, Form form) {
        switch (form) {
            case TRY -> {
                return socket.trySend(frames);
            }
            case DONTWAIT -> socket.send(frames, Duration.ZERO);
            case LIMITED -> socket.send(frames, LIMIT);
        }
        return true;
    }

    @Override
    public boolean sendFrame(int socket, String frame, boolean more) {
        return more
                ? socket(socket).trySend(bytes(frame), SendFlag.SNDMORE)
                : socket(socket).trySend(bytes(frame));
    }

    @Override
    public boolean reply(int socket, String text) {
        Socket replying = socket(socket);
        List<byte[]> message = last.get(socket);
        if (message == null) {
            throw new NothingThereException();
        }
        List<byte[]> reply = new ArrayList<>(message);
        reply.set(reply.size() - 1, bytes(text));
        return replying.trySend(reply);
    }

    @Override
    public @Nullable List<String> recv(int socket, Form form) {
        Socket receiver = socket(socket);
        List<byte[]> frames = switch (form) {
            case TRY -> receiver.tryRecvMultipart();
            case DONTWAIT -> receiver.recvMultipart(Duration.ZERO);
            case LIMITED -> receiver.recvMultipart(LIMIT);
        };
        if (frames == null) {
            return null;
        }
        last.put(socket, frames);
        return frames.stream().map(frame -> text(receiver, frame)).toList();
    }

    @Override
    public @Nullable String recvFrame(int socket) {
        Socket receiver = socket(socket);
        byte[] frame = receiver.tryRecv();
        return frame == null ? null : text(receiver, frame) + (receiver.hasMore() ? "+" : "");
    }

    /** Programs send to a ROUTER no frames that begin with a zero. */
    private static String text(Socket receiver, byte[] frame) {
        boolean madeUp = receiver.type() == SocketType.ROUTER && frame.length > 0 && frame[0] == 0;
        return madeUp ? ANYBODY : text(frame);
    }

    @Override
    public String events(int socket) {
        return socket(socket).get(SocketOptions.EVENTS).toString();
    }

    @Override
    public String msg(MsgVerb verb, int msg, int other, String text) {
        return switch (verb) {
            case SEND -> msgs.sent(msg, socket(0));
            case RECV -> msgs.received(msg, socket(1));
            default -> msgs.changed(verb, msg, other, text);
        };
    }

    @Override
    public void settle() {
        takeNote();
        if (closed) {
            awaitCloser(); // of what was read to its end only now
            takeNote();
        }
    }

    private void takeNote() {
        for (int round = 0; round < ROUNDS; round++) {
            for (Socket socket : sockets) {
                if (socket != null && !socket.isClosed()) {
                    socket.get(SocketOptions.EVENTS);
                }
            }
        }
    }

    /** Nothing lingers. */
    @Override
    public void close() {
        context.close(Duration.ZERO);
        if (!context.close(ZmqTck.AWAIT)) {
            throw new AssertionError("a context does not end", new TimeoutException(context.toString()));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
