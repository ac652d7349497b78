package io.zmq4j.cli.demo;

import io.zmq4j.Backend;
import io.zmq4j.ZmqException;
import io.zmq4j.cli.demo.Result.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One row: a pattern between two backends, over tcp on loopback, each in a context of its own.
 *
 * <p>Everything that touches an engine happens on daemon threads, which are waited for with a bound: should an engine
 * hang, the row has failed and the next one goes on.
 */
final class Run {
    /** How long after its patience an exchange may take to say so itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Pattern pattern;
    private final Duration limit;
    private final Pace pace;
    private final Duration closing;
    private final Stage stage;

    Run(Pattern pattern, Backend binds, Backend connects, Load load) {
        this(pattern, binds, connects, load, GRACE, CLOSING);
    }

    Run(Pattern pattern, Backend binds, Backend connects, Load load, Duration grace, Duration closing) {
        this.pattern = pattern;
        this.limit = load.patience().plus(grace);
        this.pace = new Pace(load);
        this.closing = closing;
        this.stage = new Stage(binds, connects, pace);
    }

    Result go() throws InterruptedException {
        Failure failure = exchange();
        Failure unclosed = close();
        return new Result(pace.messages(), pace.perSecond(), failure != null ? failure : unclosed);
    }

    private @Nullable Failure exchange() throws InterruptedException {
        Deadline deadline = new Deadline(limit);
        Task<List<Part>> open = new Task<>("demo-open", () -> pattern.open(stage));
        Failure failure = deadline.await(open);
        if (failure != null) {
            return failure;
        }
        List<Task<?>> tasks = new ArrayList<>();
        for (Part part : open.outcome.join()) {
            tasks.add(new Task<>(part.name(), () -> {
                part.work().run();
                return true;
            }));
        }
        return deadline.await(tasks.toArray(Task<?>[]::new));
    }

    private @Nullable Failure close() throws InterruptedException {
        Deadline deadline = new Deadline(closing.plus(closing));
        Stage.Side binding = stage.bindingSide();
        Stage.Side connecting = stage.connectingSide();
        Task<Boolean> first = new Task<>("demo-close", () -> binding.close(closing));
        Task<Boolean> second = new Task<>("demo-close", () -> connecting.close(closing));
        Failure failure = deadline.await(first, second);
        if (failure != null) {
            return failure;
        }
        if (!first.outcome.join()) {
            return unclosed(binding);
        }
        return second.outcome.join() ? null : unclosed(connecting);
    }

    private Failure unclosed(Stage.Side side) {
        return new Failure(side + " did not close within " + Load.seconds(closing), null);
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /** Work on a daemon thread of its own. */
    private static final class Task<T> {
        final CompletableFuture<T> outcome = new CompletableFuture<>();
        final Thread thread;

        Task(String name, Work<T> work) {
            thread = new Thread(() -> run(work), name);
            thread.setDaemon(true);
            thread.start();
        }

        private void run(Work<T> work) {
            try {
                outcome.complete(work.run());
            } catch (Throwable e) { // whatever it is, the row says so
                outcome.completeExceptionally(e);
            }
        }

        /** Where it hangs. */
        String place() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (!frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk.")) {
                    return frame.getClassName() + "." + frame.getMethodName() + ", line " + frame.getLineNumber();
                }
            }
            return "a thread that is " + thread.getState();
        }
    }

    private static final class Deadline {
        private final Duration limit;
        private final long end;

        Deadline(Duration limit) {
            this.limit = limit;
            this.end = System.nanoTime() + limit.toNanos();
        }

        /** Waits until all are done or one has failed. */
        @Nullable
        Failure await(Task<?>... tasks) throws InterruptedException {
            CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();
            CompletableFuture<?>[] outcomes = new CompletableFuture<?>[tasks.length];
            for (int i = 0; i < tasks.length; i++) {
                outcomes[i] = tasks[i].outcome.whenComplete((value, failure) -> {
                    if (failure != null) {
                        settled.completeExceptionally(failure);
                    }
                });
            }
            CompletableFuture<?> unused = CompletableFuture.allOf(outcomes).thenRun(() -> settled.complete(null));
            try {
                settled.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                return null;
            } catch (ExecutionException e) {
                return failure(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                return hanging(tasks);
            }
        }

        private Failure hanging(Task<?>... tasks) {
            for (Task<?> task : tasks) {
                if (!task.outcome.isDone()) {
                    return new Failure("hangs after " + Load.seconds(limit) + " in " + task.place(), null);
                }
            }
            return new Failure("took more than " + Load.seconds(limit), null);
        }

        private static Failure failure(Throwable cause) {
            String message = cause.getMessage();
            boolean known = cause instanceof ZmqException || cause instanceof Broken;
            return new Failure(known && message != null ? message : cause.toString(), cause);
        }
    }
}
