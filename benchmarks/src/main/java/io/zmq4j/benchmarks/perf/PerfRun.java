package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;
import java.io.Flushable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** One run of a tool, which prints what it measured. */
public final class PerfRun {
    /** Round trips take this long twice over: a figure is one way. */
    private static final int WAYS = 2;

    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final double KILO = 1e3;

    private final PerfTask task;
    private final Appendable out;

    /**
     * A run, not started yet.
     *
     * @param task what to do
     * @param out where lines are printed to, a name and a figure each
     */
    public PerfRun(PerfTask task, Appendable out) {
        this.task = task;
        this.out = out;
    }

    /**
     * Runs it to its end. Waits for the far side as long as that takes.
     *
     * @throws IOException nothing can be printed
     * @throws InterruptedException interrupted
     * @throws RuntimeException the engine is not there, refuses the endpoint, or a message of another size came
     */
    public void run() throws IOException, InterruptedException {
        switch (task.tool()) {
            case LOCAL_THR -> localThr();
            case REMOTE_THR -> remoteThr();
            case LOCAL_LAT -> localLat();
            case REMOTE_LAT -> remoteLat();
            case INPROC_THR -> inprocThr();
            case INPROC_LAT -> inprocLat();
            case PROXY_THR -> proxyThr();
        }
    }

    private <E extends Engine> E announced(E engine) throws IOException {
        print("engine", engine.name());
        return engine;
    }

    // ---- throughput

    private void localThr() throws IOException {
        try (Engine engine = announced(Engines.open(task));
                Peer pull = engine.open(SocketType.PULL)) {
            printEndpoint(pull.bind(task.endpoint()));
            receiveAll(pull);
        }
    }

    private void remoteThr() throws IOException {
        Meter start;
        try (Engine engine = announced(Engines.open(task));
                Peer push = engine.open(SocketType.PUSH)) {
            push.connect(task.endpoint());
            start = sendAll(push);
        }
        printCpu(start.cpuUntil(Meter.now()), task.count()); // everything has left
    }

    private void inprocThr() throws IOException, InterruptedException {
        try (Engine engine = announced(Engines.open(task));
                Peer pull = engine.open(SocketType.PULL)) {
            String endpoint = pull.bind(task.endpoint());
            printEndpoint(endpoint);
            try (Side side = Side.start("push", () -> push(engine, endpoint))) {
                receiveAll(pull);
                side.await();
            }
        }
    }

    private void push(Engine engine, String endpoint) {
        try (Peer push = engine.open(SocketType.PUSH)) {
            push.connect(endpoint);
            sendAll(push);
        }
    }

    private void proxyThr() throws IOException, InterruptedException {
        if (Engines.baselines().contains(task.backend())) {
            throw new IllegalArgumentException("proxy-thr runs on backends, not on " + task.backend());
        }
        try (BackendEngine engine = announced(Engines.backend(task))) {
            new ProxyThroughput(this, task, engine).run();
        }
    }

    /** As in libzmq's tool the clock starts with the first message; or with the last one of the warm-up. */
    void receiveAll(Peer peer) throws IOException {
        recv(peer, Math.max(1, task.warmup()));
        Meter start = Meter.now();
        recv(peer, task.warmup() > 0 ? task.count() : task.count() - 1);
        printThroughput(start, Meter.now());
    }

    private void recv(Peer peer, int messages) {
        for (int i = 0; i < messages; i++) {
            check(peer.recv());
        }
    }

    private void check(int size) {
        if (size != task.size()) {
            throw new IllegalStateException("a message of " + size + " bytes came, not of " + task.size());
        }
    }

    private Meter sendAll(Peer peer) {
        send(peer, task.warmup());
        Meter start = Meter.now();
        send(peer, task.count());
        return start;
    }

    private static void send(Peer peer, int messages) {
        for (int i = 0; i < messages; i++) {
            peer.send();
        }
    }

    // ---- latency

    private void localLat() throws IOException {
        try (Engine engine = announced(Engines.open(task));
                Peer rep = engine.open(SocketType.REP)) {
            printEndpoint(rep.bind(task.endpoint()));
            answer(rep, task.warmup());
            Meter start = Meter.now();
            answer(rep, task.count());
            printCpu(start.cpuUntil(Meter.now()), WAYS * (double) task.count());
        }
    }

    private void remoteLat() throws IOException {
        try (Engine engine = announced(Engines.open(task));
                Peer req = engine.open(SocketType.REQ)) {
            req.connect(task.endpoint());
            askAll(req);
        }
    }

    private void inprocLat() throws IOException, InterruptedException {
        try (Engine engine = announced(Engines.open(task));
                Peer req = engine.open(SocketType.REQ)) {
            String endpoint = req.bind(task.endpoint());
            printEndpoint(endpoint);
            try (Side side = Side.start("rep", () -> reply(engine, endpoint))) {
                askAll(req);
                side.await();
            }
        }
    }

    private void reply(Engine engine, String endpoint) {
        try (Peer rep = engine.open(SocketType.REP)) {
            rep.connect(endpoint);
            answer(rep, task.warmup());
            answer(rep, task.count());
        }
    }

    private void answer(Peer peer, int messages) {
        for (int i = 0; i < messages; i++) {
            check(peer.recv());
            peer.sendBack();
        }
    }

    private void askAll(Peer req) throws IOException {
        RoundTrips trips = new RoundTrips(task.count());
        for (int i = 0; i < task.warmup(); i++) {
            ask(req, i == 0);
        }
        Meter start = Meter.now();
        long before = start.wallNanos();
        for (int i = 0; i < task.count(); i++) {
            ask(req, i + task.warmup() == 0);
            long after = System.nanoTime();
            trips.keep(i, after - before);
            before = after;
        }
        printLatency(start, Meter.now(), trips);
    }

    /** What came back last goes out again, as in libzmq's tool. */
    private void ask(Peer req, boolean first) {
        if (first) {
            req.send();
        } else {
            req.sendBack();
        }
        check(req.recv());
    }

    // ---- what is printed

    void printEndpoint(String endpoint) throws IOException {
        print("endpoint", endpoint);
    }

    private void printThroughput(Meter start, Meter end) throws IOException {
        double rate = task.count() / start.nanosUntil(end) * NANOS;
        print("throughput_msg_s", rounded(rate, 0));
        print("throughput_mb_s", rounded(rate * task.size() / MEGA, 3));
        printCpu(start.cpuUntil(end), task.count());
    }

    private void printLatency(Meter start, Meter end, RoundTrips trips) throws IOException {
        print("latency_us", rounded(start.nanosUntil(end) / task.count() / WAYS / KILO, 3));
        for (String percent : RoundTrips.PERCENTS) {
            double nanos = trips.percentile(Double.parseDouble(percent));
            print("percentile_us " + percent, rounded(nanos / WAYS / KILO, 3));
        }
        printCpu(start.cpuUntil(end), WAYS * (double) task.count());
    }

    private void printCpu(double nanos, double messages) throws IOException {
        print("cpu_ns_per_msg", rounded(nanos / messages, 1));
    }

    private static String rounded(double figure, int digits) {
        return BigDecimal.valueOf(figure).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private void print(String name, String what) throws IOException {
        out.append(name + " " + what + "\n");
        if (out instanceof Flushable stream) {
            stream.flush();
        }
    }
}
