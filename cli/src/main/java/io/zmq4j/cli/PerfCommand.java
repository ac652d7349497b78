package io.zmq4j.cli;

import io.zmq4j.benchmarks.perf.Engines;
import io.zmq4j.benchmarks.perf.PerfRun;
import io.zmq4j.benchmarks.perf.PerfTask;
import io.zmq4j.benchmarks.perf.Tool;
import io.zmq4j.benchmarks.perf.Way;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures one end of a connection, or both over inproc. */
@Command(
        name = "perf",
        description = {
            "Measures throughput and latency, with the shapes of libzmq's own perf tools and their order of arguments:"
                    + " the far side can be one of these, of libzmq's, or of any other language.",
            "Prints a line for each figure, such as: throughput_msg_s 2500000",
        },
        footerHeading = "%nTools:%n",
        footer = {
            "  local-thr   receives: PULL binds ENDPOINT; prints throughput_msg_s",
            "  remote-thr  sends: PUSH connects to ENDPOINT",
            "  local-lat   answers: REP binds ENDPOINT",
            "  remote-lat  asks: REQ connects to ENDPOINT; prints latency_us, one way,",
            "              and percentile_us",
            "  inproc-thr  PUSH to PULL, two threads",
            "  inproc-lat  REQ and REP, two threads",
            "  proxy-thr   two XPUB, a proxy, a SUB, four threads; not on raw engines",
            "",
            "All print cpu_ns_per_msg: processor time of the whole process for each",
            "message, from the end of the warm-up. A round trip has two messages. The far",
            "side of --warmup N must send N more, by a --warmup or a COUNT of its own.",
            "",
            "Backends: native, jeromq; native/ffm, native/jna (by binding). To compare",
            "with, without zmq4j: raw-jeromq (zmq.SocketBase), raw-zmq (org.zeromq.ZMQ),",
            "raw-jna, raw-jzmq (jzmq).",
        })
final class PerfCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TOOL", description = "What to run, see below.")
    private String tool;

    @Parameters(
            index = "1..*",
            arity = "2..3",
            paramLabel = "[ENDPOINT] SIZE COUNT",
            hideParamSyntax = true,
            description = {
                "ENDPOINT, such as tcp://127.0.0.1:5555; port * for any. Those of one process may go without.",
                "SIZE of a message, in bytes.",
                "COUNT of messages, or of round trips, to measure."
            })
    private List<String> arguments = List.of();

    @Option(names = "--backend", paramLabel = "NAME", description = "What to run on; the default backend, if left out.")
    private @Nullable String backend;

    @Option(
            names = "--recv",
            paramLabel = "HOW",
            defaultValue = "bytes",
            description =
                    "How to receive: bytes, each message an array (default); buffer, into one direct buffer; msg, as"
                            + " a Msg. What only sends, sends bytes, with buffer from a direct one.")
    private String way;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "0",
            description = "Messages, or round trips, before those that are measured (default: ${DEFAULT-VALUE}).")
    private int warmup;

    private PerfCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        new PerfRun(task(), spec.commandLine().getOut()).run();
        return 0;
    }

    private PerfTask task() {
        try {
            Tool wanted = Tool.of(tool);
            int numbers = arguments.size() - 2;
            String endpoint = numbers > 0 ? arguments.get(0) : wanted.endpoint();
            if (endpoint == null) {
                throw new IllegalArgumentException(tool + " needs ENDPOINT SIZE COUNT");
            }
            return new PerfTask(
                    wanted,
                    endpoint,
                    number("SIZE", arguments.get(numbers)),
                    number("COUNT", arguments.get(numbers + 1)),
                    Engines.known(backend),
                    Way.of(way),
                    warmup);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
        }
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, was " + text, e);
        }
    }
}
