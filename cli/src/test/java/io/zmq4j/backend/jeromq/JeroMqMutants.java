package io.zmq4j.backend.jeromq;

import io.zmq4j.Backend;
import io.zmq4j.MonitorEvent;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.spi.MonitorSink;
import io.zmq4j.tck.TcpMutant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Faults of JeroMQ's sockets over tcp. */
public final class JeroMqMutants {
    private JeroMqMutants() {}

    /** How a mutant makes its sockets. */
    private interface Sockets {
        JeroMqSocket create(JeroMqContext context, SocketType type, JeroMqSocketResource resource);
    }

    /**
     * All of them.
     *
     * @return the mutants
     */
    public static List<TcpMutant> all() {
        return List.of(
                mutant("push-sends-the-last-frame-twice", SendsTheLastTwice::new, "MPT-003", "MPT-004")
                        .quick(),
                mutant(
                                "does-not-linger",
                                DoesNotLinger::new,
                                "CTX-015",
                                "CTX-022",
                                "SOC-005",
                                "OPT-114",
                                "LNG-001",
                                "LNG-004",
                                "LNG-005",
                                "EPT-037")
                        .perhaps("PUL-004", "HWM-011"),
                mutant("req-does-not-tell-its-routing-id", DoesNotTellItsId::new, "REQ-006"),
                mutant(
                        "tells-of-handshakes-too-early",
                        TellsTooEarly::new,
                        "MON-001",
                        "MON-002",
                        "MON-005",
                        "MON-006",
                        "MON-007",
                        "MON-011",
                        "MON-014",
                        "MON-015"),
                mutant(
                        "disconnect-does-nothing",
                        DisconnectsNothing::new,
                        "EPT-034",
                        "EPT-037",
                        "EPT-038",
                        "EPT-040",
                        "LNG-005"));
    }

    private static TcpMutant mutant(String fault, Sockets sockets, String... rules) {
        return new TcpMutant(new JeroMqBackendProvider(), backend -> context(backend, sockets), fault, rules);
    }

    private static AbstractContext context(Backend backend, Sockets sockets) {
        return new JeroMqContext(backend) {
            @Override
            JeroMqSocket socket(SocketType type, JeroMqSocketResource resource) {
                return sockets.create(this, type, resource);
            }
        };
    }

    private static boolean isTcp(Endpoint endpoint) {
        return endpoint.transport().equals("tcp");
    }

    private static final class SendsTheLastTwice extends JeroMqSocket {
        private boolean inside;

        SendsTheLastTwice(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected boolean doSend(byte[] data, int offset, int length, boolean more) {
            if (inside && !more && type() == SocketType.PUSH && usesTcp()) {
                super.doSend(data, offset, length, true);
            }
            boolean sent = super.doSend(data, offset, length, more);
            inside = more;
            return sent;
        }

        private boolean usesTcp() {
            byte[] last = doGetBytes(SocketOptions.LAST_ENDPOINT);
            return new String(last, StandardCharsets.UTF_8).startsWith("tcp:");
        }
    }

    private static final class DoesNotLinger extends JeroMqSocket {
        DoesNotLinger(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doConnect(Endpoint endpoint) {
            if (isTcp(endpoint)) {
                doSetNumber(SocketOptions.LINGER, 0);
            }
            super.doConnect(endpoint);
        }
    }

    private static final class DoesNotTellItsId extends JeroMqSocket {
        private byte[] id = {};

        DoesNotTellItsId(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doSetBytes(SocketOption<?> option, byte[] bytes) {
            if (option == SocketOptions.IDENTITY) {
                id = bytes;
            } else {
                super.doSetBytes(option, bytes);
            }
        }

        @Override
        protected byte[] doGetBytes(SocketOption<?> option) {
            return option == SocketOptions.IDENTITY ? id.clone() : super.doGetBytes(option);
        }

        @Override
        protected String doBind(Endpoint endpoint) {
            tell(endpoint);
            return super.doBind(endpoint);
        }

        @Override
        protected void doConnect(Endpoint endpoint) {
            tell(endpoint);
            super.doConnect(endpoint);
        }

        private void tell(Endpoint endpoint) {
            boolean told = type() != SocketType.REQ || !isTcp(endpoint);
            if (told && id.length > 0) {
                super.doSetBytes(SocketOptions.IDENTITY, id);
            }
        }
    }

    private static final class TellsTooEarly extends JeroMqSocket {
        TellsTooEarly(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doMonitor(MonitorSink sink) {
            Consumer<MonitorEvent> told = sink.events();
            super.doMonitor(new MonitorSink(sink.monitor(), event -> {
                if (event instanceof MonitorEvent.Connected connected) {
                    told.accept(new MonitorEvent.HandshakeSucceeded(connected.endpoint()));
                }
                told.accept(event);
            }));
        }
    }

    private static final class DisconnectsNothing extends JeroMqSocket {
        DisconnectsNothing(JeroMqContext context, SocketType type, JeroMqSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doDisconnect(Endpoint endpoint) {
            if (!isTcp(endpoint)) {
                super.doDisconnect(endpoint);
            }
        }
    }
}
