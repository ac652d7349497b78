package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.HandshakeFailed;
import io.zmq4j.spi.Safeguard;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;
import zmq.io.net.NetProtocol;
import zmq.msg.MsgAllocator;

/**
 * The one event hook that JeroMQ allows a socket: shares the events out to whom they concern, and reports them to the
 * socket's monitor as libzmq would.
 *
 * <p>Repairs JeroMQ 0.6.0, beside what {@link Connections} does: it names resolved addresses, a listener's for every
 * connection accepted, and writes IPv6 ones long; a failed bind also closes, and is always EADDRINUSE (so
 * {@link JeroMqEndpoints} reports it); an interval that stands for never is reported. Each part can go when
 * {@code MonitorTck} passes without it.
 *
 * <p>Belongs to the engine's socket, and knows none of ours: that one can be abandoned.
 */
final class ConnectionEvents implements ZMQ.EventConsummer {
    static final int MASK = ZMQ.ZMQ_EVENT_ALL & ~ZMQ.ZMQ_EVENT_BIND_FAILED;

    private final ChannelTuning tuning;
    private final Connections connections;
    private final Map<String, String> connectedTo = new ConcurrentHashMap<>();
    private volatile @Nullable Consumer<MonitorEvent> monitor;

    ConnectionEvents(ChannelTuning tuning, BooleanSupplier zapAnswers) {
        this.tuning = tuning;
        this.connections = new Connections(this, tuning, zapAnswers);
    }

    /** What the engine has to get its frames from. */
    MsgAllocator frames() {
        return connections.frames();
    }

    // ---- the monitor

    void monitor(Consumer<MonitorEvent> events) {
        monitor = events;
    }

    void unmonitor() {
        report(new MonitorEvent.MonitorStopped());
        monitor = null;
    }

    /** Any thread; never waits. */
    void report(MonitorEvent event) {
        Consumer<MonitorEvent> events = monitor;
        if (events != null) {
            events.accept(event);
        }
    }

    void bindFailed(String endpoint, ErrorCode code) {
        report(new MonitorEvent.BindFailed(endpoint, code));
    }

    // ---- names

    /** The engine will name what the address resolves to; called before it does. */
    void connecting(String address, boolean ipv6, String endpoint) {
        try {
            String resolved = NetProtocol.tcp.zresolve(address, ipv6).toString();
            if (!resolved.equals(endpoint) && Safeguard.isOn("connect-endpoint")) {
                connectedTo.put(resolved, endpoint);
            }
        } catch (RuntimeException e) {
            // The engine will refuse it as well.
        }
    }

    void disconnecting(String endpoint) {
        connectedTo.values().removeIf(endpoint::equals);
    }

    private String endpoint(ZMQ.Event event) {
        return endpoint(event.addr);
    }

    String endpoint(String address) {
        String asked = connectedTo.get(address);
        return asked != null ? asked : TcpAddresses.shortened(address);
    }

    // ---- from the engine

    /** Called on I/O threads; on the socket's while it binds; on the reaper's at the end. */
    @Override
    public void consume(ZMQ.Event event) {
        switch (event.event) {
            case ZMQ.ZMQ_EVENT_CONNECTED -> connected(event, (SelectableChannel) event.arg);
            case ZMQ.ZMQ_EVENT_ACCEPTED -> accepted(event, (SelectableChannel) event.arg);
            case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> connections.greeted(event.addr, number(event));
            case ZMQ.ZMQ_EVENT_DISCONNECTED -> connections.ended(event.addr, (SelectableChannel) event.arg);
            case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL ->
                connections.failed(event.addr, HandshakeFailed.Failure.PROTOCOL, number(event));
            case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH ->
                connections.failed(event.addr, HandshakeFailed.Failure.AUTHENTICATION, number(event));
            case ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> report(new MonitorEvent.ConnectDelayed(endpoint(event)));
            case ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> retried(event);
            case ZMQ.ZMQ_EVENT_LISTENING -> report(new MonitorEvent.Listening(endpoint(event)));
            case ZMQ.ZMQ_EVENT_ACCEPT_FAILED -> report(new MonitorEvent.AcceptFailed(endpoint(event), code(event)));
            case ZMQ.ZMQ_EVENT_CLOSED -> closed(event);
            case ZMQ.ZMQ_EVENT_CLOSE_FAILED -> report(new MonitorEvent.CloseFailed(endpoint(event), code(event)));
            case ZMQ.ZMQ_EVENT_MONITOR_STOPPED -> unmonitor();
            default -> {
                // Nothing else is ever emitted.
            }
        }
    }

    private void connected(ZMQ.Event event, SelectableChannel channel) {
        ConnectWatch.start(channel);
        TimerRounds.keep(channel, tuning.options());
        connections.opened(event.addr, channel, new MonitorEvent.Connected(endpoint(event)));
    }

    private void accepted(ZMQ.Event event, SelectableChannel channel) {
        tuning.accepted(channel);
        TimerRounds.keep(channel, tuning.options());
        String endpoint = TcpAddresses.accepted(endpoint(event), channel);
        connections.opened(event.addr, channel, new MonitorEvent.Accepted(endpoint));
    }

    private void retried(ZMQ.Event event) {
        TimerRounds.onceMore();
        if (tuning.reconnects() || !Safeguard.isOn("never-retried")) {
            report(new MonitorEvent.ConnectRetried(endpoint(event), Duration.ofMillis(number(event))));
        }
    }

    /** What is closed while a socket binds was not bound yet. */
    private void closed(ZMQ.Event event) {
        if (IoThread.current() != null || !Safeguard.isOn("bind-failed")) {
            report(new MonitorEvent.Closed(endpoint(event)));
        }
    }

    private static int number(ZMQ.Event event) {
        return (Integer) event.arg;
    }

    private static ErrorCode code(ZMQ.Event event) {
        return JeroMqErrors.code(number(event));
    }
}
