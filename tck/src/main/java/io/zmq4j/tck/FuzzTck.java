package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random input, on the wire and by calls: nobody is let in who ought not to be, and nothing but documented errors comes
 * of it. {@code -Dzmq4j.test.seed=N} does what the seed N does, alone.
 */
public class FuzzTck extends SecurityArea {
    private static final int SEEDS = Scale.pick(30, 400, 20_000);
    private static final int CALLS = Scale.pick(500, 20_000, 500_000);

    private static final Set<ErrorCode> ERRORS_OF_ENDPOINTS = Set.of(
            ErrorCode.EINVAL,
            ErrorCode.EPROTONOSUPPORT,
            ErrorCode.ENOCOMPATPROTO,
            ErrorCode.EADDRINUSE,
            ErrorCode.EADDRNOTAVAIL,
            ErrorCode.ENODEV,
            ErrorCode.ENOENT,
            ErrorCode.EACCES,
            ErrorCode.ENAMETOOLONG,
            ErrorCode.ENOTSUP);

    /** Of the backend that a subclass names. */
    public FuzzTck() {}

    private static void seeds(int count, LongConsumer work) {
        Long only = Long.getLong(FaultTck.SEED);
        LongStream seeds = only == null ? LongStream.range(0, count) : LongStream.of(only);
        seeds.forEach(seed -> {
            Evidence.current().line("seed " + seed);
            try {
                work.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-D" + FaultTck.SEED + "=" + seed, e);
            }
        });
    }

    private static byte[] mutated(long seed, byte[] bytes) {
        return new Mutation(seed, bytes.length).apply(bytes, bytes.length);
    }

    // ---- on the wire

    private static byte[] conversation(Security security, boolean ofServer) {
        byte[] type = metadata("PUSH");
        byte[] commands = switch (security) {
            case NULL -> Wire.command("READY", type);
            case PLAIN ->
                ofServer
                        ? Wire.bytes(Wire.command("WELCOME"), Wire.command("READY", type))
                        : Wire.bytes(
                                Wire.command("HELLO", HostilePeer.hello(Security.USER, "wrong")),
                                Wire.command("INITIATE", type));
            case CURVE -> Wire.command("WELCOME", new byte[160]);
        };
        return Wire.bytes(
                Wire.greeting(3, 0, security.name(), ofServer ? 1 : 0),
                commands,
                Wire.frame(Wire.MORE, bytes("intruder")),
                Wire.frame(0, new byte[300]),
                Wire.command("PING", Wire.bytes(0, 1, "context")));
    }

    @ParameterizedTest
    @EnumSource
    @NeedsTransport("tcp")
    @Rule("FUZ-002")
    void serversThatSayAnythingHarmNobodyElse(Security security) {
        Two healthy = two("tcp", SocketType.PAIR, SocketType.PAIR);
        byte[] conversation = conversation(security, true);
        seeds(SEEDS, seed -> {
            try (ServerSocket listener = RawPeer.listen();
                    Socket pull = socket(SocketType.PULL)) {
                security.client(pull);
                pull.connect(RawPeer.endpoint(listener));
                RawPeer server = RawPeer.accept(listener);
                server.finish(mutated(seed, conversation));
                server.close();
                healthy.connected().sendText("healthy " + seed);
                assertEquals("healthy " + seed, healthy.bound().recvText());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The next who is let in is the first who is heard. */
    private static void assertOnlyHeard(Socket pull, Set<String> others) {
        for (String text = pull.recvText(); !text.equals("healthy"); text = pull.recvText()) {
            assertTrue(others.contains(text), text);
        }
    }

    @Test
    @NeedsTransport("tcp")
    @Rule("FUZ-007")
    void mutatedHandshakesOfPlainLetNobodyIn() {
        ZapHandler handler = new ZapHandler(
                context(),
                request -> request.credential(0).equals(Security.USER)
                        && request.credential(1).equals(Security.PASSWORD));
        start("ZAP handler", handler::serve);
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        String endpoint = pull.bind(tcp());
        seeds(SEEDS, seed -> {
            try (RawPeer peer = RawPeer.connect(endpoint)) {
                peer.finish(mutated(seed, conversation(Security.PLAIN, false)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        client(Security.PLAIN, SocketType.PUSH, endpoint).sendText("healthy");
        assertOnlyHeard(pull, Set.of());
    }

    /** Strangers with HELLO or INITIATE changed, and friends whose messages are. */
    @Test
    @NeedsTransport("tcp")
    @Rule("FUZ-006")
    void mutatedConversationsOfCurveLetNobodyInAndDeliverNothingFalse() {
        CurveKeyPair keys = Curve.keyPair();
        CurveKeyPair friend = Curve.keyPair();
        ZapHandler handler = new ZapHandler(
                context(),
                request -> Arrays.equals(
                        request.credentials().get(0), friend.publicKey().toBytes()));
        start("ZAP handler", handler::serve);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        String endpoint = pull.bind(tcp());
        seeds(SEEDS, seed -> {
            boolean isFriend = seed % 3 == 2;
            try (CurveClient client =
                    CurveClient.connect(endpoint, isFriend ? friend : Curve.keyPair(), keys.publicKey())) {
                sayMutated(client, seed);
            } catch (SocketTimeoutException e) {
                throw new AssertionError(e);
            } catch (IOException e) {
                // dropped before it has said all
            }
        });
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, keys.publicKey());
        push.set(SocketOptions.CURVE_PUBLICKEY, friend.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, friend.secretKey());
        push.connect(endpoint);
        push.sendText("healthy");
        assertOnlyHeard(pull, Set.of("original"));
    }

    private static void sayMutated(CurveClient client, long seed) throws IOException {
        switch ((int) (seed % 3)) {
            case 0 -> client.raw.finish(mutated(seed, Wire.frame(Wire.COMMAND, client.hello())));
            case 1 -> {
                client.welcomed();
                client.raw.finish(Wire.bytes(
                        mutated(seed, Wire.frame(Wire.COMMAND, client.initiate("PUSH"))),
                        Wire.frame(0, client.message(9, 0, bytes("intruder")))));
            }
            default -> {
                client.open("PUSH");
                client.raw.finish(mutated(seed, Wire.frame(0, client.message(9, 0, bytes("original")))));
            }
        }
    }

    // ---- calls

    private static final List<String> TRANSPORTS =
            List.of("tcp://", "inproc://", "udp://", "tcp:/", "://", "", "nonsense://", "TCP://");
    private static final List<String> HOSTS = List.of(
            "127.0.0.1", "*", "[::1]", "0", "", "[", "127.0.0.1;127.0.0.1", "1.2.3.4.5", "[]", " ", "127.0.0.1 ");
    private static final List<String> PORTS =
            List.of(":*", ":0", "::", ":", "", ":-1", ":65536", ":99999999999", ":1x", ":!", ":0x10", "/", ":*/", "*");

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    @Rule("FUZ-003")
    void endpointsOfAnyKindAreTakenOrRefusedWithADocumentedError() {
        seeds(CALLS, seed -> {
            Random random = new Random(seed);
            String endpoint = any(random, TRANSPORTS) + any(random, HOSTS) + any(random, PORTS);
            try (Socket dealer = socket(SocketType.DEALER)) {
                for (int i = 0; i < 3; i++) {
                    call(dealer, random.nextInt(4), endpoint);
                }
            }
        });
    }

    private static void call(Socket socket, int which, String endpoint) {
        try {
            switch (which) {
                case 0 -> socket.bind(endpoint);
                case 1 -> socket.connect(endpoint);
                case 2 -> socket.unbind(endpoint);
                default -> socket.disconnect(endpoint);
            }
        } catch (ZmqException e) {
            assertTrue(ERRORS_OF_ENDPOINTS.contains(e.code()), () -> which + " " + endpoint + ": " + e);
        }
    }

    private static final List<Object> VALUES = List.of(
            0,
            1,
            -1,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            0L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            true,
            false,
            "",
            "text",
            "x".repeat(300),
            "\u0000é",
            new byte[0],
            new byte[32],
            new byte[256],
            Duration.ZERO,
            Duration.ofMillis(-1),
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofNanos(1),
            3.5,
            SocketType.PAIR,
            List.of());

    @Test
    @Rule("FUZ-004")
    void optionsOfAnyNameAndValueAreTakenOrRefused() {
        List<String> names = Stream.concat(
                        SocketOptions.all().stream().map(option -> option.name()),
                        Stream.of("", "sndhwm", "SNDHWM ", "\u0000", "NONSENSE", "ROUTING_ID\n"))
                .toList();
        seeds(CALLS, seed -> {
            Random random = new Random(seed);
            String name = any(random, names);
            Object value = any(random, VALUES);
            try (Socket socket = socket(any(random, List.of(SocketType.values())))) {
                socket.setByName(name, value);
            } catch (ZmqException e) {
                assertTrue(e.code() == ErrorCode.EINVAL || e.code() == ErrorCode.ENOTSUP, () -> name + ": " + e);
            } catch (RuntimeException e) {
                fail(name + " = " + value, e);
            }
        });
    }
}
