package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQException;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * Keeps PLAIN servers shut while the context has no ZAP handler.
 *
 * <p>Repairs JeroMQ 0.6.0, whose PLAIN server then admits everybody, where libzmq admits nobody. From the first PLAIN
 * server on, a handler of ours stands in whenever the user has none bound: it denies PLAIN, and admits what libzmq
 * admits without a handler. It can go when {@code PlainGateTest} passes without it.
 *
 * <p>One handler follows the other without a gap, in which somebody who waits with his credentials could slip in: in
 * JeroMQ 0.6.0 a second bind takes the endpoint over and says that it is in use ({@link InprocRegistry}).
 */
final class PlainGate {
    static final String ENDPOINT = "inproc://zeromq.zap.01";

    private final JeroMqContext context;
    private volatile boolean needed;
    private @Nullable Denier denier;

    PlainGate(JeroMqContext context) {
        this.context = context;
    }

    /** Whether servers that ask a ZAP handler find one; any thread, never waits. */
    boolean answers() {
        return needed || context.inproc().isBound(ENDPOINT);
    }

    /** To be called before a socket becomes a PLAIN server. */
    synchronized void plainServerComes() {
        if (needed || !Safeguard.isOn("plain-gate")) {
            return;
        }
        boolean interrupted = Uninterrupted.begin();
        try {
            if (!context.inproc().isBound(ENDPOINT)) {
                denier = Denier.start(context.ctx());
            }
            needed = true;
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /** Binds the user's handler. */
    synchronized void handlerComes(JeroMqSocketResource handler, Runnable bind) {
        context.inproc().claim(ENDPOINT, handler);
        try {
            bind.run();
        } catch (ZmqException e) {
            if (denier == null || e.code() != ErrorCode.EADDRINUSE) {
                context.inproc().free(ENDPOINT, handler);
                throw e;
            }
        }
        if (denier != null) {
            denier.end();
            denier = null;
        }
    }

    /** Unbinds the user's handler; finding that it is not bound any more is no failure. */
    synchronized void handlerLeaves(JeroMqSocketResource handler) {
        boolean interrupted = Uninterrupted.begin();
        try {
            if (needed && denier == null) {
                denier = Denier.start(context.ctx());
            }
            handler.leave(ENDPOINT);
            context.inproc().free(ENDPOINT, handler);
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /** A ZAP handler (RFC 27) on a thread of its own; it ends when it is stopped, or with the context. */
    private static final class Denier extends Thread {
        private static final int MECHANISM = 5;
        private static final int PATIENCE_NANOS = 1_000_000;

        private final SocketBase rep;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private boolean closed;

        private Denier(SocketBase rep) {
            super("zmq4j-zap");
            this.rep = rep;
            setDaemon(true);
        }

        static Denier start(Ctx ctx) {
            SocketBase rep = open(ctx);
            rep.setSocketOpt(ZMQ.ZMQ_LINGER, 0);
            Uninterrupted.call(() -> rep.bind(ENDPOINT)); // false when it takes over from the user's
            Denier denier = new Denier(rep);
            denier.start();
            return denier;
        }

        /** There is room for it, once those before it are gone. */
        private static SocketBase open(Ctx ctx) {
            while (true) {
                try {
                    return ctx.createSocket(ZMQ.ZMQ_REP);
                } catch (ZMQException e) {
                    if (e.getErrorCode() != ZError.EMFILE) {
                        throw e;
                    }
                    LockSupport.parkNanos(PATIENCE_NANOS);
                }
            }
        }

        /** The thread sees that it is stopped before cancel has done its work with the socket. */
        synchronized void end() {
            if (!closed) {
                rep.cancel(stopped);
            }
        }

        private synchronized void close() {
            closed = true;
            rep.close();
        }

        @Override
        public void run() {
            try {
                for (List<byte[]> request = next(); request != null; request = next()) {
                    answer(request);
                }
            } finally {
                close();
            }
        }

        private @Nullable List<byte[]> next() {
            List<byte[]> frames = new ArrayList<>();
            Msg frame;
            do {
                frame = rep.recv(0, stopped);
                if (frame == null) {
                    return null;
                }
                frames.add(frame.data());
            } while (frame.hasMore());
            return frames;
        }

        private void answer(List<byte[]> request) {
            boolean denied = request.size() <= MECHANISM
                    || "PLAIN".equals(new String(request.get(MECHANISM), StandardCharsets.US_ASCII));
            send("1.0", true);
            rep.send(new Msg(request.get(Math.min(1, request.size() - 1))), ZMQ.ZMQ_SNDMORE);
            rep.send(new ZapStatus(denied ? "400" : "200"), ZMQ.ZMQ_SNDMORE);
            send(denied ? "there is no ZAP handler" : "OK", true);
            send("", true);
            send("", false);
        }

        private void send(String text, boolean more) {
            rep.send(new Msg(text.getBytes(StandardCharsets.US_ASCII)), more ? ZMQ.ZMQ_SNDMORE : 0);
        }
    }
}
