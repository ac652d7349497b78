package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.net.Address.IZAddress;
import zmq.io.net.SelectorProviderChooser;

/**
 * Opens the TCP channels of a socket, with the settings that JeroMQ gets wrong.
 *
 * <p>Repairs JeroMQ 0.6.0: SNDBUF makes bind throw; -1 for SNDBUF and RCVBUF goes to the system and makes every connect
 * fail; TOS is written into SO_SNDBUF; the source address of {@code tcp://source;target} is taken for the target (here
 * the halves arrive swapped) and never bound; a RECONNECT_IVL of -1 reconnects without any pause. So SNDBUF, RCVBUF and
 * TOS never get to the engine. Each part can go when its test in {@code ChannelTuningTest} passes with the engine's own
 * option.
 *
 * <p>Written by the socket's thread, read by I/O threads.
 */
final class ChannelTuning implements SelectorProviderChooser {
    static final int SYSTEM_DEFAULT = -1;

    private volatile int sendBuffer = SYSTEM_DEFAULT;
    private volatile int receiveBuffer = SYSTEM_DEFAULT;
    private volatile int typeOfService;
    private volatile boolean reconnects = true;
    private volatile @Nullable Options options;
    private final AtomicInteger firstConnects = new AtomicInteger();

    int sendBuffer() {
        return sendBuffer;
    }

    void sendBuffer(int bytes) {
        sendBuffer = bytes;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    void receiveBuffer(int bytes) {
        receiveBuffer = bytes;
    }

    int typeOfService() {
        return typeOfService;
    }

    void typeOfService(int tos) {
        typeOfService = tos;
    }

    boolean reconnects() {
        return reconnects;
    }

    void reconnects(boolean value) {
        reconnects = value;
    }

    /** The next connection that is made was asked for by the user. */
    void connecting() {
        firstConnects.incrementAndGet();
    }

    /** The engine's options of the socket; known from the first bind or connect on. */
    @Nullable
    Options options() {
        return options;
    }

    @Override
    public SelectorProvider choose(IZAddress address, Options shown) {
        options = shown;
        return new Provider(address, shown.ipv6);
    }

    /** A channel that was accepted: it inherits the receive buffer alone. */
    void accepted(SelectableChannel channel) {
        try {
            setBoth((NetworkChannel) channel);
        } catch (IOException e) {
            // Closed meanwhile.
        }
    }

    private void setBoth(NetworkChannel channel) throws IOException {
        set(channel, StandardSocketOptions.SO_SNDBUF, sendBuffer);
        if (typeOfService != 0) {
            set(channel, StandardSocketOptions.IP_TOS, typeOfService & 0xff); // a byte, as the kernel takes it
        }
    }

    private static void set(NetworkChannel channel, SocketOption<Integer> option, int value) throws IOException {
        if (value >= 0) {
            channel.setOption(option, value);
        }
    }

    private void checkMayConnect() throws IOException {
        boolean first = firstConnects.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!first && !reconnects && Safeguard.isOn("reconnect-never")) {
            throw new IOException("RECONNECT_IVL is -1: never");
        }
    }

    /**
     * The provider of the JDK, but for what it opens for connecting and listening. IPv4 goes over channels of IPv4: on
     * those for both, Java sets the type of service of IPv6 alone, and IPv4 packets leave without it.
     */
    private final class Provider extends SelectorProvider {
        private final SelectorProvider jdk = SelectorProvider.provider();
        private final @Nullable SocketAddress source;
        private final boolean onlyIpv4;

        Provider(IZAddress address, boolean ipv6) {
            source = address.sourceAddress();
            onlyIpv4 = Safeguard.isOn("ipv4-channels")
                    && address.address() instanceof InetSocketAddress target
                    && target.getAddress() instanceof Inet4Address ip
                    && !(ipv6 && ip.isAnyLocalAddress());
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            checkMayConnect();
            SocketChannel channel =
                    onlyIpv4 ? jdk.openSocketChannel(StandardProtocolFamily.INET) : jdk.openSocketChannel();
            try {
                setBoth(channel);
                set(channel, StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                if (source != null && Safeguard.isOn("source-bind")) {
                    channel.bind(source);
                }
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            ServerSocketChannel channel =
                    onlyIpv4 ? jdk.openServerSocketChannel(StandardProtocolFamily.INET) : jdk.openServerSocketChannel();
            try {
                set(channel, StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }

        @Override
        public DatagramChannel openDatagramChannel() throws IOException {
            return jdk.openDatagramChannel();
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
            return jdk.openDatagramChannel(family);
        }

        @Override
        public Pipe openPipe() throws IOException {
            return jdk.openPipe();
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            return jdk.openSelector();
        }
    }
}
