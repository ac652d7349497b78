package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints that are files: how they come, are shared, and go. */
@NeedsTransport("ipc")
public class IpcTck extends OptionArea {
    @TempDir
    private Path folder;

    /** For those who run it. */
    public IpcTck() {}

    private String endpoint(String name) {
        return "ipc://" + folder.resolve(name);
    }

    private void assertConnected(String endpoint, Socket pull) {
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "hello");
        assertEquals("hello", recv(pull));
        push.close();
    }

    @Test
    @Rule("EPT-021")
    void bindMakesAFileThroughWhichPeersConnect() {
        Socket pull = socket(SocketType.PULL);
        assertEquals(endpoint("there"), pull.bind(endpoint("there")));
        assertTrue(Files.exists(folder.resolve("there")));
        assertConnected(endpoint("there"), pull);
        assertConnected(endpoint("there"), pull);
    }

    @Test
    @Rule("EPT-022")
    void wildcardIsAFreeName() {
        Socket first = socket(SocketType.PULL);
        Socket second = socket(SocketType.PULL);
        String one = first.bind("ipc://*");
        String other = second.bind("ipc://*");
        assertNotEquals(one, other);
        assertConnected(other, second);
        assertConnected(one, first);
    }

    @Test
    @Rule("EPT-023")
    void nameThatIsTooLongIsRefused() {
        Socket pull = socket(SocketType.PULL);
        String longest = endpoint("x".repeat(200));
        assertCode(ErrorCode.ENAMETOOLONG, () -> pull.bind(longest));
        assertCode(ErrorCode.ENAMETOOLONG, () -> pull.connect(longest));
        pull.bind(endpoint("short"));
        assertConnected(endpoint("short"), pull);
    }

    @Test
    @Rule("EPT-024")
    void bindTakesAPathOver() {
        Socket first = socket(SocketType.PULL);
        first.bind(endpoint("shared"));
        Socket second = socket(SocketType.PULL);
        second.bind(endpoint("shared"));
        assertConnected(endpoint("shared"), second);
    }

    @Test
    @Rule("EPT-024")
    void listenerBeforeLeavesThePathToTheOneThatTookItOver() {
        Socket first = socket(SocketType.PULL);
        first.bind(endpoint("shared"));
        Socket second = socket(SocketType.PULL);
        second.bind(endpoint("shared"));
        unbind(first, endpoint("shared"));
        assertTrue(Files.exists(folder.resolve("shared")), "the file went with the listener before");
        assertConnected(endpoint("shared"), second);
    }

    /** Waits until the engine has done it. */
    private static void unbind(Socket socket, String endpoint) {
        try (Monitor monitor = socket.monitor()) {
            socket.unbind(endpoint);
            MonitorEvent event = monitor.recv(AWAIT);
            while (!(event instanceof MonitorEvent.Closed)) {
                event = monitor.recv(AWAIT);
            }
        }
    }

    @Test
    @Rule("EPT-025")
    void fileThatWasNamedGoesWithTheUnbind() {
        Socket pull = socket(SocketType.PULL);
        pull.bind(endpoint("named"));
        unbind(pull, endpoint("named"));
        assertFalse(Files.exists(folder.resolve("named")), "the file is still there");
    }

    @Test
    @Rule("EPT-025")
    void fileOfAWildcardGoesWithTheUnbindAndWithTheClose() {
        Socket pull = socket(SocketType.PULL);
        String unbound = pull.bind("ipc://*");
        String closed = pull.bind("ipc://*");
        pull.unbind(unbound);
        await("the file of the unbind is gone", () -> !Files.exists(fileOf(unbound)));
        assertConnected(closed, pull);
        pull.close();
        await("the file of the close is gone", () -> !Files.exists(fileOf(closed)));
    }

    private static Path fileOf(String endpoint) {
        return Path.of(endpoint.substring("ipc://".length()));
    }

    @Test
    @Rule("EPT-026")
    void abstractNameIsNoFile() {
        Socket pull = socket(SocketType.PULL);
        String name = "@zmq4j-" + folder.getFileName();
        assertEquals("ipc://" + name, pull.bind("ipc://" + name));
        assertFalse(Files.exists(Path.of(name)));
        assertConnected("ipc://" + name, pull);
        assertCode(ErrorCode.EINVAL, () -> pull.bind("ipc://@"));
        assertCode(ErrorCode.EINVAL, () -> pull.connect("ipc://@"));
    }

    @Test
    @Rule("EPT-027")
    void folderHasToBeThere() {
        Socket pull = socket(SocketType.PULL);
        ZmqException thrown = assertThrows(ZmqException.class, () -> pull.bind(endpoint("nowhere/name")));
        assertNotEquals(ErrorCode.EINVAL, thrown.code(), thrown::getMessage);
        pull.bind(endpoint("name"));
        assertConnected(endpoint("name"), pull);
    }
}
