package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REQ: a request, then its reply, from the peer that got the request (RFC 28). */
final class ModelReq extends ModelDealer {
    private static final String POLLIN_TELLS_TOO_MUCH = "REQ-011";

    private boolean awaitingReply;
    private @Nullable ModelPipe asked;

    ModelReq(Model model, SocketType type) {
        super(model, type);
    }

    @Override
    boolean start(String first, boolean more) {
        if (awaitingReply) {
            throw new ZmqException(ErrorCode.EFSM, "the reply first");
        }
        return super.start(first, more);
    }

    /** What came before the request is not its reply. */
    @Override
    void goingTo(ModelPipe pipe) {
        asked = pipe;
        frame("");
        for (ModelPipe each : List.copyOf(pipes())) {
            while (each.hasMessage()) {
                each.read();
            }
        }
    }

    /** When the peer has left in the middle of the request there is none to wait for, or it is waited for in vain. */
    @Override
    void sent() {
        awaitingReply = asked != null || model().choices().of(2) == 0;
    }

    @Override
    @Nullable
    List<String> next() {
        if (!awaitingReply) {
            throw new ZmqException(ErrorCode.EFSM, "a request first");
        }
        for (ModelPipe pipe = nextPipe(); pipe != null; pipe = nextPipe()) {
            List<String> message = pipe.read();
            if (isReply(pipe, message)) {
                return message.subList(1, message.size());
            }
        }
        return null;
    }

    private boolean isReply(ModelPipe pipe, List<String> message) {
        return (asked == null || asked == pipe)
                && message.size() > 1
                && message.get(0).isEmpty();
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
    boolean canReceive() {
        boolean any = super.canReceive();
        boolean reply = pipes().stream().anyMatch(pipe -> pipe.anyMatches(message -> isReply(pipe, message)));
        return model().deviates(POLLIN_TELLS_TOO_MUCH) ? any : reply;
    }

    @Override
    boolean canSend() {
        return !awaitingReply && super.canSend();
    }

    @Override
    void detached(ModelPipe pipe) {
        super.detached(pipe);
        if (asked == pipe) {
            asked = null;
        }
    }
}
