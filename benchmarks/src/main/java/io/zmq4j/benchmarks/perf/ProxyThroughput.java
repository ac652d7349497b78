package io.zmq4j.benchmarks.perf;

import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.benchmarks.perf.BackendEngine.BackendPeer;
import java.io.IOException;

/** Two XPUB that never drop a message flood a proxy from XSUB to XPUB, and one SUB receives. */
final class ProxyThroughput {
    private static final int HWM = 10_000;

    private final PerfRun run;
    private final PerfTask task;
    private final BackendEngine engine;

    ProxyThroughput(PerfRun run, PerfTask task, BackendEngine engine) {
        this.run = run;
        this.task = task;
        this.engine = engine;
    }

    void run() throws IOException, InterruptedException {
        try (BackendPeer frontend = open(SocketType.XSUB);
                BackendPeer backend = open(SocketType.XPUB);
                BackendPeer sub = open(SocketType.SUB)) {
            String publishTo = frontend.bind(task.endpoint() + "-frontend");
            String subscribeAt = backend.bind(task.endpoint() + "-backend");
            run.printEndpoint(publishTo);
            run.printEndpoint(subscribeAt);
            sub.connect(subscribeAt);
            sub.socket().subscribe("");
            try (Side proxy = Side.start("proxy", untilShutdown(() -> pass(frontend, backend)));
                    Side one = Side.start("xpub", untilShutdown(() -> publish(publishTo)));
                    Side other = Side.start("xpub", untilShutdown(() -> publish(publishTo)))) {
                run.receiveAll(sub);
                engine.shutdown();
                one.await();
                other.await();
                proxy.await();
            }
        }
    }

    private BackendPeer open(SocketType type) {
        BackendPeer peer = engine.open(type);
        Socket socket = peer.socket();
        socket.set(SocketOptions.SNDHWM, HWM);
        socket.set(SocketOptions.RCVHWM, HWM);
        if (type == SocketType.XPUB) {
            socket.set(SocketOptions.XPUB_NODROP, true);
        }
        return peer;
    }

    private static Runnable untilShutdown(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (TerminatedException e) {
                // everything has been received
            }
        };
    }

    private static void pass(BackendPeer frontend, BackendPeer backend) {
        Proxy.run(frontend.socket(), backend.socket());
    }

    private void publish(String endpoint) {
        try (BackendPeer xpub = open(SocketType.XPUB)) {
            xpub.connect(endpoint);
            xpub.socket().recv(); // the subscription
            while (true) {
                xpub.send();
            }
        }
    }
}
