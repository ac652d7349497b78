package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Poller;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.backend.fake.Mutant;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What is told of calls in a JVM that traces them: of each method of the API, and of tests that end in several ways.
 */
final class TraceMain {
    /** What a line about a method begins with that was not told of. */
    static final String UNTOLD = "untold ";

    private static final Mutant FAKE = Mutant.withoutFault("sample");

    /** Facts that never change, or that nothing hangs on. */
    private static final Set<String> FACTS = Set.of("type", "context", "isClosed", "backend", "msg", "ready");

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            Map.entry(byte[].class, new byte[0]),
            Map.entry(int.class, 0),
            Map.entry(ByteBuffer.class, ByteBuffer.allocate(8)),
            Map.entry(Duration.class, Duration.ZERO),
            Map.entry(SendFlag.class, SendFlag.SNDMORE),
            Map.entry(RecvFlag.class, RecvFlag.DONTWAIT),
            Map.entry(List.class, List.of(new byte[0])),
            Map.entry(String.class, "tcp://127.0.0.1:1"),
            Map.entry(Object.class, "value"),
            Map.entry(SocketType.class, SocketType.PAIR));

    private TraceMain() {}

    /** Its tests end in the ways there are. */
    static class Sample extends ZmqTck {
        @Test
        @Rule("PAR-001")
        void passes() {
            socket(SocketType.PAIR);
        }

        @Test
        @Rule("PAR-002")
        void fails() {
            socket(SocketType.PUB).sendText("seen");
            fail("it does not hold");
        }

        @Test
        @Rule("PAR-003")
        void isRefused() {
            socket(SocketType.STREAM);
        }
    }

    @SuppressWarnings("SystemOut") // its lines are what the caller reads
    public static void main(String... arguments) throws ReflectiveOperationException {
        BackendCondition.add(FAKE);
        tellOfAll(Socket.class);
        tellOfAll(Context.class);
        tellOfAll(Poller.class);
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Sample.class))
                        .configurationParameter(BackendCondition.PARAMETER, FAKE.name())
                        .build());
        Results.current().verdicts(FAKE.name(), RuleCatalogue.current().all()).values().stream()
                .flatMap(verdict -> verdict.trials().stream())
                .forEach(trial -> System.out.println(trial.test() + ": " + trial.calls()));
        System.exit(0);
    }

    @SuppressWarnings("SystemOut")
    private static void tellOfAll(Class<?> type) throws ReflectiveOperationException {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())
                    && !FACTS.contains(method.getName())
                    && !isTold(type, method)) {
                System.out.println(UNTOLD + method);
            }
        }
    }

    private static boolean isTold(Class<?> type, Method method) throws ReflectiveOperationException {
        try (Context context = Backend.of(FAKE).context();
                Socket socket = context.socket(SocketType.PAIR);
                Poller poller = context.poller()) {
            socket.set(SocketOptions.RCVTIMEO, Duration.ZERO);
            socket.set(SocketOptions.SNDTIMEO, Duration.ZERO);
            Object on = type == Socket.class ? socket : type == Context.class ? context : poller;
            Evidence.current().begin();
            try {
                Object[] arguments = new Object[method.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = ARGUMENTS.get(method.getParameterTypes()[i]);
                }
                method.invoke(on, arguments);
            } catch (InvocationTargetException e) {
                // it was called
            }
            return Evidence.current().calls() != null;
        }
    }
}
