package io.zmq4j.backend.jeromq;

import io.zmq4j.ZmqException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * Calls to one socket of the engine, of which {@link #await} alone waits; interrupts are kept from it
 * ({@link Uninterrupted}).
 */
final class JeroMqEngine {
    private final SocketBase socket;
    private final Object name;

    /**
     * Wraps a socket.
     *
     * @param socket the engine's socket
     * @param name tells for messages, by {@code toString}, which socket it is
     */
    JeroMqEngine(SocketBase socket, Object name) {
        this.socket = socket;
        this.name = name;
    }

    SocketBase socket() {
        return socket;
    }

    // ---- once, or again after a signal that came late

    private boolean trySend(Msg msg, int flags) {
        while (true) {
            try {
                return socket.send(msg, flags);
            } catch (ZError.IOException | AssertionError e) {
                LateSignal.passOver(e);
            }
        }
    }

    private @Nullable Msg tryRecv() {
        while (true) {
            try {
                return socket.recv(ZMQ.ZMQ_DONTWAIT);
            } catch (ZError.IOException | AssertionError e) {
                LateSignal.passOver(e);
            }
        }
    }

    private int tryEvents() {
        while (true) {
            try {
                return socket.getSocketOpt(ZMQ.ZMQ_EVENTS);
            } catch (ZError.IOException | AssertionError e) {
                LateSignal.passOver(e);
            }
        }
    }

    private int poll(int events, int millis, AtomicBoolean cancelled) {
        while (true) {
            try {
                return socket.poll(events, millis, cancelled);
            } catch (ZError.IOException | AssertionError e) {
                LateSignal.passOver(e);
            }
        }
    }

    // ---- calls

    /** Hands over a frame; false when it would have to wait. */
    boolean send(Msg msg, boolean more) {
        int flags = more ? ZMQ.ZMQ_DONTWAIT | ZMQ.ZMQ_SNDMORE : ZMQ.ZMQ_DONTWAIT;
        boolean interrupted = Uninterrupted.begin();
        try {
            while (!trySend(msg, flags)) {
                if (wouldWait("send")) {
                    return false;
                }
                interrupted = true;
            }
            return true;
        } catch (ZmqException | HalfSentMessage.Refused e) {
            throw e;
        } catch (AssertionError e) {
            if (HalfSentMessage.explains(e)) {
                return false;
            }
            throw failed(e, "send");
        } catch (RuntimeException e) {
            throw failed(e, "send");
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /** The next frame; null when it would have to wait for one. */
    @Nullable
    Msg recv() {
        boolean interrupted = Uninterrupted.begin();
        try {
            while (true) {
                Msg msg = tryRecv();
                if (msg != null) {
                    return msg;
                }
                if (wouldWait("recv")) {
                    return null;
                }
                interrupted = true;
            }
        } catch (ZmqException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw failed(e, "recv");
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /** Processes what there is for the socket, and reads its readiness. */
    int events() {
        boolean interrupted = Uninterrupted.begin();
        try {
            while (true) {
                int events = tryEvents();
                if (events >= 0 || wouldWait("EVENTS")) {
                    return Math.max(0, events);
                }
                interrupted = true;
            }
        } catch (ZmqException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw failed(e, "EVENTS");
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /**
     * Waits for events; an interrupt ends that, too.
     *
     * @param events bits; those that it tells of now, or will
     * @param millis the longest wait, above 0
     * @param cancelled ends it, with {@link SocketBase#cancel}
     */
    void await(int events, int millis, AtomicBoolean cancelled) {
        boolean interrupted = Uninterrupted.begin();
        try {
            // A command to cancel may have been processed before: then no other will come.
            if (!interrupted && !cancelled.get() && poll(events, millis, cancelled) < 0) {
                interrupted = Uninterrupted.brokeOff();
            }
        } catch (RuntimeException | AssertionError e) {
            throw failed(e, "waiting");
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    /** Calls that happen now and then, and answer false when they fail. */
    void call(String what, BooleanSupplier call) {
        boolean interrupted = Uninterrupted.begin();
        try {
            while (!Uninterrupted.tried(call)) {
                if (wouldWait(what)) {
                    throw JeroMqErrors.failed(ZError.EAGAIN, what + " on socket " + name);
                }
                interrupted = true;
            }
        } catch (ZmqException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw failed(e, what);
        } finally {
            Uninterrupted.end(interrupted);
        }
    }

    void set(String option, int number, Object value) {
        call("setting " + option, () -> socket.setSocketOpt(number, value));
    }

    /** An option's value; null is an unset text. */
    @Nullable
    Object get(int number) {
        return socket.getSocketOptx(number);
    }

    /**
     * Looks at why a call failed. The number is left behind by failures only, for all sockets of a thread.
     *
     * @return true when it would have to wait, false when an interrupt came in between
     */
    private boolean wouldWait(String what) {
        int errno = socket.errno();
        if (errno == ZError.EAGAIN) {
            return true;
        } else if (Uninterrupted.brokeOff()) {
            return false;
        }
        throw JeroMqErrors.failed(errno, what + " on socket " + name);
    }

    private ZmqException failed(Throwable thrown, String what) {
        return JeroMqErrors.failed(thrown, what + " on socket " + name);
    }
}
