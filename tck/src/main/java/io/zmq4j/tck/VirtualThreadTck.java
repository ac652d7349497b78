package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many virtual threads that wait, each on a socket of its own, in another JVM with two carriers: none is held. */
public class VirtualThreadTck extends ZmqTck {
    private static final int WAITING = Scale.pick(150, 1_000, 10_000);

    /** Of one socket, on the engine that takes most, with what a thread waits with. */
    private static final int DESCRIPTORS_EACH = 9;

    private static final int DESCRIPTORS_MORE = 1_000;

    /** Of the backend that a subclass names. */
    public VirtualThreadTck() {}

    @Test
    @Rule("THR-011")
    void waitingVirtualThreadsHoldNoCarrierAndAreAllReached() throws Exception {
        VirtualThread.assumeThereAre();
        int waiting = Math.min(WAITING, (mostDescriptors() - DESCRIPTORS_MORE) / DESCRIPTORS_EACH);
        ChildJvm.Result child = child(waiting)
                .limit(AWAIT.multipliedBy(10))
                .run(backend().name(), "" + waiting, "" + AWAIT.toSeconds());
        List<String> said = child.lines();
        said.stream()
                .filter(line -> line.startsWith("figures: "))
                .forEach(line -> BackendCondition.say(backend().name() + ", JDK " + Runtime.version() + ", " + line));
        assertEquals(
                VirtualThreadMain.ALL,
                said.stream().filter(line -> !line.startsWith("figures: ")).toList());
        assertEquals(0, child.exit(), child.output());
    }

    /** The hard limit of this system: fewer threads are better than none. */
    private static int mostDescriptors() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.isReadable(limits)) {
            return Integer.MAX_VALUE;
        }
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.trim().split("\\s+"))
                .filter(words -> words[4].matches("\\d{1,9}"))
                .mapToInt(words -> Integer.parseInt(words[4]))
                .findAny()
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * A child with two carriers.
     *
     * @param sockets how many it opens
     * @return the child; its arguments are the backend, how many threads wait, and how many seconds to wait for them
     */
    protected static ChildJvm child(int sockets) {
        return ChildJvm.of(VirtualThreadMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Djdk.virtualThreadScheduler.parallelism=2")
                .option("-Djdk.virtualThreadScheduler.maxPoolSize=2")
                .option("-Xmx1g")
                .openFiles(sockets * DESCRIPTORS_EACH + DESCRIPTORS_MORE);
    }
}
