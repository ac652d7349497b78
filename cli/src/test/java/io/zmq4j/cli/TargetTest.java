package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.conformance.Declaration;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.WrittenResults;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code zmq4j tck --target} against sockets whose deviations are known. */
class TargetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void findsWhatTheBackendDeclares(String name) throws Exception {
        Backend backend = Zmq.backends().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
        assumeTrue(backend.isAvailable(), "NOT TESTED: no " + name);
        try (Context context = backend.context();
                Socket rep = context.socket(SocketType.REP)) {
            String endpoint = rep.bind(Loopback.ANY_PORT);
            Thread server = new Thread(() -> echo(rep));
            server.start();
            ChildJvm.Result result = probe(endpoint, "REP");
            context.shutdown();
            server.join();
            WrittenResults written =
                    WrittenResults.read(folder.resolve("target").resolve(WrittenResults.FILE));
            Set<String> failed = new TreeSet<>(written.rules(Status.FAIL));
            Set<String> declared = Declaration.of(name).deviations().keySet();
            assertTrue(declared.containsAll(failed), () -> failed + " failed: " + result.output());
            assertEquals(failed.isEmpty() ? 0 : 1, result.exit(), result.output());
            assertEquals(Status.PASS, written.status("WIR-027"), result.output());
        }
    }

    private static void echo(Socket rep) {
        try {
            while (true) {
                rep.send(rep.recvMultipart());
            }
        } catch (TerminatedException e) {
            // the test is over
        }
    }

    @Test
    void saysSoWhenNobodyIsThere() throws Exception {
        ChildJvm.Result result = probe("tcp://127.0.0.1:1", "PULL");
        assertEquals(1, result.exit(), result.output());
        assertTrue(result.output().contains("nobody accepts connections at tcp://127.0.0.1:1"), result.output());
    }

    @Test
    void refusesWhatIsNoEndpointOfTcp() throws Exception {
        assertEquals(2, probe("ipc://x", "PULL").exit());
        assertEquals(2, probe("tcp://127.0.0.1:1", "STREAM").exit());
    }

    private ChildJvm.Result probe(String endpoint, String type) throws Exception {
        return ChildJvm.of(Main.class)
                .option("-Dzmq4j.tck.await=2")
                .run("tck", "--target", endpoint, "--type", type, "--out", folder.toString());
    }
}
