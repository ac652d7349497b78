package io.zmq4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** How long a message takes there and back, with percentiles: twice the latency. Both ends in one process. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Latency extends Measured {
    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq", "raw/jna", "raw/SocketBase", "raw/ZMQ"})
    public String engine;

    /** See {@link Zmq4jEngine}. */
    @Param("array")
    public String form;

    /** Types of the near and of the far end, also {@code PAIR/PAIR} or {@code DEALER/DEALER}. */
    @Param("REQ/REP")
    public String pattern;

    /** Also {@code inproc}, and {@code ipc} where the engine has it. */
    @Param("tcp")
    public String transport;

    /** Bytes of a message. */
    @Param({"16", "1024", "65536", "1048576"})
    public int size;

    private Link link;
    private Loop far;

    /** Opens the sockets and lets the far end answer. */
    @Setup
    public void open() {
        link = new Link(Engine.open(engine, form), pattern, transport, 1, size);
        far = new Loop(() -> answer(link.bound()));
    }

    private static void answer(Peer peer) {
        if (peer.receive()) {
            while (!peer.send()) {}
        }
    }

    /** There and back. */
    @Benchmark
    public void roundTrip() {
        while (!link.connected().send()) {}
        while (!link.connected().receive()) {}
    }

    /** Stops the far end and closes the sockets. */
    @TearDown
    public void close() {
        far.close();
        link.close();
    }
}
