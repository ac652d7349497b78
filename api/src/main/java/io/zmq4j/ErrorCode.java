package io.zmq4j;

/**
 * What went wrong, by the names ZeroMQ uses.
 *
 * <p>Identity is the name alone. The numbers behind it differ between engines and platforms and never cross this API;
 * {@link ZmqException#rawErrno()} shows the engine's number for information.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/">ZeroMQ reference, section ERRORS of each call</a>
 */
public enum ErrorCode {
    /** The call would have to wait, or its time limit passed. */
    EAGAIN,
    /** The context was shut down or closed. */
    ETERM,
    /** The socket, context, poller or message is closed. */
    ENOTSOCK,
    /** The calling thread was interrupted while the call had to wait. */
    EINTR,
    /** The call does not fit the state of the socket, such as a second request on a REQ socket. */
    EFSM,
    /** An argument is outside its documented range. */
    EINVAL,
    /** The operation or feature is not supported, such as sending on a SUB socket. */
    ENOTSUP,
    /** The transport of an endpoint is not supported. */
    EPROTONOSUPPORT,
    /** The transport does not go with the socket type. */
    ENOCOMPATPROTO,
    /** The endpoint is in use already. */
    EADDRINUSE,
    /** The endpoint is not an address of this machine. */
    EADDRNOTAVAIL,
    /** The endpoint names an interface that does not exist. */
    ENODEV,
    /** The endpoint, path or option does not exist. */
    ENOENT,
    /** Access to the endpoint is denied. */
    EACCES,
    /** The name of the endpoint is too long. */
    ENAMETOOLONG,
    /** The context has no I/O thread for the endpoint. */
    EMTHREAD,
    /** The limit of sockets or of file descriptors is reached. */
    EMFILE,
    /** Memory is used up. */
    ENOMEM,
    /** The peer that the message is addressed to is not connected, or not known. */
    EHOSTUNREACH,
    /** A message does not fit: into the buffer given, or into what the engine can carry. */
    EMSGSIZE,
    /** The connection was refused. */
    ECONNREFUSED,
    /** The connection was reset. */
    ECONNRESET,
    /** The connection timed out. */
    ETIMEDOUT,
    /** The network is unreachable. */
    ENETUNREACH,
    /** The peer broke the protocol. */
    EPROTO,
    /** The socket is in use by another thread. */
    EBUSY,
    /** The engine failed inside and cannot go on. */
    EFAULT,
    /** An error that has no name here; {@link ZmqException#rawErrno()} holds the engine's number. */
    UNKNOWN
}
