package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.AbstractMsg;
import io.zmq4j.spi.Safeguard;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message whose contents libzmq can hold. */
final class NativeMsg extends AbstractMsg {
    private static final Cleaner CLEANER = Cleaner.create();

    /** Twice a {@code zmq_msg_t}, so that a later libzmq may grow it. */
    private static final int SPACE = 128;

    private final LibZmq zmq;
    private final LibC libc;
    private final MemoryWindows all;
    private final long address;
    private final Cleaner.Cleanable memory;

    @SuppressWarnings("this-escape") // the cleaner only waits for this to become unreachable
    NativeMsg(NativeBinding binding) {
        this.zmq = binding.zmq();
        this.libc = binding.libc();
        this.all = binding.memory();
        this.address = libc.malloc(SPACE);
        zmq.zmq_msg_init(address);
        this.memory = CLEANER.register(this, new Memory(zmq, libc, address));
    }

    /** What is left to free; the one call into libzmq that a cleaner makes. */
    private record Memory(LibZmq zmq, LibC libc, long address) implements Runnable {
        @Override
        public void run() {
            zmq.zmq_msg_close(address);
            libc.free(address);
        }
    }

    /** Sends from the caller's memory: libzmq holds it from now on. */
    NativeMsg borrow(ByteBuffer data, Runnable released) {
        int size = data.remaining();
        if (size > 0 && Safeguard.isOn("freed-buffers")) {
            data.get(data.position()); // throws when the memory was freed, as that of a closed Arena
        }
        long lent = LentMemory.lend(data, released);
        if (zmq.zmq_msg_init_data(address, libc.addressOf(data) + data.position(), size, lent) != 0) {
            LentMemory.takeBack(lent);
            zmq.zmq_msg_init(address); // it was left half made
            throw new OutOfMemoryError("no memory for a message");
        }
        hold(size);
        return this;
    }

    long address() {
        return address;
    }

    @Override
    protected ByteBuffer doAllocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity);
    }

    @Override
    protected void doCopyHeld(ByteBuffer target) {
        int size = target.remaining();
        if (size > 0) {
            all.copyOut(zmq.zmq_msg_data(address), target, size);
        }
    }

    @Override
    protected void doReleaseHeld() {
        zmq.zmq_msg_close(address);
        zmq.zmq_msg_init(address);
    }

    @Override
    protected boolean doShareHeld(AbstractMsg source) {
        return zmq.zmq_msg_copy(address, ((NativeMsg) source).address) == 0;
    }

    @Override
    protected void doMoveHeld(AbstractMsg source) {
        zmq.zmq_msg_move(address, ((NativeMsg) source).address);
    }

    @Override
    protected boolean doMoreHeld() {
        return zmq.zmq_msg_more(address) == 1;
    }

    @Override
    protected @Nullable String doMetadata(String property) {
        if (property.isEmpty() || property.indexOf('\0') >= 0) {
            return null;
        }
        try (CText name = new CText(libc, property)) {
            long value = zmq.zmq_msg_gets(address, name.address());
            return value == 0 ? null : libc.text(value);
        }
    }

    @Override
    protected void doClose() {
        memory.clean();
    }
}
