package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints: bind, connect, unbind, disconnect, and the error codes of bad ones, the same on every backend. */
public class EndpointTck extends OptionArea {
    private static final String NOT_HERE = "tcp://192.0.2.1:5555"; // RFC 5737: in use nowhere

    @TempDir
    private Path directory;

    private final AtomicInteger paths = new AtomicInteger();

    /** For those who run it. */
    public EndpointTck() {}

    // ---- forms

    @ParameterizedTest
    @Rule({"EPT-001", "EPT-039"})
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "inproc",
                "inproc:",
                "inproc:/",
                "inproc:/name",
                "inproc://",
                "://name",
                "//name",
                "tcp://",
                ":"
            })
    void malformedEndpointsAreRefused(String endpoint) {
        assertRefusedEverywhere(ErrorCode.EINVAL, endpoint);
    }

    private void assertRefusedEverywhere(ErrorCode code, String endpoint) {
        Socket socket = socket(SocketType.PULL);
        for (Executable call : new Executable[] {
            () -> socket.bind(endpoint),
            () -> socket.connect(endpoint),
            () -> socket.unbind(endpoint),
            () -> socket.disconnect(endpoint)
        }) {
            ZmqException thrown = assertCode(code, call);
            assertTrue(String.valueOf(thrown.getMessage()).contains("'" + endpoint + "'"), thrown::getMessage);
        }
        assertUsable(socket);
    }

    private void assertUsable(Socket pull) {
        Socket push = socket(SocketType.PUSH);
        push.connect(pull.bind(anyEndpoint("inproc")));
        push.sendText("usable");
        assertEquals("usable", pull.recvText());
    }

    @ParameterizedTest
    @Rule("EPT-016")
    @ValueSource(
            strings = {
                "tcp://127.0.0.1",
                "tcp://127.0.0.1:",
                "tcp://:5555",
                "tcp://127.0.0.1:65536",
                "tcp://127.0.0.1:-1",
                "tcp://127.0.0.1:+1",
                "tcp://127.0.0.1:http",
                "tcp://127.0.0.1:99999999999",
                "tcp://127.0.0.1:55 55"
            })
    void badPortsAreRefused(String endpoint) {
        needsTransport("tcp");
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.EINVAL, () -> socket.bind(endpoint));
        assertCode(ErrorCode.EINVAL, () -> socket.connect(endpoint));
        assertUsable(socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:*", "tcp://127.0.0.1:0", "tcp://*:5555"})
    void wildcardsCannotBeConnectedTo(String endpoint) {
        needsTransport("tcp");
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.EINVAL, () -> socket.connect(endpoint));
        assertUsable(socket);
    }

    @ParameterizedTest
    @MethodSource("missingTransports")
    @Rule({"EPT-002", "EPT-003", "ERR-008", "SPI-005", "UTL-003"})
    void missingTransportIsRefusedWithTheReasonDeclared(String transport) {
        Socket socket = socket(SocketType.PULL);
        String endpoint = transport + "://127.0.0.1:5555";
        Capability missing = Capability.transport(transport);
        assertUnsupported(missing, () -> socket.bind(endpoint));
        assertUnsupported(missing, () -> socket.connect(endpoint));
        assertUnsupported(missing, () -> socket.unbind(endpoint));
        assertUnsupported(missing, () -> socket.disconnect(endpoint));
        assertEquals(
                ErrorCode.EPROTONOSUPPORT,
                assertCode(ErrorCode.EPROTONOSUPPORT, () -> socket.bind(endpoint))
                        .code());
        assertUsable(socket);
    }

    @ParameterizedTest
    @Rule("EPT-032")
    @ValueSource(strings = {"pgm", "epgm"})
    void multicastIsForPublishersAndSubscribersAlone(String transport) {
        needsTransport(transport);
        for (SocketType type : SocketType.values()) {
            if (!Set.of(SocketType.PUB, SocketType.SUB, SocketType.XPUB, SocketType.XSUB)
                    .contains(type)) {
                Socket socket = socket(type);
                assertCode(ErrorCode.ENOCOMPATPROTO, () -> socket.bind(transport + "://127.0.0.1;239.1.1.1:5555"));
            }
        }
    }

    @Test
    @Rule("EPT-030")
    void tipcNeedsItsModule() {
        isRefusedOrNeedsAMachineWith("tipc");
    }

    @Test
    @Rule("EPT-031")
    void vmciNeedsAVirtualMachine() {
        isRefusedOrNeedsAMachineWith("vmci");
    }

    @Test
    @Rule("EPT-047")
    void vsockNeedsAVirtualMachine() {
        isRefusedOrNeedsAMachineWith("vsock");
    }

    @Test
    @Rule("EPT-048")
    void webSocketsAreADraft() {
        isRefusedOrNeedsAMachineWith("ws");
    }

    private void isRefusedOrNeedsAMachineWith(String transport) {
        needsTransport(transport);
        Assumptions.abort("nothing but its refusal is tested of " + transport);
    }

    @ParameterizedTest
    @Rule("EPT-004")
    @ValueSource(strings = {"pgm", "epgm", "norm", "udp"})
    void transportForOtherTypesOfSocketsIsRefused(String transport) {
        needsTransport(transport);
        Socket pull = socket(SocketType.PULL);
        String endpoint = transport + "://127.0.0.1:5555";
        assertCode(ErrorCode.ENOCOMPATPROTO, () -> pull.bind(endpoint));
        assertCode(ErrorCode.ENOCOMPATPROTO, () -> pull.connect(endpoint));
        assertUsable(pull);
    }

    // ---- addresses

    /** All but ipc, where a bind takes the path over, and a listener that goes removes it. */
    List<String> transportsOfOneOwner() {
        return transports().stream().filter(each -> !each.equals("ipc")).toList();
    }

    @ParameterizedTest
    @Rule("EPT-010")
    @MethodSource("transportsOfOneOwner")
    void boundEndpointIsInUse(String transport) {
        Socket first = socket(SocketType.PULL);
        Socket second = socket(SocketType.PULL);
        String endpoint = first.bind(anyEndpoint(transport));
        assertCode(ErrorCode.EADDRINUSE, () -> second.bind(endpoint));
        assertCode(ErrorCode.EADDRINUSE, () -> first.bind(endpoint));
        assertUsable(second);
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        push.sendText("still here");
        assertEquals("still here", first.recvText());
    }

    @Test
    @Rule("EPT-011")
    void addressOfAnotherMachineCannotBeBound() {
        needsTransport("tcp");
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.EADDRNOTAVAIL, () -> socket.bind(NOT_HERE));
        assertUsable(socket);
    }

    @Test
    @Rule("EPT-012")
    void interfaceThatDoesNotExistCannotBeBound() {
        needsTransport("tcp");
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.ENODEV, () -> socket.bind("tcp://nosuchif0:5555"));
        assertUsable(socket);
    }

    @Test
    @Rule("CTX-004")
    void withoutIoThreadsOnlyInprocWorks() {
        Context context = backend().context(0);
        try (context;
                Socket pull = context.socket(SocketType.PULL);
                Socket push = context.socket(SocketType.PUSH)) {
            push.connect(pull.bind(anyEndpoint("inproc")));
            push.sendText("in memory");
            assertEquals("in memory", pull.recvText(AWAIT));
            needsTransport("tcp");
            assertCode(ErrorCode.EMTHREAD, () -> pull.bind(Loopback.ANY_PORT));
            assertCode(ErrorCode.EMTHREAD, () -> push.connect("tcp://127.0.0.1:5555"));
        }
    }

    @Test
    @Rule("CTX-003")
    void negativeNumberOfIoThreadsIsRefused() {
        ZmqException thrown = assertCode(ErrorCode.EINVAL, () -> backend().context(-1));
        assertTrue(String.valueOf(thrown.getMessage()).contains("-1"), thrown::getMessage);
    }

    // ---- bind and connect

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"EPT-009", "SPI-005", "UTL-003"})
    void bindReturnsTheRealEndpoint(String transport) {
        Socket socket = socket(SocketType.PULL);
        assertEquals("", socket.get(SocketOptions.LAST_ENDPOINT));
        String wanted = anyEndpoint(transport);
        String endpoint = socket.bind(wanted);
        assertTrue(endpoint.startsWith(transport + "://"), endpoint);
        assertTrue(!endpoint.contains("*"), endpoint);
        assertEquals(endpoint, socket.get(SocketOptions.LAST_ENDPOINT));
        String other = socket.bind(anyEndpoint(transport));
        assertNotEquals(endpoint, other);
        assertEquals(other, socket.get(SocketOptions.LAST_ENDPOINT));
        Socket push = socket(SocketType.PUSH);
        for (String each : new String[] {endpoint, other}) {
            push.connect(each);
            push.sendText(each);
            assertEquals(each, socket.recvText());
            push.disconnect(each);
        }
    }

    @Test
    @Rule({"EPT-006", "EPT-007"})
    void wildcardsOfHostAndPortAreResolved() {
        needsTransport("tcp");
        Socket socket = socket(SocketType.PULL);
        String endpoint = socket.bind("tcp://*:*");
        assertTrue(endpoint.matches("tcp://0\\.0\\.0\\.0:[1-9][0-9]*"), endpoint);
        String zero = socket.bind(Loopback.endpoint(0));
        assertTrue(zero.matches("tcp://" + Loopback.HOST + ":[1-9][0-9]*"), zero);
    }

    @ParameterizedTest
    @Rule("EPT-017")
    @MethodSource("transports")
    void connectBeforeBind(String transport) {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        String endpoint = unused(transport);
        push.connect(endpoint);
        push.sendText("early");
        push.sendText("bird");
        await("bound", () -> bound(pull, endpoint));
        assertEquals("early", pull.recvText());
        assertEquals("bird", pull.recvText());
    }

    /** An endpoint that could be bound, and is not. */
    private String unused(String transport) {
        if (transport.equals("ipc")) {
            return freshPath(); // libzmq removes the file of an endpoint that was bound, later and whosever it is then
        }
        Socket socket = socket(SocketType.PULL);
        String endpoint = socket.bind(anyEndpoint(transport));
        socket.unbind(endpoint);
        socket.close();
        return endpoint;
    }

    private String freshPath() {
        return "ipc://" + directory.resolve("fresh-" + paths.incrementAndGet());
    }

    /** Listeners go in the background. */
    private static boolean bound(Socket socket, String endpoint) {
        try {
            assertEquals(endpoint, socket.bind(endpoint));
            return true;
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EADDRINUSE, e.code());
            return false;
        }
    }

    @ParameterizedTest
    @Rule("EPT-036")
    @MethodSource("transportsOfOneOwner")
    void unboundEndpointCanBeBoundAgain(String transport) {
        Socket first = socket(SocketType.PULL);
        String endpoint = first.bind(anyEndpoint(transport));
        for (int i = 0; i < 3; i++) {
            first.unbind(endpoint);
            Socket second = socket(SocketType.PULL);
            await("bound by another", () -> bound(second, endpoint));
            second.unbind(endpoint);
            second.close();
            await("bound again", () -> bound(first, endpoint));
        }
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        push.sendText("still works");
        assertEquals("still works", first.recvText());
    }

    @ParameterizedTest
    @MethodSource("transportsOfOneOwner")
    void endpointOfAClosedSocketIsFree(String transport) {
        Socket first = socket(SocketType.PULL);
        String endpoint = first.bind(anyEndpoint(transport));
        first.close();
        Socket second = socket(SocketType.PULL);
        await("bound by another", () -> bound(second, endpoint));
    }

    @ParameterizedTest
    @Rule({"EPT-034", "EPT-038"})
    @MethodSource("transports")
    void whatIsNotBoundCannotBeUnbound(String transport) {
        String endpoint = unused(transport);
        Socket socket = socket(SocketType.PULL);
        assertCode(ErrorCode.ENOENT, () -> socket.unbind(endpoint));
        assertCode(ErrorCode.ENOENT, () -> socket.disconnect(endpoint));
        Socket other = socket(SocketType.PULL);
        String elsewhere = other.bind(anyEndpoint(transport));
        assertCode(ErrorCode.ENOENT, () -> socket.unbind(elsewhere));
        assertCode(ErrorCode.ENOENT, () -> socket.disconnect(elsewhere));
        other.unbind(elsewhere);
        assertCode(ErrorCode.ENOENT, () -> other.unbind(elsewhere));
        assertUsable(socket);
    }

    /** Over other transports engines take one for the other, which does no harm. */
    @Test
    @Rule({"EPT-034", "EPT-038"})
    void whatIsConnectedOverInprocIsNotUnboundNorWhatIsBoundDisconnected() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        assertCode(ErrorCode.ENOENT, () -> two.connected().unbind(two.endpoint()));
        assertCode(ErrorCode.ENOENT, () -> two.bound().disconnect(two.endpoint()));
        two.connected().sendText("connected still");
        assertEquals("connected still", two.bound().recvText());
        Socket other = socket(SocketType.PUSH);
        other.connect(two.endpoint());
        other.sendText("bound still");
        assertEquals("bound still", two.bound().recvText());
    }

    @ParameterizedTest
    @Rule({"EPT-037", "EPT-038"})
    @MethodSource("transports")
    void disconnectEndsTheConnection(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        two.connected().sendText("before");
        assertEquals("before", two.bound().recvText());
        two.connected().disconnect(two.endpoint());
        await("nobody is connected", () -> !two.connected().trySendText("lost"));
        assertCode(ErrorCode.ENOENT, () -> two.connected().disconnect(two.endpoint()));
        two.connected().connect(two.endpoint());
        two.connected().sendText("after");
        await("the new connection", () -> two.bound().recvText().equals("after"));
    }

    @ParameterizedTest
    @Rule("EPT-033")
    @ValueSource(strings = {"tcp", "ipc"})
    void unbindDropsPeersAndTakesNoneIn(String transport) {
        needsTransport(transport);
        Two two = two(transport, SocketType.PUSH, SocketType.PULL);
        send(two.bound(), "before");
        assertEquals("before", recv(two.connected()));
        two.bound().unbind(two.endpoint());
        await("nobody is connected", () -> {
            two.connected().tryRecv();
            return !two.bound().trySendText("lost");
        });
        assertNotReached(two.endpoint(), two.bound());
    }

    private void assertNotReached(String endpoint, Socket push) {
        socket(SocketType.PULL).connect(endpoint);
        Socket elsewhere = socket(SocketType.PULL);
        elsewhere.connect(push.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 10; i++) {
            send(push, "m" + i);
            assertEquals("m" + i, recv(elsewhere));
        }
    }

    @Test
    @Rule("EPT-033")
    void unbindOverInprocTakesNoneInAndKeepsPeers() {
        Two two = two(SocketType.PUSH, SocketType.PULL);
        two.bound().unbind(two.endpoint());
        send(two.bound(), "still there");
        assertEquals("still there", recv(two.connected()));
        two.connected().close();
        await("nobody is connected", () -> !two.bound().trySendText("lost"));
        assertNotReached(two.endpoint(), two.bound());
    }

    @ParameterizedTest
    @Rule("EPT-035")
    @ValueSource(strings = {"tcp", "ipc"})
    void wildcardIsUnboundByWhatItBecame(String transport) {
        needsTransport(transport);
        String wildcard = anyEndpoint(transport);
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(wildcard);
        assertCode(ErrorCode.ENOENT, () -> pull.unbind(wildcard));
        pull.unbind(endpoint);
        assertCode(ErrorCode.ENOENT, () -> pull.unbind(endpoint));
    }

    @ParameterizedTest
    @Rule("EPT-040")
    @MethodSource("transports")
    void disconnectEndsAllConnectsOfAnEndpoint(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        Socket push = two.connected();
        push.connect(two.endpoint());
        send(push, "through one");
        send(push, "through the other");
        recv(two.bound());
        recv(two.bound());
        push.disconnect(two.endpoint());
        await("nobody is connected", () -> !push.trySendText("lost"));
        assertCode(ErrorCode.ENOENT, () -> push.disconnect(two.endpoint()));
    }

    @Test
    @Rule("EPT-041")
    void subscriptionsAreMadeAgainWithTheConnection() {
        Socket xpub = socket(SocketType.XPUB);
        String endpoint = xpub.bind(inproc());
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("topic");
        for (int i = 0; i < 3; i++) {
            sub.connect(endpoint);
            assertEquals("\1topic", recv(xpub));
            send(xpub, "topic " + i);
            assertEquals("topic " + i, recv(sub));
            sub.disconnect(endpoint);
            await("the unsubscription", () -> {
                canReceive(sub); // an engine may do the rest of it with a later call
                return "\0topic".equals(xpub.tryRecvText());
            });
        }
    }

    @Test
    @Rule("EPT-042")
    void nameThatWasUnboundIsFree() {
        Socket first = socket(SocketType.PULL);
        String endpoint = first.bind(inproc());
        first.unbind(endpoint);
        Socket second = socket(SocketType.PULL);
        second.bind(endpoint);
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        push.sendText("for the second");
        assertEquals("for the second", second.recvText());
        assertEquals(null, first.tryRecv());
    }

    @ParameterizedTest
    @Rule("EPT-043")
    @MethodSource("transportsOfOneOwner")
    void refusedEndpointIsNotTheLastOne(String transport) {
        String taken = socket(SocketType.PULL).bind(anyEndpoint(transport));
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint(transport));
        assertCode(ErrorCode.EADDRINUSE, () -> pull.bind(taken));
        assertCode(ErrorCode.EINVAL, () -> pull.bind(transport + "://"));
        assertCode(ErrorCode.EINVAL, () -> pull.connect(transport + "://"));
        assertEquals(endpoint, pull.get(SocketOptions.LAST_ENDPOINT));
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        push.sendText("usable");
        assertEquals("usable", pull.recvText());
    }

    @Test
    @Rule("CTX-023")
    void sameNameInTwoContextsIsTwoEndpoints() {
        String endpoint = anyEndpoint("inproc");
        Socket here = socket(SocketType.PULL);
        Context elsewhere = newContext();
        Socket there = socket(elsewhere, SocketType.PULL);
        here.bind(endpoint);
        there.bind(endpoint);
        Socket push = socket(elsewhere, SocketType.PUSH);
        push.connect(endpoint);
        push.sendText("there");
        assertEquals("there", there.recvText());
        assertEquals(null, here.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SOC-009")
    void oneSocketBindsAndConnectsManyTimes(String transport) {
        Socket pull = socket(SocketType.PULL);
        for (int i = 0; i < 5; i++) {
            Socket bound = socket(SocketType.PUSH);
            pull.connect(bound.bind(anyEndpoint(transport)));
            bound.sendText("bound");
            assertEquals("bound", pull.recvText());
            Socket connected = socket(SocketType.PUSH);
            connected.connect(pull.bind(anyEndpoint(transport)));
            connected.sendText("connected");
            assertEquals("connected", pull.recvText());
        }
    }
}
