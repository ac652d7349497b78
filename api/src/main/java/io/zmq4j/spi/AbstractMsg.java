package io.zmq4j.spi;

import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.ErrorCode;
import io.zmq4j.Msg;
import io.zmq4j.ZmqException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every message does alike: guard, states, contents that Java owns. A backend adds what its engine holds.
 *
 * <p>The contents are in one of two places: in a buffer owned by Java, or, once received and not looked at, with the
 * engine (<i>held</i>). Looking at held contents copies them; the engine's message stays for its properties.
 */
public abstract non-sealed class AbstractMsg implements Msg {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(AbstractMsg.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The state word, as in {@link SocketResource}. */
    @SuppressWarnings("unused")
    private volatile @Nullable Thread user;

    private volatile boolean closed;

    /** Whether closing is done, not only begun; guarded by the guard. */
    private boolean givenBack;

    /** Memory to send from; kept for the next contents that fit. */
    private ByteBuffer memory = NO_BYTES;

    /** The part of {@link #memory} that is the contents; what {@link #data()} hands out. */
    private ByteBuffer view = NO_BYTES;

    /** The last such part; kept for the next contents of its size. */
    private ByteBuffer lastView = NO_BYTES;

    private int size;

    /** Whether more frames follow, for one that was received as bytes. */
    private boolean more;

    /** Whether the contents are with the engine only. */
    private boolean onlyHeld;

    /** Whether the engine holds a message of ours, looked at or not. */
    private boolean held;

    /** Creates an empty message. */
    protected AbstractMsg() {}

    // ---- what a backend does, called with the guard held

    /**
     * Memory to fill and to send from.
     *
     * @param capacity bytes
     * @return a buffer: direct where the engine is native
     */
    protected abstract ByteBuffer doAllocate(int capacity);

    /**
     * Copies what the engine holds.
     *
     * @param target has exactly the room
     */
    protected abstract void doCopyHeld(ByteBuffer target);

    /** Lets go of what the engine holds. */
    protected abstract void doReleaseHeld();

    /**
     * Lets the engine hold what it holds for another message too; nothing is held here at the moment.
     *
     * @param source of the same backend, held
     * @return false when the engine cannot, and bytes are to be copied
     */
    protected abstract boolean doShareHeld(AbstractMsg source);

    /**
     * Takes over what the engine holds for another message; nothing is held here at the moment, nor there afterwards.
     *
     * @param source of the same backend, held
     */
    protected abstract void doMoveHeld(AbstractMsg source);

    /**
     * Whether more frames follow what the engine holds.
     *
     * @return the flag it was received with
     */
    protected abstract boolean doMoreHeld();

    /**
     * A property of what the engine holds.
     *
     * @param property its name
     * @return its value, or null
     */
    protected abstract @Nullable String doMetadata(String property);

    /** Gives back what the message itself takes from the engine, its contents being released. Called once. */
    protected abstract void doClose();

    // ---- what users call

    @Override
    public final int size() {
        enter();
        try {
            return size;
        } finally {
            exit();
        }
    }

    @Override
    public final ByteBuffer data() {
        enter();
        try {
            look();
            return view.clear();
        } finally {
            exit();
        }
    }

    @Override
    public final byte[] toByteArray() {
        enter();
        try {
            byte[] bytes = new byte[size];
            if (onlyHeld) {
                doCopyHeld(ByteBuffer.wrap(bytes));
            } else {
                memory.get(0, bytes);
            }
            return bytes;
        } finally {
            exit();
        }
    }

    @Override
    public final boolean more() {
        enter();
        try {
            return moreFollows();
        } finally {
            exit();
        }
    }

    @Override
    public final @Nullable String metadata(String property) {
        Objects.requireNonNull(property, "property");
        enter();
        try {
            return held ? doMetadata(property) : null;
        } finally {
            exit();
        }
    }

    @Override
    public final void copyFrom(Msg source) {
        take((AbstractMsg) source, false);
    }

    @Override
    public final void moveFrom(Msg source) {
        take((AbstractMsg) source, true);
    }

    @SuppressWarnings("ReferenceEquality") // onto itself, not onto an equal one
    private void take(AbstractMsg source, boolean move) {
        source.enter();
        try {
            if (source == this) {
                return;
            }
            enter();
            try {
                release();
                takeContents(source, move);
                if (move) {
                    source.release();
                }
            } finally {
                exit();
            }
        } finally {
            source.exit();
        }
    }

    private void takeContents(AbstractMsg source, boolean move) {
        if (source.onlyHeld && source.getClass() == getClass()) {
            int bytes = source.size;
            if (move) {
                doMoveHeld(source);
                source.held = false;
            } else if (!doShareHeld(source)) {
                copyBytes(source);
                return;
            }
            hold(bytes);
        } else {
            copyBytes(source);
        }
    }

    private void copyBytes(AbstractMsg source) {
        more = source.moreFollows();
        prepare(source.size);
        if (source.onlyHeld) {
            source.doCopyHeld(contents());
        } else {
            memory.put(0, source.memory, 0, source.size);
        }
    }

    @Override
    public final void reset() {
        enter();
        try {
            release();
        } finally {
            exit();
        }
    }

    @Override
    public final void reset(int newSize) {
        if (newSize < 0) {
            throw new ZmqException(ErrorCode.EINVAL, "the size of a message must be 0 or more, was " + newSize);
        }
        enter();
        try {
            release();
            prepare(newSize);
        } finally {
            exit();
        }
    }

    /**
     * While another thread is inside, perhaps waiting, there is nothing to give back: a later close or the cleaner
     * does.
     */
    @Override
    public final void close() {
        closed = true;
        if (!USER.compareAndSet(this, (Thread) null, Thread.currentThread())) {
            return;
        }
        try {
            if (!givenBack) {
                givenBack = true;
                release();
                memory = NO_BYTES;
                view = NO_BYTES;
                lastView = NO_BYTES;
                doClose();
            }
        } finally {
            exit();
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    /**
     * What it is, for people: never its contents. Never throws.
     *
     * @return such as {@code Msg[3 bytes]}
     */
    @Override
    public final String toString() {
        return closed ? "Msg[closed]" : "Msg[" + size + " bytes]";
    }

    // ---- for sockets: between enter and exit

    final void enter() {
        if (!USER.compareAndSet(this, (Thread) null, Thread.currentThread())) {
            throw inUse();
        }
        if (closed) {
            exit();
            throw new ClosedException("the message is closed");
        }
    }

    private ZmqException inUse() {
        if (closed) {
            return new ClosedException("the message is closed");
        }
        Thread inside = user;
        String other = inside == null ? "another thread" : "thread \"" + inside.getName() + "\"";
        return new ConcurrentUseException("the message is in use by " + other + "; called from \""
                + Thread.currentThread().getName() + "\"");
    }

    final void exit() {
        USER.setRelease(this, (Thread) null);
    }

    final int length() {
        return size;
    }

    /** Whether more frames follow the one it was received with. */
    final boolean moreFollows() {
        return held ? doMoreHeld() : more;
    }

    /** Whether the engine holds the contents and can send them as they are. */
    final boolean isOnlyHeld() {
        return onlyHeld;
    }

    /** The contents that Java owns: position 0, limit their size. Nobody else may touch position or limit. */
    final ByteBuffer contents() {
        return memory;
    }

    /** Makes the contents Java's, as {@link #data()} does. */
    final void look() {
        if (onlyHeld) {
            prepareMemory(size);
            doCopyHeld(memory);
            memory.position(0);
            onlyHeld = false;
        }
    }

    /** Becomes a message of some size, not held, that is not filled yet. */
    final void prepare(int newSize) {
        prepareMemory(newSize);
        size = newSize;
    }

    private void prepareMemory(int newSize) {
        if (memory.capacity() < newSize) {
            try {
                memory = doAllocate(newSize);
                lastView = NO_BYTES;
            } catch (OutOfMemoryError e) {
                throw new ZmqException(ErrorCode.ENOMEM, "no memory for a message of " + newSize + " bytes", 0, e);
            }
        }
        memory.clear().limit(newSize);
        if (lastView.capacity() != newSize) {
            lastView = memory.slice();
        }
        view = lastView.order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * Says that the engine holds contents for it now, and nothing else any more.
     *
     * @param newSize their size
     */
    protected final void hold(int newSize) {
        size = newSize;
        held = true;
        onlyHeld = true;
    }

    /** A frame was received into {@link #contents()}, whose position moved. */
    final void received(boolean moreFollows) {
        memory.position(0);
        more = moreFollows;
    }

    /** The contents went elsewhere with the engine: what was held is no longer. */
    final void gone() {
        held = false;
        onlyHeld = false;
        more = false;
        size = 0;
        memory.limit(0);
        view = NO_BYTES;
    }

    /** Becomes empty. */
    final void release() {
        if (held) {
            doReleaseHeld();
        }
        gone();
    }
}
