package io.zmq4j.tck;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.WouldBlockException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a call that waited in vain what all sockets and threads were at, before they are closed. */
final class Standstill implements TestExecutionExceptionHandler {
    Standstill() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        explain(context.getTestInstance().orElse(null), thrown);
    }

    static void explain(@Nullable Object test, Throwable thrown) throws Throwable {
        if (isInVain(thrown) && test instanceof ZmqTck tck) {
            thrown.addSuppressed(tck.standstill());
        }
        throw thrown;
    }

    /** The test's own call, or one of a thread whose failure it reports. */
    private static boolean isInVain(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof WouldBlockException
                        || thrown instanceof SocketTimeoutException
                        || thrown instanceof TimeoutException
                        || isInVain(thrown.getCause()));
    }

    static AssertionError of(List<Socket> sockets, List<Task<?>> tasks) {
        List<String> lines = new ArrayList<>();
        lines.add("what stood still:");
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                lines.add("  " + state(socket));
            }
        }
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        threads.forEach((thread, stack) -> {
            if (stack.length > 0 && !isOfTheJvm(thread)) {
                describe(thread, stack, lines);
            }
        });
        AssertionError error = new AssertionError(String.join("\n", lines));
        error.setStackTrace(new StackTraceElement[0]); // the threads are the message
        for (Task<?> task : tasks) {
            task.failed().ifPresent(error::addSuppressed);
        }
        return error;
    }

    private static String state(Socket socket) {
        String name = socket + " of " + socket.context();
        try {
            return name + ": " + socket.get(SocketOptions.EVENTS) + " at '" + socket.get(SocketOptions.LAST_ENDPOINT)
                    + "'";
        } catch (RuntimeException e) {
            return name + ": " + e.getMessage();
        }
    }

    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null || group.getParent() == null; // ended meanwhile, or in the root of all groups
    }

    private static void describe(Thread thread, StackTraceElement[] stack, List<String> lines) {
        lines.add("  thread \"" + thread.getName() + "\" " + thread.getState());
        for (StackTraceElement frame : stack) {
            lines.add("    at " + frame);
        }
    }
}
