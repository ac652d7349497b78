package io.zmq4j.benchmarks.jmh;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to find one readable socket among many: a message is sent to it, a poll finds it, the message is
 * received. All in one thread over {@code inproc}. {@code withoutPoll} is the same without the poll.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PollScaling extends Measured {
    private static final int SPARE_DESCRIPTORS = 500;
    private static final long DESCRIPTORS =
            ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();

    /**
     * A backend, polled by {@code Poller} or, with {@code once:} in front, by {@code Zmq.poll}; or the engine's own
     * poll: {@code raw/zmq_poll} (through JNA), {@code raw/ZMQ.poll} (JeroMQ).
     */
    @Param({
        "native/ffm",
        "native/jna",
        "jeromq",
        "once:native/ffm",
        "once:native/jna",
        "once:jeromq",
        "raw/zmq_poll",
        "raw/ZMQ.poll"
    })
    public String way;

    /** How many sockets are polled. */
    @Param({"10", "100", "1000"})
    public int sockets;

    private PollSubject subject;

    /** Opens the sockets. */
    @Setup
    public void open() {
        subject = subject();
        long needed = (long) sockets * subject.descriptorsPerSocket() + SPARE_DESCRIPTORS;
        if (needed > DESCRIPTORS) {
            throw new IllegalStateException("it takes " + needed + " descriptors, the system allows " + DESCRIPTORS);
        }
        subject.open(sockets);
    }

    private PollSubject subject() {
        if (way.startsWith("once:")) {
            return new Zmq4jOneShot(Zmq4jEngine.backend(way.substring("once:".length())));
        }
        return switch (way) {
            case "raw/zmq_poll" -> new LibzmqPoll();
            case "raw/ZMQ.poll" -> new JeroMqPoll();
            default -> new Zmq4jPoller(Zmq4jEngine.backend(way));
        };
    }

    /** With the poll. */
    @Benchmark
    public void poll() {
        subject.send();
        if (subject.poll() != 1) {
            throw new IllegalStateException("one socket is readable, the poll found otherwise");
        }
        subject.receive();
    }

    /** Without. */
    @Benchmark
    public void withoutPoll() {
        subject.send();
        subject.receive();
    }

    /** Closes the sockets. */
    @TearDown
    public void close() {
        subject.close();
    }
}
