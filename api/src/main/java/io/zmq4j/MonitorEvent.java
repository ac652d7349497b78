package io.zmq4j;

import java.time.Duration;

/**
 * Something that happened to a connection or listener of a socket. The same things make the same events, in the same
 * order, on every backend.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_socket_monitor.html">zmq_socket_monitor(3)</a>
 */
public sealed interface MonitorEvent {
    /**
     * Where it happened.
     *
     * @return the endpoint; empty for {@link MonitorStopped}
     */
    String endpoint();

    /**
     * A connection to a peer was established; the handshake follows.
     *
     * @param endpoint connected to
     */
    record Connected(String endpoint) implements MonitorEvent {}

    /**
     * A connection could not be established at once and is being waited for.
     *
     * @param endpoint to connect to
     */
    record ConnectDelayed(String endpoint) implements MonitorEvent {}

    /**
     * A connection will be tried again.
     *
     * @param endpoint to connect to
     * @param interval until then
     */
    record ConnectRetried(String endpoint, Duration interval) implements MonitorEvent {}

    /**
     * The socket accepts connections.
     *
     * @param endpoint as bound
     */
    record Listening(String endpoint) implements MonitorEvent {}

    /**
     * The socket could not be bound.
     *
     * @param endpoint to bind to
     * @param code why
     */
    record BindFailed(String endpoint, ErrorCode code) implements MonitorEvent {}

    /**
     * A connection from a peer was accepted; the handshake follows.
     *
     * @param endpoint the listener's; for a listener at all addresses, the one the peer connected to
     */
    record Accepted(String endpoint) implements MonitorEvent {}

    /**
     * A connection from a peer could not be accepted.
     *
     * @param endpoint the listener's
     * @param code why
     */
    record AcceptFailed(String endpoint, ErrorCode code) implements MonitorEvent {}

    /**
     * A listener, or a connection that was never established, was closed.
     *
     * @param endpoint of it
     */
    record Closed(String endpoint) implements MonitorEvent {}

    /**
     * A listener or connection could not be closed.
     *
     * @param endpoint of it
     * @param code why
     */
    record CloseFailed(String endpoint, ErrorCode code) implements MonitorEvent {}

    /**
     * An established connection ended.
     *
     * @param endpoint of it
     */
    record Disconnected(String endpoint) implements MonitorEvent {}

    /**
     * The handshake with a peer succeeded: messages can flow.
     *
     * @param endpoint of the connection
     */
    record HandshakeSucceeded(String endpoint) implements MonitorEvent {}

    /**
     * The handshake with a peer failed. A peer whose socket type does not fit is only {@link Disconnected}.
     *
     * @param endpoint of the connection
     * @param failure what kind of failure
     * @param detail the ZAP status for {@link Failure#AUTHENTICATION}, the engine's number for
     *     {@link Failure#PROTOCOL}, 0 otherwise; informative only
     */
    record HandshakeFailed(String endpoint, Failure failure, int detail) implements MonitorEvent {
        /** Why a handshake failed. */
        public enum Failure {
            /** The peer went away, or the engine does not say more. */
            NO_DETAIL,
            /** The peer broke the protocol, or has another mechanism. */
            PROTOCOL,
            /** The peer was not let in. */
            AUTHENTICATION
        }
    }

    /** The socket or the monitor was closed: no further events. */
    record MonitorStopped() implements MonitorEvent {
        @Override
        public String endpoint() {
            return "";
        }
    }
}
