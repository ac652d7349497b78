package io.zmq4j.tck.differential;

import static io.zmq4j.SocketOptions.PROBE_ROUTER;
import static io.zmq4j.SocketOptions.ROUTER_RAW;
import static io.zmq4j.SocketOptions.SUBSCRIBE;
import static io.zmq4j.SocketOptions.UNSUBSCRIBE;
import static io.zmq4j.SocketOptions.USE_FD;

import io.zmq4j.CurveKey;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.OptionValues;
import io.zmq4j.tck.differential.Subject.Verb;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes programs that set and read options. */
final class OptionGenerator {
    /** What goes with some other one only, or names what the machine has to have. */
    private static final Set<SocketOption<?>> LEFT_OUT =
            Set.of(PROBE_ROUTER, ROUTER_RAW, SUBSCRIBE, UNSUBSCRIBE, USE_FD);

    private static final List<SocketOption<?>> OPTIONS = SocketOptions.all().stream()
            .filter(option -> !LEFT_OUT.contains(option) && option.type() != CurveKey.class)
            .filter(option -> !option.name().matches("(PLAIN|CURVE|GSSAPI)_.*"))
            .filter(option -> !OptionValues.legal(option).isEmpty())
            .filter(option -> OptionValues.defaultOf(option, SocketType.DEALER).isPresent())
            .toList();

    private static final List<SocketType> TYPES = List.of(SocketType.values()).stream()
            .filter(type -> type != SocketType.STREAM)
            .toList();
    private static final int LEAST_CALLS = 10;
    private static final int MORE_CALLS = 30;

    /** Few enough to meet again. */
    private static final int USED = 4;

    private final Random random;
    private final List<Step> steps;

    OptionGenerator(Random random, List<Step> steps) {
        this.random = random;
        this.steps = steps;
    }

    void make() {
        steps.add(new Step.Open(0, any(TYPES)));
        steps.add(new Step.Open(1, any(TYPES)));
        List<SocketOption<?>> options = random.ints(USED, 0, OPTIONS.size())
                .<SocketOption<?>>mapToObj(OPTIONS::get)
                .toList();
        for (int i = LEAST_CALLS + random.nextInt(MORE_CALLS); i > 0; i--) {
            call(random.nextInt(2), any(options));
        }
    }

    private void call(int socket, SocketOption<?> option) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> steps.add(new Step.Get(socket, option));
            case 5, 6 -> {
                List<Object> illegal = OptionValues.illegal(option);
                steps.add(new Step.Set(socket, option, any(illegal.isEmpty() ? OptionValues.legal(option) : illegal)));
            }
            case 7 -> {
                if (random.nextInt(6) == 0) {
                    steps.add(new Step.Attach(Verb.BIND, socket, "inproc://" + socket));
                } else if (random.nextInt(8) == 0) {
                    steps.add(new Step.Close(socket));
                }
            }
            default -> steps.add(new Step.Set(socket, option, any(OptionValues.legal(option))));
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
