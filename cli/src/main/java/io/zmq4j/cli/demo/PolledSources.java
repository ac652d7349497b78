package io.zmq4j.cli.demo;

import io.zmq4j.Context;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thread polls three sockets and a channel of the JDK, which messages go to in turns. */
final class PolledSources {
    private static final int SOCKETS = 3;
    private static final int SOURCES = SOCKETS + 1;

    private final Context context;
    private final List<Socket> senders;
    private final List<Socket> receivers;
    private final Pipe pipe;
    private final Pace pace;

    private PolledSources(Context context, List<Socket> senders, List<Socket> receivers, Pipe pipe, Pace pace) {
        this.context = context;
        this.senders = senders;
        this.receivers = receivers;
        this.pipe = pipe;
        this.pace = pace;
    }

    static PolledSources open(Stage stage) throws IOException {
        List<Socket> senders = new ArrayList<>();
        List<Socket> receivers = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            Socket receiver = stage.binding(SocketType.PULL);
            Socket sender = stage.connecting(SocketType.PUSH);
            Stage.join(receiver, sender);
            receivers.add(receiver);
            senders.add(sender);
        }
        return new PolledSources(receivers.get(0).context(), senders, receivers, Pipe.open(), stage.pace());
    }

    List<Part> parts() {
        return List.of(new Part("demo-lead", this::send), new Part("demo-poll", this::poll));
    }

    // ---- the end that sends

    private void send() throws IOException, InterruptedException {
        try (Pipe.SinkChannel sink = pipe.sink()) {
            for (int source = 0; source < SOURCES; source++) {
                send(source, sink, Numbered.message(Numbered.HELLO), Numbered.HELLO);
            }
            while (!pace.awaitHello()) {
                if (pace.left().isZero()) {
                    throw pace.missing("no connection");
                }
            }
            pace.start();
            long sent = 0;
            while (pace.wants(sent)) {
                send((int) (sent % SOURCES), sink, Numbered.message(sent), sent);
                sent++;
            }
            for (int source = 0; source < SOURCES; source++) {
                send(source, sink, Numbered.end((sent + SOURCES - 1 - source) / SOURCES), -1);
            }
        }
    }

    private void send(int source, Pipe.SinkChannel sink, byte[] message, long number) throws IOException {
        if (source < SOCKETS) {
            Exchange.send(new Framing.Single(), senders.get(source), message, pace, number);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            sink.write(bytes);
        }
    }

    // ---- the end that polls

    private void poll() throws IOException {
        try (Pipe.SourceChannel channel = pipe.source();
                Poller poller = context.poller()) {
            Map<PollItem, Source> sources = new HashMap<>();
            for (int i = 0; i < SOCKETS; i++) {
                Socket socket = receivers.get(i);
                sources.put(PollItem.of(socket, PollEvent.POLLIN), new Source(i, new FromSocket(socket)));
            }
            channel.configureBlocking(false);
            sources.put(PollItem.ofChannel(channel, PollEvent.POLLIN), new Source(SOCKETS, new FromChannel(channel)));
            sources.keySet().forEach(poller::add);
            while (!all(sources, source -> source.ended)) {
                if (poller.poll(pace.left()) == 0) {
                    throw pace.missing("a message did not arrive at one of " + sources.keySet());
                }
                for (PollItem item : List.copyOf(poller.ready())) {
                    Source source = Objects.requireNonNull(sources.get(item));
                    source.drain();
                    if (source.ended) {
                        poller.remove(item); // a channel that was closed would be ready again and again
                    }
                }
                if (all(sources, source -> source.greeted)) {
                    pace.helloSeen();
                }
            }
            pace.stop(sources.values().stream()
                    .mapToLong(source -> source.arrived)
                    .sum());
        }
    }

    private static boolean all(Map<PollItem, Source> sources, Predicate<Source> condition) {
        return sources.values().stream().allMatch(condition);
    }

    /** Gives the next message if it is there. */
    interface Inlet {
        byte @Nullable [] next() throws IOException;
    }

    private record FromSocket(Socket socket) implements Inlet {
        @Override
        public byte @Nullable [] next() {
            return socket.tryRecv();
        }
    }

    private record FromChannel(Pipe.SourceChannel channel, ByteBuffer bytes) implements Inlet {
        FromChannel(Pipe.SourceChannel channel) {
            this(channel, ByteBuffer.allocate(Numbered.BYTES));
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            channel.read(bytes);
            if (bytes.hasRemaining()) {
                return null;
            }
            bytes.flip();
            byte[] message = new byte[bytes.remaining()];
            bytes.get(message).clear();
            return message;
        }
    }

    /** What arrives at one of them: a first message, then every fourth one, then the last. */
    static final class Source {
        private final Inlet inlet;
        private long next;
        boolean greeted;
        long arrived;
        boolean ended;

        Source(long first, Inlet inlet) {
            this.next = first;
            this.inlet = inlet;
        }

        void drain() throws IOException {
            for (byte[] message = inlet.next(); message != null; message = inlet.next()) {
                accept(message);
            }
        }

        private void accept(byte[] message) {
            if (!greeted) {
                Numbered.check(message, Numbered.HELLO);
                greeted = true;
            } else if (Numbered.isEnd(message)) {
                Numbered.checkEnd(message, arrived);
                ended = true;
            } else {
                Numbered.check(message, next);
                next += SOURCES;
                arrived++;
            }
        }
    }
}
