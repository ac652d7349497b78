package io.zmq4j;

import io.zmq4j.ProxyCount.Reading;
import io.zmq4j.spi.CallTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes messages between two sockets, both ways where both can: the intermediary of shared queues (ROUTER and DEALER),
 * forwarders (XSUB and XPUB) and streamers (PULL and PUSH).
 *
 * <pre>{@code
 * try (Socket clients = context.socket(SocketType.ROUTER);
 *         Socket workers = context.socket(SocketType.DEALER)) {
 *     clients.bind("tcp://*:5559");
 *     workers.bind("tcp://*:5560");
 *     Proxy.run(clients, workers); // until it is interrupted
 * }
 * }</pre>
 *
 * <p><b>Messages.</b> One is taken from a side only when the other side, and the capture socket, can take it; a message
 * is taken and handed on as a whole, in order, and counts as one. The directions take turns, at most 64 messages each.
 * A side is never asked to receive or send what its type cannot: PULL to PUSH is one way, and so is SUB to XPUB, whose
 * subscriptions stay unread; between XSUB and XPUB they travel. Between sockets of one backend contents are moved,
 * where it can; the two sides may also belong to two backends, over which bytes are copied. The same socket may be both
 * sides: what it receives is sent on it again.
 *
 * <p><b>Capture.</b> The capture socket (PUB, PUSH, DEALER, PAIR or any other that sends) is sent a copy of every
 * message of both directions before the message is handed on. One that cannot take it holds the proxy up until it can,
 * as in ZeroMQ, so that no message goes by unseen; a PUB socket never does that, and drops instead.
 *
 * <p><b>Nothing is lost.</b> Engines say of two kinds of sockets that they can take a message when they cannot: XPUB
 * with XPUB_NODROP at the high-water mark, and ROUTER with ROUTER_MANDATORY when the message is for a peer at its
 * high-water mark and there are others. A message taken for them waits in the proxy and goes before all others of its
 * direction, also while paused. When the proxy ends before that, the exception that ends it gives the message back:
 * {@link ZmqException#undelivered()}. A message to an unknown peer of such a ROUTER ends the proxy with
 * {@link ErrorCode#EHOSTUNREACH}, as in ZeroMQ, and is given back too.
 *
 * <p><b>Threads.</b> {@link #run()} blocks the calling thread and uses the sockets as any thread does, each for moments
 * only: when another thread calls one of them meanwhile, that call may end with {@link ConcurrentUseException}, and so
 * does the proxy when that thread does not leave the socket. Everything else may be called from any thread and never
 * blocks. When nothing can be done the thread sleeps. With two backends a daemon thread polls the second backend's
 * sockets while the proxy's thread sleeps, and ends with the proxy.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_proxy.html">zmq_proxy(3)</a>, <a
 *     href="https://libzmq.readthedocs.io/en/latest/zmq_proxy_steerable.html">zmq_proxy_steerable(3)</a>
 */
public final class Proxy {
    private final Socket frontend;
    private final Socket backend;
    private final @Nullable Socket capture;
    private final ProxyCount toBackend = new ProxyCount();
    private final ProxyCount toFrontend = new ProxyCount();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private volatile State state = State.IDLE;
    private volatile boolean paused;
    private volatile boolean terminated;
    private volatile @Nullable ProxyWait waiting;

    /** What a proxy is doing. */
    public enum State {
        /** No thread is in {@link Proxy#run()}. */
        IDLE,
        /** Messages are passed on. */
        RUNNING,
        /** No message is taken until {@link Proxy#resume()}. */
        PAUSED
    }

    /**
     * What one side received and sent. A message counts as one however many frames it has.
     *
     * @param messagesIn messages received from its peers
     * @param bytesIn their frames' bytes
     * @param messagesOut messages sent to its peers
     * @param bytesOut their frames' bytes
     */
    public record Traffic(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {}

    /**
     * What went through a proxy since it was made. What one side received and the other has not sent is the message
     * that waits in the proxy, or was {@linkplain ZmqException#undelivered() given back}.
     *
     * @param frontend the frontend's
     * @param backend the backend's
     */
    public record Statistics(Traffic frontend, Traffic backend) {}

    private Proxy(Socket frontend, Socket backend, @Nullable Socket capture) {
        this.frontend = frontend;
        this.backend = backend;
        this.capture = capture;
    }

    // ---- making one

    /**
     * A proxy without capture.
     *
     * @param frontend one side
     * @param backend the other side, or the same socket
     * @return the proxy, which does nothing until {@link #run()}
     * @throws ZmqException {@link ErrorCode#EINVAL} when neither can send what the other receives
     */
    public static Proxy of(Socket frontend, Socket backend) {
        return of(frontend, backend, null);
    }

    /**
     * A proxy.
     *
     * @param frontend one side
     * @param backend the other side, or the same socket
     * @param capture sent a copy of every message, or null
     * @return the proxy, which does nothing until {@link #run()}
     * @throws ZmqException {@link ErrorCode#EINVAL} when neither side can send what the other receives, when the
     *     capture socket cannot send, or is one of the sides
     */
    @SuppressWarnings("ReferenceEquality") // the same socket, not an equal one
    public static Proxy of(Socket frontend, Socket backend, @Nullable Socket capture) {
        Objects.requireNonNull(frontend, "frontend");
        Objects.requireNonNull(backend, "backend");
        if (!passes(frontend, backend) && !passes(backend, frontend)) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "a proxy must have a side that receives and another that sends, was between " + frontend + " and "
                            + backend);
        }
        if (capture != null && !capture.type().canSend()) {
            throw new ZmqException(ErrorCode.EINVAL, "a capture socket must send, was " + capture);
        }
        if (capture == frontend || capture == backend) {
            throw new ZmqException(ErrorCode.EINVAL, "a capture socket must be a third one, was " + capture);
        }
        return new Proxy(frontend, backend, capture);
    }

    private static boolean passes(Socket source, Socket destination) {
        return source.type().canReceive() && destination.type().canSend();
    }

    /**
     * Runs a proxy that only an exception ends.
     *
     * @param frontend one side
     * @param backend the other side, or the same socket
     * @throws InterruptedCallException as {@link #run()}, which lists the others too
     */
    public static void run(Socket frontend, Socket backend) {
        of(frontend, backend).run();
    }

    /**
     * Runs a proxy that only an exception ends.
     *
     * @param frontend one side
     * @param backend the other side, or the same socket
     * @param capture sent a copy of every message, or null
     * @throws InterruptedCallException as {@link #run()}, which lists the others too
     */
    public static void run(Socket frontend, Socket backend, @Nullable Socket capture) {
        of(frontend, backend, capture).run();
    }

    // ---- running

    /**
     * Passes messages on until {@link #terminate()}, or an exception. It leaves the sockets open, and may be called
     * again after an exception; after {@code terminate} it returns at once.
     *
     * @throws InterruptedCallException the thread was interrupted; the flag is still set. The message at hand goes on
     *     before that
     * @throws ClosedException one of the sockets is closed
     * @throws TerminatedException the context of one of the sockets was shut down or closed
     * @throws ConcurrentUseException another thread is in {@code run}, or stays inside one of the sockets
     * @throws WrongStateException a message was half received from one of the sockets, or half sent
     * @throws WouldBlockException {@code terminate} was called while a message waited in the proxy: it is
     *     {@linkplain ZmqException#undelivered() given back}
     * @throws UnsupportedFeatureException a backend has no poller
     */
    public void run() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "run", () -> run());
            return;
        }
        enter();
        try (ProxyWait wait = new ProxyWait(sockets())) {
            waiting = wait;
            run(wait);
        } finally {
            waiting = null;
            state = State.IDLE;
            runner.set(null);
        }
    }

    private void enter() {
        Thread me = Thread.currentThread();
        if (!runner.compareAndSet(null, me)) {
            Thread inside = runner.get();
            throw new ConcurrentUseException(
                    "the " + this + " is run by " + (inside == null ? "another thread" : "thread \"" + inside.getName())
                            + "\"; called from \"" + me.getName() + "\"");
        }
    }

    private Set<Socket> sockets() {
        Set<Socket> sockets = new LinkedHashSet<>();
        sockets.add(frontend);
        sockets.add(backend);
        if (capture != null) {
            sockets.add(capture);
        }
        return sockets;
    }

    private void run(ProxyWait wait) {
        List<ProxyFlow> flows = flows(wait);
        try {
            passOn(wait, flows);
        } catch (ZmqException e) {
            List<UndeliveredMessage> messages = new ArrayList<>();
            flows.forEach(flow -> flow.giveBack(messages));
            e.giveBack(messages);
            throw e;
        } finally {
            flows.forEach(ProxyFlow::close);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same socket, not an equal one
    private List<ProxyFlow> flows(ProxyWait wait) {
        List<ProxyFlow> flows = new ArrayList<>();
        if (passes(frontend, backend)) {
            flows.add(new ProxyFlow(frontend, backend, capture, toBackend, wait));
        }
        if (passes(backend, frontend) && frontend != backend) {
            flows.add(new ProxyFlow(backend, frontend, capture, toFrontend, wait));
        }
        return flows;
    }

    private void passOn(ProxyWait wait, List<ProxyFlow> flows) {
        while (true) {
            boolean last = terminated;
            state = paused ? State.PAUSED : State.RUNNING;
            boolean more = false;
            for (ProxyFlow flow : flows) {
                more |= flow.move(this);
            }
            if (last) {
                checkNothingWaits(flows);
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedCallException(this + " was interrupted");
            }
            if (!more) {
                await(wait, flows);
            }
        }
    }

    /** Once the state said paused, nothing is taken before the next round. */
    boolean mayTake() {
        return !paused && !terminated && state == State.RUNNING;
    }

    private void checkNothingWaits(List<ProxyFlow> flows) {
        for (ProxyFlow flow : flows) {
            if (flow.holdsMessage()) {
                throw new WouldBlockException(this + " was terminated while it had a message that could not be sent");
            }
        }
    }

    private static void await(ProxyWait wait, List<ProxyFlow> flows) {
        int rest = 0;
        for (ProxyFlow flow : flows) {
            int millis = flow.beforeWait();
            rest = rest == 0 || millis == 0 ? Math.max(rest, millis) : Math.min(rest, millis);
        }
        wait.await(rest == 0 ? Zmq.FOREVER : Duration.ofMillis(rest));
        flows.forEach(ProxyFlow::afterWait);
    }

    // ---- steering

    /**
     * Has no further message taken from either side until {@link #resume()}, also when it is called before
     * {@link #run()}. Once {@link #state()} says {@link State#PAUSED}, this is so; a message at hand goes on before
     * that.
     */
    public void pause() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "pause", () -> pause());
            return;
        }
        paused = true;
        wakeup();
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "resume", () -> resume());
            return;
        }
        paused = false;
        wakeup();
    }

    /** Ends the {@link #run()} that is going on, or the next one, and all later ones. */
    public void terminate() {
        if (CallTrace.starts()) {
            CallTrace.run(this, "terminate", () -> terminate());
            return;
        }
        terminated = true;
        wakeup();
    }

    private void wakeup() {
        ProxyWait current = waiting;
        if (current != null) {
            current.wakeup();
        }
    }

    /**
     * What it is doing.
     *
     * @return the state
     */
    public State state() {
        return state;
    }

    /**
     * What went through since it was made, at any time, also after its end. The numbers of each direction belong to one
     * moment.
     *
     * @return the numbers, as {@code zmq_proxy_steerable} counts them
     */
    public Statistics statistics() {
        Reading forth = toBackend.read();
        Reading back = toFrontend.read();
        return new Statistics(
                new Traffic(forth.messagesIn(), forth.bytesIn(), back.messagesOut(), back.bytesOut()),
                new Traffic(back.messagesIn(), back.bytesIn(), forth.messagesOut(), forth.bytesOut()));
    }

    /**
     * What it is, for people.
     *
     * @return such as {@code proxy of ROUTER#1 and DEALER#2}
     */
    @Override
    public String toString() {
        return "proxy of " + frontend + " and " + backend + (capture == null ? "" : ", captured by " + capture);
    }
}
