package io.zmq4j.backend.fake;

import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REQ: sends a request, then receives its reply, from the peer that got the request. */
class FakeReq extends FakeDealer {
    private boolean awaitingReply;

    @Nullable
    FakePipe asked;

    FakeReq(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        if (awaitingReply) {
            throw new WrongStateException("a REQ socket must receive the reply before it sends the next request");
        }
        FakePipe pipe = nextWriter();
        if (pipe == null) {
            return false;
        }
        asked = pipe;
        dropWhatCameBefore();
        to(pipe);
        frame(EMPTY);
        frame(first);
        return true;
    }

    /** It is not the reply to this request. */
    private void dropWhatCameBefore() {
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            pipe.read();
        }
    }

    @Override
    void sent() {
        awaitingReply = true;
    }

    @Override
    @Nullable
    List<byte[]> next() {
        if (!awaitingReply) {
            throw new WrongStateException("a REQ socket must send a request before it receives the reply");
        }
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            List<byte[]> reply = pipe.peek();
            pipe.read();
            if (isReply(pipe, reply)) {
                return reply.subList(1, reply.size());
            }
        }
        return null;
    }

    private boolean isReply(FakePipe pipe, List<byte[]> message) {
        boolean expected = asked == null || asked == pipe;
        return expected && message.size() > 1 && message.get(0).length == 0;
    }

    /** Drops others than replies on the way. */
    @Override
    boolean hasNext() {
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            if (isReply(pipe, pipe.peek())) {
                return true;
            }
            pipe.read();
        }
        return false;
    }

    @Override
    void received() {
        awaitingReply = false;
    }

    @Override
    boolean mayReceive() {
        return awaitingReply;
    }

    @Override
    boolean canSend() {
        return !awaitingReply && super.canSend();
    }

    @Override
    void detach(FakePipe pipe) {
        super.detach(pipe);
        if (asked == pipe) {
            asked = null;
        }
    }
}
