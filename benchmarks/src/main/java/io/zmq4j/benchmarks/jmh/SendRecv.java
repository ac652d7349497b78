package io.zmq4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the calls cost that send one message and receive it: time, and with {@code -prof gc} memory. One thread, over
 * {@code inproc}, so that nothing waits and no other thread has a part in it; some at a time, as an engine signals only
 * the first one that comes to an empty queue.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendRecv extends Measured {
    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq", "raw/jna", "raw/SocketBase", "raw/ZMQ"})
    public String engine;

    /** See {@link Zmq4jEngine}; without zmq4j it means nothing. */
    @Param({"array", "heap", "direct", "try", "msg", "filled"})
    public String form;

    /** Bytes of a message. */
    @Param({"16", "1024", "65536", "1048576"})
    public int size;

    private static final int BATCH = Peer.BATCH;

    private Link link;
    private Peer from;
    private Peer to;

    /** Opens the sockets. */
    @Setup
    public void open() {
        link = new Link(Engine.open(engine, form), "PAIR/PAIR", "inproc", 1, size);
        from = link.connected();
        to = link.bound();
    }

    /** Sends messages and receives them; the next ones take the way back, so that forwarded ones go to and fro. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void sendRecv() {
        for (int i = 0; i < BATCH; i++) {
            while (!from.send()) {}
        }
        for (int i = 0; i < BATCH; i++) {
            while (!to.receive()) {}
        }
        Peer next = from;
        from = to;
        to = next;
    }

    /** Closes the sockets. */
    @TearDown
    public void close() {
        link.close();
    }
}
