package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.HandshakeFailed;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The socket on which libzmq reports what happens to another one: two frames an event, its number with a value, and an
 * endpoint. Used by the thread of {@link NativeMonitors}.
 */
final class NativeMonitor {
    private static final int CONNECTED = 0x1;
    private static final int CONNECT_DELAYED = 0x2;
    private static final int CONNECT_RETRIED = 0x4;
    private static final int LISTENING = 0x8;
    private static final int BIND_FAILED = 0x10;
    private static final int ACCEPTED = 0x20;
    private static final int ACCEPT_FAILED = 0x40;
    private static final int CLOSED = 0x80;
    private static final int CLOSE_FAILED = 0x100;
    private static final int DISCONNECTED = 0x200;
    private static final int MONITOR_STOPPED = 0x400;
    private static final int HANDSHAKE_FAILED_NO_DETAIL = 0x800;
    private static final int HANDSHAKE_SUCCEEDED = 0x1000;
    private static final int HANDSHAKE_FAILED_PROTOCOL = 0x2000;
    private static final int HANDSHAKE_FAILED_AUTH = 0x4000;

    /** A 16-bit number and a 32-bit value, in native byte order. */
    private static final int HEAD_SIZE = 6;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final LibZmq zmq;
    private final LibC libc;
    private final long reader;
    private final NativeMemory memory;
    private final int descriptor;
    private final Consumer<MonitorEvent> events;

    NativeMonitor(NativeBinding binding, NativeErrors errors, long reader, Consumer<MonitorEvent> events) {
        this.binding = binding;
        this.errors = errors;
        this.zmq = binding.zmq();
        this.libc = binding.libc();
        this.reader = reader;
        this.memory = new NativeMemory(libc);
        this.events = events;
        zmq.zmq_msg_init(memory.received(0));
        this.descriptor = getInt(LibZmq.ZMQ_FD);
    }

    int descriptor() {
        return descriptor;
    }

    void setInt(int option, int value) {
        if (zmq.zmq_setsockopt(reader, option, memory.value(value), Integer.BYTES) < 0) {
            throw errors.failure("option " + option + " of a monitor");
        }
    }

    private int getInt(int option) {
        if (zmq.zmq_getsockopt(reader, option, memory.value(0), memory.length(Integer.BYTES)) < 0) {
            throw errors.failure("option " + option + " of a monitor");
        }
        return memory.intValue();
    }

    /** Reports all there is. True when there will be no more: the socket is closed then. */
    boolean drain() {
        try {
            boolean stopped = report();
            if (!stopped) {
                getInt(LibZmq.ZMQ_EVENTS); // takes in what has come, so that the descriptor signals what comes next
                stopped = report();
            }
            if (stopped) {
                close();
            }
            return stopped;
        } catch (ZmqException e) { // the context ends
            events.accept(new MonitorEvent.MonitorStopped());
            close();
            return true;
        }
    }

    /** True when the last event was reported. */
    private boolean report() {
        for (MonitorEvent event = next(); event != null; event = next()) {
            events.accept(event);
            if (event instanceof MonitorEvent.MonitorStopped) {
                return true;
            }
        }
        return false;
    }

    void close() {
        zmq.zmq_msg_close(memory.received(0));
        zmq.zmq_close(reader);
        memory.free();
    }

    /** The next event, or null; unknown ones are passed over. */
    private @Nullable MonitorEvent next() {
        while (true) {
            byte[] head = frame();
            if (head == null) {
                return null;
            }
            byte[] endpoint = frame();
            if (head.length == HEAD_SIZE && endpoint != null) {
                ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder());
                MonitorEvent event = event(
                        Short.toUnsignedInt(numbers.getShort()),
                        numbers.getInt(),
                        whole(new String(endpoint, StandardCharsets.UTF_8)));
                if (event != null) {
                    return event;
                }
            }
        }
    }

    /** libzmq 4.3.4 names what could not be bound without its transport. */
    private static String whole(String endpoint) {
        if (endpoint.isEmpty() || endpoint.contains("://")) {
            return endpoint;
        }
        return (endpoint.startsWith("/") || endpoint.startsWith("@") ? "ipc://" : "tcp://") + endpoint;
    }

    private byte @Nullable [] frame() {
        int size;
        do {
            size = zmq.zmq_msg_recv(memory.received(0), reader, LibZmq.ZMQ_DONTWAIT);
            if (size < 0 && errors.wouldBlock("recv", "of a monitor")) {
                return null;
            }
        } while (size < 0);
        byte[] frame = new byte[size];
        if (size > 0) {
            binding.memory().copyOut(zmq.zmq_msg_data(memory.received(0)), frame, 0, size);
        }
        return frame;
    }

    private @Nullable MonitorEvent event(int number, int value, String endpoint) {
        return switch (number) {
            case CONNECTED -> new MonitorEvent.Connected(endpoint);
            case CONNECT_DELAYED -> new MonitorEvent.ConnectDelayed(endpoint);
            case CONNECT_RETRIED -> new MonitorEvent.ConnectRetried(endpoint, Duration.ofMillis(value));
            case LISTENING -> new MonitorEvent.Listening(endpoint);
            case BIND_FAILED -> new MonitorEvent.BindFailed(endpoint, code(value));
            case ACCEPTED -> new MonitorEvent.Accepted(endpoint);
            case ACCEPT_FAILED -> new MonitorEvent.AcceptFailed(endpoint, code(value));
            case CLOSED -> endpoint.isEmpty() ? null : new MonitorEvent.Closed(endpoint); // none: a bind that failed
            case CLOSE_FAILED -> new MonitorEvent.CloseFailed(endpoint, code(value));
            case DISCONNECTED -> new MonitorEvent.Disconnected(endpoint);
            case MONITOR_STOPPED -> new MonitorEvent.MonitorStopped();
            case HANDSHAKE_SUCCEEDED -> new MonitorEvent.HandshakeSucceeded(endpoint);
            case HANDSHAKE_FAILED_NO_DETAIL -> new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0);
            case HANDSHAKE_FAILED_PROTOCOL -> new HandshakeFailed(endpoint, HandshakeFailed.Failure.PROTOCOL, value);
            case HANDSHAKE_FAILED_AUTH -> new HandshakeFailed(endpoint, HandshakeFailed.Failure.AUTHENTICATION, value);
            default -> null;
        };
    }

    private ErrorCode code(int errno) {
        return NativeErrors.code(binding.platform(), errno);
    }
}
