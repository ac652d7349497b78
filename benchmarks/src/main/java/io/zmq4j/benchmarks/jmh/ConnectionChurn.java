package io.zmq4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to open a socket, connect it, send one message, have it received, and close the socket. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, batchSize = ConnectionChurn.CONNECTIONS)
@Measurement(iterations = 20, batchSize = ConnectionChurn.CONNECTIONS)
public class ConnectionChurn extends Measured {
    /** Few, as each leaves a port of the system's in use for a minute. */
    static final int CONNECTIONS = 100;

    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq", "raw/jna", "raw/SocketBase", "raw/ZMQ"})
    public String engine;

    /** Also {@code inproc}, and {@code ipc} where the engine has it. */
    @Param("tcp")
    public String transport;

    private Engine opened;
    private Peer receiver;
    private String endpoint;

    /** Opens the receiver. */
    @Setup
    public void open() {
        opened = Engine.open(engine, "array");
        endpoint = Link.endpoint(transport);
        receiver = opened.socket("PULL", 1);
        receiver.bind(endpoint);
    }

    /** One connection of a hundred; JMH gives the time of all. */
    @Benchmark
    public void connection() {
        try (Peer sender = opened.socket("PUSH", 1)) {
            sender.connect(endpoint);
            while (!sender.send()) {}
            while (!receiver.receive()) {}
        }
    }

    /** Closes the receiver. */
    @TearDown
    public void close() {
        receiver.close();
        opened.close();
    }
}
