package io.zmq4j.backend.libzmq;

import io.zmq4j.Capability;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.spi.AbstractMsg;
import io.zmq4j.spi.AbstractSocket;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.MonitorSink;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.spi.Waiter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A socket of libzmq. Every call into the library returns at once; the wait is {@code poll} on the socket's descriptor.
 */
class NativeSocket extends AbstractSocket {
    private static final int BOTH_EVENTS = 3;
    private static final boolean DISCONNECT_LINGERS = Safeguard.isOn("disconnect-linger");

    /** Four times the LINGER that has to pass, and as many turns: time also passes while nothing runs at all. */
    private static final int SETTLE_TURNS = 100;

    private static final long TURN_NANOS = NativeSocketResource.LEAST_LINGER_MILLIS * 1_000_000L * 4 / SETTLE_TURNS;

    /** What a bind or connect may need: its own, and those to look names and interfaces up. */
    private static final int DESCRIPTORS = 4;

    private final NativeContext context;
    private final NativeBinding binding;
    private final NativeErrors errors;
    private final LibZmq zmq;
    private final NativeSocketResource resource;
    private final long handle;
    private final NativeSender sender;
    private final NativeReceiver receiver;
    private final NativeSocketOptions options;
    private final BindFailures bindFailures = new BindFailures();
    private final int descriptor;

    NativeSocket(NativeContext context, SocketType type, NativeSocketResource resource) {
        super(context, type, resource);
        this.context = context;
        this.binding = context.binding();
        this.errors = context.errors();
        this.zmq = binding.zmq();
        this.resource = resource;
        this.handle = resource.handle();
        this.sender = new NativeSender(binding, errors, resource, this);
        this.options = new NativeSocketOptions(binding, errors, resource, this);
        this.receiver = new NativeReceiver(binding, errors, resource, options, this);
        this.descriptor = options.getInt(LibZmq.ZMQ_FD);
    }

    // ---- messages

    @Override
    protected boolean doSend(byte[] data, int offset, int length, boolean more) {
        return sender.send(data, offset, length, more);
    }

    @Override
    protected boolean doSend(ByteBuffer data, boolean more) {
        return sender.send(data, more);
    }

    @Override
    protected int doFetch() {
        return receiver.fetch();
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
        return msg instanceof NativeMsg;
    }

    @Override
    protected boolean doSend(AbstractMsg msg, boolean more) {
        return sender.send((NativeMsg) msg, more);
    }

    @Override
    protected int doFetch(AbstractMsg target) {
        return receiver.fetch((NativeMsg) target);
    }

    // ---- waiting

    @Override
    protected int doEvents() {
        return options.getInt(LibZmq.ZMQ_EVENTS) & BOTH_EVENTS;
    }

    /**
     * Before zmq_msg_recv says EAGAIN, it processes all commands and tries once more; whatever comes later is a signal.
     */
    @Override
    protected boolean doFetchProcesses() {
        return true;
    }

    @Override
    protected Waiter doTakeWaiter() {
        return context.waiters().take();
    }

    @Override
    protected void doGiveBack(Waiter waiter) {
        context.waiters().giveBack((NativeWaiter) waiter);
    }

    @Override
    protected void doAwait(Waiter waiter, long nanos) {
        ((NativeWaiter) waiter).await(descriptor, nanos);
    }

    /** What is readable when the library has news for the socket. */
    int descriptor() {
        return descriptor;
    }

    // ---- endpoints

    @Override
    protected String doBind(Endpoint endpoint) {
        if (endpoint.transport().equals("inproc")) {
            context.inproc().bind(endpoint.text(), () -> call("bind to", zmq::zmq_bind, endpoint));
            resource.boundInproc().add(endpoint.text());
            return lastEndpoint();
        }
        int adopted = adopt(endpoint);
        call("bind to", zmq::zmq_bind, endpoint);
        if (adopted >= 0) {
            options.setNumber(SocketOptions.USE_FD, -1);
        }
        return lastEndpoint();
    }

    private String lastEndpoint() {
        return new String(options.getBytes(SocketOptions.LAST_ENDPOINT), StandardCharsets.UTF_8);
    }

    /** USE_FD goes for one bind, and what it names may have been closed since it was set. */
    private int adopt(Endpoint endpoint) {
        if (!endpoint.transport().equals("tcp") && !endpoint.transport().equals("ipc")) {
            return -1;
        }
        int adopted = options.getInt(LibZmq.ZMQ_USE_FD);
        if (adopted >= 0) {
            AdoptedDescriptors.check(binding, adopted);
            resource.adopted().take(adopted);
        }
        return adopted;
    }

    @Override
    protected void doConnect(Endpoint endpoint) {
        if (endpoint.transport().equals("inproc")) {
            context.inproc().connect(endpoint.text(), () -> call("connect to", zmq::zmq_connect, endpoint));
            resource.connectedInproc().add(endpoint.text());
        } else {
            call("connect to", zmq::zmq_connect, endpoint);
        }
    }

    @Override
    protected void doUnbind(Endpoint endpoint) {
        checkUnbind(endpoint);
        call("unbind from", zmq::zmq_unbind, endpoint);
        if (resource.boundInproc().remove(endpoint.text())) {
            context.inproc().free(Set.of(endpoint.text()));
        }
    }

    /**
     * libzmq 4.3.4 (#3442) takes the rest of a message away from an accepted connection that is in the middle of it,
     * and when that connection breaks next, the process ends ({@code session_base.cpp:260}). Unlike a disconnect this
     * does not linger. Can go when {@code NativeHazardTest} passes without it.
     */
    private void checkUnbind(Endpoint endpoint) {
        boolean connections = !endpoint.transport().equals("inproc");
        if (connections && resource.sentSeveral() && Safeguard.isOn("unbind-frames")) {
            throw new UnsupportedFeatureException(
                    context.backend().name(), Capability.UNBIND, NativeSupport.UNBIND.reason());
        }
    }

    @Override
    protected void doDisconnect(Endpoint endpoint) {
        int linger = resource.lingerMillis();
        boolean harmless = endpoint.transport().equals("inproc") || !resource.sentSeveral() || linger < 0;
        if (harmless || !DISCONNECT_LINGERS) {
            call("disconnect from", zmq::zmq_disconnect, endpoint);
            resource.connectedInproc().remove(endpoint.text()); // one disconnect ends all connections to it
        } else if (linger <= NativeSocketResource.LEAST_LINGER_MILLIS) {
            disconnectAndSettle(endpoint, linger);
        } else {
            throw new UnsupportedFeatureException(
                    context.backend().name(), Capability.DISCONNECT, NativeSupport.DISCONNECT.reason());
        }
    }

    /**
     * The hazard of {@link NativeSocketResource#LEAST_LINGER_MILLIS}, in a socket that stays open: it takes note of
     * nothing while nobody uses it. So it is used until LINGER has passed, which therefore must be short.
     */
    private void disconnectAndSettle(Endpoint endpoint, int linger) {
        resource.setLinger(NativeSocketResource.LEAST_LINGER_MILLIS);
        try {
            call("disconnect from", zmq::zmq_disconnect, endpoint);
        } finally {
            resource.setLinger(linger);
        }
        long deadline = System.nanoTime() + SETTLE_TURNS * TURN_NANOS;
        Waiter waiter = doTakeWaiter();
        ((NativeWaiter) waiter).clear();
        try (CText nobody = new CText(binding.libc(), "inproc://zmq4j.nobody")) {
            for (int turn = 0; turn < SETTLE_TURNS || deadline - System.nanoTime() > 0; turn++) {
                doAwait(waiter, TURN_NANOS);
                zmq.zmq_disconnect(handle, nobody.address()); // unlike a look at EVENTS this takes in no message
            }
        } finally {
            doGiveBack(waiter);
        }
    }

    /** A call of libzmq that takes an endpoint. */
    private interface EndpointCall {
        int call(long socket, long endpoint);
    }

    private void call(String operation, EndpointCall call, Endpoint endpoint) {
        if (!endpoint.transport().equals("inproc")) {
            DescriptorHeadRoom.check(binding, DESCRIPTORS, operation + " " + endpoint);
        }
        bindFailures.forget();
        try (CText text = new CText(binding.libc(), endpoint.text())) {
            while (call.call(handle, text.address()) < 0) {
                if (!errors.wasSignal()) {
                    throw errors.failureAtEndpoint(
                            operation + " " + endpoint + " on socket " + label(),
                            () -> bindFailures.of(endpoint.text()));
                }
            }
        }
    }

    // ---- events

    @Override
    protected void doMonitor(MonitorSink sink) {
        context.monitors().open(handle, label(), bindFailures.watched(sink));
    }

    @Override
    protected void doUnmonitor() {
        context.monitors().close(handle, label());
    }

    // ---- options

    @Override
    protected long doGetNumber(SocketOption<?> option) {
        return options.getNumber(option);
    }

    @Override
    protected byte[] doGetBytes(SocketOption<?> option) {
        return options.getBytes(option);
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
