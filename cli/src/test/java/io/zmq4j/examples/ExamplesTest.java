package io.zmq4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.Zmq;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the guide, run on every backend that can be used here and has a network. */
class ExamplesTest {
    static List<Backend> backends() {
        return Zmq.backends().stream()
                .filter(Backend::isAvailable)
                .filter(backend -> backend.supports(Capability.transport("tcp")))
                .toList();
    }

    /** An example. */
    private interface Example {
        Object run(Context context) throws Exception;
    }

    private static void gives(Object expected, Backend backend, Example example) throws Exception {
        try (Context context = backend.context()) {
            assertEquals(expected, example.run(context));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void requestReply(Backend backend) throws Exception {
        gives("hello world", backend, RequestReply::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void publishSubscribe(Backend backend) throws Exception {
        gives("1 weather.sunny", backend, PublishSubscribe::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void pipeline(Backend backend) throws Exception {
        gives(55, backend, Pipeline::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void routing(Backend backend) throws Exception {
        gives("job for worker-1", backend, Routing::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void exclusivePair(Backend backend) throws Exception {
        gives("done with the work", backend, ExclusivePair::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void plainTcp(Backend backend) throws Exception {
        gives("who is there? 0", backend, PlainTcp::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void messages(Backend backend) throws Exception {
        gives("42 true 3", backend, Messages::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void polling(Backend backend) throws Exception {
        gives("1 false stop", backend, Polling::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void forwarding(Backend backend) throws Exception {
        gives("answer to question, 1 in", backend, Forwarding::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void security(Backend backend) throws Exception {
        gives("secret kept", backend, Security::run);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void watching(Backend backend) throws Exception {
        if (backend.supports(Capability.MONITOR)) {
            gives("Listening Accepted HandshakeSucceeded", backend, Watching::run);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void timeLimits(Backend backend) throws Exception {
        gives("time limit interrupt true", backend, TimeLimits::run);
    }
}
