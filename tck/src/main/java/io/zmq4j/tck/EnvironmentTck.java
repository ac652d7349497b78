package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.zmq4j.spi.Availability;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whether the machine has what the kit needs: where it has not, no other result means much. */
@Rule("SPI-015")
public class EnvironmentTck extends ZmqTck {
    private static final long DESCRIPTORS = 1024;
    private static final long BYTES = 16L << 20;

    /** For those who run it. */
    public EnvironmentTck() {}

    @Test
    void theEngineWorks() {
        assertInstanceOf(Availability.Available.class, backend().availability());
    }

    @Test
    void loopbackCarriesBytes() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.ADDRESS);
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertArrayEquals(new byte[] {1}, accepted.getInputStream().readNBytes(1));
        }
    }

    @Test
    void descriptorsSuffice() {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                "NOT TESTED: this system has no descriptors to count");
        long limit =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        assertTrue(limit >= DESCRIPTORS, () -> "ulimit -n is " + limit + ", and " + DESCRIPTORS + " are needed");
    }

    @Test
    void filesCanBeWritten() throws IOException {
        Path file = Files.createTempFile("zmq4j-", ".probe");
        try {
            Files.write(file, pattern(1000));
            assertArrayEquals(pattern(1000), Files.readAllBytes(file));
            long usable = Files.getFileStore(file).getUsableSpace();
            assertTrue(usable >= BYTES, () -> usable + " bytes are left for temporary files");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theClockGoesForward() {
        long before = System.nanoTime();
        await("a later time", () -> System.nanoTime() - before > 0);
    }
}
