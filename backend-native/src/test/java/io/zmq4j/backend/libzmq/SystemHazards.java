package io.zmq4j.backend.libzmq;

import static io.zmq4j.backend.libzmq.HazardProgram.LONG;
import static io.zmq4j.backend.libzmq.HazardProgram.PAUSE;

import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.Loopback;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** What the system refuses: descriptors, threads, memory. */
final class SystemHazards {
    /** Whether memory is freed by the JDK's final API, or by that which JDK 17 has in an incubator module. */
    static final boolean ARENAS = Runtime.version().feature() >= 22;

    /** So large that the C library takes it from the system, and gives it back there when it is freed. */
    private static final long LARGE = 33 << 20;

    private SystemHazards() {}

    static void adoptedDescriptors(HazardProgram in) throws Exception {
        try (FileChannel file = FileChannel.open(Path.of("/dev/null"))) {
            Socket pull = in.open(SocketType.PULL);
            pull.set(SocketOptions.USE_FD, 100_000);
            pull.bind(Loopback.ANY_PORT);
            pull.recv(PAUSE);
            file.size();
        }
    }

    static void threadRehearsal(HazardProgram in) {
        in.context().set(ContextOptions.THREAD_AFFINITY_CPU_ADD, 1_000);
        in.open(SocketType.PULL).recv(PAUSE);
    }

    static void descriptorHeadRoom(HazardProgram in) throws Exception {
        in.open(SocketType.PULL); // loads what is needed
        try (Context fresh = in.context().backend().context()) {
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(3);
            try {
                fresh.socket(SocketType.PULL).close();
            } finally {
                for (AutoCloseable each : held) {
                    each.close();
                }
            }
        }
    }

    static void ioThreads(HazardProgram in) {
        in.context().set(ContextOptions.IO_THREADS, 3_000);
        in.open(SocketType.PULL);
    }

    /** The engine's I/O thread sends from memory that is there no more. */
    static void freedBuffers(HazardProgram in) throws Exception {
        Socket pull = in.open(SocketType.PULL);
        Socket push = in.open(SocketType.PUSH);
        push.connect(pull.bind(Loopback.ANY_PORT));
        Msg msg = in.context().msg(freed(), () -> {});
        push.send(msg, LONG);
        pull.recv(LONG);
    }

    private static ByteBuffer freed() throws Exception {
        String foreign = ARENAS ? "java.lang.foreign." : "jdk.incubator.foreign.";
        Class<?> scopes = Class.forName(foreign + (ARENAS ? "Arena" : "ResourceScope"));
        Class<?> segments = Class.forName(foreign + "MemorySegment");
        try (AutoCloseable scope = (AutoCloseable)
                scopes.getMethod(ARENAS ? "ofShared" : "newSharedScope").invoke(null)) {
            Object segment = ARENAS
                    ? scopes.getMethod("allocate", long.class).invoke(scope, LARGE)
                    : segments.getMethod("allocateNative", long.class, scopes).invoke(null, LARGE, scope);
            return (ByteBuffer) segments.getMethod("asByteBuffer").invoke(segment);
        }
    }
}
