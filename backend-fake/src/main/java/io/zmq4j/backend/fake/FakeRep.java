package io.zmq4j.backend.fake;

import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REP: receives a request, then sends its reply, with the envelope that the request came in. */
class FakeRep extends FakeCore {
    private boolean replying;

    @Nullable
    FakePipe asker;

    List<byte[]> envelope = List.of();

    FakeRep(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        if (!replying) {
            throw new WrongStateException("a REP socket must receive a request before it sends the reply");
        }
        if (asker != null && asker.hasRoom()) {
            to(asker);
        }
        envelope.forEach(this::frame);
        frame(first);
        return true;
    }

    @Override
    void sent() {
        replying = false;
    }

    @Override
    @Nullable
    List<byte[]> next() {
        if (replying) {
            throw new WrongStateException("a REP socket must send the reply before it receives the next request");
        }
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            List<byte[]> request = pipe.read();
            int body = request == null ? 0 : bodyOf(request);
            if (request != null && body < request.size()) {
                asker = pipe;
                envelope = request.subList(0, body);
                return request.subList(body, request.size());
            }
        }
        return null;
    }

    /** Index of the frame behind the first empty one; a request without is no request. */
    private static int bodyOf(List<byte[]> request) {
        for (int i = 0; i < request.size(); i++) {
            if (request.get(i).length == 0) {
                return i + 1;
            }
        }
        return request.size();
    }

    @Override
    void received() {
        replying = true;
    }

    @Override
    boolean mayReceive() {
        return !replying;
    }

    @Override
    boolean canSend() {
        return replying;
    }
}
