package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.Safeguard;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * One test of the kit in a JVM of its own, with a safeguard switched off: the test has to fail there, whether by an
 * assertion, by hanging, or with the JVM. With the safeguard on it passes there, which the longer scales show: it fails
 * for this reason.
 */
public final class WithoutSafeguard {
    private static final int FAILED = 101;
    private static final int HANGS = 102;

    /** How long to wait for what does not come without the safeguard. */
    private static final Duration WITHOUT = Duration.ofSeconds(1);

    /** Of a whole test, when it is to hang. */
    private static final Duration HANGING = Duration.ofSeconds(4);

    private WithoutSafeguard() {}

    /**
     * Shows that a test needs a safeguard.
     *
     * @param safeguard its name, as {@link Safeguard#isOn} asks for it
     * @param test the class of the test, as it runs for a backend
     * @param method the test
     * @param arguments of the test, when it has parameters
     * @throws IOException no JVM to be had
     * @throws InterruptedException interrupted
     */
    public static void assertFails(String safeguard, Class<? extends ZmqTck> test, String method, String... arguments)
            throws IOException, InterruptedException {
        ChildJvm.Result without = run(safeguard, WITHOUT, test, method, arguments);
        assertNotEquals(0, without.exit(), () -> "passes without " + safeguard);
        assertTrue(
                without.exit() == FAILED || without.exit() == HANGS || without.exit() > Byte.MAX_VALUE,
                () -> "did not get to the test: " + without.output());
        if (Scale.current() != Scale.SHORT) {
            ChildJvm.Result with = run("", ZmqTck.AWAIT, test, method, arguments);
            assertTrue(with.exit() == 0, () -> "fails with " + safeguard + " too: " + with.output());
        }
    }

    /**
     * Asserts that a test passes all the same.
     *
     * @param safeguard the safeguard that is off
     * @param test its class
     * @param method its method
     * @param arguments of the method
     * @throws IOException the child cannot be run
     * @throws InterruptedException interrupted
     */
    public static void assertPasses(String safeguard, Class<? extends ZmqTck> test, String method, String... arguments)
            throws IOException, InterruptedException {
        ChildJvm.Result without = run(safeguard, ZmqTck.AWAIT, test, method, arguments);
        assertTrue(without.exit() == 0, without::output);
    }

    private static ChildJvm.Result run(
            String without, Duration await, Class<? extends ZmqTck> test, String method, String... arguments)
            throws IOException, InterruptedException {
        String[] words = new String[arguments.length + 2];
        words[0] = test.getName();
        words[1] = method;
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return ChildJvm.of(WithoutSafeguard.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-ea")
                .option("-D" + Safeguard.PROPERTY + "=" + without)
                .option("-Dzmq4j.tck.await=" + await.toSeconds())
                .run(words);
    }

    /**
     * Runs one test.
     *
     * @param arguments class, method, and what the method is called with
     * @throws Exception there is no such test
     */
    @SuppressWarnings("SystemOut") // for the parent
    public static void main(String[] arguments) throws Exception {
        Thread watch = new Thread(WithoutSafeguard::endWhatHangs, "watch");
        watch.setDaemon(true);
        watch.start();
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        ZmqTck test = (ZmqTck) constructor.newInstance();
        Object[] given = Arrays.copyOfRange(arguments, 2, arguments.length);
        Method method = find(test.getClass(), arguments[1], given.length);
        method.setAccessible(true);
        try {
            method.invoke(test, given);
            test.closeEverything();
        } catch (InvocationTargetException | RuntimeException | AssertionError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
        Runtime.getRuntime().halt(0);
    }

    private static Method find(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == parameters) {
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static void endWhatHangs() {
        Duration limit = ZmqTck.AWAIT.equals(WITHOUT) ? HANGING : ZmqTck.AWAIT;
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Runtime.getRuntime().halt(HANGS);
    }
}
