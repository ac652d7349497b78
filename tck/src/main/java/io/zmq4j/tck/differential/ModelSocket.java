package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket of the model: its pipes, the message it is in the middle of. Subclasses add how a type routes. */
abstract class ModelSocket {
    /** Two turns: the order of those that wait may change in between. */
    private static final int TURNS = 2;

    private final Model model;
    private final SocketType type;
    private final ModelOptions options;
    private final List<ModelPipe> pipes = new ArrayList<>();
    private final Deque<String> rest = new ArrayDeque<>();
    private final List<String> outgoing = new ArrayList<>();
    private final List<ModelPipe> targets = new ArrayList<>();
    private @Nullable List<String> ahead;
    private @Nullable List<String> last;
    private boolean sending;
    private boolean looking;
    private boolean closed;
    private int peers;

    ModelSocket(Model model, SocketType type) {
        this.model = model;
        this.type = type;
        this.options = new ModelOptions(model, type);
    }

    static ModelSocket of(Model model, SocketType type) {
        return switch (type) {
            case PUSH, PULL, DEALER -> new ModelDealer(model, type);
            case PAIR -> new ModelPair(model, type);
            case REQ -> new ModelReq(model, type);
            case REP -> new ModelRep(model, type);
            case ROUTER -> new ModelRouter(model, type);
            case PUB, XPUB -> new ModelPublisher(model, type);
            case SUB, XSUB -> new ModelSubscriber(model, type);
            case STREAM -> throw new IllegalArgumentException("none of messages: " + type);
        };
    }

    // ---- how a type routes

    /** Starts a message: calls {@link #to} and {@link #frame}; false when it would have to wait. */
    abstract boolean start(String first, boolean more);

    /** The message is handed over. */
    void sent() {}

    /** Takes the next message in, or null. */
    @Nullable
    List<String> next() {
        ModelPipe pipe = nextPipe();
        return pipe == null ? null : pipe.read();
    }

    /** A message was asked for, whether there was one or not. */
    void asked() {}

    /** The last frame of a message was received. */
    void received() {}

    /** A message was received as a whole: a reply would be one to it. */
    void receivedWhole() {}

    /** Whether a message could be sent at once. */
    abstract boolean canSend();

    /** Whether the socket's state lets it receive. */
    boolean mayReceive() {
        return type.canReceive();
    }

    /** Whether a message could be received at once. */
    boolean canReceive() {
        return ahead != null || pipes.stream().anyMatch(ModelPipe::hasMessage);
    }

    /** Whether the type takes the next message in when it is asked whether there is one. */
    boolean looksAhead() {
        return false;
    }

    /** Whether something was taken in that nobody has received: peers are not looked at then. */
    boolean holdsAny() {
        return looking || ahead != null;
    }

    void attached(ModelPipe pipe) {
        pipes.add(pipe);
        peers++;
    }

    /** Both ends of a pipe have sockets now. */
    void met(ModelPipe pipe, ModelSocket peer) {}

    void arrived(ModelPipe pipe) {}

    void detached(ModelPipe pipe) {
        pipes.remove(pipe);
    }

    /** A pipe is gone at both ends. */
    void ended(ModelPipe pipe) {}

    final void to(ModelPipe pipe) {
        targets.add(pipe);
    }

    final void frame(String frame) {
        outgoing.add(frame);
    }

    /** Any that has a message; but none waits for long. */
    @Nullable
    ModelPipe nextPipe() {
        List<ModelPipe> ready = pipes.stream().filter(ModelPipe::hasMessage).toList();
        if (ready.isEmpty()) {
            return null;
        }
        List<ModelPipe> overdue =
                ready.stream().filter(pipe -> pipe.isOverdue(TURNS * peers)).toList();
        ModelPipe pipe = model.choices().among(overdue.isEmpty() ? ready : overdue);
        ready.forEach(ModelPipe::passOver);
        return pipe;
    }

    // ---- sending and receiving

    final boolean send(List<String> frames) {
        checkOpen();
        checkSends();
        if (sending) {
            throw new ZmqException(ErrorCode.EFSM, "half sent");
        }
        for (int i = 0; i < frames.size(); i++) {
            if (!hand(frames.get(i), i < frames.size() - 1)) {
                return false;
            }
        }
        return true;
    }

    final boolean sendFrame(String frame, boolean more) {
        checkOpen();
        checkSends();
        return hand(frame, more);
    }

    private void checkSends() {
        if (!type.canSend()) {
            throw new ZmqException(ErrorCode.ENOTSUP, "does not send");
        }
    }

    private boolean hand(String frame, boolean more) {
        if (sending) {
            outgoing.add(frame);
        } else if (!start(frame, more)) {
            targets.clear();
            outgoing.clear();
            return false;
        }
        sending = more;
        if (!more) {
            List<String> message = List.copyOf(outgoing);
            List<ModelPipe> receivers = List.copyOf(targets);
            targets.clear();
            outgoing.clear();
            receivers.forEach(pipe -> pipe.write(message));
            sent();
        }
        return true;
    }

    final @Nullable List<String> recv() {
        checkOpen();
        if (!rest.isEmpty()) {
            throw new ZmqException(ErrorCode.EFSM, "half received");
        }
        if (!fetch()) {
            return null;
        }
        last = List.copyOf(rest);
        rest.clear();
        received();
        receivedWhole();
        return last;
    }

    final @Nullable String recvFrame() {
        checkOpen();
        if (rest.isEmpty() && !fetch()) {
            return null;
        }
        String frame = rest.remove();
        if (rest.isEmpty()) {
            received();
            return frame;
        }
        return frame + "+";
    }

    private boolean fetch() {
        if (!type.canReceive()) {
            throw new ZmqException(ErrorCode.ENOTSUP, "does not receive");
        }
        List<String> message = ahead == null ? next() : ahead;
        ahead = null;
        asked();
        List.copyOf(pipes).forEach(ModelPipe::leaveWhenRead);
        if (message != null) {
            rest.addAll(message);
        }
        return message != null;
    }

    /** The last whole message that was received. */
    final @Nullable List<String> last() {
        return last;
    }

    final String events() {
        checkOpen();
        List<String> events = new ArrayList<>();
        if (!rest.isEmpty() || (mayReceive() && canReceive())) {
            events.add("POLLIN");
        }
        if (sending ? goesOn() : canSend()) {
            events.add("POLLOUT");
        }
        return events.toString();
    }

    /** The rest of a message whose receiver has left goes nowhere, without waiting. */
    private boolean goesOn() {
        return targets.stream().allMatch(ModelPipe::isConnected)
                || model.choices().of(2) == 0;
    }

    /** What an engine does when it is asked for news. */
    void settle() {
        if (looksAhead() && !holdsAny() && rest.isEmpty() && mayReceive()) {
            looking = true;
            ahead = next();
            looking = false;
            List.copyOf(pipes).forEach(ModelPipe::leaveWhenRead);
        }
    }

    /** Whether the next message is taken in to see whether there is one. */
    final boolean isLooking() {
        return looking;
    }

    // ---- endpoints and life

    final void checkOpen() {
        if (closed) {
            throw new ZmqException(ErrorCode.ENOTSOCK, "closed");
        }
    }

    /** A peer is not left while a message of one is held that may be its own. */
    final void checkLeave() {
        if (!rest.isEmpty() || holdsAny()) {
            throw new ZmqException(ErrorCode.EFSM, "half received or seen");
        }
    }

    final void close() {
        closed = true;
        for (ModelPipe pipe : List.copyOf(pipes)) {
            pipe.close();
        }
    }

    final boolean isClosed() {
        return closed;
    }

    final Model model() {
        return model;
    }

    final SocketType type() {
        return type;
    }

    final ModelOptions options() {
        return options;
    }

    final List<ModelPipe> pipes() {
        return pipes;
    }

    final boolean isOn(SocketOption<Boolean> option) {
        return (Boolean) options.value(option);
    }

    final int sendLimit() {
        return (Integer) options.value(SocketOptions.SNDHWM);
    }

    final int recvLimit() {
        return (Integer) options.value(SocketOptions.RCVHWM);
    }
}
