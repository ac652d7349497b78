package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.Option.Access;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the provider says of itself and of the libzmq found, and that it is true. */
@Tag("smoke")
@RequiresBackend("native")
class NativeProviderTest extends ZmqTck {
    private static Support option(SocketOption<?> option) {
        return new NativeSupport(NativeFeatures.USUAL).of(Capability.of(option));
    }

    @Test
    void hasItsConstants() {
        NativeBackendProvider provider = new NativeBackendProvider();
        assertEquals("native", provider.name());
        assertEquals(100, provider.priority());
        assertEquals(BackendProvider.SPI_VERSION, provider.spiVersion());
    }

    @Test
    void saysWhichLibraryWasFoundAndHowItIsCalled() {
        Availability.Available found =
                assertInstanceOf(Availability.Available.class, new NativeBackendProvider().probe());
        assertTrue(found.engineVersion().matches("4\\.[0-9]+\\.[0-9]+"), found::engineVersion);
        assertEquals("libzmq " + found.engineVersion(), found.implementationVersion());
        assertTrue(found.location().contains("zmq"), found::location);
        assertEquals(System.getProperty("zmq4j.test.binding", "jna"), found.binding());
    }

    @Test
    void atLeast68SocketOptionsAreSupportedOrPartial() {
        long usable = SocketOptions.all().stream()
                .filter(option -> backend().support(Capability.of(option)).isUsable())
                .count();
        assertTrue(usable >= 68, () -> usable + " are");
    }

    @Test
    void whatIsUnsupportedSaysWhy() {
        assertEquals(Support.full(), option(SocketOptions.LINGER));
        assertEquals(
                "partial: an option of the context, taken by no socket",
                option(SocketOptions.BLOCKY).toString());
        assertTrue(option(SocketOptions.VMCI_BUFFER_SIZE).toString().startsWith("unsupported: "));
        NativeSupport bare =
                new NativeSupport(new NativeFeatures(false, false, false, false, false, false, false, false, false));
        Stream.of(
                        Capability.of(SocketOptions.CURVE_SERVER),
                        Capability.of(SocketOptions.GSSAPI_PRINCIPAL),
                        Capability.of(Mechanism.CURVE),
                        Capability.of(Mechanism.GSSAPI),
                        Capability.transport("ipc"),
                        Capability.transport("pgm"),
                        Capability.transport("epgm"),
                        Capability.transport("norm"),
                        Capability.transport("tipc"))
                .forEach(capability -> {
                    Support support = bare.of(capability);
                    assertFalse(support.isUsable(), capability::toString);
                    assertTrue(support.reason().startsWith("this libzmq was built without "), support::reason);
                });
        assertEquals(
                "unsupported: unknown transport",
                bare.of(Capability.transport("carrier-pigeon")).toString());
        assertEquals(Support.full(), bare.of(Capability.transport("tcp")));
        assertEquals(Support.full(), bare.of(Capability.of(Mechanism.PLAIN)));
    }

    /** Reading every option that is said to be readable, on every type that has it. */
    @Test
    void everySupportedOptionCanBeReadWhereTheCatalogueSaysSo() {
        for (SocketType type : SocketType.values()) {
            Socket socket = socket(type);
            for (SocketOption<?> option : SocketOptions.all()) {
                if (option.access() != Access.WRITE
                        && option.socketTypes().contains(type)
                        && backend().supports(Capability.of(option))) {
                    socket.get(option);
                }
            }
            socket.close();
        }
        for (ContextOption<?> option : ContextOptions.all()) {
            if (option.access() != Access.WRITE && backend().supports(Capability.of(option))) {
                context().get(option);
            }
        }
    }

    @Test
    void hiddenSocketsDoNotCountAgainstMaxSockets() {
        Context context = newContext();
        context.set(ContextOptions.MAX_SOCKETS, 3);
        assertEquals(3, context.get(ContextOptions.MAX_SOCKETS));
        for (int round = 0; round < 5; round++) {
            List<Socket> sockets = Stream.generate(() -> context.socket(SocketType.PAIR))
                    .limit(3)
                    .toList();
            assertCode(ErrorCode.EMFILE, () -> context.socket(SocketType.PAIR));
            sockets.forEach(Socket::close); // the engine lets go of them later, and they are too many for its own limit
        }
    }

    @Test
    void routerRawAndProbeRouterExcludeEachOther() {
        Socket raw = socket(SocketType.ROUTER);
        raw.set(SocketOptions.ROUTER_RAW, true);
        assertCode(ErrorCode.EINVAL, () -> raw.set(SocketOptions.PROBE_ROUTER, true));
        Socket probing = socket(SocketType.ROUTER);
        probing.set(SocketOptions.PROBE_ROUTER, true);
        assertCode(ErrorCode.EINVAL, () -> probing.set(SocketOptions.ROUTER_RAW, true));
        probing.set(SocketOptions.PROBE_ROUTER, false);
        probing.set(SocketOptions.ROUTER_RAW, true);
    }

    @Test
    void whatLinuxRefusesIsRefusedAtOnce() throws Exception {
        assumeTrue(
                NativeLoader.binding().platform() == NativePlatform.LINUX, "the numbers and calls are those of Linux");
        Socket socket = socket(SocketType.PULL);
        for (int refused : List.of(0, 128)) {
            ZmqException thrown =
                    assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.TCP_KEEPALIVE_CNT, refused));
            assertEquals("EINVAL: TCP_KEEPALIVE_CNT must be -1 or 1…127 on Linux, was " + refused, thrown.getMessage());
        }
        Duration tooLong = Duration.ofSeconds(32_768);
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.TCP_KEEPALIVE_IDLE, tooLong));
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.TCP_KEEPALIVE_INTVL, tooLong));
        assertEquals(-1, socket.get(SocketOptions.TCP_KEEPALIVE_CNT));
        socket.set(SocketOptions.TCP_KEEPALIVE, 1);
        socket.set(SocketOptions.TCP_KEEPALIVE_CNT, 127);
        socket.set(SocketOptions.TCP_KEEPALIVE_IDLE, Duration.ofSeconds(32_767));
        socket.set(SocketOptions.TCP_KEEPALIVE_INTVL, Duration.ofSeconds(32_767));
        Socket push = socket(SocketType.PUSH);
        push.connect(socket.bind(anyEndpoint("tcp")));
        push.sendText("connected");
        assertEquals("connected", socket.recvText());
    }

    @Test
    void useFdTakesListeningSocketsOnly() {
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.USE_FD, 1));
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.USE_FD, 1_000_000));
        assertEquals(-1, socket.get(SocketOptions.USE_FD));
        socket.set(SocketOptions.USE_FD, -1);
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.USE_FD, socket.get(SocketOptions.FD)));
    }

    @Test
    void threadOptionsAreTriedOutBeforeLibzmqWouldEndTheProcess() {
        Context noSuchPolicy = newContext();
        noSuchPolicy.set(ContextOptions.THREAD_SCHED_POLICY, 77);
        assertCode(ErrorCode.EINVAL, () -> noSuchPolicy.socket(SocketType.PAIR));
        Context noSuchCpu = newContext();
        noSuchCpu.set(ContextOptions.THREAD_AFFINITY_CPU_ADD, 1023);
        assertCode(ErrorCode.EINVAL, () -> noSuchCpu.socket(SocketType.PAIR));
        noSuchCpu.set(ContextOptions.THREAD_AFFINITY_CPU_REMOVE, 1023);
        noSuchCpu.socket(SocketType.PAIR).close();
        assertCode(ErrorCode.EINVAL, () -> newContext().set(ContextOptions.THREAD_AFFINITY_CPU_ADD, 1024));
    }

    @Test
    void aFailureNamesOperationEndpointSocketAndCause() {
        Socket first = socket(SocketType.REP);
        String endpoint = first.bind(anyEndpoint("tcp"));
        Socket second = socket(SocketType.REP);
        ZmqException thrown = assertThrows(ZmqException.class, () -> second.bind(endpoint));
        assertEquals(ErrorCode.EADDRINUSE, thrown.code());
        assertEquals(
                "EADDRINUSE: bind to " + endpoint + " on socket " + second + " failed: Address already in use",
                thrown.getMessage());
        assertTrue(thrown.rawErrno().isPresent());
    }

    @Test
    void endpointsMayBeLong() {
        String endpoint = "inproc://" + "long-".repeat(4_000);
        Socket socket = socket(SocketType.PAIR);
        assertEquals(endpoint, socket.bind(endpoint));
        assertEquals(endpoint, socket.get(SocketOptions.LAST_ENDPOINT));
    }
}
