package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many sockets, with other calls in between: no message is ever missed. A poll that missed one would wait for ever. */
public class PollStressTck extends ZmqTck {
    private static final int SOCKETS = 50;
    private static final int TURNS = 2_000;

    /** For subclasses. */
    protected PollStressTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    /** Who polls, and what it does between polls. */
    private static final class Player {
        private final List<PollItem> items = new ArrayList<>();
        private final List<Socket> sockets;
        private final Random random;
        private int received;

        Player(List<Socket> sockets, long seed) {
            this.sockets = sockets;
            this.random = new Random(seed);
        }

        void register(Poller poller) {
            for (Socket socket : sockets) {
                PollItem item = in(socket);
                items.add(item);
                poller.add(item);
            }
        }

        /** Answers what is ready; sometimes all of it, sometimes one of it, sometimes nothing at all. */
        void answer(Poller poller) {
            List<PollItem> ready = List.copyOf(poller.ready());
            int rest = random.nextInt(3);
            for (PollItem item : ready) {
                Socket socket = sockets.get(items.indexOf(item));
                String text = socket.tryRecvText();
                assertTrue(text != null, () -> "ready for nothing: " + socket);
                received++;
                socket.sendText(text);
                if (rest == 0) {
                    break;
                }
            }
        }

        /** What the rules of pollers are there for. */
        void disturb(Poller poller) {
            int index = random.nextInt(items.size());
            Socket socket = sockets.get(index);
            switch (random.nextInt(5)) {
                case 0 -> socket.get(SocketOptions.EVENTS);
                case 1 -> socket.hasMore();
                case 2 -> socket.set(SocketOptions.LINGER, Duration.ZERO);
                case 3 -> poller.poll(Duration.ZERO);
                default -> {
                    poller.remove(items.get(index));
                    poller.add(items.get(index));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void pingPongOverManySocketsMissesNothing(String transport) {
        List<Socket> here = new ArrayList<>();
        List<Socket> there = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
            here.add(two.bound());
            there.add(two.connected());
        }
        AtomicBoolean done = new AtomicBoolean();
        try (Poller echoPoller = context().poller()) {
            Player echo = new Player(there, 2);
            echo.register(echoPoller);
            Task<Integer> echoing = start("echo", () -> {
                while (!done.get()) {
                    echoPoller.poll(Zmq.FOREVER);
                    echo.answer(echoPoller);
                    echo.disturb(echoPoller);
                }
                return echo.received;
            });
            int received = play(here);
            done.set(true);
            echoPoller.wakeup();
            assertTrue(echoing.result() >= received - SOCKETS);
        }
    }

    private int play(List<Socket> sockets) {
        Player player = new Player(sockets, 1);
        try (Poller poller = context().poller()) {
            player.register(poller);
            for (int i = 0; i < SOCKETS; i += 10) {
                sockets.get(i).sendText("ball " + i);
            }
            while (player.received < TURNS) {
                assertTrue(poller.poll(AWAIT) > 0, () -> "missed after " + player.received);
                player.answer(poller);
                player.disturb(poller);
            }
        }
        return player.received;
    }

    /** Sockets come and go while the poll waits, is woken and goes on. */
    @Test
    void socketsThatComeAndGoLeaveThePollWorking() {
        Random random = new Random(3);
        try (Poller poller = context().poller()) {
            List<Two> open = new ArrayList<>();
            List<PollItem> items = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                if (open.size() < 10 || random.nextBoolean()) {
                    Two two = two(SocketType.PULL, SocketType.PUSH);
                    PollItem item = in(two.bound());
                    open.add(two);
                    items.add(item);
                    poller.add(item);
                } else {
                    int index = random.nextInt(open.size());
                    poller.remove(items.remove(index));
                    Two two = open.remove(index);
                    two.bound().close();
                    two.connected().close();
                }
                int index = random.nextInt(open.size());
                open.get(index).connected().sendText("m" + i);
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(List.of(items.get(index)), poller.ready());
                assertEquals("m" + i, open.get(index).bound().tryRecvText());
            }
        }
    }
}
