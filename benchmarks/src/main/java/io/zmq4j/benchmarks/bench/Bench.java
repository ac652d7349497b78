package io.zmq4j.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run of the plan: in each round every cell once, those that are compared with each other in turns. */
public final class Bench {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String mode;
    private final Plan plan;
    private final BenchListener listener;
    private final Map<String, String> leftOut;

    private Bench(String mode, Candidates candidates, Plan plan, BenchListener listener) {
        this.mode = mode;
        this.plan = plan;
        this.listener = listener;
        this.leftOut = new TreeMap<>(candidates.leftOut());
    }

    /**
     * Prepares a run; builds the C program.
     *
     * @param full everything, in about 35 minutes; or else the most important, in 10
     * @param folder where the C program is built
     * @param jdk home of another JDK for native/jna and jzmq; null for this one
     * @param rounds how many; null for as many as usual
     * @param limit of the whole; null for the usual one
     * @param listener is told how far it is
     * @return the run
     * @throws IOException the folder cannot be written
     * @throws InterruptedException interrupted
     */
    public static Bench prepare(
            boolean full,
            Path folder,
            @Nullable Path jdk,
            @Nullable Integer rounds,
            @Nullable Duration limit,
            BenchListener listener)
            throws IOException, InterruptedException {
        Candidates candidates = Candidates.find(folder, jdk);
        Plan plan = full ? Plan.full(candidates) : Plan.quick(candidates);
        plan = rounds == null ? plan : plan.withRounds(rounds);
        plan = limit == null ? plan : plan.withLimit(limit);
        return new Bench(full ? "full" : "quick", candidates, plan, listener);
    }

    /**
     * Runs it.
     *
     * @return what was measured
     * @throws InterruptedException interrupted; nothing goes on in other processes
     */
    public BenchRun run() throws InterruptedException {
        leftOut.forEach(listener::leftOut);
        String load = Machine.loadNow();
        Pace pace = new Pace(plan.limit());
        long start = System.nanoTime();
        int all = plan.cells() * (plan.rounds() + 1);
        int number = 0;
        for (int round = 0; round <= plan.rounds(); round++) {
            for (List<Cell> group : plan.groups()) {
                for (Cell cell : inTurns(group, round)) {
                    number++;
                    listener.measuring(number, all, cell.toString(), left(start, number, all, round));
                    measure(cell, round, all - number + 1, pace, group);
                }
            }
        }
        return result(load, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Another one begins in each round, so that nobody always follows the same. */
    private static List<Cell> inTurns(List<Cell> group, int round) {
        List<Cell> turned = new ArrayList<>(group);
        Collections.rotate(turned, -round);
        return turned;
    }

    private Duration left(long start, int number, int all, int round) {
        double limit = plan.limit().toNanos();
        double passed = System.nanoTime() - start;
        double byPace = passed / Math.max(1, number - 1) * (all - number + 1);
        return Duration.ofNanos((long) (round == 0 ? limit - passed : byPace));
    }

    private void measure(Cell cell, int round, int runsLeft, Pace pace, List<Cell> group) throws InterruptedException {
        int count = pace.count(cell, runsLeft);
        long start = System.nanoTime();
        try {
            Sample sample = new Trial(cell, LONGEST).run(round, count, Pace.warmup(cell));
            pace.learn(cell, sample, (System.nanoTime() - start) / 1e9);
            if (round > 0) {
                cell.add(sample);
            }
        } catch (IOException e) {
            String what = cell + (round == 0 ? "" : ", round " + round);
            leftOut.put(what, "" + e.getMessage());
            listener.leftOut(what, "" + e.getMessage());
            if (round == 0) {
                group.remove(cell); // what fails once at the beginning fails always
            }
        }
    }

    private BenchRun result(String load, Duration took) {
        Map<String, String> what = new TreeMap<>();
        List<Series> series = new ArrayList<>();
        for (List<Cell> group : plan.groups()) {
            for (Cell cell : group) {
                what.put(cell.candidate().name(), cell.candidate().what());
                series.add(cell.series());
            }
        }
        series.removeIf(each -> each.samples().isEmpty());
        return new BenchRun(mode, plan.rounds(), took.toSeconds(), Machine.here(load), what, leftOut, series);
    }
}
