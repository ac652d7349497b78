package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the real library does too seldom to wait for, by a library that lies now and then. */
@RequiresBackend("native")
class NativeReceiverTest extends ZmqTck {
    private static final String RECV = "zmq_msg_recv";
    private static final long HUGE = 3L << 30;

    /** What to answer instead of the library, or null. */
    private interface Lie {
        Object of(String function, Object answer);
    }

    private static Context context(Lie lie) throws NativeUnavailableException {
        NativeBinding real = NativeLoader.binding();
        LibZmq lying = (LibZmq) Proxy.newProxyInstance(
                LibZmq.class.getClassLoader(), new Class<?>[] {LibZmq.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real.zmq(), arguments);
                        Object instead = lie.of(method.getName(), answer);
                        return instead == null ? answer : instead;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new NativeContext(
                Backend.of(new NativeBackendProvider()),
                new NativeBinding(real.name(), lying, real.libc(), real.location(), real.platform()));
    }

    @Test
    void aFrameThatNoArrayHoldsIsDroppedAndNothingElse() throws Exception {
        AtomicInteger received = new AtomicInteger();
        Lie secondFrameIsHuge = (function, answer) -> {
            if (function.equals(RECV) && !answer.equals(-1)) {
                return received.incrementAndGet() == 2 ? Integer.MAX_VALUE : null;
            }
            return function.equals("zmq_msg_size") ? HUGE : null;
        };
        try (Context context = context(secondFrameIsHuge)) {
            Socket pull = socket(context, SocketType.PULL);
            Socket push = socket(context, SocketType.PUSH);
            push.connect(pull.bind(anyEndpoint("inproc")));
            push.send(bytes("first"), SendFlag.SNDMORE);
            push.send(bytes("huge"), SendFlag.SNDMORE);
            push.send(bytes("third"));
            assertArrayEquals(bytes("first"), pull.recv());
            ZmqException thrown = assertCode(ErrorCode.EMSGSIZE, pull::recv);
            assertTrue(String.valueOf(thrown.getMessage()).contains(HUGE + " bytes"), thrown::getMessage);
            assertTrue(pull.hasMore());
            assertArrayEquals(bytes("third"), pull.recv());
            assertFalse(pull.hasMore());
        }
    }

    @Test
    void aSignalOnlyRepeatsTheCall() throws Exception {
        AtomicInteger signals = new AtomicInteger();
        AtomicInteger errnoAsked = new AtomicInteger();
        Lie firstCallsMeetASignal = (function, answer) -> {
            if (function.equals(RECV) && answer.equals(-1) && signals.get() < 3) {
                signals.incrementAndGet();
                errnoAsked.set(1);
                return -1;
            }
            return function.equals("errno") && errnoAsked.getAndSet(0) == 1 ? 4 : null;
        };
        try (Context context = context(firstCallsMeetASignal)) {
            Socket pull = socket(context, SocketType.PULL);
            Socket push = socket(context, SocketType.PUSH);
            push.connect(pull.bind(anyEndpoint("inproc")));
            assertEquals(null, pull.tryRecv());
            assertEquals(3, signals.get());
            push.sendText("here");
            assertEquals("here", pull.recvText());
        }
    }
}
