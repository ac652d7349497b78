package io.zmq4j.tck.fuzz;

import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.CurveKey;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.fuzz.SocketStep.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes a program from a seed: some pairs of sockets that fit together, then anything at all, mostly what the types can
 * do. Every second program has a second thread.
 */
final class Generator {
    private static final long SCRAMBLE = 0x9E37_79B9_7F4A_7C15L;
    private static final List<SocketType> TYPES = List.of(SocketType.values());
    private static final List<Integer> SIZES = List.of(0, 1, 5, 30, 33, 255, 256, 1_000, 8_193, 70_000);
    private static final List<String> INPROC = List.of("inproc://a", "inproc://b", "inproc://c");

    private static final List<String> ODD = List.of(
            "tcp://127.0.0.1:1",
            "tcp://127.0.0.1:99999",
            Loopback.endpoint(0),
            "tcp://lo:*",
            "tcp://[::1]:*",
            "tcp://localhost:*",
            "tcp://nowhere",
            "tcp://",
            "ipc:///nowhere/at/all",
            "inproc://nobody",
            "inproc://",
            "udp://127.0.0.1:5",
            "unknown://x",
            "nonsense",
            "");

    /** Types that go together: the first binds, mostly. */
    private static final List<SocketType[]> PAIRS = List.of(
            pair(SocketType.PAIR, SocketType.PAIR),
            pair(SocketType.PUB, SocketType.SUB),
            pair(SocketType.XPUB, SocketType.SUB),
            pair(SocketType.PUB, SocketType.XSUB),
            pair(SocketType.XPUB, SocketType.XSUB),
            pair(SocketType.REP, SocketType.REQ),
            pair(SocketType.ROUTER, SocketType.REQ),
            pair(SocketType.ROUTER, SocketType.DEALER),
            pair(SocketType.ROUTER, SocketType.ROUTER),
            pair(SocketType.REP, SocketType.DEALER),
            pair(SocketType.DEALER, SocketType.DEALER),
            pair(SocketType.PULL, SocketType.PUSH),
            pair(SocketType.STREAM, SocketType.STREAM),
            pair(SocketType.STREAM, SocketType.DEALER));

    /** Options that change how messages flow: chosen more often than the others. */
    private static final List<SocketOption<?>> LIVELY = List.of(
            SocketOptions.SNDHWM,
            SocketOptions.RCVHWM,
            SocketOptions.CONFLATE,
            SocketOptions.IDENTITY,
            SocketOptions.CONNECT_RID,
            SocketOptions.ROUTER_MANDATORY,
            SocketOptions.ROUTER_HANDOVER,
            SocketOptions.ROUTER_RAW,
            SocketOptions.PROBE_ROUTER,
            SocketOptions.REQ_RELAXED,
            SocketOptions.REQ_CORRELATE,
            SocketOptions.IMMEDIATE,
            SocketOptions.SUBSCRIBE,
            SocketOptions.UNSUBSCRIBE,
            SocketOptions.INVERT_MATCHING,
            SocketOptions.XPUB_MANUAL,
            SocketOptions.XPUB_NODROP,
            SocketOptions.XPUB_VERBOSE,
            SocketOptions.XPUB_WELCOME_MSG,
            SocketOptions.STREAM_NOTIFY,
            SocketOptions.MAXMSGSIZE,
            SocketOptions.LINGER,
            SocketOptions.RECONNECT_IVL,
            SocketOptions.HEARTBEAT_IVL);

    private final Random random;
    private final long seed;
    private final List<Step> steps = new ArrayList<>();
    private final SocketType[] types = new SocketType[World.SOCKETS];
    private final List<String> used = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private int contexts;
    private boolean threads;

    /** Two sockets that were connected once. */
    private record Link(int binder, int connector, String endpoint) {}

    Generator(long seed) {
        this.seed = seed;
        this.random = new Random(seed * SCRAMBLE);
    }

    private static SocketType[] pair(SocketType first, SocketType second) {
        return new SocketType[] {first, second};
    }

    /** The same for the same seed, always. */
    List<Step> steps() {
        threads = (seed & 1) == 1;
        contexts = chance(20) ? 2 : 1;
        for (int i = 0; i < contexts; i++) {
            openContext(i);
        }
        int pairs = 1 + random.nextInt(3);
        for (int i = 0; i < pairs; i++) {
            openPair();
        }
        int count = 15 + random.nextInt(45);
        for (int i = 0; i < count; i++) {
            next();
        }
        return List.copyOf(steps);
    }

    private void openContext(int slot) {
        steps.add(new ContextStep.Open(slot));
        while (chance(25)) {
            steps.add(setContext(slot));
        }
    }

    private Step setContext(int slot) {
        ContextOption<?> option = Values.any(ContextOptions.all(), random);
        return new ContextStep.Set(slot, option.name(), Values.of(option, random));
    }

    private void openPair() {
        SocketType[] pair = Values.any(PAIRS, random);
        boolean swap = chance(25);
        int context = random.nextInt(contexts);
        int binder = open(context, pair[swap ? 1 : 0]);
        int connector = open(context, pair[swap ? 0 : 1]);
        if (chance(10)) {
            secure(binder, connector);
        }
        while (chance(35)) {
            steps.add(set(chance(50) ? binder : connector));
        }
        String endpoint = bindable();
        boolean wildcard = endpoint.contains("*");
        used.add(endpoint);
        links.add(new Link(binder, connector, wildcard ? "@" + binder : endpoint));
        if (!wildcard && chance(20)) {
            steps.add(new SocketStep.Attach(Verb.CONNECT, connector, endpoint));
            steps.add(new SocketStep.Attach(Verb.BIND, binder, endpoint));
        } else {
            steps.add(new SocketStep.Attach(Verb.BIND, binder, endpoint));
            steps.add(new SocketStep.Attach(Verb.CONNECT, connector, "@" + binder));
        }
        if (chance(70)) {
            talk(binder, connector);
        }
    }

    private int open(int context, SocketType type) {
        int slot = random.nextInt(World.SOCKETS);
        for (int i = 0; i < World.SOCKETS && types[slot] != null; i++) {
            slot = (slot + 1) % World.SOCKETS;
        }
        types[slot] = type;
        steps.add(new SocketStep.Open(slot, context, type));
        if (type == SocketType.SUB && chance(90)) {
            steps.add(new SocketStep.Set(slot, "SUBSCRIBE", new byte[0]));
        } else if (type == SocketType.XSUB && chance(80)) {
            steps.add(new SocketStep.Attach(Verb.BIND, slot, Values.any(INPROC, random)));
        }
        return slot;
    }

    private void secure(int server, int client) {
        if (chance(50)) {
            steps.add(new SocketStep.Set(server, "PLAIN_SERVER", true));
            steps.add(new SocketStep.Set(client, "PLAIN_USERNAME", "user"));
            steps.add(new SocketStep.Set(client, "PLAIN_PASSWORD", "a"));
            return;
        }
        CurveKey publicKey = CurveKey.parse("rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7");
        CurveKey secretKey = CurveKey.parse("JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");
        steps.add(new SocketStep.Set(server, "CURVE_SERVER", true));
        steps.add(new SocketStep.Set(server, "CURVE_SECRETKEY", secretKey));
        steps.add(new SocketStep.Set(client, "CURVE_SERVERKEY", publicKey));
        steps.add(new SocketStep.Set(client, "CURVE_PUBLICKEY", publicKey));
        steps.add(new SocketStep.Set(client, "CURVE_SECRETKEY", secretKey));
    }

    private void talk(int first, int second) {
        int from = canSend(first) && chance(50) ? first : second;
        int to = from == first ? second : first;
        steps.add(new SendStep.Whole(from, 1 + random.nextInt(3), size()));
        steps.add(new RecvStep.Frame(to, RecvStep.Form.LIMITED));
    }

    private boolean canSend(int slot) {
        SocketType type = types[slot];
        return type == null || type.canSend();
    }

    private void next() {
        if (chance(6)) {
            part();
            return;
        }
        Step step = step();
        boolean isMake = step instanceof ProxyStep.Make;
        if (threads && !isMake && chance(25)) {
            steps.add(new ThreadStep.Aside(step));
            if (chance(40)) {
                steps.add(new ThreadStep.Join());
            }
        } else if (step instanceof ProxyStep.Run run) {
            steps.add(new ProxyStep.Run(run.proxy(), true));
        } else {
            steps.add(chance(2) ? new ThreadStep.Interrupted(step) : step);
        }
    }

    /** Two that are connected part, or one of them is gone, with messages on their way, half received or seen. */
    private void part() {
        Link link = Values.any(links, random);
        talk(link.binder(), link.connector());
        int left = chance(50) ? link.binder() : link.connector();
        int other = left == link.binder() ? link.connector() : link.binder();
        while (chance(50)) {
            steps.add(chance(50) ? recv(left) : new PollStep.Once(List.of(left), true, random.nextInt(3)));
        }
        if (chance(30)) {
            steps.add(new SocketStep.Close(other));
        } else if (left == link.binder()) {
            steps.add(new SocketStep.Attach(Verb.UNBIND, left, "@" + left));
        } else {
            steps.add(new SocketStep.Attach(Verb.DISCONNECT, left, link.endpoint()));
        }
        if (chance(30)) {
            steps.add(set(left));
        }
        while (chance(60)) {
            steps.add(chance(70) ? recv(left) : send(left));
        }
    }

    private Step step() {
        int dice = random.nextInt(100);
        if (dice < 24) {
            return send();
        } else if (dice < 48) {
            return recv();
        } else if (dice < 60) {
            return attach();
        } else if (dice < 70) {
            return chance(80) ? set(socket()) : get();
        } else if (dice < 76) {
            return poll();
        } else if (dice < 82) {
            return msg();
        } else if (dice < 86) {
            return monitor();
        } else if (dice < 90) {
            return proxy();
        } else if (dice < 93) {
            return chance(80) ? new SocketStep.Close(socket()) : new SocketStep.Drop(socket());
        } else if (dice < 96) {
            return reopen();
        } else if (dice < 97) {
            return context();
        }
        return threads ? new ThreadStep.Interrupt() : new RecvStep.Frame(socket(), RecvStep.Form.WAITING);
    }

    private Step send() {
        return send(sender());
    }

    private Step send(int socket) {
        int dice = random.nextInt(100);
        if (dice < 50) {
            return new SendStep.Frame(socket, anyOf(SendStep.Form.values()), size(), chance(35));
        } else if (dice < 62) {
            return new SendStep.Whole(socket, 1 + random.nextInt(4), size());
        } else if (dice < 75) {
            return new SendStep.OfMsg(socket, random.nextInt(World.MSGS), chance(35));
        } else if (dice < 85) {
            return new SendStep.To(socket, Values.any(Values.IDS, random), size());
        }
        return new SendStep.Forward(receiver(), chance(60) ? receiver() : sender());
    }

    private Step recv() {
        return recv(receiver());
    }

    private Step recv(int socket) {
        int dice = random.nextInt(100);
        if (dice < 65) {
            return new RecvStep.Frame(socket, anyOf(RecvStep.Form.values()));
        } else if (dice < 85) {
            return new RecvStep.IntoBuffer(socket, chance(50) ? 0 : size(), chance(30));
        }
        return new RecvStep.IntoMsg(socket, random.nextInt(World.MSGS));
    }

    private Step attach() {
        int socket = socket();
        int dice = random.nextInt(100);
        if (dice < 20) {
            String endpoint = chance(80) ? bindable() : Values.any(ODD, random);
            used.add(endpoint);
            return new SocketStep.Attach(Verb.BIND, socket, endpoint);
        } else if (dice < 55) {
            return connect(socket);
        } else if (dice < 75) {
            return new SocketStep.Attach(Verb.UNBIND, socket, chance(70) ? "@" + socket : where());
        }
        Link link = Values.any(links, random);
        return chance(60)
                ? new SocketStep.Attach(Verb.DISCONNECT, link.connector(), link.endpoint())
                : new SocketStep.Attach(Verb.DISCONNECT, socket, where());
    }

    private Step connect(int socket) {
        int binder = socket();
        String endpoint = chance(60) ? "@" + binder : where();
        if (endpoint.startsWith("@")) {
            links.add(new Link(binder, socket, endpoint));
        }
        return new SocketStep.Attach(Verb.CONNECT, socket, endpoint);
    }

    private String bindable() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return Loopback.ANY_PORT;
        }
        return dice < 88 ? Values.any(INPROC, random) : "ipc://*";
    }

    private String where() {
        int dice = random.nextInt(100);
        if (dice < 65) {
            return "@" + socket();
        } else if (dice < 90 && !used.isEmpty()) {
            return Values.any(used, random);
        }
        return Values.any(ODD, random);
    }

    private Step set(int socket) {
        SocketOption<?> option = option();
        for (int i = 0; i < 12 && unfit(option, types[socket]) && chance(95); i++) {
            option = option();
        }
        if (option == SocketOptions.CONNECT_RID) {
            return new SocketStep.Set(
                    socket, option.name(), Values.any(Values.IDS, random).getBytes(StandardCharsets.UTF_8));
        }
        return new SocketStep.Set(socket, option.name(), Values.of(option, random));
    }

    private SocketOption<?> option() {
        return Values.any(chance(70) ? LIVELY : SocketOptions.all(), random);
    }

    private static boolean unfit(SocketOption<?> option, SocketType type) {
        return type != null && !option.socketTypes().contains(type);
    }

    private Step get() {
        SocketOption<?> option = chance(40) ? SocketOptions.EVENTS : Values.any(SocketOptions.all(), random);
        return new SocketStep.Get(socket(), option.name());
    }

    private Step poll() {
        int poller = random.nextInt(World.POLLERS);
        int dice = random.nextInt(100);
        if (dice < 45) {
            List<Integer> sockets = new ArrayList<>();
            do {
                sockets.add(socket());
            } while (chance(50));
            return new PollStep.Once(List.copyOf(sockets), chance(50), random.nextInt(3));
        } else if (dice < 58) {
            return new PollStep.Open(poller, random.nextInt(contexts));
        } else if (dice < 76) {
            return new PollStep.Add(poller, socket());
        } else if (dice < 92) {
            return new PollStep.Poll(poller, chance(20));
        }
        return dice < 96 ? new PollStep.Wake(poller) : new PollStep.Close(poller);
    }

    private Step msg() {
        int msg = random.nextInt(World.MSGS);
        int dice = random.nextInt(100);
        if (dice < 30) {
            return new MsgStep.Make(msg, random.nextInt(contexts), size());
        } else if (dice < 45) {
            return new MsgStep.Lend(msg, random.nextInt(contexts), size());
        } else if (dice < 65) {
            return new MsgStep.Transfer(msg, random.nextInt(World.MSGS), chance(50));
        } else if (dice < 80) {
            return new MsgStep.Look(msg);
        }
        return dice < 92 ? new MsgStep.Reset(msg, size()) : new MsgStep.Close(msg);
    }

    private Step monitor() {
        int monitor = random.nextInt(World.POLLERS);
        int dice = random.nextInt(100);
        if (dice < 55) {
            return new MonitorStep.Open(monitor, socket());
        }
        return dice < 80 ? new MonitorStep.Recv(monitor) : new MonitorStep.Close(monitor);
    }

    private Step proxy() {
        int proxy = random.nextInt(World.POLLERS);
        int dice = random.nextInt(100);
        if (dice < 45) {
            return new ProxyStep.Make(proxy, receiver(), sender(), chance(70) ? ProxyStep.NONE : sender());
        } else if (dice < 85) {
            return new ProxyStep.Run(proxy, false);
        }
        return new ProxyStep.Steer(proxy, anyOf(ProxyStep.Order.values()));
    }

    private Step reopen() {
        if (chance(50)) {
            openPair();
        }
        int slot = random.nextInt(World.SOCKETS);
        types[slot] = Values.any(TYPES, random);
        return new SocketStep.Open(slot, random.nextInt(contexts), types[slot]);
    }

    private Step context() {
        int context = random.nextInt(contexts);
        int dice = random.nextInt(100);
        if (dice < 30) {
            return setContext(context);
        } else if (dice < 45) {
            return new ContextStep.Get(
                    context, Values.any(ContextOptions.all(), random).name());
        } else if (dice < 70) {
            return new ContextStep.Shutdown(context);
        }
        return new ContextStep.Close(context, random.nextInt(4));
    }

    // ---- choices

    /** A socket that was opened, mostly. */
    private int socket() {
        int slot = random.nextInt(World.SOCKETS);
        for (int i = 0; i < 6 && types[slot] == null; i++) {
            slot = random.nextInt(World.SOCKETS);
        }
        return slot;
    }

    private int sender() {
        int slot = socket();
        for (int i = 0; i < 4 && !canSend(slot); i++) {
            slot = socket();
        }
        return slot;
    }

    private int receiver() {
        int slot = socket();
        for (int i = 0; i < 4 && types[slot] != null && !types[slot].canReceive(); i++) {
            slot = socket();
        }
        return slot;
    }

    private int size() {
        return Values.any(SIZES.subList(0, chance(90) ? 7 : SIZES.size()), random);
    }

    private <T> T anyOf(T[] values) {
        return Values.any(Arrays.asList(values), random);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
