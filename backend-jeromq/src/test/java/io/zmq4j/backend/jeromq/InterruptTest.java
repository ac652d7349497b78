package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.Loopback;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;
import zmq.ZObject;
import zmq.util.Errno;

/** JeroMQ takes an interrupted thread for an error, and clears its flag. */
class InterruptTest {
    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        context.close();
    }

    private static void interrupted(Runnable call) {
        Thread.currentThread().interrupt();
        call.run();
        assertTrue(Thread.interrupted(), "the flag is kept");
    }

    @Test
    void callsThatNeedNotWaitWorkAndKeepTheFlag() {
        Thread.currentThread().interrupt();
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        assertTrue(Thread.interrupted(), "the flag is kept");
        interrupted(() -> push.connect(pull.bind("inproc://interrupted")));
        String tcp = Loopback.ANY_PORT;
        interrupted(() -> pull.unbind(pull.bind(tcp)));
        interrupted(() -> push.set(SocketOptions.LINGER, JeroMq.QUIET));
        interrupted(() -> assertEquals(JeroMq.QUIET, push.get(SocketOptions.LINGER)));
        interrupted(() -> assertNull(pull.tryRecv()));
        interrupted(() -> push.send(bytes("one")));
        interrupted(() -> assertEquals(Set.of(PollEvent.POLLIN), pull.get(SocketOptions.EVENTS)));
        interrupted(() -> assertArrayEquals(bytes("one"), pull.recv()));
        interrupted(push::close);
        interrupted(pull::close);
    }

    @Test
    void aCallThatWaitsIsInterruptedAndTheSocketStaysUsable() throws Exception {
        Socket pull = socket(context, SocketType.PULL);
        String endpoint = pull.bind(Loopback.ANY_PORT);
        AtomicBoolean flag = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            assertThrows(InterruptedCallException.class, pull::recv);
            flag.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        JeroMq.await("the wait", () -> waiting.getState() == Thread.State.RUNNABLE && isSelecting(waiting));
        waiting.interrupt();
        waiting.join();
        assertTrue(flag.get(), "the flag is kept");
        Socket push = socket(context, SocketType.PUSH);
        push.connect(endpoint);
        push.send(bytes("after"));
        assertArrayEquals(bytes("after"), pull.recv());
    }

    private static boolean isSelecting(Thread thread) {
        for (StackTraceElement element : thread.getStackTrace()) {
            if (element.getMethodName().equals("select")) {
                return true;
            }
        }
        return false;
    }

    /** The command is processed by the next call that looks for any, on the thread of the call. */
    private static final class InterruptsItsReader extends ZObject {
        InterruptsItsReader(Context context, SocketBase reader) {
            super(((JeroMqContext) context).ctx(), reader.getTid());
        }

        void send() {
            sendCancel();
        }

        @Override
        protected void processCancel() {
            Thread.currentThread().interrupt();
        }
    }

    /** A socket that has bound an endpoint, and whose next call is interrupted in the middle. */
    private JeroMqSocketResource boundAndAboutToBeInterrupted(String endpoint) {
        JeroMqContext own = (JeroMqContext) context;
        SocketBase engine = own.ctx().createSocket(ZMQ.ZMQ_PULL);
        JeroMqSocketResource resource = new JeroMqSocketResource(own, engine);
        own.inproc().claim(endpoint, resource);
        engine.bind(endpoint);
        new InterruptsItsReader(context, engine).send();
        return resource;
    }

    @Test
    void anInterruptInTheMiddleOfClosingIsKeptAndTheEndpointIsFree() {
        JeroMqSocketResource resource = boundAndAboutToBeInterrupted("inproc://middle");
        resource.release(0);
        assertTrue(Thread.interrupted(), "the flag is kept");
        socket(context, SocketType.PULL).bind("inproc://middle");
    }

    @Test
    void withoutCallingAgainAnInterruptInTheMiddleIsLostAndTheEndpointIsNotFree() {
        JeroMqSocketResource resource = boundAndAboutToBeInterrupted("inproc://middle");
        System.setProperty(Safeguard.PROPERTY, "interrupts");
        try {
            resource.leave("inproc://middle");
        } finally {
            System.clearProperty(Safeguard.PROPERTY);
        }
        boolean kept = Thread.interrupted();
        boolean stillBound = Uninterrupted.call(() -> resource.engine().termEndpoint("inproc://middle"));
        resource.release(0);
        assertFalse(kept);
        assertTrue(stillBound);
    }

    /** Such as one that another library left behind, which uses the engine by itself. */
    @Test
    void anErrorNumberThatStayedBehindInterruptsNobody() {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        Errno errno = ((JeroMqContext) context).ctx().errno();
        errno.set(ZError.EINTR);
        push.connect(pull.bind("inproc://behind"));
        for (int i = 0; i < 100; i++) {
            push.send(bytes("m" + i));
            errno.set(ZError.EINTR);
            assertArrayEquals(bytes("m" + i), pull.recv());
            errno.set(ZError.EINTR);
            assertEquals(Set.of(), pull.get(SocketOptions.EVENTS));
            assertFalse(Thread.interrupted(), "interrupted by nobody");
        }
    }

    /** Interrupts at any moment neither lose nor double a message. */
    @Test
    void pingPongUnderInterrupts() throws Exception {
        Socket one = socket(context, SocketType.PAIR);
        Socket other = socket(context, SocketType.PAIR);
        other.connect(one.bind("inproc://pingpong"));
        int rounds = 20_000;
        Thread echo = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                other.send(patiently(other));
            }
        });
        echo.start();
        Thread asking = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread disturbing = new Thread(() -> {
            Random random = new Random(1);
            while (!done.get()) {
                (random.nextBoolean() ? echo : asking).interrupt();
                for (int i = random.nextInt(2_000); i > 0; i--) {
                    Thread.onSpinWait();
                }
            }
        });
        disturbing.start();
        try {
            for (int i = 0; i < rounds; i++) {
                one.send(bytes("ball " + i));
                assertArrayEquals(bytes("ball " + i), patiently(one));
            }
        } finally {
            done.set(true);
            while (disturbing.isAlive()) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            Thread.interrupted();
            echo.join();
        }
    }

    private static byte[] patiently(Socket socket) {
        while (true) {
            try {
                return socket.recv();
            } catch (InterruptedCallException e) {
                Thread.interrupted();
            }
        }
    }
}
