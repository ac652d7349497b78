package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.RequiresBackend;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** No file descriptors left: libzmq would end the process, so this is tried in another one. */
@RequiresBackend("native")
class NativeExhaustionTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void exhaustedDescriptorsAreAnErrorAndNotTheEnd() throws Exception {
        ChildJvm.Result child = ChildJvm.of(Main.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .openFiles(200)
                .run();
        assertEquals(
                List.of(
                        "0 left, first socket: EMFILE",
                        "0 left, later socket: EMFILE",
                        "3 left, first socket: EMFILE",
                        "1 left, bind: EMFILE",
                        "1 left, connect: EMFILE",
                        "message: after all"),
                child.lines(),
                child.output());
        assertEquals(0, child.exit());
    }

    /** Runs in the child. */
    static final class Main {
        private Main() {}

        @SuppressWarnings("SystemOut") // its output is what the test reads
        private static void say(String line) {
            System.out.println(line);
        }

        public static void main(String[] arguments) throws Exception {
            Backend backend = Backend.of(new NativeBackendProvider());
            try (Context running = backend.context();
                    Context fresh = backend.context();
                    Socket pull = running.socket(SocketType.PULL);
                    Socket push = running.socket(SocketType.PUSH)) {
                push.connect(pull.bind(Loopback.ANY_PORT));
                push.sendText("warm");
                pull.recvText(LONG);
                code(() -> pull.bind("tcp://127.0.0.1")); // loads what an error needs
                attempt(0, "first socket", () -> fresh.socket(SocketType.PAIR));
                attempt(0, "later socket", () -> running.socket(SocketType.PAIR));
                attempt(3, "first socket", () -> fresh.socket(SocketType.PAIR));
                attempt(1, "bind", () -> pull.bind(Loopback.ANY_PORT));
                attempt(1, "connect", () -> {
                    push.connect("tcp://localhost:1");
                    return push;
                });
                push.sendText("after all");
                say("message: " + pull.recvText(LONG));
            }
        }

        private static void attempt(int left, String what, Supplier<Object> call) throws Exception {
            List<AutoCloseable> held = ChildJvm.useUpDescriptors(left);
            String result = code(call);
            for (AutoCloseable each : held) {
                each.close();
            }
            say(left + " left, " + what + ": " + result);
        }

        private static String code(Supplier<Object> call) {
            try {
                return "done: " + call.get();
            } catch (ZmqException e) {
                return e.code().toString();
            }
        }
    }
}
