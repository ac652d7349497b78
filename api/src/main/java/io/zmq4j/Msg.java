package io.zmq4j;

import io.zmq4j.spi.AbstractMsg;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame that can be filled, sent, received, copied and moved without going through arrays.
 *
 * <p>A message outlives the socket and the context it was used with. Closing it gives its memory back at once; one that
 * is not closed loses nothing but time, as its memory is given back when it is collected.
 *
 * <p><b>Threads.</b> One thread at a time, as for sockets: a second thread inside gets {@link ConcurrentUseException}.
 *
 * <p><b>Ownership.</b> {@link #data()} never shows memory of an engine. Sending, copying and moving hand over the
 * contents, never the buffer: an older view becomes stale, writing to it changes no message that was sent and no other
 * message.
 *
 * <p><b>Errors</b> of every call but {@code close}: {@link ClosedException} after {@code close}.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_msg_init.html">zmq_msg_init(3)</a>
 */
public sealed interface Msg extends AutoCloseable permits AbstractMsg {
    /**
     * Its size.
     *
     * @return bytes; 0 for an empty message
     */
    int size();

    /**
     * Its contents, as a buffer in memory owned by Java: position 0, limit {@link #size()}. For a message that was
     * sized or built it is the memory it is sent from, so writing to it fills the message. For a received one it is a
     * copy, made at the first call, which takes the place of what was received.
     *
     * @return a view, the same for each call until the contents change
     */
    ByteBuffer data();

    /**
     * A copy of its contents.
     *
     * @return the bytes, for the caller
     */
    byte[] toByteArray();

    /**
     * Whether more frames follow it in the message it was received with.
     *
     * @return false for one that was not received
     */
    boolean more();

    /**
     * A property of the connection it was received over.
     *
     * @param property such as {@code Socket-Type}, {@code Identity}, {@code Peer-Address} or {@code User-Id}
     * @return its value, or null when there is none, as for messages over {@code inproc} or not received
     * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_msg_gets.html">zmq_msg_gets(3)</a>
     */
    @Nullable
    String metadata(String property);

    /**
     * Takes the contents of another message, which keeps them.
     *
     * @param source any message, also of another backend; copying onto itself changes nothing
     */
    void copyFrom(Msg source);

    /**
     * Takes the contents of another message, which is empty afterwards.
     *
     * @param source any message, also of another backend; moving onto itself changes nothing
     */
    void moveFrom(Msg source);

    /** Makes it empty. */
    void reset();

    /**
     * Makes it a message of some size, to be filled through {@link #data()}.
     *
     * @param size bytes, 0 and more; their contents are not defined
     * @throws ZmqException {@link ErrorCode#EINVAL} for a negative size, {@link ErrorCode#ENOMEM} without memory
     */
    void reset(int size);

    /**
     * Gives its memory back. Any thread, idempotent, never throws. A call that another thread is in goes on; the memory
     * is given back later then.
     */
    @Override
    void close();

    /**
     * Whether it was closed. Never throws.
     *
     * @return true after {@code close}
     */
    boolean isClosed();
}
