package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What zmq4j itself costs in a call, without an engine, next to the two instructions that no guard can do without. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Overhead extends Measured {
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(Overhead.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by USER alone
    private volatile Thread user;

    private final byte[] message = new byte[16];
    private final ByteBuffer buffer = ByteBuffer.allocate(16);
    private Context context;
    private Socket socket;

    /** Opens a socket. */
    @Setup
    public void open() {
        context = Backend.of(new NoEngine()).context();
        socket = context.socket(SocketType.PAIR);
    }

    /** One compare-and-set and one release store, alone. */
    @Benchmark
    public boolean compareAndSetAndRelease() {
        boolean free = USER.compareAndSet(this, (Thread) null, Thread.currentThread());
        USER.setRelease(this, (Thread) null);
        return free;
    }

    /** The guard and nothing else. */
    @Benchmark
    public boolean hasMore() {
        return socket.hasMore();
    }

    /** All that is between the user and the engine when a message is sent. */
    @Benchmark
    public void send() {
        socket.send(message);
    }

    /** The same when one is received. */
    @Benchmark
    public int recv() {
        return socket.recv(buffer);
    }

    /** Closes the socket. */
    @TearDown
    public void close() {
        context.close();
    }
}
