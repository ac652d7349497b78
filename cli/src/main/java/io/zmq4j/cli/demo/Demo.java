package io.zmq4j.cli.demo;

import io.zmq4j.Backend;
import java.util.ArrayList;
import java.util.List;

/** All patterns between all ordered pairs of backends, one after the other. */
public final class Demo {
    /**
     * An exchange to come.
     *
     * @param binds the backend that binds
     * @param connects the backend that connects
     */
    public record Step(Backend binds, Backend connects, String pattern) {}

    /** Hears how the demo goes. */
    public interface Listener {
        void starts(Step step);

        void ended(Step step, Result result);
    }

    private final List<Backend> backends;
    private final Load load;

    public Demo(List<Backend> backends, Load load) {
        this.backends = List.copyOf(backends);
        this.load = load;
    }

    /** The widest name of a pattern. */
    public static int patternWidth() {
        int width = 0;
        for (Pattern pattern : Pattern.values()) {
            width = Math.max(width, pattern.label().length());
        }
        return width;
    }

    public List<Result> run(Listener listener) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Backend binds : backends) {
            for (Backend connects : backends) {
                for (Pattern pattern : Pattern.values()) {
                    Step step = new Step(binds, connects, pattern.label());
                    listener.starts(step);
                    Result result = new Run(pattern, binds, connects, load).go();
                    listener.ended(step, result);
                    results.add(result);
                }
            }
        }
        return results;
    }
}
