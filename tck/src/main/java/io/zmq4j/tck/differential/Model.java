package io.zmq4j.tck.differential;

import io.zmq4j.Capability;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How sockets that share a process behave by the RFCs, the manual and our contracts: state machines, without threads
 * and without an engine. Where these leave an engine free, {@link Choices} are made.
 */
final class Model implements Subject {
    private final Choices choices;
    private final Function<Capability, Support> supported;
    private final Set<String> deviations;
    private final @Nullable ModelSocket[] sockets = new ModelSocket[SOCKETS];
    private final ModelNames names;
    private final ModelMsgs msgs;
    private final Map<String, Boolean> deviating = new HashMap<>();
    private int unit;
    private int forgets;

    /**
     * With nothing in it.
     *
     * @param choices where there are some
     * @param supported what the backend supports
     * @param deviations rules that it declares not to keep
     */
    Model(Choices choices, Function<Capability, Support> supported, Set<String> deviations) {
        this.choices = choices;
        this.supported = supported;
        this.deviations = deviations;
        this.msgs = new ModelMsgs(choices);
        this.names = new ModelNames(choices);
    }

    Choices choices() {
        return choices;
    }

    Support support(Capability capability) {
        return supported.apply(capability);
    }

    /** Whether a rule is declared not to be kept, and is not; always or never in the same program. */
    boolean deviates(String rule) {
        return deviations.contains(rule) && deviating.computeIfAbsent(rule, key -> choices.of(2) == 0);
    }

    /**
     * What a sender knows of what its peer has read: an engine tells it at once, or whenever half of what there is room
     * for was read (HWM-008); which of both is the same everywhere.
     */
    int known(int read, int limit) {
        if (unit == 0 && read > 0) {
            unit = 1 + choices.of(2);
        }
        int half = (limit + 1) / 2;
        return unit == 1 ? read - read % half : read;
    }

    /** When a publisher that leaves takes the subscriptions for gone: at once, or when all that it sent was read. */
    boolean forgetsLate() {
        if (forgets == 0) {
            forgets = 1 + choices.of(2);
        }
        return forgets == 1;
    }

    private ModelSocket socket(int index) {
        ModelSocket socket = sockets[index];
        if (socket == null) {
            throw new NothingThereException();
        }
        return socket;
    }

    @Override
    public void open(int socket, SocketType type) {
        sockets[socket] = ModelSocket.of(this, type);
    }

    @Override
    public void close(int socket) {
        ModelSocket closed = socket(socket);
        names.leave(closed);
        closed.close();
    }

    @Override
    public void attach(Verb verb, int socket, String endpoint) {
        ModelSocket attached = socket(socket);
        attached.checkOpen();
        switch (verb) {
            case BIND -> names.bind(attached, endpoint);
            case CONNECT -> names.connect(attached, endpoint);
            case UNBIND -> {
                attached.checkLeave();
                names.unbind(attached, endpoint);
            }
            case DISCONNECT -> {
                attached.checkLeave();
                names.disconnect(attached, endpoint);
            }
        }
    }

    @Override
    public void set(int socket, SocketOption<?> option, Object value) {
        ModelSocket set = socket(socket);
        set.options().set(set, option, value);
        if (set instanceof ModelSubscriber subscriber && option == SocketOptions.SUBSCRIBE) {
            subscriber.subscribe(Engine.text((byte[]) value));
        } else if (set instanceof ModelSubscriber subscriber && option == SocketOptions.UNSUBSCRIBE) {
            subscriber.unsubscribe(Engine.text((byte[]) value));
        }
    }

    @Override
    public Object get(int socket, SocketOption<?> option) {
        return socket(socket).options().get(socket(socket), option);
    }

    @Override
    public boolean send(int socket, List<String> frames, Form form) {
        return socket(socket).send(frames);
    }

    @Override
    public boolean sendFrame(int socket, String frame, boolean more) {
        return socket(socket).sendFrame(frame, more);
    }

    @Override
    public boolean reply(int socket, String text) {
        ModelSocket replying = socket(socket);
        List<String> last = replying.last();
        if (last == null) {
            throw new NothingThereException();
        }
        List<String> reply = new ArrayList<>(last);
        reply.set(reply.size() - 1, text);
        return replying.send(reply);
    }

    @Override
    public @Nullable List<String> recv(int socket, Form form) {
        return socket(socket).recv();
    }

    @Override
    public @Nullable String recvFrame(int socket) {
        return socket(socket).recvFrame();
    }

    @Override
    public String events(int socket) {
        return socket(socket).events();
    }

    @Override
    public String msg(MsgVerb verb, int msg, int other, String text) {
        return switch (verb) {
            case SEND -> msgs.sent(msg, socket(0));
            case RECV -> msgs.received(msg, socket(1));
            default -> msgs.changed(verb, msg, other, text);
        };
    }

    @Override
    public void settle() {
        for (ModelSocket socket : sockets) {
            if (socket != null && !socket.isClosed()) {
                socket.settle();
            }
        }
    }
}
