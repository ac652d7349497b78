package io.zmq4j;

import io.zmq4j.spi.AbstractSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ZeroMQ socket.
 *
 * <p><b>Threads.</b> One thread at a time. Handing a socket over to another thread is legal, with any means that makes
 * memory visible; a second thread inside at the same moment gets {@link ConcurrentUseException}. {@link #close()} may
 * be called from any thread.
 *
 * <p><b>Waiting.</b> {@code send} and {@code recv} wait up to {@link SocketOptions#SNDTIMEO} and
 * {@link SocketOptions#RCVTIMEO}, for ever by default, or up to the limit given. They throw {@link WouldBlockException}
 * when time runs out and never answer null or false, so no message is lost by an unread return value. {@code trySend}
 * and {@code tryRecv} never wait and answer false or null. Close, shutdown and {@link Thread#interrupt()} end a wait at
 * once. An interrupt is looked at only when a call would have to wait, hence only before the first frame of a message;
 * its flag stays set. On JDK 17 one that comes in the instant in which the wait begins may end it a second later.
 *
 * <p><b>Ownership.</b> Arrays and buffers belong to the caller again when a call returns; received arrays belong to the
 * caller.
 *
 * <p><b>Errors</b> of every call: {@link ClosedException} after {@code close}, {@link TerminatedException} after the
 * context was shut down or closed, {@link ConcurrentUseException}. A null argument is a {@link NullPointerException};
 * all else that is illegal is a {@link ZmqException} with {@link ErrorCode#EINVAL}. The socket stays usable.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_socket.html">zmq_socket(3)</a>
 */
public sealed interface Socket extends AutoCloseable permits AbstractSocket {
    /**
     * Its type; XREQ reads back as DEALER, XREP as ROUTER. Never throws.
     *
     * @return the type
     */
    SocketType type();

    /**
     * The context that opened it. Never throws.
     *
     * @return the context
     */
    Context context();

    /**
     * Accepts connections at an endpoint. May block while a host name is resolved, and then cannot be interrupted.
     *
     * @param endpoint such as {@code tcp://127.0.0.1:5555}, {@code tcp://*:*} or {@code inproc://name}
     * @return the endpoint as bound, wildcards replaced; it is what {@link #unbind} takes
     * @throws UnsupportedFeatureException the backend lacks the transport
     * @throws ZmqException {@link ErrorCode#EINVAL} for a malformed endpoint, {@link ErrorCode#EADDRINUSE},
     *     {@link ErrorCode#EADDRNOTAVAIL}, {@link ErrorCode#ENODEV} for an interface that does not exist,
     *     {@link ErrorCode#EMTHREAD} without I/O threads
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_bind.html">zmq_bind(3)</a>
     */
    String bind(String endpoint);

    /**
     * Connects to an endpoint, in the background and again whenever the connection breaks.
     *
     * @param endpoint such as {@code tcp://host:5555} or {@code inproc://name}
     * @throws UnsupportedFeatureException the backend lacks the transport
     * @throws ZmqException {@link ErrorCode#EINVAL} for a malformed endpoint, {@link ErrorCode#EMTHREAD} without I/O
     *     threads
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_connect.html">zmq_connect(3)</a>
     */
    void connect(String endpoint);

    /**
     * Stops accepting connections at an endpoint.
     *
     * @param endpoint as {@link #bind} returned it
     * @throws UnsupportedFeatureException the backend lacks the transport, or has reasons not to unbind after messages
     *     of several frames were sent ({@link Capability#UNBIND}); close the socket instead
     * @throws WrongStateException a message is half received
     * @throws ZmqException {@link ErrorCode#ENOENT} when it is not bound there
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_unbind.html">zmq_unbind(3)</a>
     */
    void unbind(String endpoint);

    /**
     * Ends the connection to an endpoint. Messages not yet sent to it go with it, unless LINGER says otherwise.
     *
     * @param endpoint as given to {@link #connect}
     * @throws UnsupportedFeatureException the backend lacks the transport, or has reasons not to disconnect after
     *     messages of several frames were sent, by the LINGER in force ({@link Capability#DISCONNECT})
     * @throws WrongStateException a message is half received
     * @throws ZmqException {@link ErrorCode#ENOENT} when it is not connected there
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_disconnect.html">zmq_disconnect(3)</a>
     */
    void disconnect(String endpoint);

    /**
     * Reads an option.
     *
     * @param option which
     * @param <T> type of its value
     * @return its value
     * @throws UnsupportedFeatureException the backend does not have it
     * @throws ZmqException {@link ErrorCode#EINVAL} for one that is only written, or does not belong to this socket
     *     type
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_getsockopt.html">zmq_getsockopt(3)</a>
     */
    <T> T get(SocketOption<T> option);

    /**
     * Sets an option. All but a few apply to later binds and connects only.
     *
     * @param option which
     * @param value its value
     * @param <T> type of its value
     * @throws UnsupportedFeatureException the backend does not have it, or not any more
     *     {@linkplain SocketOption#onlyBeforeAttach() after bind or connect}
     * @throws ZmqException {@link ErrorCode#EINVAL} outside its range, for one that is only read, or does not belong to
     *     this socket type; the old value stays
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_setsockopt.html">zmq_setsockopt(3)</a>
     */
    <T> void set(SocketOption<T> option, T value);

    /**
     * Reads an option by name.
     *
     * @param name as in the reference, with or without {@code ZMQ_}
     * @return its value
     * @throws ZmqException as {@link #get}, and {@link ErrorCode#EINVAL} for an unknown name
     */
    Object getByName(String name);

    /**
     * Sets an option by name, with a value of any fitting type: the option's own, a text, a number in its unit, a
     * boolean.
     *
     * @param name as in the reference, with or without {@code ZMQ_}
     * @param value its value
     * @throws ZmqException as {@link #set}, and {@link ErrorCode#EINVAL} for an unknown name
     */
    void setByName(String name, Object value);

    /**
     * Subscribes to messages whose first frame starts with these bytes. Short for {@link SocketOptions#SUBSCRIBE}.
     *
     * @param topic the bytes, none for all messages
     */
    default void subscribe(byte[] topic) {
        set(SocketOptions.SUBSCRIBE, topic);
    }

    /**
     * Subscribes to messages whose first frame starts with this text.
     *
     * @param topic the text, sent as UTF-8; empty for all messages
     */
    default void subscribe(String topic) {
        subscribe(topic.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes back one {@link #subscribe(byte[])}.
     *
     * @param topic the bytes
     */
    default void unsubscribe(byte[] topic) {
        set(SocketOptions.UNSUBSCRIBE, topic);
    }

    /**
     * Takes back one {@link #subscribe(String)}.
     *
     * @param topic the text
     */
    default void unsubscribe(String topic) {
        unsubscribe(topic.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a frame, the last of its message. Waits up to SNDTIMEO.
     *
     * @param data the bytes, copied before the call returns
     * @throws WouldBlockException time ran out
     * @throws InterruptedCallException the thread was interrupted while the call had to wait
     * @throws WrongStateException the socket must receive first
     * @throws ZmqException {@link ErrorCode#ENOTSUP} on SUB and PULL, {@link ErrorCode#EHOSTUNREACH} for an unroutable
     *     message on a ROUTER with ROUTER_MANDATORY
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_send.html">zmq_send(3)</a>
     */
    default void send(byte[] data) {
        send(data, 0, data.length);
    }

    /**
     * Sends a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data the bytes, copied before the call returns
     * @param flag how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    default void send(byte[] data, SendFlag flag) {
        send(data, 0, data.length, flag);
    }

    /**
     * Sends a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data the bytes, copied before the call returns
     * @param flag how
     * @param other how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    default void send(byte[] data, SendFlag flag, SendFlag other) {
        send(data, 0, data.length, flag, other);
    }

    /**
     * Sends a frame, the last of its message. Waits up to the limit, whatever SNDTIMEO says.
     *
     * @param data the bytes, copied before the call returns
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @throws WouldBlockException time ran out
     */
    default void send(byte[] data, Duration limit) {
        send(data, 0, data.length, limit);
    }

    /**
     * Sends a frame, the last of its message, if that is possible without waiting.
     *
     * @param data the bytes, copied before the call returns
     * @return whether it was sent
     */
    default boolean trySend(byte[] data) {
        return trySend(data, 0, data.length);
    }

    /**
     * Sends a frame if that is possible without waiting.
     *
     * @param data the bytes, copied before the call returns
     * @param flag {@link SendFlag#SNDMORE}; DONTWAIT is refused with {@link ErrorCode#EINVAL}, as it says nothing here
     * @return whether it was sent
     */
    default boolean trySend(byte[] data, SendFlag flag) {
        return trySend(data, 0, data.length, flag);
    }

    /**
     * Sends a range of an array as a frame, the last of its message. Waits up to SNDTIMEO.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @throws WouldBlockException time ran out
     * @throws InterruptedCallException the thread was interrupted while the call had to wait
     * @throws WrongStateException the socket must receive first
     * @throws ZmqException {@link ErrorCode#ENOTSUP} on SUB and PULL, {@link ErrorCode#EHOSTUNREACH} for an unroutable
     *     message on a ROUTER with ROUTER_MANDATORY
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_send.html">zmq_send(3)</a>
     */
    void send(byte[] data, int offset, int length);

    /**
     * Sends a range of an array as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @param flag how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    void send(byte[] data, int offset, int length, SendFlag flag);

    /**
     * Sends a range of an array as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @param flag how
     * @param other how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    void send(byte[] data, int offset, int length, SendFlag flag, SendFlag other);

    /**
     * Sends a range of an array as a frame, the last of its message. Waits up to the limit, whatever SNDTIMEO says.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @throws WouldBlockException time ran out
     */
    void send(byte[] data, int offset, int length, Duration limit);

    /**
     * Sends a range of an array as a frame, the last of its message, if that is possible without waiting.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @return whether it was sent
     */
    boolean trySend(byte[] data, int offset, int length);

    /**
     * Sends a range of an array as a frame if that is possible without waiting.
     *
     * @param data holds the bytes, copied before the call returns
     * @param offset index of the first byte
     * @param length number of bytes
     * @param flag {@link SendFlag#SNDMORE}; DONTWAIT is refused with {@link ErrorCode#EINVAL}, as it says nothing here
     * @return whether it was sent
     */
    boolean trySend(byte[] data, int offset, int length, SendFlag flag);

    /**
     * Sends a frame, the last of its message. Waits up to SNDTIMEO.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @throws WouldBlockException time ran out
     * @throws InterruptedCallException the thread was interrupted while the call had to wait
     * @throws WrongStateException the socket must receive first
     * @throws ZmqException {@link ErrorCode#ENOTSUP} on SUB and PULL, {@link ErrorCode#EHOSTUNREACH} for an unroutable
     *     message on a ROUTER with ROUTER_MANDATORY
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_send.html">zmq_send(3)</a>
     */
    void send(ByteBuffer data);

    /**
     * Sends a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @param flag how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    void send(ByteBuffer data, SendFlag flag);

    /**
     * Sends a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @param flag how
     * @param other how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    void send(ByteBuffer data, SendFlag flag, SendFlag other);

    /**
     * Sends a frame, the last of its message. Waits up to the limit, whatever SNDTIMEO says.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @throws WouldBlockException time ran out
     */
    void send(ByteBuffer data, Duration limit);

    /**
     * Sends a frame, the last of its message, if that is possible without waiting.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @return whether it was sent
     */
    boolean trySend(ByteBuffer data);

    /**
     * Sends a frame if that is possible without waiting.
     *
     * @param data its remaining bytes are sent and its position moves to its limit; heap, direct and read-only buffers
     *     alike. When the call throws, the position stays
     * @param flag {@link SendFlag#SNDMORE}; DONTWAIT is refused with {@link ErrorCode#EINVAL}, as it says nothing here
     * @return whether it was sent
     */
    boolean trySend(ByteBuffer data, SendFlag flag);

    /**
     * Sends a text as a frame, the last of its message. Waits up to SNDTIMEO.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @throws WouldBlockException time ran out
     * @throws InterruptedCallException the thread was interrupted while the call had to wait
     * @throws WrongStateException the socket must receive first
     * @throws ZmqException {@link ErrorCode#ENOTSUP} on SUB and PULL, {@link ErrorCode#EHOSTUNREACH} for an unroutable
     *     message on a ROUTER with ROUTER_MANDATORY
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_send.html">zmq_send(3)</a>
     */
    default void sendText(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a text as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @param flag how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    default void sendText(String text, SendFlag flag) {
        send(text.getBytes(StandardCharsets.UTF_8), flag);
    }

    /**
     * Sends a text as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @param flag how
     * @param other how
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    default void sendText(String text, SendFlag flag, SendFlag other) {
        send(text.getBytes(StandardCharsets.UTF_8), flag, other);
    }

    /**
     * Sends a text as a frame, the last of its message. Waits up to the limit, whatever SNDTIMEO says.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @throws WouldBlockException time ran out
     */
    default void sendText(String text, Duration limit) {
        send(text.getBytes(StandardCharsets.UTF_8), limit);
    }

    /**
     * Sends a text as a frame, the last of its message, if that is possible without waiting.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @return whether it was sent
     */
    default boolean trySendText(String text) {
        return trySend(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a text as a frame if that is possible without waiting.
     *
     * @param text sent as UTF-8; malformed input is replaced
     * @param flag {@link SendFlag#SNDMORE}; DONTWAIT is refused with {@link ErrorCode#EINVAL}, as it says nothing here
     * @return whether it was sent
     */
    default boolean trySendText(String text, SendFlag flag) {
        return trySend(text.getBytes(StandardCharsets.UTF_8), flag);
    }

    /**
     * Sends a message as a frame, the last of its message. Waits up to SNDTIMEO.
     *
     * @param msg the message, of any backend; empty afterwards, unchanged when the call throws
     * @return its size in bytes
     * @throws WouldBlockException time ran out
     * @throws ClosedException the message or the socket is closed
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_msg_send.html">zmq_msg_send(3)</a>
     */
    int send(Msg msg);

    /**
     * Sends a message as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param msg the message, of any backend; empty afterwards, unchanged when the call throws
     * @param flag how
     * @return its size in bytes
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    int send(Msg msg, SendFlag flag);

    /**
     * Sends a message as a frame. Waits up to SNDTIMEO, or not at all with DONTWAIT.
     *
     * @param msg the message, of any backend; empty afterwards, unchanged when the call throws
     * @param flag how
     * @param other how
     * @return its size in bytes
     * @throws WouldBlockException time ran out, or DONTWAIT was given and the call would have to wait
     */
    int send(Msg msg, SendFlag flag, SendFlag other);

    /**
     * Sends a message as a frame, the last of its message. Waits up to the limit, whatever SNDTIMEO says.
     *
     * @param msg the message, of any backend; empty afterwards, unchanged when the call throws
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return its size in bytes
     * @throws WouldBlockException time ran out
     */
    int send(Msg msg, Duration limit);

    /**
     * Sends a message as a frame, the last of its message, if that is possible without waiting.
     *
     * @param msg the message, of any backend; empty afterwards if it was sent, unchanged if not
     * @return whether it was sent
     */
    boolean trySend(Msg msg);

    /**
     * Sends a message as a frame if that is possible without waiting.
     *
     * @param msg the message, of any backend; empty afterwards if it was sent, unchanged if not
     * @param flag {@link SendFlag#SNDMORE}; DONTWAIT is refused with {@link ErrorCode#EINVAL}, as it says nothing here
     * @return whether it was sent
     */
    boolean trySend(Msg msg, SendFlag flag);

    /**
     * Sends a message of several frames, all or nothing: it waits, is interrupted or times out before the first frame
     * only.
     *
     * @param frames the frames, at least one, none null
     * @throws WrongStateException a message is half sent frame by frame
     * @throws ZmqException {@link ErrorCode#EINVAL} for an empty list
     */
    void send(List<byte[]> frames);

    /**
     * As {@link #send(List)}, with a limit of its own.
     *
     * @param frames the frames, at least one, none null
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     */
    void send(List<byte[]> frames, Duration limit);

    /**
     * Sends a message of several frames if that is possible without waiting; all or nothing.
     *
     * @param frames the frames, at least one, none null
     * @return whether it was sent
     */
    boolean trySend(List<byte[]> frames);

    /**
     * Receives a frame. Waits up to RCVTIMEO.
     *
     * @return the frame
     * @throws WouldBlockException time ran out
     * @throws InterruptedCallException the thread was interrupted while the call had to wait
     * @throws WrongStateException the socket must send first
     * @throws ZmqException {@link ErrorCode#ENOTSUP} on PUB and PUSH
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_recv.html">zmq_recv(3)</a>
     */
    byte[] recv();

    /**
     * Receives a frame. Does not wait with DONTWAIT.
     *
     * @param flag how
     * @return the frame
     * @throws WouldBlockException DONTWAIT was given and the call would have to wait
     */
    byte[] recv(RecvFlag flag);

    /**
     * Receives a frame. Waits up to the limit, whatever RCVTIMEO says.
     *
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return the frame
     * @throws WouldBlockException time ran out
     */
    byte[] recv(Duration limit);

    /**
     * Receives a frame if one is there.
     *
     * @return the frame, or null
     */
    byte @Nullable [] tryRecv();

    /**
     * Receives a frame into a buffer. Waits up to RCVTIMEO.
     *
     * @param target written from its position on, which moves behind the frame
     * @return size of the frame in bytes
     * @throws WouldBlockException time ran out
     * @throws ZmqException {@link ErrorCode#EMSGSIZE} when the frame does not fit; the message names the size needed,
     *     the frame stays with the socket, and the next receive of any form gets it. {@link ErrorCode#EINVAL} for a
     *     read-only buffer
     */
    int recv(ByteBuffer target);

    /**
     * Receives a frame into a buffer. Does not wait with DONTWAIT.
     *
     * @param target written from its position on, which moves behind the frame
     * @param flag how
     * @return size of the frame in bytes
     * @throws WouldBlockException DONTWAIT was given and the call would have to wait
     */
    int recv(ByteBuffer target, RecvFlag flag);

    /**
     * Receives a frame into a buffer. Waits up to the limit, whatever RCVTIMEO says.
     *
     * @param target written from its position on, which moves behind the frame
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return size of the frame in bytes
     * @throws WouldBlockException time ran out
     */
    int recv(ByteBuffer target, Duration limit);

    /**
     * Receives a frame into a buffer if one is there.
     *
     * @param target written from its position on, which moves behind the frame
     * @return size of the frame in bytes, or -1 when there is none
     */
    int tryRecv(ByteBuffer target);

    /**
     * Receives a frame into a message. Waits up to RCVTIMEO.
     *
     * @param msg the message, of any backend; what it held before is gone, also when the call throws
     * @return size of the frame in bytes
     * @throws WouldBlockException time ran out
     * @throws ClosedException the message or the socket is closed
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_msg_recv.html">zmq_msg_recv(3)</a>
     */
    int recv(Msg msg);

    /**
     * Receives a frame into a message. Does not wait with DONTWAIT.
     *
     * @param msg the message, of any backend; what it held before is gone, also when the call throws
     * @param flag how
     * @return size of the frame in bytes
     * @throws WouldBlockException DONTWAIT was given and the call would have to wait
     */
    int recv(Msg msg, RecvFlag flag);

    /**
     * Receives a frame into a message. Waits up to the limit, whatever RCVTIMEO says.
     *
     * @param msg the message, of any backend; what it held before is gone, also when the call throws
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return size of the frame in bytes
     * @throws WouldBlockException time ran out
     */
    int recv(Msg msg, Duration limit);

    /**
     * Receives a frame into a message if one is there.
     *
     * @param msg the message, of any backend; what it held before is gone, also when there is no frame
     * @return whether a frame was received
     */
    boolean tryRecv(Msg msg);

    /**
     * Receives a frame as text. Waits up to RCVTIMEO.
     *
     * @return the frame as UTF-8; malformed input is replaced
     */
    default String recvText() {
        return new String(recv(), StandardCharsets.UTF_8);
    }

    /**
     * Receives a frame as text. Does not wait with DONTWAIT.
     *
     * @param flag how
     * @return the frame as UTF-8; malformed input is replaced
     */
    default String recvText(RecvFlag flag) {
        return new String(recv(flag), StandardCharsets.UTF_8);
    }

    /**
     * Receives a frame as text. Waits up to the limit, whatever RCVTIMEO says.
     *
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return the frame as UTF-8; malformed input is replaced
     */
    default String recvText(Duration limit) {
        return new String(recv(limit), StandardCharsets.UTF_8);
    }

    /**
     * Receives a frame as text if one is there.
     *
     * @return the frame as UTF-8, or null
     */
    default @Nullable String tryRecvText() {
        byte[] frame = tryRecv();
        return frame == null ? null : new String(frame, StandardCharsets.UTF_8);
    }

    /**
     * Receives a whole message: all its frames, or none. Waits up to RCVTIMEO for the first; the others are there then.
     *
     * @return the frames, at least one
     * @throws WrongStateException a message is half received frame by frame
     */
    List<byte[]> recvMultipart();

    /**
     * As {@link #recvMultipart()}, with a limit of its own.
     *
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return the frames, at least one
     */
    List<byte[]> recvMultipart(Duration limit);

    /**
     * Receives a whole message if one is there.
     *
     * @return the frames, or null
     */
    @Nullable
    List<byte[]> tryRecvMultipart();

    /**
     * Whether more frames follow the one received last.
     *
     * @return true inside a message
     */
    boolean hasMore();

    /**
     * Watches what happens to the connections and listeners of this socket from now on. One monitor at a time.
     *
     * @return the monitor; it ends when it or the socket is closed
     * @throws UnsupportedFeatureException the backend has no monitors
     * @throws ZmqException {@link ErrorCode#EBUSY} while another monitor of this socket is open
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_socket_monitor.html">zmq_socket_monitor(3)</a>
     */
    Monitor monitor();

    /**
     * Closes the socket: messages not yet sent go out in the background for as long as LINGER says. Any thread,
     * idempotent, never throws, never skipped for an interrupt. Calls that wait end with {@link ClosedException}.
     *
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_close.html">zmq_close(3)</a>
     */
    @Override
    void close();

    /**
     * Whether the socket was closed, by itself or with its context. Never throws.
     *
     * @return true from the moment closing begins
     */
    boolean isClosed();
}
