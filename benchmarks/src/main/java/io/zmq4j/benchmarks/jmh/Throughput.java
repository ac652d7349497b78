package io.zmq4j.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** How many messages a second arrive; with several senders it is fan-in. All in one process. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Throughput extends Measured {
    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq", "raw/jna", "raw/SocketBase", "raw/ZMQ"})
    public String engine;

    /** See {@link Zmq4jEngine}. */
    @Param("array")
    public String form;

    /** Types of the senders and of the receiver, also {@code PUB/SUB}, {@code PAIR/PAIR} or {@code DEALER/DEALER}. */
    @Param("PUSH/PULL")
    public String pattern;

    /** Also {@code inproc}, and {@code ipc} where the engine has it. */
    @Param("tcp")
    public String transport;

    /** Bytes of a message. */
    @Param({"16", "1024", "65536", "1048576"})
    public int size;

    /** How many threads send, each with a socket of its own. */
    @Param("1")
    public int senders;

    private Link link;
    private List<Loop> far;

    /** Opens the sockets and lets the senders send. */
    @Setup
    public void open() {
        link = new Link(Engine.open(engine, form), pattern, transport, senders, size);
        far = link.allConnected().stream().map(peer -> new Loop(peer::send)).toList();
    }

    /** Receives a message. */
    @Benchmark
    public void receive() {
        while (!link.bound().receive()) {}
    }

    /** Stops the senders and closes the sockets. */
    @TearDown
    public void close() {
        far.forEach(Loop::close);
        link.close();
    }
}
