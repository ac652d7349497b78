package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A peer dies in the middle of a message, while another one lives. Whatever happens to that message: nobody receives
 * one without its first frame, nor one with frames of two messages.
 *
 * <p>Every frame says which message it belongs to, its place and how many there are.
 */
@Tag("stress")
public class TornMessageTck extends ZmqTck {
    private static final int ROUNDS = Scale.pick(5, 25, 20_000);
    private static final int REFUSALS = 20;
    private static final int MOST_FRAMES = 6;
    private static final int SPIN_NANOS = 200_000;
    private static final int MOST_SUCCESSORS = 100;
    private static final int WELCOME_NANOS = 300_000_000;

    /** How the frames of a message are sent. */
    enum Way {
        SEND,
        TRY_SEND,
        LIST
    }

    record Peers(SocketType sender, SocketType receiver) {}

    private static final List<Peers> BALANCED = List.of(
            new Peers(SocketType.PUSH, SocketType.PULL),
            new Peers(SocketType.DEALER, SocketType.DEALER),
            new Peers(SocketType.DEALER, SocketType.ROUTER),
            new Peers(SocketType.REQ, SocketType.REP));

    private static final List<Peers> OTHERS = List.of(
            new Peers(SocketType.PAIR, SocketType.PAIR),
            new Peers(SocketType.ROUTER, SocketType.DEALER),
            new Peers(SocketType.PUB, SocketType.SUB));

    /** For subclasses. */
    protected TornMessageTck() {}

    Stream<Arguments> receiversThatDie() {
        return Stream.concat(BALANCED.stream(), OTHERS.stream())
                .flatMap(peers -> Stream.of(Way.values())
                        .flatMap(way -> transports().stream().map(transport -> Arguments.of(peers, way, transport))));
    }

    Stream<Arguments> sendersThatDie() {
        return Stream.concat(BALANCED.stream(), OTHERS.stream())
                .filter(peers -> peers.receiver() != SocketType.PAIR) // it has one peer only
                .flatMap(peers -> transports().stream().map(transport -> Arguments.of(peers, transport)));
    }

    // ---- messages

    private static List<byte[]> message(String name, int frames) {
        List<byte[]> message = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            message.add(bytes(name + "/" + i + "/" + frames));
        }
        return message;
    }

    /**
     * What a receiver got must be one message, all of it.
     *
     * @return its name
     */
    private static String assertWhole(Socket receiver, List<byte[]> received, String round) {
        List<String> frames = texts(received);
        int first = receiver.type() == SocketType.ROUTER ? 1 : 0; // the routing id
        String name = new String(received.get(first), UTF_8).replaceAll("/.*", "");
        List<String> whole = texts(message(name, frames.size() - first));
        assertEquals(whole, frames.subList(first, frames.size()), round);
        return name;
    }

    /** Whatever comes, until a certain message does. */
    private static void receiveUpTo(Socket receiver, String last, Runnable sendAgain, String round) {
        await(last + " at " + receiver + ", " + round, () -> {
            sendAgain.run();
            @Nullable List<byte[]> message = receiver.tryRecvMultipart();
            while (message != null) {
                if (assertWhole(receiver, message, round).equals(last)) {
                    return true;
                }
                if (receiver.type() == SocketType.REP) {
                    receiver.send(new byte[0]);
                }
                message = receiver.tryRecvMultipart();
            }
            return false;
        });
    }

    // ---- the receiver dies

    @ParameterizedTest
    @MethodSource("receiversThatDie")
    @Rule({"MPT-002", "MPT-010"})
    void receiverDiesInTheMiddle(Peers peers, Way way, String transport) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            receiverDies(peers, way, transport, seed);
        }
    }

    /**
     * An engine refuses a frame in the middle for as long as there is something to read from the peer that has gone:
     * the surest way to have one refused. Tried again it would go to the other peer.
     */
    @Test
    @Rule({"MPT-002", "MPT-010"})
    void frameThatIsRefusedInTheMiddleGoesToNobody() {
        for (int i = 0; i < REFUSALS; i++) {
            String round = "round " + i;
            Socket sender = socket(SocketType.DEALER);
            String endpoint = sender.bind(anyEndpoint("inproc"));
            Socket dying = connected(SocketType.DEALER, endpoint);
            meet(sender, round, dying);
            dying.sendText("unread");
            await("what stays unread", () -> is(PollEvent.POLLIN, sender));
            List<byte[]> message = message("torn", 2);
            sender.send(message.get(0), SendFlag.SNDMORE);
            dying.close();
            Socket living = connected(SocketType.DEALER, endpoint);
            long end = System.nanoTime() + SPIN_NANOS;
            while (System.nanoTime() < end) {
                is(PollEvent.POLLOUT, sender); // takes in who came and who went
            }
            sender.send(message.get(1));
            receiveUpTo(living, "last", () -> sender.trySend(message("last", 3)), round);
            living.close();
            sender.close();
        }
    }

    private void receiverDies(Peers peers, Way way, String transport, int seed) {
        Random random = new Random(seed);
        String round = peers + " " + way + " " + transport + " seed " + seed;
        Socket sender = socket(peers.sender());
        Socket dying = socket(peers.receiver());
        boolean one = peers.sender() == SocketType.PAIR;
        @Nullable Socket living = one ? null : socket(peers.receiver());
        attach(sender, dying, living, transport, random.nextBoolean());
        if (living == null) {
            meet(sender, round, dying);
        } else {
            meet(sender, round, dying, living);
        }
        int frames = 2 + random.nextInt(MOST_FRAMES - 1);
        int sent = 1 + random.nextInt(frames - 1);
        List<byte[]> message = message("torn", frames);
        if (peers.sender() == SocketType.ROUTER) {
            message.add(0, bytes("dying"));
        }
        if (way == Way.LIST) {
            Task<Boolean> closing = start("closing", () -> {
                spin(random.nextInt(SPIN_NANOS));
                dying.close();
                return true;
            });
            spin(random.nextInt(SPIN_NANOS));
            trySend(sender, message); // a ROUTER may know already
            closing.result();
        } else if (sendPart(sender, way, message, 0, sent)) {
            dying.close();
            spin(random.nextInt(SPIN_NANOS));
            sendPart(sender, way, message, sent, message.size());
        }
        dying.close();
        Socket survivor = living == null ? successor(sender, round) : living;
        afterwards(sender, survivor, dying, transport, round);
        survivor.close();
        sender.close();
    }

    /** The one that binds is the sender, or, where each receiver needs to be told apart, they are. */
    private void attach(Socket sender, Socket dying, @Nullable Socket living, String transport, boolean senderBinds) {
        dying.setByName("LINGER", 0);
        if (sender.type() == SocketType.ROUTER) {
            sender.set(SocketOptions.ROUTER_MANDATORY, true);
            dying.set(SocketOptions.IDENTITY, bytes("dying"));
            if (living != null) {
                living.set(SocketOptions.IDENTITY, bytes("living"));
            }
        }
        if (sender.type() == SocketType.PAIR || senderBinds) {
            String endpoint = sender.bind(anyEndpoint(transport));
            dying.connect(endpoint);
            if (living != null) {
                living.connect(endpoint);
            }
        } else {
            sender.connect(dying.bind(anyEndpoint(transport)));
            if (living != null) {
                sender.connect(living.bind(anyEndpoint(transport)));
            }
        }
    }

    /** Returns when messages get from one to all others. */
    private static void meet(Socket sender, String round, Socket... receivers) {
        Set<Socket> met = new HashSet<>();
        for (Socket receiver : receivers) {
            if (receiver.type() == SocketType.SUB) {
                receiver.subscribe("");
            }
        }
        await("all connections, " + round, () -> {
            for (Socket receiver : receivers) {
                hello(sender, receiver);
                if (receiver.tryRecvMultipart() != null) {
                    met.add(receiver);
                    if (receiver.type() == SocketType.REP) {
                        receiver.send(new byte[0]);
                    }
                }
            }
            if (sender.type() == SocketType.REQ && is(PollEvent.POLLIN, sender)) {
                sender.recvMultipart();
            }
            return met.size() == receivers.length && (sender.type() != SocketType.REQ || is(PollEvent.POLLOUT, sender));
        });
    }

    private static boolean is(PollEvent event, Socket socket) {
        return socket.get(SocketOptions.EVENTS).contains(event);
    }

    private static void hello(Socket sender, Socket receiver) {
        List<byte[]> hello = message("hello", 1);
        if (sender.type() == SocketType.ROUTER) {
            hello.add(0, receiver.get(SocketOptions.IDENTITY));
        }
        trySend(sender, hello);
    }

    /** Not when it is a REQ's turn to receive, nor when a ROUTER has no route yet. */
    private static void trySend(Socket sender, List<byte[]> message) {
        try {
            if (sender.type() != SocketType.REQ || is(PollEvent.POLLOUT, sender)) {
                sender.trySend(message);
            }
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EHOSTUNREACH, e.code());
        }
    }

    private static boolean sendPart(Socket sender, Way way, List<byte[]> message, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean more = i < message.size() - 1;
            byte[] frame = message.get(i);
            if (way == Way.SEND && more) {
                sender.send(frame, SendFlag.SNDMORE);
            } else if (way == Way.SEND) {
                sender.send(frame);
            } else if (!(more ? sender.trySend(frame, SendFlag.SNDMORE) : sender.trySend(frame))) {
                assertEquals(0, i, "only the first frame may be refused");
                return false;
            }
        }
        return true;
    }

    /** The one that lives gets the next messages, and no part of the torn one. */
    private void afterwards(Socket sender, Socket survivor, Socket dead, String transport, String round) {
        assertTrue(dead.isClosed());
        switch (sender.type()) {
            case REQ -> {
                // It may wait for a reply that will not come: another one asks the one that lives.
                sender.close();
                Socket other = socket(SocketType.REQ);
                other.connect(survivor.bind(anyEndpoint(transport)));
                other.send(message("last", 3));
                receiveUpTo(survivor, "last", () -> {}, round);
            }
            case ROUTER -> {
                List<byte[]> message = message("last", 3);
                message.add(0, bytes("living"));
                receiveUpTo(survivor, "last", () -> sender.trySend(message), round);
            }
            default -> receiveUpTo(survivor, "last", () -> sender.trySend(message("last", 3)), round);
        }
    }

    /**
     * A PAIR that has not taken in yet that its peer has gone turns the next one away, for good. Whom it can send to
     * may be one that has been given up meanwhile: only what arrives tells.
     */
    private Socket successor(Socket sender, String round) {
        await("that the peer has gone, " + round, () -> !is(PollEvent.POLLOUT, sender));
        for (int i = 0; i < MOST_SUCCESSORS; i++) {
            Socket next = connected(SocketType.PAIR, sender.get(SocketOptions.LAST_ENDPOINT));
            long end = System.nanoTime() + WELCOME_NANOS;
            while (System.nanoTime() < end) {
                hello(sender, next);
                @Nullable List<byte[]> message = next.tryRecvMultipart();
                if (message != null && assertWhole(next, message, round).equals("hello")) {
                    return next;
                }
            }
            next.close();
        }
        throw new AssertionError("every other peer is turned away, " + round);
    }

    // ---- the sender dies

    @ParameterizedTest
    @MethodSource("sendersThatDie")
    @Rule({"MPT-002", "MPT-006"})
    void senderDiesInTheMiddle(Peers peers, String transport) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            senderDies(peers, transport, seed);
        }
    }

    private void senderDies(Peers peers, String transport, int seed) {
        Random random = new Random(seed);
        String round = peers + " " + transport + " seed " + seed;
        Socket receiver = socket(peers.receiver());
        if (peers.sender() == SocketType.ROUTER) {
            receiver.set(SocketOptions.IDENTITY, bytes("receiver"));
        }
        String endpoint = receiver.bind(anyEndpoint(transport));
        Socket dying = connected(peers.sender(), endpoint);
        Socket living = connected(peers.sender(), endpoint);
        meet(dying, round, receiver);
        meet(living, round, receiver);
        int frames = 2 + random.nextInt(MOST_FRAMES - 1);
        List<byte[]> message = message("torn", frames);
        List<byte[]> before = message("before", frames);
        List<byte[]> last = message("last", frames);
        if (peers.sender() == SocketType.ROUTER) {
            List.of(message, before, last).forEach(each -> each.add(0, bytes("receiver")));
        }
        if (peers.sender() != SocketType.REQ && random.nextBoolean()) {
            dying.trySend(before); // is there, or is not, but as a whole
        }
        if (sendPart(dying, Way.TRY_SEND, message, 0, 1 + random.nextInt(message.size() - 1))) {
            spin(random.nextInt(SPIN_NANOS));
            dying.close();
        }
        receiveUpTo(receiver, "last", () -> trySend(living, last), round);
        living.close();
        dying.close();
        receiver.close();
    }

    private Socket connected(SocketType type, String endpoint) {
        Socket socket = socket(type);
        if (type == SocketType.ROUTER) {
            socket.set(SocketOptions.ROUTER_MANDATORY, true);
        }
        socket.connect(endpoint);
        return socket;
    }

    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
