package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Attacks in a JVM of their own, which may end or run out of memory over them: says what it is about to do, so that the
 * last line tells what was too much.
 */
final class HostileRun {
    private static final int SEEDS_PER_VICTIM = 20;
    private static final int MESSAGES = 3;
    private static final long PATIENCE_NANOS = 30_000_000;
    private static final long PAUSE_NANOS = 200_000;

    private static final List<SocketType> TYPES = List.of(
            SocketType.PULL,
            SocketType.ROUTER,
            SocketType.XPUB,
            SocketType.REP,
            SocketType.PAIR,
            SocketType.PUB,
            SocketType.DEALER,
            SocketType.XSUB,
            SocketType.PUSH,
            SocketType.SUB);

    private final Backend backend;

    private HostileRun(Backend backend) {
        this.backend = backend;
    }

    /**
     * Arguments: the backend; {@code attacks}, words of their names and types of sockets; or {@code mutations}, the
     * first seed and how many.
     */
    public static void main(String[] arguments) throws Exception {
        HostileRun run = new HostileRun(BackendCondition.backend(arguments[0]));
        if (arguments[1].equals("attacks")) {
            for (String type : arguments[3].split(",", -1)) {
                run.attacks(arguments[2], SocketType.valueOf(type));
            }
        } else {
            run.mutations(Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
        }
        say("done");
        Runtime.getRuntime().halt(0); // ZAP handlers and relays are still there
    }

    @SuppressWarnings("SystemOut") // its output is what the test reads
    private static void say(String line) {
        System.out.println(line);
    }

    private void attacks(String words, SocketType type) throws Exception {
        for (Attack attack : Attacks.all()) {
            for (Security security : attack.against()) {
                if (attack.name().contains(words) && security.isSupported(backend)) {
                    say(type + " with " + security + ": " + attack);
                    try (Victim victim = new Victim(backend, type, security)) {
                        attack.on(victim);
                    }
                }
            }
        }
    }

    private void mutations(long first, int count) throws Exception {
        for (long seed = first; seed < first + count; seed += SEEDS_PER_VICTIM) {
            long turn = seed / SEEDS_PER_VICTIM;
            Security security = Security.values()[(int) (turn % Security.values().length)];
            if (security.isSupported(backend)) {
                SocketType type = TYPES.get((int) (turn / Security.values().length % TYPES.size()));
                say(type + " with " + security);
                long end = Math.min(first + count, seed + SEEDS_PER_VICTIM);
                try (Victim victim = new Victim(backend, type, security);
                        Context clients = backend.context()) {
                    for (long each = seed; each < end; each++) {
                        mutation(each, victim, clients);
                    }
                    victim.assertServesNewPeers();
                }
            }
        }
    }

    private static void mutation(long seed, Victim victim, Context clients) throws Exception {
        Mutation mutation = new Mutation(seed, victim.security() == Security.CURVE ? 900 : 400);
        say("seed " + seed + " " + mutation);
        try (MutatingRelay relay = new MutatingRelay(victim.endpoint(), mutation);
                Socket client = clients.socket(victim.peerType())) {
            client.set(SocketOptions.LINGER, Duration.ZERO);
            client.set(SocketOptions.HEARTBEAT_IVL, Duration.ofMillis(5));
            victim.security().client(client);
            if (client.type() == SocketType.SUB) {
                client.subscribe("a");
                client.subscribe("abc");
            }
            client.connect(relay.endpoint());
            talk(client, relay);
            victim.assertOthersWork();
        }
    }

    /** Says this and that until all has happened, or nothing seems to happen any more. */
    private static void talk(Socket client, MutatingRelay relay) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int sent = 0;
        while (!relay.isOver() && System.nanoTime() < deadline) {
            switch (client.type()) {
                case PUSH, DEALER, PAIR, PUB, REQ -> {
                    int most = client.type() == SocketType.REQ ? 1 : MESSAGES;
                    if (sent < most && client.trySend(Wire.bytes("message", sent))) {
                        sent++;
                    }
                }
                default -> {
                    // heartbeats are all it sends
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
