package io.zmq4j.tck;

import static io.zmq4j.tck.Wire.COMMAND;
import static io.zmq4j.tck.Wire.MORE;
import static io.zmq4j.tck.Wire.body;
import static io.zmq4j.tck.Wire.bytes;
import static io.zmq4j.tck.Wire.command;
import static io.zmq4j.tck.Wire.four;
import static io.zmq4j.tck.Wire.frame;
import static io.zmq4j.tck.Wire.greeting;
import static io.zmq4j.tck.Wire.header;
import static io.zmq4j.tck.Wire.property;
import static io.zmq4j.tck.Wire.signature;
import static io.zmq4j.tck.Wire.times;

import io.zmq4j.SocketType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The table of attacks: greetings, commands of the handshakes, frames after them, and pace. */
final class Attacks {
    private static final Set<Security> ALL = EnumSet.allOf(Security.class);
    private static final Set<Security> NULL = EnumSet.of(Security.NULL);
    private static final Set<Security> PLAIN = EnumSet.of(Security.PLAIN);
    private static final Set<Security> CURVE = EnumSet.of(Security.CURVE);

    /** Those whose handshake a peer can complete without cryptography. */
    private static final Set<Security> OPEN = EnumSet.of(Security.NULL, Security.PLAIN);

    /** Sizes that no memory holds, or that are none when a sign is seen in them. */
    private static final List<Long> HUGE = List.of(
            (long) Integer.MAX_VALUE,
            1L << 31,
            (1L << 32) - 1,
            1L << 32,
            (1L << 32) + 5,
            1L << 40,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 5,
            -256L,
            -1L);

    private static final int CURVE_HELLO = 200;
    private static final int CURVE_INITIATE = 257;
    private static final int MUCH = 1 << 20;
    private static final int CROWD = 24;

    private final List<Attack> rows = new ArrayList<>();

    private Attacks() {}

    static List<Attack> all() {
        Attacks table = new Attacks();
        table.greetings();
        table.oldVersions();
        table.commandsOfAnyHandshake();
        table.commandsOfNull();
        table.commandsOfPlain();
        table.commandsOfCurve();
        table.framesAfterTheHandshake();
        table.heartbeats();
        table.subscriptions();
        table.pace();
        return table.rows;
    }

    private void add(String name, Set<Security> against, Attack.Script script) {
        rows.add(new Attack(name, against, script));
    }

    /** Says this first. */
    private void says(String name, byte[] bytes) {
        add("greeting: " + name, ALL, (peer, victim) -> peer.write(bytes));
    }

    /** Says this after a good greeting. */
    private void during(String name, Set<Security> against, byte[] bytes) {
        add("handshake: " + name, against, (peer, victim) -> {
            peer.greet(victim.security());
            peer.write(bytes);
        });
        // all at once: it has arrived before the engine looks at the connection for the first time
        add(
                "handshake at once: " + name,
                against,
                (peer, victim) -> peer.write(bytes(greeting(victim.security().name()), bytes)));
    }

    /** Says this after a good handshake. */
    private void after(String name, byte[] bytes) {
        add("after the handshake: " + name, OPEN, (peer, victim) -> {
            peer.handshake(victim);
            peer.write(bytes);
        });
    }

    // ---- greetings

    private void greetings() {
        says("nothing", new byte[0]);
        says("one byte", bytes(0xFF));
        for (int first : new int[] {0x00, 0x01, 0x02, 0x7F, 0x80, 0xFE}) {
            says("first byte is " + first, bytes(first, times(70, first)));
        }
        says("HTTP", bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        says("TLS", bytes(0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3, times(508, 0x5A)));
        says("SSH", bytes("SSH-2.0-OpenSSH_9.2\r\n"));
        says("all ones", times(64, 0xFF));
        says("signature without its end", bytes(0xFF, 0L, 0x7E, 3, 0, times(60, 0)));
        says("signature with a length of all ones", bytes(0xFF, -1L, 0x7F, 3, 0, "NULL", times(48, 0)));
        for (int size : new int[] {9, 10, 11, 12, 31, 32, 33, 63}) {
            says("the first " + size + " bytes", java.util.Arrays.copyOf(greeting("NULL"), size));
        }
        for (int major : new int[] {3, 4, 0x7F, 0x80, 0xFF}) {
            says("version " + major + ".255", greeting(major, 0xFF, "NULL", 0));
        }
        for (String mechanism :
                List.of("", "null", "FOO", "NULLNULLNULLNULLNULL", "GSSAPI", "NULL", "PLAIN", "CURVE")) {
            says("mechanism '" + mechanism + "'", greeting(mechanism));
        }
        says("mechanism of no characters", bytes(signature(), 3, 0, times(20, 0xFF), times(32, 0)));
        says("as a server", greeting(3, 0, "NULL", 1));
        says("as 255 servers", greeting(3, 0, "PLAIN", 0xFF));
        says("filler of ones", bytes(signature(), 3, 0, "CURVE", times(15, 0), 0, times(31, 0xFF)));
        says("twice", bytes(greeting("NULL"), greeting("NULL")));
        says("a MiB of zeros", times(MUCH, 0));
        says("a MiB of ones", times(MUCH, 0xFF));
        byte[] noise = new byte[MUCH];
        new Random(1).nextBytes(noise);
        says("a MiB of noise", noise);
    }

    private void oldVersions() {
        says("1.0 with an empty identity", bytes(1, 0));
        says("1.0 with an identity and a message", bytes(3, 0, "id", 6, 0, "hello"));
        says("1.0 with an identity that continues", bytes(3, 1, "id", 6, 1, "hello"));
        says("1.0 with a frame of no length", bytes(1, 0, 0, 0, 0));
        says("1.0 with all flags", bytes(3, 0xFF, "id", 6, 0xFF, "hello"));
        for (long size : HUGE) {
            says(
                    "1.0 with an identity of " + Long.toUnsignedString(size) + " bytes",
                    bytes(0xFF, size & ~(1L << 0), 0));
            says("1.0 with a message of " + Long.toUnsignedString(size) + " bytes", bytes(1, 0, 0xFF, size, 0, "x"));
        }
        for (int revision : new int[] {0, 1, 2}) {
            byte[] start = bytes(signature(), revision);
            String version = "2.0 (revision " + revision + ")";
            says(version + ", no more", start);
            says(version + " of an unknown type", bytes(start, 0xFF, 0, 0));
            for (int type : new int[] {1, 2, 3, 5, 7, 8}) {
                says(version + " of type " + type, bytes(start, type, 0, 0, 0, 5, "hello", 0, 6, "\u0001topic"));
            }
            says(version + " with an identity that continues", bytes(start, 5, MORE, 2, "id", MORE, 1, "x"));
            says(version + " with a command for an identity", bytes(start, 5, COMMAND, 2, "id", COMMAND, 1, "x"));
            says(version + " with a heartbeat", bytes(start, 5, 0, 0, frame(COMMAND, body("PING", bytes(0, 1)))));
            says(version + " with all flags", bytes(start, 5, 0, 0, 0xFF, 5L, "hello"));
            for (long size : HUGE) {
                says(
                        version + " with an identity of " + Long.toUnsignedString(size),
                        bytes(start, 5, header(0, size), "x"));
                says(
                        version + " with a message of " + Long.toUnsignedString(size),
                        bytes(start, 5, 0, 0, header(0, size), "x"));
            }
        }
    }

    // ---- commands

    private void commandsOfAnyHandshake() {
        during("a frame of nothing", ALL, frame(COMMAND, new byte[0]));
        during("a message of nothing", ALL, frame(0, new byte[0]));
        during("a message", ALL, frame(0, bytes("hello")));
        during("a message that continues", ALL, frame(MORE, bytes("hello")));
        during("a command that continues", ALL, frame(COMMAND | MORE, body("READY")));
        during("a name of nothing", ALL, command(""));
        during("a name longer than its frame", ALL, frame(COMMAND, bytes(0xFF, "READY")));
        during("a name cut off", ALL, frame(COMMAND, bytes(5, "REA")));
        during("an unknown command", ALL, command("SURPRISE", times(100, 7)));
        during("a heartbeat", ALL, command("PING", bytes(0, 100, "context")));
        during("a heartbeat cut off", ALL, command("PING"));
        during("reserved flags", ALL, bytes(0xF8 | COMMAND, 6, body("READY")));
        during("all flags", ALL, bytes(0xFF, 6L, body("READY")));
        during("a header cut off", ALL, bytes(COMMAND | Wire.LONG, 0, 0, 0));
        during("noise", ALL, noise(300));
        for (String name :
                List.of("READY", "HELLO", "WELCOME", "INITIATE", "ERROR", "MESSAGE", "SUBSCRIBE", "CANCEL")) {
            during(name + " of nothing", ALL, command(name));
            during(name + " and one byte", ALL, command(name, bytes(0xFF)));
            during(name + " as a message", ALL, frame(0, body(name)));
            during(name + " twice", ALL, bytes(command(name), command(name)));
            during(name + " of a MiB", ALL, command(name, times(MUCH, 1)));
        }
        for (int length : new int[] {0, 3, 4, 127, 128, 255}) {
            during("ERROR with a reason of " + length, ALL, command("ERROR", bytes(length, "300")));
        }
        for (String reason : List.of("200", "400", "9a9", "999")) {
            during("ERROR " + reason, ALL, command("ERROR", bytes(3, reason)));
        }
        for (long size : HUGE) {
            String length = Long.toUnsignedString(size);
            during("a command of " + length, ALL, bytes(header(COMMAND, size), body("READY")));
            during("a message of " + length, ALL, bytes(header(0, size), times(600, 0)));
        }
    }

    private void commandsOfNull() {
        metadata("READY", NULL, new byte[0]);
        during("READY for a type of none", NULL, command("READY", property("Socket-Type", bytes("FOO"))));
        during("READY for a type that does not fit", NULL, command("READY", property("Socket-Type", bytes("XPUB"))));
        during("READY without a type", NULL, command("READY", property("Identity", new byte[0])));
        fits("READY twice", NULL, victim -> bytes(ready(victim), ready(victim)));
        fits("READY, then HELLO", NULL, victim -> bytes(ready(victim), command("HELLO", times(194, 1))));
        fits("READY, then ERROR", NULL, victim -> bytes(ready(victim), command("ERROR", bytes(3, "300"))));
        fits(
                "READY with an identity of 256",
                NULL,
                victim -> command("READY", type(victim), property("Identity", times(256, 'i'))));
        fits(
                "READY with a reserved identity",
                NULL,
                victim -> command("READY", type(victim), property("Identity", bytes(0, "abcd"))));
        fits("READY with 10,000 properties", NULL, victim -> {
            byte[][] properties = new byte[10_000][];
            for (int i = 0; i < properties.length; i++) {
                properties[i] = property("X-" + i, bytes("value"));
            }
            return command("READY", type(victim), bytes((Object[]) properties));
        });
    }

    private interface Fitting {
        byte[] bytes(Victim victim);
    }

    private void fits(String name, Set<Security> against, Fitting bytes) {
        add("handshake: " + name, against, (peer, victim) -> {
            peer.greet(victim.security());
            peer.write(bytes.bytes(victim));
        });
    }

    private static byte[] type(Victim victim) {
        return property("Socket-Type", bytes(victim.peerType()));
    }

    private static byte[] ready(Victim victim) {
        return command("READY", HostilePeer.metadata(victim));
    }

    /** Properties that lie about their sizes, after a start that is well. */
    private void metadata(String name, Set<Security> against, byte[] before) {
        List<byte[]> lies = List.of(
                bytes(0),
                bytes(1),
                bytes(255),
                bytes(255, "Socket-Type"),
                bytes(11, "Socket-Type"),
                bytes(11, "Socket-Type", 0, 0),
                bytes(11, "Socket-Type", four(5), "PUSH"),
                bytes(11, "Socket-Type", four(Integer.MAX_VALUE), "PUSH"),
                bytes(11, "Socket-Type", four(Integer.MIN_VALUE), "PUSH"),
                bytes(11, "Socket-Type", four(-1), "PUSH"),
                bytes(0, four(0), 0, four(0)),
                bytes(3, "a\u0000b", four(2), 0xFF, 0xFE),
                bytes(property("Socket-Type", bytes("PUSH")), 1));
        int number = 0;
        for (byte[] lie : lies) {
            number++;
            add("handshake: " + name + " with bad metadata " + number, against, (peer, victim) -> {
                peer.greet(victim.security());
                peer.write(bytes(before, command(name, lie)));
            });
        }
    }

    private void commandsOfPlain() {
        byte[] hello = command("HELLO", HostilePeer.hello(Security.USER, Security.PASSWORD));
        List<byte[]> lies = List.of(
                bytes(0),
                bytes(1),
                bytes(1, "a"),
                bytes(5, "admin"),
                bytes(5, "admin", 6),
                bytes(5, "admin", 6, "s3cre"),
                bytes(5, "admin", 6, "s3crets"),
                bytes(127, "admin", 6, "s3cret"),
                bytes(128, "admin", 6, "s3cret"),
                bytes(255, "admin", 6, "s3cret"),
                bytes(5, "admin", 127, "s3cret"),
                bytes(5, "admin", 128, "s3cret"),
                bytes(5, "admin", 255, "s3cret"),
                bytes(0, 0, 0),
                bytes(200, times(200, 'u'), 200, times(200, 'p')));
        int number = 0;
        for (byte[] lie : lies) {
            number++;
            during("bad HELLO " + number, PLAIN, command("HELLO", lie));
        }
        during("HELLO twice, right", PLAIN, bytes(hello, hello));
        during("HELLO and INITIATE at once", PLAIN, bytes(hello, command("INITIATE")));
        during("HELLO of a stranger", PLAIN, command("HELLO", HostilePeer.hello("nobody", "")));
        metadata("INITIATE", PLAIN, hello);
        add("handshake: INITIATE cut off", PLAIN, (peer, victim) -> {
            peer.greet(victim.security());
            peer.write(hello);
            peer.read(10);
            peer.write(bytes(COMMAND, 100, 8, "INITIATE"));
        });
        add("handshake: INITIATE, then INITIATE", PLAIN, (peer, victim) -> {
            peer.greet(victim.security());
            peer.write(hello);
            peer.read(10);
            byte[] initiate = command("INITIATE", HostilePeer.metadata(victim));
            peer.write(bytes(initiate, initiate, initiate));
        });
        add("handshake: gone before the ZAP handler answers", PLAIN, (peer, victim) -> {
            peer.greet(victim.security());
            peer.write(hello);
            peer.reset();
        });
    }

    private void commandsOfCurve() {
        for (int size : new int[] {6, 7, 80, 199, 200, 201, 255, 256, 10_000}) {
            byte[] whole = bytes(body("HELLO"), 1, 0, times(Math.max(0, size - 8), 0));
            during("HELLO of " + size, CURVE, frame(COMMAND, java.util.Arrays.copyOf(whole, size)));
        }
        during("HELLO of version 2.0", CURVE, curve("HELLO", CURVE_HELLO, 2, 0));
        during("HELLO of version 1.1", CURVE, curve("HELLO", CURVE_HELLO, 1, 1));
        during("HELLO of noise", CURVE, frame(COMMAND, bytes(body("HELLO"), 1, 0, noise(CURVE_HELLO - 8))));
        during("HELLO twice", CURVE, bytes(curve("HELLO", CURVE_HELLO, 1, 0), curve("HELLO", CURVE_HELLO, 1, 0)));
        for (int size : new int[] {9, 104, 256, CURVE_INITIATE, 512, 513, 10_000}) {
            byte[] initiate = frame(COMMAND, java.util.Arrays.copyOf(body("INITIATE", times(size, 3)), size));
            during("INITIATE first, of " + size, CURVE, initiate);
            during(
                    "INITIATE after a HELLO of noise, of " + size,
                    CURVE,
                    bytes(curve("HELLO", CURVE_HELLO, 1, 0), initiate));
        }
        during("MESSAGE first", CURVE, frame(0, body("MESSAGE", times(100, 1))));
    }

    private static byte[] curve(String name, int size, int major, int minor) {
        return frame(COMMAND, java.util.Arrays.copyOf(bytes(body(name), major, minor), size));
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    // ---- after the handshake

    private void framesAfterTheHandshake() {
        for (long size : HUGE) {
            String length = Long.toUnsignedString(size);
            after("a message of " + length, bytes(header(0, size), times(600, 0)));
            after("a second frame of " + length, bytes(frame(MORE, new byte[0]), header(MORE, size), times(600, 0)));
            after("a command of " + length, bytes(header(COMMAND, size), times(600, 0)));
        }
        add("after the handshake: many peers announce all the memory", OPEN, Attacks::announceAllMemory);
        for (int flags : new int[] {0x08, 0x10, 0x20, 0x40, 0x80, 0xF8}) {
            after("reserved flags " + flags, bytes(flags, 5, "hello"));
        }
        after("a command that continues", frame(COMMAND | MORE, body("PING", bytes(0, 0))));
        after("frames without an end", many(frame(MORE, bytes("more")), 500));
        after("messages of nothing", many(frame(0, new byte[0]), 100));
        after("messages", many(frame(0, bytes("hello")), 100));
        after("messages with a delimiter", many(bytes(frame(MORE, new byte[0]), frame(0, bytes("hello"))), 100));
        after("delimiters only", many(frame(MORE, new byte[0]), 100));
        after("a delimiter, no more", many(frame(0, new byte[0]), 1));
        after("frames of one byte", many(bytes(0, 1, 0), 100));
        for (String name : List.of("READY", "HELLO", "WELCOME", "INITIATE", "ERROR", "MESSAGE", "JOIN", "LEAVE", "X")) {
            after(name, bytes(command(name), command(name, bytes("more"))));
        }
        after("a command of nothing", frame(COMMAND, new byte[0]));
        after("a name of nothing", command(""));
        after("a name longer than its frame", frame(COMMAND, bytes(0xFF, "PING")));
        after("a greeting", greeting("NULL"));
        after("noise", noise(2000));
        after("a header cut off", bytes(Wire.LONG, 0, 0, 0));
        after("a frame cut off", bytes(0, 200, times(100, 0)));
        after("a frame cut off after one that continues", bytes(frame(MORE, bytes("a")), 0, 200, times(100, 0)));
    }

    private static byte[] many(byte[] bytes, int count) {
        Object[] parts = new Object[count];
        java.util.Arrays.fill(parts, bytes);
        return bytes(parts);
    }

    /** Each announces an eighth of it, which an engine may believe, and sends a little of that. */
    private static void announceAllMemory(HostilePeer peer, Victim victim) throws IOException {
        long size = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8);
        List<HostilePeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                HostilePeer other = HostilePeer.connect(victim.endpoint());
                peers.add(other);
                other.handshake(victim);
                other.write(bytes(header(0, size), times(100, 0)));
            }
            victim.assertOthersWork();
            for (HostilePeer other : peers) {
                other.finish();
            }
        } finally {
            for (HostilePeer other : peers) {
                other.close();
            }
        }
    }

    private void heartbeats() {
        after("PING of nothing", command("PING"));
        after("PING with half a TTL", command("PING", bytes(0)));
        after("PING without a context", command("PING", bytes(0, 0)));
        after("PING cut off in its name", frame(COMMAND, bytes(4, "PIN")));
        after("PING that continues", frame(COMMAND | MORE, body("PING", bytes(0, 10, "context"))));
        for (int size : new int[] {1, 16, 17, 255, 65_535}) {
            after("PING with a context of " + size, command("PING", bytes(0, 0), times(size, 'c')));
        }
        for (int ttl : new int[] {1, 0x7FFF, 0x8000, 0xFFFF}) {
            after("PING with a TTL of " + ttl, command("PING", bytes(ttl >> 8, ttl & 0xFF)));
        }
        after("PING many times", many(command("PING", bytes(0, 100, "context")), 1000));
        after("PONG of nothing", command("PONG"));
        after("PONG nobody asked for", command("PONG", times(300, 'c')));
        after("PING as a message", frame(0, body("PING")));
    }

    private void subscriptions() {
        after("subscriptions to everything", many(frame(0, bytes(1)), 100));
        after(
                "subscriptions that are cancelled too often",
                many(bytes(frame(0, bytes(1, "a")), frame(0, bytes(0, "a")), frame(0, bytes(0, "a"))), 50));
        after("a subscription that continues", bytes(frame(MORE, bytes(1, "a")), frame(0, bytes(1, "b"))));
        after("subscriptions to all bytes", everyByte());
        after("a subscription of 100,000 bytes", frame(0, bytes(1, times(100_000, 'a'))));
        after(
                "a cancelled subscription of 100,000 bytes",
                bytes(frame(0, bytes(1, times(100_000, 'a'))), frame(0, bytes(0, times(100_000, 'a')))));
        add("after the handshake: 200 MiB that are no subscription", OPEN, (peer, victim) -> {
            if (victim.type() == SocketType.PUB) {
                peer.handshake(victim);
                byte[] message = frame(0, times(MUCH, 2));
                for (int i = 0; i < 200; i++) {
                    peer.write(message);
                }
            }
        });
        after("SUBSCRIBE of nothing", bytes(command("SUBSCRIBE"), command("CANCEL")));
        after("SUBSCRIBE to much", command("SUBSCRIBE", times(100_000, 'a')));
    }

    private static byte[] everyByte() {
        Object[] parts = new Object[256];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = frame(0, bytes(1, 255 - i, i));
        }
        return bytes(parts);
    }

    // ---- pace

    private void pace() {
        add("pace: silence after the greeting", ALL, (peer, victim) -> peer.greet(victim.security()));
        add("pace: silence after the handshake", OPEN, HostilePeer::handshake);
        add("pace: one byte a packet", OPEN, (peer, victim) -> {
            peer.trickle(bytes(greeting(victim.security().name())));
            peer.read(64);
            peer.trickle(victim.security() == Security.NULL ? ready(victim) : command("HELLO", bytes(1, "a", 0)));
        });
        add("pace: a message one byte a packet", OPEN, (peer, victim) -> {
            peer.handshake(victim);
            peer.trickle(bytes(frame(MORE, new byte[0]), frame(0, times(300, 'x'))));
        });
        add("pace: closed at once", ALL, (peer, victim) -> peer.close());
        add("pace: reset at once", ALL, (peer, victim) -> peer.reset());
        add("pace: reset after the greeting", ALL, (peer, victim) -> {
            peer.write(greeting(victim.security().name()));
            peer.reset();
        });
        add("pace: reset in a message", OPEN, (peer, victim) -> {
            peer.handshake(victim);
            peer.write(bytes(frame(MORE, bytes("a")), frame(MORE, bytes("b")), 0, 100));
            peer.reset();
        });
        add("pace: half closed before anything", ALL, (peer, victim) -> peer.shutdownOutput());
        add("pace: half closed after the greeting", ALL, (peer, victim) -> {
            peer.greet(victim.security());
            peer.shutdownOutput();
        });
        add("pace: half closed after the handshake", OPEN, (peer, victim) -> {
            peer.handshake(victim);
            peer.shutdownOutput();
        });
        add("pace: a port scan", ALL, (peer, victim) -> {
            for (int i = 0; i < 20; i++) {
                HostilePeer.connect(victim.endpoint()).reset();
                HostilePeer.connect(victim.endpoint()).close();
            }
        });
        add("pace: a crowd that says nothing", ALL, (peer, victim) -> {
            List<HostilePeer> crowd = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                crowd.add(HostilePeer.connect(victim.endpoint()));
            }
            victim.assertOthersWork();
            for (HostilePeer each : crowd) {
                each.close();
            }
        });
    }
}
