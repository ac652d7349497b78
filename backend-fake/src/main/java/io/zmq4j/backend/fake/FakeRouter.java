package io.zmq4j.backend.fake;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ROUTER: receives with the sender's routing id in front, sends to the routing id in front. */
class FakeRouter extends FakeCore {
    final Map<ByteBuffer, FakePipe> peers = new HashMap<>();
    private final Map<FakePipe, byte[]> ids = new HashMap<>();
    private int generated;

    FakeRouter(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        FakePipe pipe = moreFollow ? peers.get(ByteBuffer.wrap(first)) : null;
        boolean mandatory = moreFollow && options.isOn(SocketOptions.ROUTER_MANDATORY);
        if (pipe != null && pipe.hasRoom()) {
            to(pipe);
        } else if (mandatory && pipe != null && pipe.isConnected()) {
            return false;
        } else if (mandatory) {
            throw new ZmqException(ErrorCode.EHOSTUNREACH, "no peer has the routing id in front of the message");
        }
        return true;
    }

    @Override
    @Nullable
    List<byte[]> next() {
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            byte[] id = ids.get(pipe);
            List<byte[]> body = pipe.read();
            if (id != null && body != null) {
                List<byte[]> message = new ArrayList<>(body);
                message.add(0, id);
                return message;
            }
        }
        return null;
    }

    @Override
    boolean canSend() {
        return !options.isOn(SocketOptions.ROUTER_MANDATORY)
                || peers.values().stream().anyMatch(FakePipe::hasRoom);
    }

    @Override
    void attach(FakePipe pipe) {
        byte[] chosen = options.takeConnectRoutingId();
        if (chosen.length > 0) {
            name(pipe, chosen);
        }
        super.attach(pipe);
    }

    @Override
    void met(FakePipe pipe, FakeCore peer) {
        if (!ids.containsKey(pipe)) {
            byte[] own = peer.options.routingId();
            name(pipe, own.length > 0 ? own : generate());
        }
    }

    /** Of two peers with the same id the later one is not heard, or takes over. */
    void name(FakePipe pipe, byte[] id) {
        FakePipe other = peers.get(ByteBuffer.wrap(id));
        if (other != null && options.isOn(SocketOptions.ROUTER_HANDOVER)) {
            other.close();
            other = null;
        }
        if (other == null) {
            peers.put(ByteBuffer.wrap(id), pipe);
            ids.put(pipe, id);
        }
    }

    byte[] generate() {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 0)
                .putInt(++generated)
                .array();
    }

    @Override
    void detach(FakePipe pipe) {
        super.detach(pipe);
        byte[] id = ids.remove(pipe);
        if (id != null) {
            peers.remove(ByteBuffer.wrap(id));
        }
    }
}
