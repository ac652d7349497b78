package io.zmq4j.spi;

import io.zmq4j.PollEvent;
import io.zmq4j.SocketOption;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;

/**
 * What a backend does for a socket. Every method is called with the guard held and throws {@link ZmqException} with the
 * right code; none waits but {@link #doAwait}.
 */
public abstract class SocketEngine {
    /** What {@link #doFetch()} answers when no frame is there. */
    protected static final int NOTHING = -1;

    /** For {@link AbstractSocket} alone. */
    SocketEngine() {}

    /**
     * Hands over a frame.
     *
     * @param data holds the bytes; they are the caller's again afterwards
     * @param offset index of the first
     * @param length how many
     * @param more whether more frames of the message follow
     * @return false when it would have to wait
     */
    protected abstract boolean doSend(byte[] data, int offset, int length, boolean more);

    /**
     * Hands over the remaining bytes of a buffer as a frame. Leaves position and limit alone.
     *
     * @param data the buffer: heap, direct, sliced or read-only
     * @param more whether more frames of the message follow
     * @return false when it would have to wait
     */
    protected abstract boolean doSend(ByteBuffer data, boolean more);

    /**
     * Makes the next frame the current one. The one before stays known to {@link #doMoreBefore()}.
     *
     * @return its size, or {@link #NOTHING} when it would have to wait
     */
    protected abstract int doFetch();

    /**
     * Takes the bytes of the current frame; called at most once per frame.
     *
     * @return the bytes, for the caller
     */
    protected abstract byte[] doTake();

    /**
     * Takes the bytes of the current frame into a buffer that has room for them, and moves its position behind them;
     * called at most once per frame.
     *
     * @param target the buffer, writable: heap, direct or sliced
     */
    protected abstract void doTake(ByteBuffer target);

    /**
     * Whether more frames follow the current one, also after it was taken.
     *
     * @return false before the first frame
     */
    protected abstract boolean doMore();

    /**
     * Whether more frames followed the frame before the current one.
     *
     * @return false before the second frame
     */
    protected abstract boolean doMoreBefore();

    /**
     * The rest of the message that was being received is gone: no more frames follow the current one. By default there
     * is nothing to do.
     */
    protected void doForgetMore() {}

    /**
     * Whether messages of this kind go to and from the engine as they are. All others go as bytes.
     *
     * @param msg any message
     * @return by default false
     */
    protected boolean doKnows(AbstractMsg msg) {
        return false;
    }

    /**
     * Hands over what a message holds. On success the engine has it, and the message holds nothing.
     *
     * @param msg known to this backend, held
     * @param more whether more frames of the message follow
     * @return false when it would have to wait; the message is unchanged then
     */
    protected boolean doSend(AbstractMsg msg, boolean more) {
        throw new UnsupportedOperationException("this backend knows no messages");
    }

    /**
     * Makes the next frame the current one, and at once the contents of a message; there is nothing to take then.
     *
     * @param target known to this backend; what it may hold goes once there is a frame to put there
     * @return its size, or {@link #NOTHING} when it would have to wait
     */
    protected int doFetch(AbstractMsg target) {
        throw new UnsupportedOperationException("this backend knows no messages");
    }

    /**
     * Processes what the engine has for the socket and reads its readiness.
     *
     * @return bit n for the {@link PollEvent} with ordinal n
     */
    protected abstract int doEvents();

    /**
     * Whether fetching, when it finds nothing, has processed all that the engine had for the socket, as
     * {@link #doEvents()} does: {@link #doAwait} may follow at once then.
     *
     * @return by default false
     */
    protected boolean doFetchProcesses() {
        return false;
    }

    /**
     * Gives the calling thread what it waits with. It may be used before or concurrently with late wake-ups.
     *
     * @return a waiter that no other thread uses
     */
    protected abstract Waiter doTakeWaiter();

    /**
     * Takes back a waiter.
     *
     * @param waiter from {@link #doTakeWaiter()}
     */
    protected abstract void doGiveBack(Waiter waiter);

    /**
     * Waits until the engine has news for the socket, the waiter is woken, or time has passed; may end early for no
     * reason. Called after {@link #doEvents()} and a failed attempt, or after a failed attempt alone where that
     * {@linkplain #doFetchProcesses() processes} as much. The only method that waits.
     *
     * @param waiter from {@link #doTakeWaiter()}
     * @param nanos the longest wait, {@link Long#MAX_VALUE} for no limit
     */
    protected abstract void doAwait(Waiter waiter, long nanos);

    /**
     * Binds.
     *
     * @param endpoint checked, its transport supported
     * @return the endpoint as bound
     */
    protected abstract String doBind(Endpoint endpoint);

    /**
     * Connects.
     *
     * @param endpoint checked, its transport supported
     */
    protected abstract void doConnect(Endpoint endpoint);

    /**
     * Unbinds.
     *
     * @param endpoint of the right form
     */
    protected abstract void doUnbind(Endpoint endpoint);

    /**
     * Disconnects.
     *
     * @param endpoint of the right form
     */
    protected abstract void doDisconnect(Endpoint endpoint);

    /**
     * Reads an option of form NUMBER. EVENTS, TYPE, RCVMORE, THREAD_SAFE and the time limits never get here.
     *
     * @param option which; supported, readable, of this socket type
     * @return its number
     */
    protected abstract long doGetNumber(SocketOption<?> option);

    /**
     * Reads an option of form BYTES.
     *
     * @param option which; supported, readable, of this socket type
     * @return its bytes, for the caller
     */
    protected abstract byte[] doGetBytes(SocketOption<?> option);

    /**
     * Sets an option of form NUMBER.
     *
     * @param option which; supported, writable, of this socket type
     * @param number checked against the catalogue
     */
    protected abstract void doSetNumber(SocketOption<?> option, long number);

    /**
     * Sets an option of form BYTES.
     *
     * @param option which; supported, writable, of this socket type
     * @param bytes checked against the catalogue; the backend's from now on
     */
    protected abstract void doSetBytes(SocketOption<?> option, byte[] bytes);

    /**
     * Starts to report events, all kinds of them; {@code MonitorStopped} last, when the monitor or the socket is
     * closed. None is being reported at the moment.
     *
     * @param sink where they go
     */
    protected void doMonitor(MonitorSink sink) {
        throw new UnsupportedOperationException();
    }

    /** Ends to report events. */
    protected void doUnmonitor() {
        throw new UnsupportedOperationException();
    }
}
