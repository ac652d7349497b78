package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.AbstractMsg;
import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A message whose contents can be a frame of JeroMQ. The frame is only ever read here: its sender and other receivers
 * in this JVM may have it too.
 */
final class JeroMqMsg extends AbstractMsg {
    private static final boolean RENEWS_FRAMES = Safeguard.isOn("fresh-frame");

    private static final String PEER_ADDRESS = "Peer-Address";

    private @Nullable Msg frame;

    /** What was received; nothing is held at the moment. */
    void receive(Msg received) {
        frame = received;
    }

    /**
     * A frame to send. Repairs JeroMQ 0.6.0, which changes flags and metadata of the very object that others receive:
     * the bytes are shared, the frame is new.
     */
    Msg toSend() {
        return RENEWS_FRAMES ? new Msg(frame().data()) : frame();
    }

    private Msg frame() {
        return Objects.requireNonNull(frame);
    }

    @Override
    protected ByteBuffer doAllocate(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    @Override
    protected void doCopyHeld(ByteBuffer target) {
        target.put(frame().data());
    }

    @Override
    protected void doReleaseHeld() {
        frame = null;
    }

    @Override
    protected boolean doShareHeld(AbstractMsg source) {
        frame = ((JeroMqMsg) source).frame;
        return true;
    }

    @Override
    protected void doMoveHeld(AbstractMsg source) {
        doShareHeld(source);
        ((JeroMqMsg) source).frame = null;
    }

    @Override
    protected boolean doMoreHeld() {
        return frame().hasMore();
    }

    @Override
    protected @Nullable String doMetadata(String property) {
        Metadata metadata = frame().getMetadata();
        String value = metadata == null ? null : metadata.get(property);
        return value != null && property.equals(PEER_ADDRESS) ? withoutPort(value) : value;
    }

    /** Repairs JeroMQ 0.6.0, which gives address and port where libzmq gives the address. */
    private static String withoutPort(String address) {
        int colon = address.lastIndexOf(':');
        boolean port = Safeguard.isOn("peer-address")
                && colon > 0
                && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
        return port ? address.substring(0, colon) : address;
    }

    @Override
    protected void doClose() {
        // nothing of an engine's
    }
}
