package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent.Closed;
import io.zmq4j.MonitorEvent.ConnectDelayed;
import io.zmq4j.MonitorEvent.Connected;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.Options;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.net.tcp.TcpAddress;

class ChannelTuningTest {
    /** A size that the system does not choose by itself; Linux doubles what it is given. */
    private static final int SIZE = 40_000;

    @Test
    void connectedAndAcceptedChannelsAreTuned() throws Exception {
        Ctx ctx = new Ctx();
        ChannelTuning tuning = new ChannelTuning();
        tuning.sendBuffer(SIZE);
        tuning.receiveBuffer(SIZE);
        tuning.typeOfService(0x28);
        BlockingQueue<NetworkChannel> channels = new LinkedBlockingQueue<>();
        SocketBase pull = tuned(ctx, ZMQ.ZMQ_PULL, tuning, channels);
        SocketBase push = tuned(ctx, ZMQ.ZMQ_PUSH, tuning, channels);
        try {
            assertTrue(pull.bind(Loopback.ANY_PORT));
            tuning.connecting();
            assertTrue(push.connect((String) pull.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT)));
            for (int i = 0; i < 2; i++) {
                NetworkChannel channel = channels.poll(JeroMq.LONG.toSeconds(), TimeUnit.SECONDS);
                assertSize(channel.getOption(StandardSocketOptions.SO_SNDBUF));
                assertSize(channel.getOption(StandardSocketOptions.SO_RCVBUF));
                assertEquals(0x28, channel.getOption(StandardSocketOptions.IP_TOS));
            }
        } finally {
            pull.close();
            push.close();
            ctx.terminate();
        }
    }

    private static void assertSize(int bytes) {
        assertTrue(bytes == SIZE || bytes == 2 * SIZE, () -> bytes + " bytes");
    }

    private static SocketBase tuned(Ctx ctx, int type, ChannelTuning tuning, BlockingQueue<NetworkChannel> channels) {
        SocketBase socket = ctx.createSocket(type);
        socket.setSocketOpt(ZMQ.ZMQ_LINGER, 0);
        socket.setSocketOpt(ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, tuning);
        ConnectionEvents events = new ConnectionEvents(tuning, () -> false);
        socket.setEventHook(
                event -> {
                    events.consume(event);
                    channels.add((NetworkChannel) event.arg);
                },
                ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_ACCEPTED);
        return socket;
    }

    @Test
    void aBoundSocketTakesEverySize() {
        try (Context context = JeroMq.context()) {
            for (int size : new int[] {-1, 0, 4096, 1 << 20}) {
                Socket pull = socket(context, SocketType.PULL);
                Socket push = socket(context, SocketType.PUSH);
                for (Socket socket : new Socket[] {pull, push}) {
                    socket.set(SocketOptions.SNDBUF, size);
                    socket.set(SocketOptions.RCVBUF, size);
                    socket.set(SocketOptions.TOS, 0x10);
                    assertEquals(size, socket.get(SocketOptions.SNDBUF));
                }
                push.connect(pull.bind(Loopback.ANY_PORT));
                push.send(bytes("through"));
                assertArrayEquals(bytes("through"), pull.recv());
            }
        }
    }

    @Test
    void aConnectionThatEndedIsNeverMadeAgain() throws Exception {
        try (Context context = JeroMq.context();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
            Socket socket = socket(context, SocketType.DEALER);
            socket.set(SocketOptions.RECONNECT_IVL, Zmq.FOREVER);
            socket.connect(Loopback.endpoint(server.socket().getLocalPort()));
            SocketChannel first = server.accept();
            first.close();
            assertNull(acceptedWithin(server, JeroMq.QUIET));
            assertEquals(Zmq.FOREVER, socket.get(SocketOptions.RECONNECT_IVL));
        }
    }

    /** That nothing happens shows in what comes next from the same I/O thread. */
    @Test
    void aConnectionThatWasRefusedIsNeverTriedAgain() throws IOException {
        try (Context context = JeroMq.context()) {
            String refused = Loopback.endpoint(unusedPort());
            Socket socket = socket(context, SocketType.DEALER);
            socket.set(SocketOptions.RECONNECT_IVL, Zmq.FOREVER);
            Monitor monitor = socket.monitor();
            socket.connect(refused);
            assertEquals(new ConnectDelayed(refused), monitor.recv(JeroMq.LONG));
            assertEquals(new Closed(refused), monitor.recv(JeroMq.LONG));
            Socket peer = socket(context, SocketType.DEALER);
            String other = peer.bind(Loopback.ANY_PORT);
            socket.connect(other);
            assertEquals(new ConnectDelayed(other), monitor.recv(JeroMq.LONG));
            assertEquals(new Connected(other), monitor.recv(JeroMq.LONG));
            peer.close();
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
            return server.socket().getLocalPort();
        }
    }

    /** The engine's interval is long, but random. */
    @Test
    void withoutReconnectsOnlyWhatTheUserAskedForIsOpened() throws IOException {
        ChannelTuning tuning = new ChannelTuning();
        tuning.reconnects(false);
        SelectorProvider provider = tuning.choose(new TcpAddress("127.0.0.1:1", false), new Options());
        tuning.connecting();
        provider.openSocketChannel().close();
        assertThrows(IOException.class, provider::openSocketChannel);
        tuning.reconnects(true);
        provider.openSocketChannel().close();
    }

    @Test
    void anIntervalOfZeroReconnectsAtOnce() throws Exception {
        try (Context context = JeroMq.context();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
            Socket socket = socket(context, SocketType.DEALER);
            socket.set(SocketOptions.RECONNECT_IVL, Duration.ZERO);
            socket.connect(Loopback.endpoint(server.socket().getLocalPort()));
            for (int i = 0; i < 5; i++) {
                SocketChannel connection = acceptedWithin(server, JeroMq.LONG);
                assertNotEquals(null, connection);
                connection.close();
            }
            assertEquals(Duration.ZERO, socket.get(SocketOptions.RECONNECT_IVL));
        }
    }

    private static SocketChannel acceptedWithin(ServerSocketChannel server, Duration limit) throws Exception {
        server.configureBlocking(false);
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            SocketChannel accepted = server.accept();
            if (accepted != null || System.nanoTime() > deadline) {
                return accepted;
            }
            Thread.onSpinWait();
        }
    }
}
