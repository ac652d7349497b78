package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to read and to set an option, and what a call costs that finds nothing to receive. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OptionCalls extends Measured {
    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq"})
    public String engine;

    private final Duration linger = Duration.ofMillis(100);
    private Context context;
    private Socket socket;

    /** Opens a socket. */
    @Setup
    public void open() {
        context = Zmq4jEngine.backend(engine).context();
        socket = context.socket(SocketType.PAIR);
        socket.bind("inproc://benchmark");
    }

    /** A number of the engine's. */
    @Benchmark
    public int getNumber() {
        return socket.get(SocketOptions.RCVHWM);
    }

    /** A text of the engine's. */
    @Benchmark
    public String getText() {
        return socket.get(SocketOptions.LAST_ENDPOINT);
    }

    /** A time. */
    @Benchmark
    public void setTime() {
        socket.set(SocketOptions.LINGER, linger);
    }

    /** An empty queue is looked into, and news of the engine taken in. */
    @Benchmark
    public byte[] tryRecv() {
        return socket.tryRecv();
    }

    /** Closes the socket. */
    @TearDown
    public void close() {
        context.close();
    }
}
