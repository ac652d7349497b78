package io.zmq4j.tck.fuzz;

import io.zmq4j.Backend;
import io.zmq4j.spi.BackendProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Runs programs in a JVM of its own, and says so before and after each: {@code seed 7}, {@code ok 7}. The arguments are
 * the name of the backend, and either two seeds, from the first to before the second, or one program and how often.
 */
final class FuzzMain {
    static final String SEED = "seed ";
    static final String OK = "ok ";
    static final String FAILED = "failed ";
    static final String HANGS = "hangs ";

    /** Exit codes. */
    static final int HANG = 3;

    private static final Logger LOG = Logger.getLogger("io.zmq4j");
    private static final Set<String> TROUBLE = ConcurrentHashMap.newKeySet();

    private final Interpreter interpreter;
    private final HangWatch watch = new HangWatch();

    private FuzzMain(Backend backend) {
        this.interpreter = new Interpreter(backend);
    }

    public static void main(String[] arguments) throws Exception {
        listen();
        FuzzMain main = new FuzzMain(backend(arguments[0]));
        if (arguments[1].equals("program")) {
            Program program = Program.parse(arguments[2]);
            for (int i = Integer.parseInt(arguments[3]); i > 0; i--) {
                main.run(program);
            }
        } else {
            for (long seed = Long.parseLong(arguments[1]); seed < Long.parseLong(arguments[2]); seed++) {
                main.run(Program.of(seed));
            }
        }
        System.exit(0);
    }

    private static Backend backend(String name) {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            if (provider.name().equals(name)) {
                return Backend.of(provider);
            }
        }
        throw new IllegalStateException("no backend " + name);
    }

    private void run(Program program) throws Exception {
        say(SEED + program.seed());
        watch.started(program);
        List<Throwable> failures = interpreter.run(program);
        watch.ended();
        if (failures.isEmpty() && TROUBLE.isEmpty()) {
            say(OK + program.seed());
            return;
        }
        say(FAILED + program.seed());
        failures.forEach(failure -> say(stack(failure)));
        TROUBLE.forEach(FuzzMain::say);
        TROUBLE.clear();
    }

    /** What no call throws: the end of a thread, and what zmq4j logs as an error. */
    private static void listen() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> TROUBLE.add("thread " + thread.getName() + " ended: " + stack(failure)));
        LOG.setUseParentHandlers(false);
        LOG.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    Throwable thrown = entry.getThrown();
                    TROUBLE.add("logged: " + entry.getMessage() + (thrown == null ? "" : "\n" + stack(thrown)));
                }
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @SuppressWarnings("SystemOut") // its output is what the parent reads
    static void say(String line) {
        System.out.println(line);
    }
}
