package io.zmq4j.spi;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message whose contents are always Java's: for backends whose engine has no messages of its own. */
final class HeapMsg extends AbstractMsg {
    @Override
    protected ByteBuffer doAllocate(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    @Override
    protected void doCopyHeld(ByteBuffer target) {
        throw neverHeld();
    }

    @Override
    protected void doReleaseHeld() {
        throw neverHeld();
    }

    @Override
    protected boolean doShareHeld(AbstractMsg source) {
        throw neverHeld();
    }

    @Override
    protected void doMoveHeld(AbstractMsg source) {
        throw neverHeld();
    }

    @Override
    protected boolean doMoreHeld() {
        throw neverHeld();
    }

    @Override
    protected @Nullable String doMetadata(String property) {
        throw neverHeld();
    }

    @Override
    protected void doClose() {
        // nothing of an engine's
    }

    private static IllegalStateException neverHeld() {
        return new IllegalStateException("no engine holds this message");
    }
}
