package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REP: a request, then its reply, with the envelope that the request came in (RFC 28). */
final class ModelRep extends ModelSocket {
    private static final String POLLIN_TELLS_TOO_MUCH = "REP-011";

    private boolean replying;

    private static final String REPLY_GETS_LOST = "REP-012";

    /** Who sent what is no request, since something was received. */
    private final List<ModelPipe> strays = new ArrayList<>();

    private boolean spoilt;
    private @Nullable ModelPipe asker;
    private List<String> envelope = List.of();

    ModelRep(Model model, SocketType type) {
        super(model, type);
    }

    @Override
    boolean start(String first, boolean more) {
        if (!replying) {
            throw new ZmqException(ErrorCode.EFSM, "a request first");
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
        spoilt = false;
    }

    @Override
    @Nullable
    List<String> next() {
        if (replying) {
            throw new ZmqException(ErrorCode.EFSM, "the reply first");
        }
        for (ModelPipe pipe = nextPipe(); pipe != null; pipe = nextPipe()) {
            List<String> request = pipe.read();
            int body = request.indexOf("") + 1;
            if (body > 0 && body < request.size()) {
                asker = pipe;
                envelope = request.subList(0, body);
                return request.subList(body, request.size());
            }
            strays.add(pipe);
            if (isLooking() && holdsStray()) {
                return null;
            }
        }
        return null;
    }

    @Override
    void asked() {
        boolean left = strays.stream().anyMatch(pipe -> !pipe.isConnected());
        spoilt |= left && model().deviates(REPLY_GETS_LOST);
        strays.clear();
        if (spoilt) {
            asker = null;
        }
    }

    @Override
    boolean canReceive() {
        return super.canReceive() || holdsAny();
    }

    @Override
    boolean holdsAny() {
        return super.holdsAny() || holdsStray();
    }

    private boolean holdsStray() {
        return !strays.isEmpty() && model().deviates(POLLIN_TELLS_TOO_MUCH);
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
    boolean looksAhead() {
        return true;
    }

    @Override
    boolean canSend() {
        return replying;
    }

    @Override
    void detached(ModelPipe pipe) {
        super.detached(pipe);
        if (asker == pipe) {
            asker = null;
        }
    }
}
