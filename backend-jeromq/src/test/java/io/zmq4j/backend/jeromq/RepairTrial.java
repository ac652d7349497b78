package io.zmq4j.backend.jeromq;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.zmq4j.spi.Safeguard;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What {@link RepairsTest} runs: runs tests of this module with a repair switched off, and writes how they ended.
 *
 * <p>zmq4j and JeroMQ are loaded anew for each run, since switches are looked at when classes are initialized, and
 * since an engine with a defect leaves things behind.
 */
final class RepairTrial {
    /** The name of a repair that there is not: everything is on. */
    static final String NOTHING = "nothing";

    private static final String AWAIT = "zmq4j.tck.await";

    private static final Launcher LAUNCHER = LauncherFactory.create();

    private RepairTrial() {}

    /**
     * Runs tests.
     *
     * @param trials each the name of a repair, a class in this package, and a method, separated by dots
     */
    public static void main(String[] trials) throws Exception {
        for (String trial : trials) {
            String[] parts = trial.split("\\.", 3);
            System.setProperty(Safeguard.PROPERTY, parts[0]);
            // What does not happen without a repair is not waited for long.
            System.setProperty(AWAIT, parts[0].equals(NOTHING) ? "60" : "1");
            String timeout = parts[0].equals(NOTHING) ? "100 s" : "3 s";
            System.out.println(trial + "\t" + run(parts[1], parts[2], timeout));
        }
        System.exit(0); // whatever is left
    }

    private static String run(String className, String method, String timeout) throws Exception {
        try (Fresh loader = new Fresh()) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(RepairTrial.class.getPackageName() + "." + className);
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(ReflectionSupport.findMethods(
                                    type,
                                    candidate -> candidate.getName().equals(method),
                                    HierarchyTraversalMode.TOP_DOWN)
                            .stream()
                            .map(found -> selectMethod(type, found))
                            .toList())
                    .configurationParameter("junit.jupiter.execution.timeout.default", timeout)
                    .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                    .build();
            Summary summary = new Summary();
            LAUNCHER.execute(request, summary);
            return summary.toString();
        }
    }

    /** How the tests ended: all passed, or what the first that failed threw. */
    private static final class Summary implements TestExecutionListener {
        private int passed;
        private Optional<Throwable> thrown = Optional.empty();
        private Optional<Throwable> aborted = Optional.empty();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            switch (result.getStatus()) {
                case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
                case ABORTED -> aborted = result.getThrowable();
                case FAILED -> thrown = thrown.or(result::getThrowable);
            }
        }

        @Override
        public String toString() {
            if (thrown.isPresent()) {
                String message = String.valueOf(thrown.get().getMessage()).replaceAll("\\s+", " ");
                return "failed\t" + thrown.get().getClass().getName() + "\t" + message;
            } else if (passed == 0 && aborted.isPresent()) {
                return "aborted\t" + aborted.get().getMessage();
            }
            return passed == 0 ? "missing" : "passed";
        }
    }

    /** Loads what is tested, and the tests, by itself; the rest is shared. */
    private static final class Fresh extends URLClassLoader {
        Fresh() {
            super(classPath(), RepairTrial.class.getClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Fresh::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(entry, e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.zmq4j.") && !name.startsWith("zmq.") && !name.startsWith("org.zeromq.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
