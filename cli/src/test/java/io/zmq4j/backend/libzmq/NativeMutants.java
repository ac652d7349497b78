package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Endpoint;
import io.zmq4j.tck.DeafRelay;
import io.zmq4j.tck.TcpMutant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Faults of libzmq's sockets over tcp. */
public final class NativeMutants {
    private static final int LONG = 256;
    private static final int RATE = 100;

    private NativeMutants() {}

    /** How a mutant makes its sockets. */
    private interface Sockets {
        NativeSocket create(NativeContext context, SocketType type, NativeSocketResource resource);
    }

    /**
     * All of them.
     *
     * @return the mutants
     */
    public static List<TcpMutant> all() {
        return List.of(
                mutant("flips-a-bit-of-long-frames", FlipsABit::new, "MSG-017", "MSG-019", "MSG-020", "MPT-001")
                        .quick(),
                mutant(
                        "loses-every-100th-message",
                        LosesMessages::new,
                        "CTX-022",
                        "MSG-017",
                        "MPT-004",
                        "PUL-004",
                        "PUL-005",
                        "HWM-010",
                        "HWM-011",
                        "SUB-011"),
                mutant(
                        "unbind-does-nothing",
                        UnbindsNothing::new,
                        "EPT-033",
                        "EPT-034",
                        "EPT-035",
                        "EPT-036",
                        "EPT-038",
                        "RCN-001",
                        "LNG-005"),
                mutant(
                        "has-no-high-water-marks",
                        HasNoHighWaterMarks::new,
                        "EPT-046",
                        "OPT-119",
                        "OPT-120",
                        "PSH-004",
                        "PUL-002",
                        "HWM-001",
                        "HWM-005",
                        "HWM-009",
                        "HWM-010"),
                mutant("does-not-subscribe-again", DoesNotSubscribeAgain::new, "EPT-020", "SUB-005", "XSB-004")
                        .perhaps("OPT-104"));
    }

    private static TcpMutant mutant(String fault, Sockets sockets, String... rules) {
        return new TcpMutant(new NativeBackendProvider(), backend -> context(backend, sockets), fault, rules);
    }

    private static AbstractContext context(Backend backend, Sockets sockets) {
        try {
            return new NativeContext(backend, NativeLoader.binding()) {
                @Override
                NativeSocket socket(SocketType type, NativeSocketResource resource) {
                    return sockets.create(this, type, resource);
                }
            };
        } catch (NativeUnavailableException e) {
            throw new IllegalStateException(e); // the probe has found it
        }
    }

    private static boolean isTcp(Endpoint endpoint) {
        return endpoint.transport().equals("tcp");
    }

    /** A socket that can tell whether it uses tcp. */
    private abstract static class TcpSocket extends NativeSocket {
        TcpSocket(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        boolean usesTcp() {
            byte[] last = doGetBytes(SocketOptions.LAST_ENDPOINT);
            return new String(last, StandardCharsets.UTF_8).startsWith("tcp:");
        }
    }

    private static final class FlipsABit extends TcpSocket {
        FlipsABit(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected boolean doSend(byte[] data, int offset, int length, boolean more) {
            if (length < LONG || !usesTcp()) {
                return super.doSend(data, offset, length, more);
            }
            byte[] frame = Arrays.copyOfRange(data, offset, offset + length);
            frame[LONG - 1] ^= 1;
            return super.doSend(frame, 0, length, more);
        }
    }

    private static final class LosesMessages extends TcpSocket {
        private long messages;

        LosesMessages(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected boolean doSend(byte[] data, int offset, int length, boolean more) {
            boolean lost = messages % RATE == RATE - 1 && usesTcp();
            boolean sent = lost || super.doSend(data, offset, length, more);
            messages += sent && !more ? 1 : 0;
            return sent;
        }
    }

    private static final class UnbindsNothing extends NativeSocket {
        UnbindsNothing(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doUnbind(Endpoint endpoint) {
            if (!isTcp(endpoint)) {
                super.doUnbind(endpoint);
            }
        }
    }

    private static final class HasNoHighWaterMarks extends NativeSocket {
        private boolean attached;

        HasNoHighWaterMarks(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected String doBind(Endpoint endpoint) {
            attach(endpoint);
            return super.doBind(endpoint);
        }

        @Override
        protected void doConnect(Endpoint endpoint) {
            attach(endpoint);
            super.doConnect(endpoint);
        }

        private void attach(Endpoint endpoint) {
            if (isTcp(endpoint) && !attached) {
                doSetNumber(SocketOptions.SNDHWM, 0);
                doSetNumber(SocketOptions.RCVHWM, 0);
            }
            attached = true;
        }
    }

    private static final class DoesNotSubscribeAgain extends NativeSocket {
        DoesNotSubscribeAgain(NativeContext context, SocketType type, NativeSocketResource resource) {
            super(context, type, resource);
        }

        @Override
        protected void doConnect(Endpoint endpoint) {
            boolean subscribes = type() == SocketType.SUB || type() == SocketType.XSUB;
            super.doConnect(isTcp(endpoint) && subscribes ? DeafRelay.to(endpoint) : endpoint);
        }
    }
}
