package io.zmq4j.benchmarks.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.Zmq;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All tools on all engines, a moment each. */
class PerfRunTest {
    private static final int SIZE = 16;
    private static final int COUNT = 500;
    private static final int WARMUP = 50;
    private static final String TCP = "tcp://127.0.0.1:*";

    /** Takes the lines of a tool as they come; all of them are looked at when it has ended. */
    private static final class Lines implements Appendable {
        private final StringBuilder all = new StringBuilder();
        private final BlockingQueue<String> endpoints = new LinkedBlockingQueue<>();

        @Override
        public Appendable append(CharSequence text) {
            if (text.toString().startsWith("endpoint ")) {
                endpoints.add(text.toString().substring("endpoint ".length()).strip());
            }
            all.append(text);
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }

        double figure(String name) {
            List<String> lines = all.toString()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .toList();
            assertEquals(1, lines.size(), () -> name + " in " + all);
            return Double.parseDouble(lines.get(0).substring(name.length() + 1));
        }
    }

    private static Stream<Arguments> engines() {
        return Stream.of("native", "jeromq", "raw-jeromq", "raw-zmq", "raw-jna")
                .flatMap(engine -> Stream.of(Way.values()).map(way -> Arguments.of(engine, way)))
                .filter(arguments ->
                        !(arguments.get()[0].equals("raw-zmq") && arguments.get()[1] == Way.MSG));
    }

    private static void assumePresent(String engine) {
        boolean needsLibrary = engine.equals("native") || engine.equals("raw-jna");
        boolean present = !needsLibrary
                || Zmq.backends().stream().anyMatch(each -> each.name().equals("native") && each.isAvailable());
        assumeTrue(present || Boolean.getBoolean("zmq4j.native.required"), "NOT TESTED: no libzmq");
    }

    private static Lines run(Tool tool, String endpoint, String engine, Way way) throws Exception {
        Lines lines = new Lines();
        new PerfRun(new PerfTask(tool, endpoint, SIZE, COUNT, engine, way, WARMUP), lines).run();
        return lines;
    }

    private static List<Lines> runBoth(Tool bound, Tool connected, String engine, Way way) throws Exception {
        Lines here = new Lines();
        FutureTask<Void> binding = new FutureTask<>(() -> {
            new PerfRun(new PerfTask(bound, TCP, SIZE, COUNT, engine, way, WARMUP), here).run();
            return null;
        });
        new Thread(binding, bound.label()).start();
        String endpoint = here.endpoints.poll(60, TimeUnit.SECONDS);
        Lines there = run(connected, String.valueOf(endpoint), engine, way);
        binding.get(60, TimeUnit.SECONDS);
        return List.of(here, there);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void throughputOverTcp(String engine, Way way) throws Exception {
        assumePresent(engine);
        List<Lines> both = runBoth(Tool.LOCAL_THR, Tool.REMOTE_THR, engine, way);
        double messages = both.get(0).figure("throughput_msg_s");
        assertTrue(messages > 0, () -> "" + messages);
        assertEquals(messages * SIZE / 1e6, both.get(0).figure("throughput_mb_s"), 0.01);
        both.forEach(each -> assertTrue(each.figure("cpu_ns_per_msg") >= 0));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void latencyOverTcp(String engine, Way way) throws Exception {
        assumePresent(engine);
        List<Lines> both = runBoth(Tool.LOCAL_LAT, Tool.REMOTE_LAT, engine, way);
        Lines asking = both.get(1);
        double mean = asking.figure("latency_us");
        assertTrue(mean >= asking.figure("percentile_us 0"), asking.all::toString);
        assertTrue(mean <= asking.figure("percentile_us 100"), asking.all::toString);
        assertTrue(asking.figure("percentile_us 50") <= asking.figure("percentile_us 99"), asking.all::toString);
        both.forEach(each -> assertTrue(each.figure("cpu_ns_per_msg") >= 0));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void twoThreadsOverInproc(String engine, Way way) throws Exception {
        assumePresent(engine);
        assertTrue(run(Tool.INPROC_THR, "inproc://thr", engine, way).figure("throughput_msg_s") > 0);
        assertTrue(run(Tool.INPROC_LAT, "inproc://lat", engine, way).figure("latency_us") > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void proxy(String engine) throws Exception {
        assumePresent(engine);
        assertTrue(run(Tool.PROXY_THR, "inproc://proxy", engine, Way.BYTES).figure("throughput_msg_s") > 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Tool.class,
            names = {"INPROC_THR", "INPROC_LAT"})
    void withoutWarmUpTheFirstMessageStartsTheClock(Tool tool) throws Exception {
        Lines lines = new Lines();
        new PerfRun(new PerfTask(tool, "inproc://cold", 0, 1, "jeromq", Way.BYTES, 0), lines).run();
        assertTrue(lines.figure(tool.isLatency() ? "latency_us" : "throughput_msg_s") > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw-jeromq", "raw-zmq", "raw-jna", "raw-jzmq"})
    void proxyNeedsABackend(String engine) {
        assertEquals(
                "proxy-thr runs on backends, not on " + engine,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> run(Tool.PROXY_THR, "inproc://proxy", engine, Way.BYTES))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void messagesOfAnotherSizeAreRefused(String engine) throws Exception {
        assumePresent(engine);
        Lines here = new Lines();
        PerfTask receive = new PerfTask(Tool.LOCAL_THR, TCP, SIZE + 1, COUNT, engine, Way.BYTES, 0);
        FutureTask<Void> binding = new FutureTask<>(() -> {
            new PerfRun(receive, here).run();
            return null;
        });
        new Thread(binding, "local-thr").start();
        String endpoint = String.valueOf(here.endpoints.poll(60, TimeUnit.SECONDS));
        PerfTask send = new PerfTask(Tool.REMOTE_THR, endpoint, SIZE, 1, engine, Way.BYTES, 0);
        new PerfRun(send, new Lines()).run();
        Exception e = assertThrows(Exception.class, () -> binding.get(60, TimeUnit.SECONDS));
        assertTrue(e.getMessage().contains("a message of 16 bytes came, not of 17"), e.getMessage());
    }
}
