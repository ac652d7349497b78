package io.zmq4j.tck.differential;

import static io.zmq4j.SocketType.DEALER;
import static io.zmq4j.SocketType.PAIR;
import static io.zmq4j.SocketType.PUB;
import static io.zmq4j.SocketType.PULL;
import static io.zmq4j.SocketType.PUSH;
import static io.zmq4j.SocketType.REP;
import static io.zmq4j.SocketType.REQ;
import static io.zmq4j.SocketType.ROUTER;
import static io.zmq4j.SocketType.SUB;
import static io.zmq4j.SocketType.XPUB;
import static io.zmq4j.SocketType.XSUB;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.differential.Subject.Form;
import io.zmq4j.tck.differential.Subject.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes the program of a seed: sockets of two sides that talk to each other, and calls on them. */
final class Generator {
    private static final List<String> NAMES = List.of("inproc://a", "inproc://b", "inproc://c");
    private static final List<String> TOPICS = List.of("", "a", "ab", "b");
    private static final List<Integer> LIMITS = List.of(0, 1, 2, 3, 4, 5, 7);
    private static final int LEAST_CALLS = 12;
    private static final int MORE_CALLS = 26;

    /** More than any program sends. */
    private static final int ALL = 100;

    private static final int FULL = 30;

    private final Family family;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final List<SocketType> types = new ArrayList<>();
    private final List<Boolean> left = new ArrayList<>();
    private final Map<String, Boolean> leftBinds = new HashMap<>();
    private final Map<String, Integer> bound = new HashMap<>();
    private final Set<Integer> named = new HashSet<>();
    private final Set<Integer> attached = new HashSet<>();
    private int number;

    Generator(Family family, long seed) {
        this.family = family;
        long scattered = new SplittableRandom(seed * Family.values().length + family.ordinal()).nextLong();
        this.random = new Random(scattered); // whose first values are alike when seeds are
    }

    List<Step> steps() {
        switch (family) {
            case MSGS -> new MsgGenerator(random, steps).make();
            case OPTIONS -> new OptionGenerator(random, steps).make();
            default -> make();
        }
        return steps;
    }

    private void make() {
        openAll();
        NAMES.forEach(name -> leftBinds.put(name, random.nextBoolean()));
        for (int socket = 0; socket < types.size(); socket++) {
            prepare(socket);
        }
        for (int i = 0; i < types.size() * 2; i++) {
            attach(random.nextInt(types.size()));
        }
        for (int i = LEAST_CALLS + random.nextInt(MORE_CALLS); i > 0; i--) {
            call(random.nextInt(types.size()));
        }
        for (int socket = 0; socket < types.size(); socket++) {
            steps.add(new Step.Drain(socket, ALL));
        }
    }

    // ---- sockets

    private void openAll() {
        List<List<SocketType>> sides = sides();
        int count = 2 + random.nextInt(family == Family.ROOM ? 2 : Subject.SOCKETS - 1);
        for (int socket = 0; socket < count; socket++) {
            boolean isLeft = socket == 0 || (socket > 1 && random.nextInt(3) == 0);
            SocketType type = any(sides.get(isLeft ? 0 : 1));
            left.add(isLeft);
            types.add(type);
            steps.add(new Step.Open(socket, type));
        }
    }

    private List<List<SocketType>> sides() {
        return switch (family) {
            case LOCKSTEP -> List.of(List.of(REP), List.of(REQ, REQ, DEALER));
            case PUBSUB -> List.of(List.of(PUB, XPUB), List.of(SUB, SUB, XSUB));
            case ROUTING -> List.of(List.of(ROUTER), List.of(DEALER, DEALER, REQ));
            default ->
                any(List.of(
                        List.of(List.of(PUSH), List.of(PULL)),
                        List.of(List.of(PULL), List.of(PUSH)),
                        List.of(List.of(DEALER), List.of(DEALER)),
                        List.of(List.of(PAIR), List.of(PAIR))));
        };
    }

    private void prepare(int socket) {
        SocketType type = types.get(socket);
        if (family == Family.ROOM || (type == DEALER && family == Family.ROUTING && random.nextInt(4) == 0)) {
            steps.add(new Step.Set(socket, SocketOptions.SNDHWM, any(LIMITS)));
            steps.add(new Step.Set(socket, SocketOptions.RCVHWM, any(LIMITS)));
        }
        if (type == DEALER && family == Family.ROUTING && random.nextBoolean()) {
            named.add(socket);
            steps.add(new Step.Set(socket, SocketOptions.IDENTITY, Engine.bytes("d" + socket)));
        } else if (type == ROUTER && random.nextBoolean()) {
            steps.add(new Step.Set(socket, SocketOptions.ROUTER_MANDATORY, true));
        } else if (type == XPUB && random.nextInt(3) == 0) {
            steps.add(new Step.Set(
                    socket, random.nextBoolean() ? SocketOptions.XPUB_VERBOSE : SocketOptions.XPUB_VERBOSER, true));
        } else if ((type == SUB || type == XSUB) && random.nextInt(4) != 0) {
            subscription(socket, true);
        }
    }

    // ---- endpoints

    private void attach(int socket) {
        String name = any(NAMES);
        boolean binds = leftBinds.getOrDefault(name, true).equals(left.get(socket));
        if (binds && named.contains(socket)) {
            return; // its peers might come twice
        } else if (binds) {
            bound.putIfAbsent(name, socket);
            attachTo(Verb.BIND, socket, name);
        } else if ((bound.containsKey(name) || random.nextInt(8) == 0) && mayConnect(socket)) {
            attachTo(Verb.CONNECT, socket, name);
        }
    }

    /** One who has a name must not come to the same ROUTER twice: which of two is heard is another matter. */
    private boolean mayConnect(int socket) {
        return !named.contains(socket) || attached.add(socket);
    }

    private void attachTo(Verb verb, int socket, String name) {
        steps.add(new Step.Attach(verb, socket, name));
    }

    private void detach(int socket) {
        String name = any(NAMES);
        boolean binds = leftBinds.getOrDefault(name, true).equals(left.get(socket));
        if (random.nextInt(8) == 0) {
            binds = !binds;
        }
        if (binds) {
            bound.remove(name, socket);
        }
        attachTo(binds ? Verb.UNBIND : Verb.DISCONNECT, socket, name);
    }

    // ---- calls

    private void call(int socket) {
        switch (random.nextInt(20)) {
            case 0 -> attach(socket);
            case 1 -> detach(socket);
            case 2 -> {
                if (random.nextInt(3) == 0) {
                    bound.values().removeIf(each -> each == socket);
                    steps.add(new Step.Close(socket));
                }
            }
            case 3, 4 -> steps.add(new Step.Events(socket));
            case 5, 6, 7, 8, 9 -> receive(socket);
            case 10, 11 -> special(socket);
            default -> send(socket);
        }
    }

    private void receive(int socket) {
        if (family != Family.ROOM && random.nextInt(4) == 0) {
            steps.add(new Step.RecvFrame(socket));
        } else {
            steps.add(new Step.Recv(socket, form()));
        }
    }

    private void send(int socket) {
        SocketType type = types.get(socket);
        String text = "m" + ++number;
        boolean several = family != Family.ROOM && random.nextInt(4) == 0;
        if (type == ROUTER) {
            sendFromRouter(socket, text);
        } else if (type == DEALER && family == Family.LOCKSTEP) {
            List<String> frames = random.nextInt(6) == 0 ? List.of(text) : List.of("", text);
            steps.add(new Step.Send(socket, form(), frames));
        } else if (type == PUB || type == XPUB) {
            String topic = any(TOPICS) + "." + text;
            steps.add(new Step.Send(socket, form(), several ? List.of(topic, "2") : List.of(topic)));
        } else if (type == XSUB && random.nextInt(3) != 0) {
            subscription(socket, random.nextInt(3) != 0);
        } else if (several && random.nextBoolean()) {
            steps.add(new Step.SendFrame(socket, text, true));
            if (random.nextInt(3) != 0) {
                steps.add(new Step.SendFrame(socket, text + "b", false));
            }
        } else {
            steps.add(new Step.Send(socket, form(), several ? List.of(text, text + "b") : List.of(text)));
        }
    }

    private void sendFromRouter(int socket, String text) {
        if (random.nextInt(3) == 0) {
            steps.add(new Step.Send(socket, form(), List.of("d" + random.nextInt(types.size()), text)));
        } else {
            steps.add(new Step.Reply(socket, text));
        }
    }

    /** What only programs of some family do. */
    private void special(int socket) {
        switch (family) {
            case ROOM -> steps.add(new Step.Fill(socket, "f" + ++number, FULL));
            case PUBSUB -> {
                SocketType type = types.get(socket);
                if (type == SUB || type == XSUB) {
                    subscription(socket, random.nextInt(3) != 0);
                } else {
                    send(socket);
                }
            }
            case LOCKSTEP, ROUTING -> {
                receive(socket);
                send(socket);
            }
            default -> steps.add(new Step.Drain(socket, 1 + random.nextInt(4)));
        }
    }

    private void subscription(int socket, boolean add) {
        String topic = any(TOPICS);
        if (types.get(socket) == XSUB) {
            steps.add(new Step.Send(socket, Form.TRY, List.of((add ? "\1" : "\0") + topic)));
        } else {
            steps.add(new Step.Set(
                    socket, add ? SocketOptions.SUBSCRIBE : SocketOptions.UNSUBSCRIBE, Engine.bytes(topic)));
        }
    }

    /** Mostly one that does not take time. */
    private Form form() {
        return switch (random.nextInt(30)) {
            case 0 -> Form.LIMITED;
            case 1, 2, 3, 4 -> Form.DONTWAIT;
            default -> Form.TRY;
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
