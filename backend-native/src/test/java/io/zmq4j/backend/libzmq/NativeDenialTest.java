package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.spi.Availability;
import io.zmq4j.tck.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM that denies native access, and one without the library, say so instead of failing. */
class NativeDenialTest {
    @Test
    void deniedNativeAccessIsUnavailableTwiceWithTheFlagToAdd() throws Exception {
        assumeTrue(Runtime.version().feature() >= 24, "--illegal-native-access came with JDK 24");
        ChildJvm.Result child =
                ChildJvm.of(Main.class).option("--illegal-native-access=deny").run();
        assertEquals(0, child.exit(), child.output());
        List<String> lines = child.lines();
        assertEquals(lines.get(0), lines.get(1), child.output());
        assertTrue(
                lines.get(0)
                        .startsWith("unavailable: this JVM was told to deny native access; start it with"
                                + " --enable-native-access=ALL-UNNAMED"),
                child.output());
    }

    @Test
    void aPathWithoutALibraryIsUnavailableWithThePath() throws Exception {
        ChildJvm.Result child = ChildJvm.of(Main.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Dzmq4j.native.path=/nowhere/libzmq.so")
                .run();
        assertEquals(0, child.exit(), child.output());
        assertTrue(
                child.output().contains("unavailable: libzmq was not found; tried /nowhere/libzmq.so ("),
                child.output());
    }

    /** Runs in the child. */
    static final class Main {
        private Main() {}

        @SuppressWarnings("SystemOut") // its output is what the test reads
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                Availability found = new NativeBackendProvider().probe();
                System.out.println(
                        found instanceof Availability.Unavailable why
                                ? "unavailable: " + why.reason() + "; " + why.remedy()
                                : found.toString());
            }
        }
    }
}
