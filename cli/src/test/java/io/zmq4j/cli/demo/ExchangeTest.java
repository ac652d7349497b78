package io.zmq4j.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Exchanges over queues in memory, which lose, repeat, swap or damage what a test wants. */
class ExchangeTest {
    private static final long MESSAGES = 50;

    /** One direction. What is taken out of the middle comes from the filter. */
    private record Line(BlockingQueue<byte[]> queue, UnaryOperator<List<byte[]>> filter) implements Framing {
        Line(UnaryOperator<List<byte[]>> filter) {
            this(new LinkedBlockingQueue<>(), filter);
        }

        @Override
        public void send(Socket socket, byte[] message, Duration limit) {
            queue.addAll(filter.apply(List.of(message)));
        }

        @Override
        public byte[] recv(Socket socket, Duration limit) {
            try {
                byte[] message = queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new ZmqException(ErrorCode.EAGAIN, "nothing");
                }
                return message;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Two lines, seen from one end. */
    private record Ends(Framing out, Framing in) implements Framing {
        @Override
        public void send(Socket socket, byte[] message, Duration limit) {
            out.send(socket, message, limit);
        }

        @Override
        public byte[] recv(Socket socket, Duration limit) {
            return in.recv(socket, limit);
        }
    }

    private static List<byte[]> intact(List<byte[]> message) {
        return message;
    }

    private static UnaryOperator<List<byte[]>> instead(long number, List<byte[]> others) {
        byte[] original = Numbered.message(number);
        return message -> java.util.Arrays.equals(message.get(0), original) ? others : message;
    }

    private static Pace pace() {
        return new Pace(new Load(MESSAGES, Duration.ZERO, Duration.ofSeconds(60)));
    }

    private static String failure(UnaryOperator<List<byte[]>> filter) {
        Line line = new Line(filter);
        Exchange exchange = new Exchange.OneWay(() -> line);
        Pace pace = pace();
        CompletableFuture<Void> lead = CompletableFuture.runAsync(() -> lead(exchange, pace));
        try {
            exchange.follow(null, pace);
            throw new AssertionError("nothing was noticed");
        } catch (Broken e) {
            return e.getMessage();
        } finally {
            lead.join();
        }
    }

    private static void lead(Exchange exchange, Pace pace) {
        try {
            exchange.lead(null, pace);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everythingIntactIsCounted() {
        Line line = new Line(ExchangeTest::intact);
        Exchange exchange = new Exchange.OneWay(() -> line);
        Pace pace = pace();
        CompletableFuture<Void> lead = CompletableFuture.runAsync(() -> lead(exchange, pace));
        exchange.follow(null, pace);
        lead.join();
        assertEquals(MESSAGES, pace.messages());
        assertTrue(pace.perSecond() > 0);
    }

    @Test
    void roundTripsCountBothWays() {
        for (int window : new int[] {1, 7}) {
            Line there = new Line(ExchangeTest::intact);
            Line back = new Line(ExchangeTest::intact);
            Exchange exchange =
                    new Exchange.RoundTrip(window, () -> new Ends(there, back), () -> new Ends(back, there));
            Pace pace = pace();
            CompletableFuture<Void> follow = CompletableFuture.runAsync(() -> exchange.follow(null, pace));
            lead(exchange, pace);
            follow.join();
            assertEquals(2 * MESSAGES, pace.messages());
        }
    }

    @Test
    void lostMessageIsNoticed() {
        assertEquals("message 18 arrived in place of message 17", failure(instead(17, List.of())));
    }

    @Test
    void lossAtTheEndIsNoticed() {
        assertEquals("50 messages were sent, 49 arrived", failure(instead(49, List.of())));
    }

    @Test
    void repeatedMessageIsNoticed() {
        assertEquals(
                "message 17 arrived in place of message 18",
                failure(instead(17, List.of(Numbered.message(17), Numbered.message(17)))));
    }

    @Test
    void changedOrderIsNoticed() {
        assertEquals(
                "message 20 arrived in place of message 17",
                failure(instead(17, List.of(Numbered.message(20), Numbered.message(17)))));
    }

    @Test
    void damagedMessageIsNoticed() {
        byte[] damaged = Numbered.message(17);
        damaged[63] ^= 1;
        assertEquals("message 17 is damaged at byte 63", failure(instead(17, List.of(damaged))));
    }

    @Test
    void shortenedMessageIsNoticed() {
        assertEquals("message 17 has 3 bytes instead of 64", failure(instead(17, List.of(new byte[3]))));
    }

    @Test
    void damagedLastMessageIsNoticed() {
        byte[] damaged = Numbered.end(MESSAGES);
        damaged[20] ^= 1;
        assertEquals("the last message is damaged at byte 20", failure(instead(-1 - MESSAGES, List.of(damaged))));
    }

    @Test
    void answerThatIsOnlyAnEchoIsNoticed() throws Exception {
        Line line = new Line(ExchangeTest::intact);
        Exchange exchange = new Exchange.RoundTrip(1, () -> line, () -> line);
        Pace pace = pace();
        CompletableFuture<Void> lead = CompletableFuture.runAsync(() -> lead(exchange, pace));
        ExecutionException e = assertThrows(ExecutionException.class, lead::get);
        assertEquals(
                "message 0 arrived in place of the answer to message 0",
                e.getCause().getMessage());
    }

    @Test
    void helloIsRepeatedUntilItIsSeen() {
        int[] dropped = {0};
        byte[] hello = Numbered.message(Numbered.HELLO);
        Line line = new Line(
                message -> java.util.Arrays.equals(message.get(0), hello) && dropped[0]++ < 5 ? List.of() : message);
        Exchange exchange = new Exchange.OneWay(() -> line);
        Pace pace = pace();
        CompletableFuture<Void> lead = CompletableFuture.runAsync(() -> lead(exchange, pace));
        exchange.follow(null, pace);
        lead.join();
        assertEquals(MESSAGES, pace.messages());
        assertTrue(dropped[0] > 5);
    }
}
