package io.zmq4j;

import io.zmq4j.spi.AbstractContext;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The engine's threads and the sockets on them.
 *
 * <p>A context serves all threads at once. All sockets of one process that talk over {@code inproc} share one context.
 * Options have libzmq's defaults on every backend.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_ctx_new.html">zmq_ctx_new(3)</a>
 */
public sealed interface Context extends AutoCloseable permits AbstractContext {
    /**
     * Opens a socket.
     *
     * @param type its type
     * @return the socket, to be closed by the caller
     * @throws ClosedException the context is closed
     * @throws TerminatedException the context was shut down
     * @throws UnsupportedFeatureException the backend has no such type
     * @throws ZmqException {@link ErrorCode#EMFILE} at {@link ContextOptions#MAX_SOCKETS}, or when file descriptors are
     *     used up
     */
    Socket socket(SocketType type);

    /**
     * Creates an empty message.
     *
     * @return the message; it outlives the context
     * @throws ClosedException the context is closed
     */
    Msg msg();

    /**
     * Creates a message of some size, to be filled through {@link Msg#data()}.
     *
     * @param size bytes, 0 and more
     * @return the message
     * @throws ZmqException {@link ErrorCode#EINVAL} for a negative size, {@link ErrorCode#ENOMEM} without memory
     */
    Msg msg(int size);

    /**
     * Creates a message with data.
     *
     * @param data the bytes, copied
     * @return the message
     */
    Msg msg(byte[] data);

    /**
     * Creates a message that is sent from the caller's memory, without a copy, where the backend has
     * {@link Capability#ZERO_COPY_SEND}. The memory must neither be written to nor freed (as by closing its Arena)
     * until it is released.
     *
     * @param data a direct buffer; its remaining bytes are the contents
     * @param released run once, on any thread and perhaps before a call here returns, when the engine is done with the
     *     memory: after the last peer got it, or the message was closed. It must be short and must not throw
     * @return the message
     * @throws UnsupportedFeatureException the backend cannot
     * @throws ZmqException {@link ErrorCode#EINVAL} for a buffer that is not direct
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_msg_init_data.html">zmq_msg_init_data(3)</a>
     */
    Msg msg(ByteBuffer data, Runnable released);

    /**
     * Opens a poller for sockets of this context's backend, descriptors and channels.
     *
     * @return the poller, to be closed by the caller
     * @throws ClosedException the context is closed
     */
    Poller poller();

    /**
     * Reads an option.
     *
     * @param option which
     * @param <T> type of its value
     * @return its value
     * @throws ClosedException the context is closed
     * @throws UnsupportedFeatureException the backend does not have it
     * @throws ZmqException {@link ErrorCode#EINVAL} for one that is only written
     */
    <T> T get(ContextOption<T> option);

    /**
     * Sets an option. It applies to sockets opened later.
     *
     * @param option which
     * @param value its value
     * @param <T> type of its value
     * @throws ClosedException the context is closed
     * @throws UnsupportedFeatureException the backend does not have it
     * @throws ZmqException {@link ErrorCode#EINVAL} outside its range, for one that is only read, and for one that has
     *     an effect only {@linkplain ContextOption#onlyBeforeSockets() before the first socket}; the old value stays
     */
    <T> void set(ContextOption<T> option, T value);

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
     * The backend that opened this context.
     *
     * @return the backend
     */
    Backend backend();

    /**
     * Ends all waiting calls, and all later ones but {@code close}, with {@link TerminatedException}. Closes nothing.
     * Does not block, may be called from any thread, has no effect the second time.
     */
    void shutdown();

    /**
     * Closes all sockets that are still open, each with its LINGER, and waits until the engine is done with their
     * messages: for ever where LINGER is -1, the default, and a peer never comes.
     *
     * <p>Any thread, idempotent, never throws. When the calling thread is or gets interrupted the wait ends and the
     * flag stays set, but not the work, which goes on on a daemon thread; calling close again waits again.
     */
    @Override
    void close();

    /**
     * As {@link #close()}, and waits for at most the time given: LINGER of each socket is bounded by it.
     *
     * @param bound the longest wait; {@link Zmq#FOREVER} for no bound
     * @return whether the engine is done; false when the time passed or the thread was interrupted
     * @throws ZmqException {@link ErrorCode#EINVAL} for another negative bound
     */
    boolean close(Duration bound);

    /**
     * Whether {@code close} was called.
     *
     * @return true from the moment closing begins
     */
    boolean isClosed();
}
