package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.Safeguard;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import zmq.Ctx;
import zmq.Msg;
import zmq.ZMQ;

/** Binds and connects one socket, and knows its endpoints by the texts that the user knows. */
final class JeroMqEndpoints {
    private final SocketType type;
    private final JeroMqEngine engine;
    private final JeroMqSocketResource resource;
    private final JeroMqSocketOptions options;
    private final JeroMqSender sender;
    private final EarlySubscriptions subscriptions;
    private final Ctx ctx;
    private final InprocRegistry inproc;
    private final PlainGate plainGate;
    private final Object name;

    /** The user's text, and what the engine calls it. */
    private final Map<String, String> keys = new HashMap<>();

    JeroMqEndpoints(
            SocketType type,
            JeroMqContext context,
            JeroMqEngine engine,
            JeroMqSocketResource resource,
            JeroMqSocketOptions options,
            JeroMqSender sender,
            EarlySubscriptions subscriptions,
            Object name) {
        this.type = type;
        this.engine = engine;
        this.resource = resource;
        this.options = options;
        this.sender = sender;
        this.subscriptions = subscriptions;
        this.ctx = context.ctx();
        this.inproc = context.inproc();
        this.plainGate = context.plainGate();
        this.name = name;
    }

    String bind(Endpoint endpoint) {
        liftLimitOfEncrypted(endpoint);
        return endpoint.transport().equals("inproc") ? bindInproc(endpoint.text()) : bindOrReport(endpoint);
    }

    private String bindOrReport(Endpoint endpoint) {
        options.affinity().check();
        try {
            DescriptorHeadRoom.check(DescriptorHeadRoom.OF_LISTENER, "bind of socket " + name + " to " + endpoint);
            return endpoint.transport().equals("tcp") ? bindTcp(endpoint) : bindOther(endpoint.text());
        } catch (ZmqException e) {
            options.events().bindFailed(endpoint.text(), e.code());
            throw e;
        }
    }

    private void bindEngine(String endpoint) {
        engine.call("bind to " + endpoint, () -> engine.socket().bind(endpoint));
    }

    private String bindInproc(String endpoint) {
        if (endpoint.equals(PlainGate.ENDPOINT)) {
            plainGate.handlerComes(resource, () -> inproc.bind(ctx, endpoint, () -> bindEngine(endpoint)));
            sender.zapReplies(new ZapReplies(type));
            return endpoint;
        }
        inproc.claim(endpoint, resource);
        try {
            inproc.bind(ctx, endpoint, () -> bindEngine(endpoint));
        } catch (RuntimeException e) {
            inproc.free(endpoint, resource);
            throw e;
        }
        return endpoint;
    }

    private String bindTcp(Endpoint endpoint) {
        String address = TcpAddresses.toBind(endpoint.address(), ipv6());
        try {
            bindEngine("tcp://" + address);
        } catch (ZmqException e) {
            if (e.code() != ErrorCode.EADDRINUSE) {
                throw e;
            }
            throw new ZmqException(
                    TcpAddresses.whyNotBound(address),
                    "bind of socket " + name + " to " + endpoint + " failed",
                    e.rawErrno().orElse(0),
                    e);
        }
        String key = lastBound();
        String bound = TcpAddresses.shortened(key);
        keys.put(bound, key);
        return bound;
    }

    private boolean ipv6() {
        return options.getNumber(SocketOptions.IPV6) != 0;
    }

    private String bindOther(String endpoint) {
        bindEngine(endpoint);
        keys.put(endpoint, lastBound());
        return endpoint;
    }

    private String lastBound() {
        return (String) Objects.requireNonNull(engine.get(ZMQ.ZMQ_LAST_ENDPOINT));
    }

    void connect(Endpoint endpoint) {
        String text = endpoint.text();
        if (endpoint.transport().equals("inproc")) {
            options.checkMayProbe();
            connectInproc(text);
            return;
        }
        if (type == SocketType.PUB && keys.containsKey(text) && Safeguard.isOn("connect-once")) {
            return; // as libzmq, and as JeroMQ 0.6.0 does on DEALER, REQ and SUB alone
        }
        options.affinity().check();
        liftLimitOfEncrypted(endpoint);
        String key = endpoint.transport().equals("tcp") ? toConnect(endpoint) : text;
        options.tuning().connecting();
        connectEngine(text, key);
        keys.put(text, key);
    }

    private String toConnect(Endpoint endpoint) {
        String address = TcpAddresses.toConnect(endpoint.address());
        options.events().connecting(address, ipv6(), endpoint.text());
        return "tcp://" + address;
    }

    private void connectEngine(String text, String key) {
        engine.call("connect to " + text, () -> engine.socket().connect(key));
    }

    private void connectInproc(String endpoint) {
        Runnable connect = () -> connectEngine(endpoint, endpoint);
        if (inproc.isBound(endpoint)) {
            connect.run();
            return;
        }
        inproc.awaits(endpoint);
        resource.awaits(endpoint);
        if (type == SocketType.SUB) {
            subscriptions.withoutThem(
                    connect,
                    topic -> engine.set("UNSUBSCRIBE", ZMQ.ZMQ_UNSUBSCRIBE, topic),
                    topic -> engine.set("SUBSCRIBE", ZMQ.ZMQ_SUBSCRIBE, topic));
        } else {
            subscriptions.withoutThem(
                    connect,
                    topic -> engine.send(new Msg(EarlySubscriptions.frame(0, topic)), false),
                    topic -> engine.send(new Msg(EarlySubscriptions.frame(1, topic)), false));
        }
    }

    /**
     * Repairs JeroMQ 0.6.0: a CURVE message that finds the queue at its high-water mark is kept by the engine, and then
     * put into the queue as it came over the wire, still encrypted ({@code StreamEngine.pushOneThenDecodeAndPush} gets
     * the frame from before decoding). A queue without a limit is never full. It can go when a slow receiver gets all
     * messages decrypted.
     */
    private void liftLimitOfEncrypted(Endpoint endpoint) {
        if (Safeguard.isOn("curve-queue")
                && !endpoint.transport().equals("inproc")
                && options.getNumber(SocketOptions.MECHANISM) == Mechanism.CURVE.ordinal()) {
            engine.set("RCVHWM", ZMQ.ZMQ_RCVHWM, 0);
        }
    }

    /** Unbinds or disconnects. */
    void leave(Endpoint endpoint) {
        String text = endpoint.text();
        String key = endpoint.transport().equals("inproc") ? text : keys.get(text);
        if (key == null) {
            throw new ZmqException(ErrorCode.ENOENT, "socket " + name + " is neither bound nor connected to " + text);
        }
        if (text.equals(PlainGate.ENDPOINT) && inproc.isBound(text, resource)) {
            plainGate.handlerLeaves(resource);
            sender.zapReplies(null);
            return;
        }
        inproc.leave(
                text, () -> engine.call("leaving " + text, () -> engine.socket().termEndpoint(key)), engine::events);
        keys.remove(text);
        options.events().disconnecting(text);
        inproc.free(text, resource);
    }
}
