package io.zmq4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes in a new JVM until a first message has gone over {@code inproc}: class loading, probe and all. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 9,
        jvmArgsAppend = {"-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartUp extends Measured {
    /** See {@link Engine#open}. */
    @Param({"native/ffm", "native/jna", "jeromq", "raw/jna", "raw/SocketBase", "raw/ZMQ"})
    public String engine;

    /** Opens everything, sends, receives, and closes everything. */
    @Benchmark
    public void firstMessage() {
        try (Link link = new Link(Engine.open(engine, "array"), "PUSH/PULL", "inproc", 1, 16)) {
            while (!link.connected().send()) {}
            while (!link.bound().receive()) {}
        }
    }
}
