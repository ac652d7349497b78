package io.zmq4j.cli.demo;

import io.zmq4j.Proxy;
import io.zmq4j.Proxy.Statistics;
import io.zmq4j.Proxy.Traffic;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A proxy from ROUTER to DEALER, one of each backend, paused and resumed while questions and answers go through, and
 * what it counted.
 */
final class SteeredProxy {
    private static final byte[] CLIENT = "client".getBytes(StandardCharsets.US_ASCII);
    private static final long BETWEEN_PAUSES_MILLIS = 10;
    private static final long PAUSE_MILLIS = 1;

    private final Socket client;
    private final Proxy proxy;
    private final Socket worker;
    private final Pace pace;
    private final CountDownLatch exchanged = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(1);

    private SteeredProxy(Socket client, Proxy proxy, Socket worker, Pace pace) {
        this.client = client;
        this.proxy = proxy;
        this.worker = worker;
        this.pace = pace;
    }

    static SteeredProxy open(Stage stage) {
        Socket frontend = stage.binding(SocketType.ROUTER);
        Socket client = stage.connecting(SocketType.DEALER);
        client.set(SocketOptions.IDENTITY, CLIENT);
        Stage.join(frontend, client);
        Socket backend = stage.connecting(SocketType.DEALER);
        Socket worker = stage.binding(SocketType.DEALER);
        Stage.join(backend, worker);
        return new SteeredProxy(client, Proxy.of(frontend, backend), worker, stage.pace());
    }

    List<Part> parts() {
        Exchange exchange = new Exchange.RoundTrip(100, Framing.Single::new, Framing.Routed::new);
        return List.of(
                new Part("demo-proxy", () -> {
                    proxy.run();
                    ended.countDown();
                }),
                new Part("demo-lead", () -> {
                    exchange.lead(client, pace);
                    exchanged.countDown();
                }),
                new Part("demo-follow", () -> {
                    exchange.follow(worker, pace);
                    exchanged.countDown();
                }),
                new Part("demo-steer", this::steer));
    }

    private void steer() throws InterruptedException {
        do {
            pauseAndResume();
        } while (!exchanged.await(BETWEEN_PAUSES_MILLIS, TimeUnit.MILLISECONDS));
        proxy.terminate();
        if (!ended.await(pace.left().toNanos(), TimeUnit.NANOSECONDS)) {
            throw pace.missing("the proxy did not end");
        }
        checkStatistics(proxy.statistics(), pace.messages() / 2);
    }

    /** While it is paused it takes nothing, although its peers go on sending. */
    private void pauseAndResume() throws InterruptedException {
        proxy.pause();
        while (proxy.state() != Proxy.State.PAUSED) {
            if (pace.left().isZero()) {
                throw pace.missing("the proxy did not pause");
            }
            TimeUnit.MICROSECONDS.sleep(100);
        }
        Statistics before = proxy.statistics();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        checkPaused(before, proxy.statistics());
        proxy.resume();
    }

    static void checkPaused(Statistics before, Statistics after) {
        if (!after.equals(before)) {
            throw new Broken("a paused proxy went on: " + before + ", then " + after);
        }
    }

    /** Every question has gone through and every answer, and so have the first and the last message. */
    static void checkStatistics(Statistics statistics, long questions) {
        long messages = questions + 2;
        long bytes = messages * (CLIENT.length + Numbered.BYTES);
        Traffic expected = new Traffic(messages, bytes, messages, bytes);
        check("frontend", expected, statistics.frontend());
        check("backend", expected, statistics.backend());
    }

    private static void check(String side, Traffic expected, Traffic counted) {
        if (!counted.equals(expected)) {
            throw new Broken(String.format(
                    Locale.ROOT, "the proxy counted %s at its %s instead of %s", counted, side, expected));
        }
    }
}
