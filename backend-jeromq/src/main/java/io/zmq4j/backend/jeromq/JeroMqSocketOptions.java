package io.zmq4j.backend.jeromq;

import io.zmq4j.Capability;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.spi.Safeguard;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import zmq.ZMQ;

/** Reads and writes the options of one socket, in the forms that JeroMQ wants. */
final class JeroMqSocketOptions {
    /** Half a range of numbers: with a random part as large the interval is never negative. */
    private static final int NEARLY_FOREVER_MILLIS = Integer.MAX_VALUE / 2;

    private final SocketType type;
    private final JeroMqContext context;
    private final JeroMqEngine engine;
    private final ReplyState replies;
    private final EarlySubscriptions subscriptions;
    private final ChannelTuning tuning = new ChannelTuning();
    private final ConnectionEvents events;
    private final Affinity affinity;

    private int receiveHighWaterMark = 1000;
    private long maxMessageSize = -1;
    private long reconnectInterval = 100;
    private boolean probes;

    JeroMqSocketOptions(
            SocketType type,
            JeroMqContext context,
            JeroMqEngine engine,
            ReplyState replies,
            EarlySubscriptions subscriptions) {
        this.type = type;
        this.context = context;
        this.engine = engine;
        this.replies = replies;
        this.subscriptions = subscriptions;
        this.affinity = new Affinity(context, engine);
        this.events = new ConnectionEvents(tuning, context.plainGate()::answers);
        engine.socket().setEventHook(events, ConnectionEvents.MASK);
        engine.set("the channels", ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, tuning);
        engine.set("the frames", ZMQ.ZMQ_MSG_ALLOCATOR, events.frames());
        engine.set("MAXMSGSIZE", ZMQ.ZMQ_MAXMSGSIZE, FrameLimit.of(maxMessageSize));
    }

    ChannelTuning tuning() {
        return tuning;
    }

    ConnectionEvents events() {
        return events;
    }

    Affinity affinity() {
        return affinity;
    }

    /** JeroMQ would take the probe for the routing id. */
    void checkMayProbe() {
        if (probes) {
            throw unsupported(SocketOptions.PROBE_ROUTER, JeroMqOptions.NO_PROBE_OVER_INPROC);
        }
    }

    long getNumber(SocketOption<?> option) {
        if (option == SocketOptions.SNDBUF && Safeguard.isOn("sndbuf")) {
            return tuning.sendBuffer();
        } else if (option == SocketOptions.RCVBUF && Safeguard.isOn("rcvbuf")) {
            return tuning.receiveBuffer();
        } else if (option == SocketOptions.TOS && Safeguard.isOn("tos")) {
            return tuning.typeOfService();
        } else if (option == SocketOptions.RECONNECT_IVL) {
            return reconnectInterval;
        } else if (option == SocketOptions.MAXMSGSIZE) {
            return maxMessageSize;
        } else if (option == SocketOptions.AFFINITY) {
            return affinity.mask();
        } else if (option == SocketOptions.RCVHWM) {
            return receiveHighWaterMark;
        }
        return JeroMqOptions.unboxed(
                Objects.requireNonNull(engine.get(JeroMqOptions.entry(option).number())));
    }

    byte[] getBytes(SocketOption<?> option) {
        Object value = engine.get(JeroMqOptions.entry(option).number());
        if (value == null) {
            return new byte[0];
        }
        if (value instanceof byte[] bytes) {
            return Safeguard.isOn("option-copies") ? bytes.clone() : bytes;
        }
        return ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    void setNumber(SocketOption<?> option, long number) {
        if (option == SocketOptions.SNDBUF && Safeguard.isOn("sndbuf")) {
            tuning.sendBuffer((int) number);
        } else if (option == SocketOptions.RCVBUF && Safeguard.isOn("rcvbuf")) {
            tuning.receiveBuffer((int) number);
        } else if (option == SocketOptions.TOS && Safeguard.isOn("tos")) {
            tuning.typeOfService((int) number);
        } else if (option == SocketOptions.RECONNECT_IVL) {
            setReconnectInterval((int) number);
        } else if (option == SocketOptions.MAXMSGSIZE) {
            setInEngine(option, FrameLimit.of(number));
            maxMessageSize = number;
        } else if (option == SocketOptions.AFFINITY) {
            affinity.set(number);
        } else if (option == SocketOptions.STREAM_NOTIFY) {
            checkNotifies(number != 0);
        } else {
            prepare(option, number);
            setInEngine(option, JeroMqOptions.boxed(JeroMqOptions.entry(option), number));
            remember(option, number);
        }
    }

    private void checkNotifies(boolean notifies) {
        if (!notifies) {
            throw unsupported(SocketOptions.STREAM_NOTIFY, "JeroMQ always notifies: only true");
        }
    }

    private void prepare(SocketOption<?> option, long number) {
        if (option == SocketOptions.HEARTBEAT_TTL && number > JeroMqOptions.HEARTBEAT_TTL_MAX_MILLIS) {
            throw unsupported(
                    option, "more than " + JeroMqOptions.HEARTBEAT_TTL_MAX_MILLIS + " ms, was " + number + " ms");
        }
        if (option == SocketOptions.PLAIN_SERVER && number != 0) {
            context.plainGate().plainServerComes();
        }
    }

    private void remember(SocketOption<?> option, long number) {
        if (option == SocketOptions.REQ_RELAXED) {
            replies.relaxed(number != 0);
        } else if (option == SocketOptions.PROBE_ROUTER) {
            probes = number != 0;
        } else if (option == SocketOptions.RCVHWM) {
            receiveHighWaterMark = (int) number;
        }
    }

    /**
     * Repairs JeroMQ 0.6.0: an interval of 0 is a division by zero on the I/O thread, one of -1 (never) makes it spin.
     * Never is a very long interval here, at whose end {@link ChannelTuning} refuses.
     */
    private void setReconnectInterval(int millis) {
        int inEngine = millis;
        if (millis < 0 && Safeguard.isOn("reconnect-never")) {
            inEngine = NEARLY_FOREVER_MILLIS;
        } else if (millis == 0 && Safeguard.isOn("reconnect-at-once")) {
            inEngine = 1;
        }
        setInEngine(SocketOptions.RECONNECT_IVL, inEngine);
        tuning.reconnects(millis >= 0);
        reconnectInterval = millis;
    }

    void setBytes(SocketOption<?> option, byte[] bytes) {
        if (option == SocketOptions.SUBSCRIBE) {
            subscribe(option, 1, bytes);
        } else if (option == SocketOptions.UNSUBSCRIBE) {
            subscribe(option, 0, bytes);
        } else if (option == SocketOptions.XPUB_WELCOME_MSG) {
            WelcomeMessage.allow(engine.socket(), tuning, this);
            setInEngine(option, bytes);
        } else if (option == SocketOptions.CONNECT_RID) {
            setInEngine(option, text(option, bytes, StandardCharsets.UTF_8));
        } else if (option == SocketOptions.ZAP_DOMAIN) {
            setInEngine(option, text(option, bytes, StandardCharsets.US_ASCII));
        } else if (option == SocketOptions.PLAIN_USERNAME || option == SocketOptions.PLAIN_PASSWORD) {
            setCredential(option, text(option, bytes, StandardCharsets.US_ASCII));
        } else if (option == SocketOptions.CURVE_SERVERKEY) {
            // As in libzmq: who knows a server's key is a client.
            if (Safeguard.isOn("curve-client")) {
                engine.set("CURVE_SERVER", ZMQ.ZMQ_CURVE_SERVER, false);
            }
            setInEngine(option, bytes);
        } else {
            setInEngine(option, bytes);
        }
    }

    private void subscribe(SocketOption<?> option, int first, byte[] topic) {
        if (type == SocketType.XPUB) {
            setInEngine(option, Safeguard.isOn("xpub-manual") ? manualFrame(option, first, topic) : topic);
            return;
        }
        setInEngine(option, topic);
        if (first == 1) {
            subscriptions.added(topic);
        } else {
            subscriptions.removed(topic);
        }
    }

    /**
     * Repairs JeroMQ 0.6.0, which wants a whole subscription frame where libzmq wants the topic, and takes it through a
     * text and the default charset.
     */
    private String manualFrame(SocketOption<?> option, int first, byte[] topic) {
        byte[] frame = EarlySubscriptions.frame(first, topic);
        String text = new String(frame, StandardCharsets.UTF_8);
        if (!Arrays.equals(frame, text.getBytes(Charset.defaultCharset()))) {
            throw unsupported(
                    option, "JeroMQ takes manual topics through a text, and this one would be changed by that");
        }
        return text;
    }

    /** Bytes that JeroMQ wants as a text. */
    private String text(SocketOption<?> option, byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        if (!Arrays.equals(bytes, text.getBytes(charset))) {
            throw unsupported(option, "JeroMQ takes it as " + charset + " text, which these bytes are not");
        }
        return text;
    }

    /** With only one of the two JeroMQ refuses to bind and connect; in libzmq the other is empty then. */
    private void setCredential(SocketOption<?> option, String value) {
        setInEngine(option, value);
        for (int other : new int[] {ZMQ.ZMQ_PLAIN_USERNAME, ZMQ.ZMQ_PLAIN_PASSWORD}) {
            if (engine.get(other) == null && Safeguard.isOn("plain-credentials")) {
                engine.set("the credentials of PLAIN", other, "");
            }
        }
    }

    private void setInEngine(SocketOption<?> option, Object value) {
        engine.set(option.name(), JeroMqOptions.entry(option).number(), value);
    }

    UnsupportedFeatureException unsupported(SocketOption<?> option, String reason) {
        return new UnsupportedFeatureException(context.backend().name(), Capability.of(option), reason);
    }
}
