package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractMsg;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.MonitorSink;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.spi.Waiter;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.charset.StandardCharsets;
import zmq.ZMQ;

/** A socket on {@link zmq.SocketBase}. */
class JeroMqSocket extends AbstractSocket {
    private final JeroMqContext context;
    private final SocketType type;
    private final JeroMqSocketResource resource;
    private final JeroMqEngine engine;
    private final ReplyState replies;
    private final JeroMqSender sender;
    private final JeroMqReceiver receiver;
    private final JeroMqSocketOptions options;
    private final JeroMqEndpoints endpoints;
    private String lastEndpoint = "";

    /** What the latest attempt needs, and what the engine told last: bits of its own. */
    private int needed;

    private int told;

    JeroMqSocket(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
        super(context, type, resource);
        this.context = context;
        this.type = type;
        this.resource = resource;
        EarlySubscriptions subscriptions = new EarlySubscriptions();
        this.engine = new JeroMqEngine(resource.engine(), this);
        this.replies = new ReplyState(type, this);
        this.receiver = new JeroMqReceiver(type, engine, replies);
        this.sender = new JeroMqSender(type, engine, receiver, replies, subscriptions);
        this.options = new JeroMqSocketOptions(type, context, engine, replies, subscriptions);
        this.endpoints = new JeroMqEndpoints(type, context, engine, resource, options, sender, subscriptions, this);
    }

    static int number(SocketType type) {
        return switch (type) {
            case PAIR -> ZMQ.ZMQ_PAIR;
            case PUB -> ZMQ.ZMQ_PUB;
            case SUB -> ZMQ.ZMQ_SUB;
            case REQ -> ZMQ.ZMQ_REQ;
            case REP -> ZMQ.ZMQ_REP;
            case DEALER -> ZMQ.ZMQ_DEALER;
            case ROUTER -> ZMQ.ZMQ_ROUTER;
            case PULL -> ZMQ.ZMQ_PULL;
            case PUSH -> ZMQ.ZMQ_PUSH;
            case XPUB -> ZMQ.ZMQ_XPUB;
            case XSUB -> ZMQ.ZMQ_XSUB;
            case STREAM -> ZMQ.ZMQ_STREAM;
        };
    }

    // ---- messages

    @Override
    protected boolean doSend(byte[] data, int offset, int length, boolean more) {
        context.checkWorks();
        needed = ZMQ.ZMQ_POLLOUT;
        return sender.send(data, offset, length, more);
    }

    @Override
    protected boolean doSend(ByteBuffer data, boolean more) {
        context.checkWorks();
        needed = ZMQ.ZMQ_POLLOUT;
        return sender.send(data, more);
    }

    /** A REQ socket that could not send all of its request waits for a reply that will not come. */
    @Override
    protected int doFetch() {
        context.checkWorks();
        needed = ZMQ.ZMQ_POLLIN;
        boolean asked = type != SocketType.REQ || sender.isWhole();
        return asked && receiver.fetch() ? receiver.size() : NOTHING;
    }

    @Override
    protected byte[] doTake() {
        return receiver.take();
    }

    @Override
    protected void doTake(ByteBuffer target) {
        receiver.take(target);
    }

    @Override
    protected boolean doMore() {
        return receiver.more();
    }

    @Override
    protected boolean doMoreBefore() {
        return receiver.moreBefore();
    }

    @Override
    protected void doForgetMore() {
        receiver.forgetMore();
    }

    @Override
    protected boolean doKnows(AbstractMsg msg) {
        return msg instanceof JeroMqMsg;
    }

    @Override
    protected boolean doSend(AbstractMsg msg, boolean more) {
        context.checkWorks();
        needed = ZMQ.ZMQ_POLLOUT;
        return sender.send((JeroMqMsg) msg, more);
    }

    @Override
    protected int doFetch(AbstractMsg target) {
        int size = doFetch();
        if (size != NOTHING) {
            ((JeroMqMsg) target).receive(receiver.takeFrame());
        }
        return size;
    }

    // ---- waiting

    @Override
    protected int doEvents() {
        context.checkWorks();
        int events = engine.events();
        told = events;
        if (sender.isBroken()) { // the engine says that it could send, as always inside a message
            events = sender.isWhole() ? engine.events() : events & ~ZMQ.ZMQ_POLLOUT;
        }
        if (replies.mayAskAgain()) {
            events |= ZMQ.ZMQ_POLLOUT;
        }
        return receiver.hasEarly() ? events | ZMQ.ZMQ_POLLIN : events;
    }

    @Override
    protected Waiter doTakeWaiter() {
        JeroMqWaiter waiter = resource.waiter();
        waiter.start();
        return waiter;
    }

    @Override
    protected void doGiveBack(Waiter waiter) {
        // stays with the resource
    }

    /** The engine is not asked to tell of what it told before an attempt in vain, nor inside a broken message. */
    @Override
    protected void doAwait(Waiter waiter, long nanos) {
        int events = sender.isBroken() ? 0 : needed & ~told;
        ((JeroMqWaiter) waiter).await(engine, events, nanos);
    }

    /** The channel that has something to read when the engine has news. */
    SelectableChannel mailbox() {
        return engine.socket().getFD();
    }

    // ---- endpoints

    @Override
    protected String doBind(Endpoint endpoint) {
        context.checkWorks();
        lastEndpoint = endpoints.bind(endpoint);
        return lastEndpoint;
    }

    @Override
    protected void doConnect(Endpoint endpoint) {
        context.checkWorks();
        endpoints.connect(endpoint);
        lastEndpoint = endpoint.text();
    }

    @Override
    protected void doUnbind(Endpoint endpoint) {
        context.checkWorks();
        endpoints.leave(endpoint);
    }

    @Override
    protected void doDisconnect(Endpoint endpoint) {
        context.checkWorks();
        endpoints.leave(endpoint);
    }

    // ---- events

    @Override
    protected void doMonitor(MonitorSink sink) {
        options.events().monitor(sink.events());
    }

    @Override
    protected void doUnmonitor() {
        options.events().unmonitor();
    }

    // ---- options

    @Override
    protected long doGetNumber(SocketOption<?> option) {
        return options.getNumber(option);
    }

    @Override
    protected byte[] doGetBytes(SocketOption<?> option) {
        return option == SocketOptions.LAST_ENDPOINT && Safeguard.isOn("last-endpoint")
                ? lastEndpoint.getBytes(StandardCharsets.UTF_8)
                : options.getBytes(option);
    }

    @Override
    protected void doSetNumber(SocketOption<?> option, long number) {
        options.setNumber(option, number);
    }

    @Override
    protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
        options.setBytes(option, bytes);
    }
}
