package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ROUTER: receives with the sender's routing id in front, sends to the routing id in front. An id that it made up is
 * only known as that of the last message.
 */
final class ModelRouter extends ModelSocket {
    private static final String ALWAYS_READY = "RTR-007";

    private final Map<ModelPipe, String> ids = new HashMap<>();

    /** Ids that a peer has, or has had. */
    private final Set<String> known = new HashSet<>();

    /** Those that this socket has left, and whose other ends have not. */
    private final Set<ModelPipe> leaving = new HashSet<>();

    private @Nullable ModelPipe from;
    private @Nullable ModelPipe lastFrom;

    ModelRouter(Model model, SocketType type) {
        super(model, type);
    }

    @Override
    boolean start(String first, boolean more) {
        ModelPipe pipe = more ? peer(first) : null;
        boolean mandatory = more && isOn(SocketOptions.ROUTER_MANDATORY);
        if (pipe != null && pipe.hasRoom()) {
            to(pipe);
        } else if (mandatory && ((pipe != null && pipe.isConnected()) || isFoundOutLater(first))) {
            return false;
        } else if (mandatory) {
            throw new ZmqException(ErrorCode.EHOSTUNREACH, "no such peer");
        }
        return true;
    }

    /** Whether a peer that has left counts as full until a message to it was tried. */
    private boolean isFoundOutLater(String id) {
        return known.contains(id) && model().choices().of(2) == 1;
    }

    private @Nullable ModelPipe peer(String id) {
        if (id.equals(Subject.ANYBODY)) {
            return ids.containsKey(lastFrom) ? lastFrom : null;
        }
        return ids.entrySet().stream()
                .filter(each -> each.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    @Override
    @Nullable
    List<String> next() {
        ModelPipe pipe = nextPipe();
        if (pipe == null) {
            return null;
        }
        from = pipe;
        List<String> message = new ArrayList<>(List.of(ids.getOrDefault(pipe, Subject.ANYBODY)));
        message.addAll(pipe.read());
        return message;
    }

    @Override
    void receivedWhole() {
        lastFrom = from;
    }

    @Override
    boolean looksAhead() {
        return true;
    }

    /** A message to a peer that is leaving does not wait, and is refused. */
    @Override
    boolean canSend() {
        return !isOn(SocketOptions.ROUTER_MANDATORY)
                || model().deviates(ALWAYS_READY)
                || ids.keySet().stream().anyMatch(ModelPipe::hasRoom)
                || (anyLeaves() && model().choices().of(2) == 1);
    }

    private boolean anyLeaves() {
        return !leaving.isEmpty() || ids.keySet().stream().anyMatch(pipe -> !pipe.isConnected());
    }

    @Override
    void detached(ModelPipe pipe) {
        super.detached(pipe);
        ids.remove(pipe);
        leaving.add(pipe);
    }

    /** A REQ finds out when it reads, and need not read for long. */
    @Override
    void ended(ModelPipe pipe) {
        if (!(pipe.peer().owner() instanceof ModelReq)) {
            leaving.remove(pipe);
        }
    }

    /** Only now it is known who it is. */
    @Override
    void met(ModelPipe pipe, ModelSocket peer) {
        String named = peer.options().routingId();
        String id = named.isEmpty() ? Subject.ANYBODY : named;
        ids.put(pipe, id);
        known.add(id);
    }
}
