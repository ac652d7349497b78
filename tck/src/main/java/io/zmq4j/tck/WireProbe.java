package io.zmq4j.tck;

import io.zmq4j.SocketType;
import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Trial;
import io.zmq4j.tck.conformance.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tests a socket of any language by what it does on the wire: a scripted peer connects to it again and again, keeps to
 * ZMTP or breaks it, and looks at what comes back. The program behind the socket need not do anything; a REP that
 * answers is tested more.
 *
 * <p>What ends a connection must end that one only: after each check a well-behaved peer has to get through.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23 (ZMTP)</a>
 */
public final class WireProbe {
    private static final int GREETING = 64;
    private static final int MECHANISM_SIZE = 20;
    private static final int COMMAND = 4;
    private static final int LONG = 2;
    private static final String NULL = "NULL";

    /** Whom each type speaks to. */
    private static final Map<SocketType, String> PEERS = Map.ofEntries(
            Map.entry(SocketType.PAIR, "PAIR"),
            Map.entry(SocketType.PUB, "SUB"),
            Map.entry(SocketType.SUB, "PUB"),
            Map.entry(SocketType.XPUB, "SUB"),
            Map.entry(SocketType.XSUB, "PUB"),
            Map.entry(SocketType.REQ, "REP"),
            Map.entry(SocketType.REP, "REQ"),
            Map.entry(SocketType.DEALER, "ROUTER"),
            Map.entry(SocketType.ROUTER, "DEALER"),
            Map.entry(SocketType.PUSH, "PULL"),
            Map.entry(SocketType.PULL, "PUSH"));

    private final InetSocketAddress address;
    private final SocketType type;
    private final String peer;
    private final Map<String, List<Trial>> trials = new LinkedHashMap<>();
    private String mechanism = NULL;

    /** What a peer does, and what has to come of it. */
    private interface Check {
        void run() throws IOException;
    }

    /** Something on the side of the target that keeps a check from being made. */
    private static final class NotApplicable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotApplicable(String why) {
            super(why);
        }
    }

    /**
     * A probe.
     *
     * @param endpoint where the socket is bound, such as {@code tcp://127.0.0.1:5555}
     * @param type its type
     * @throws IllegalArgumentException the endpoint is no tcp endpoint, or such sockets do not speak ZMTP
     */
    public WireProbe(String endpoint, SocketType type) {
        String text = endpoint.startsWith("tcp://") ? endpoint.substring("tcp://".length()) : "";
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + endpoint + "' is no endpoint of the form tcp://host:port");
        }
        if (!PEERS.containsKey(type)) {
            throw new IllegalArgumentException(type + " sockets do not speak ZMTP");
        }
        String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        this.address = new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
        this.type = type;
        this.peer = PEERS.get(type);
    }

    /**
     * Rules that it tests.
     *
     * @return in the order of the catalogue
     */
    public List<CatalogueRule> rules() {
        Set<String> ids = checks().keySet();
        return RuleCatalogue.current().all().stream()
                .filter(rule -> ids.contains(rule.id()))
                .toList();
    }

    /**
     * Makes all checks, one after the other, each on connections of its own.
     *
     * @param progress told the rule of each check that begins
     * @return verdicts by rule
     * @throws IOException nobody accepts connections there
     */
    public Map<String, Verdict> run(Consumer<CatalogueRule> progress) throws IOException {
        connect().close();
        checks().forEach((id, checks) -> {
            CatalogueRule rule = RuleCatalogue.current().rule(id);
            progress.accept(rule);
            checks.forEach(check -> make(rule, check));
        });
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        rules().forEach(rule ->
                verdicts.put(rule.id(), Verdict.of(rule, null, trials.getOrDefault(rule.id(), List.of()))));
        return verdicts;
    }

    private void make(CatalogueRule rule, Check check) {
        Evidence evidence = Evidence.current();
        evidence.begin();
        String name = rule.id() + " against " + address;
        Trial trial;
        try {
            check.run();
            trial = new Trial(name, Status.PASS, evidence.millis(), null, null, null);
        } catch (NotApplicable e) {
            trial = new Trial(name, Status.NOT_APPLICABLE, evidence.millis(), e.getMessage(), null, null);
        } catch (IOException | RuntimeException | AssertionError e) {
            Status status = rule.isLenient() ? Status.NON_STRICT : Status.FAIL;
            trial = new Trial(name, status, evidence.millis(), e.toString(), evidence.of(e), null);
        }
        trials.computeIfAbsent(rule.id(), key -> new ArrayList<>()).add(trial);
    }

    // ---- the checks

    private Map<String, List<Check>> checks() {
        Map<String, List<Check>> checks = new LinkedHashMap<>();
        checks.put("WIR-001", List.of(this::greets));
        if (type == SocketType.REP) { // first: engines lose a reply after a malformed request of a peer that left
            checks.put("WIR-027", List.of(this::repliesInAnEnvelope));
        }
        checks.put("WIR-002", List.of(() -> serves(greeting(3, 0, NULL, 0x55))));
        checks.put("WIR-003", List.of(() -> serves(greeting(9, 9, NULL, 0))));
        checks.put("WIR-004", List.of(() -> serves(greeting(3, 0, NULL, 0)), () -> serves(greeting(3, 1, NULL, 0))));
        checks.put("WIR-008", List.of(this::refusesAnotherMechanism));
        checks.put("WIR-009", List.of(this::acceptsLongFrames));
        checks.put("WIR-011", List.of(this::survivesLengths));
        checks.put("WIR-012", List.of(this::acceptsSingleBytes));
        checks.put("WIR-013", List.of(this::acceptsAllAtOnce));
        checks.put("WIR-014", List.of(this::tellsItsType));
        checks.put("WIR-015", List.of(() -> closesAfter(command("READY", property("Socket-Type", stranger())))));
        checks.put("WIR-016", List.of(() -> opens(command("READY", property("sOCKET-tYPE", peer)))));
        checks.put(
                "WIR-017",
                List.of(
                        () -> opens(command("READY", property("Socket-Type", peer), property("X-Unknown", "x"))),
                        () -> closesAfter(command("READY", property("Socket-Type", peer), cut()))));
        checks.put("WIR-022", List.of(() -> closesAfter(command("ERROR", new byte[] {0}))));
        checks.put("WIR-023", List.of(() -> closesAfter(command("NONSENSE"))));
        checks.put("WIR-024", List.of(() -> closesAfter(frame(0, new byte[] {1}))));
        checks.put("WIR-025", List.of(this::survivesStrangers));
        checks.put("WIR-026", List.of(this::survivesMalformedPings));
        return checks;
    }

    private void greets() throws IOException {
        try (RawPeer raw = connect()) {
            raw.write(greeting(3, 0, NULL, 0));
            byte[] greeting = raw.read(GREETING);
            check(greeting[0] == (byte) 0xFF && (greeting[9] & 0xFF) == 0x7F, "signature");
            check(greeting[10] >= 3, "version " + greeting[10]);
            mechanism = new String(greeting, 12, MECHANISM_SIZE, StandardCharsets.US_ASCII);
            check(mechanism.matches("[A-Z0-9_+-]+\0*"), "mechanism '" + mechanism + "'");
            mechanism = mechanism.replace("\0", "");
            check(greeting[32] == 0 || greeting[32] == 1, "as-server " + greeting[32]);
            for (int i = 33; i < GREETING; i++) {
                check(greeting[i] == 0, "filler at " + i);
            }
        }
    }

    /** Greeting and READY; with another mechanism than NULL there is no more to see than the greeting. */
    private void serves(byte[] greeting) throws IOException {
        try (RawPeer raw = connect()) {
            raw.write(greeting);
            raw.read(GREETING);
            needsNull();
            raw.write(ready());
            readReady(raw);
        }
    }

    private void refusesAnotherMechanism() throws IOException {
        String other = mechanism.equals("CURVE") ? "PLAIN" : "CURVE";
        try (RawPeer raw = connect()) {
            raw.write(greeting(3, 0, other, 0));
            raw.awaitClosed();
        }
        stillServes();
    }

    private void acceptsLongFrames() throws IOException {
        needsNull();
        byte[] shortForm = ready();
        ByteArrayOutputStream longForm = new ByteArrayOutputStream();
        longForm.write(COMMAND | LONG);
        longForm.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(shortForm.length - 2).array());
        longForm.write(shortForm, 2, shortForm.length - 2);
        opens(longForm.toByteArray());
    }

    private void survivesLengths() throws IOException {
        needsNull();
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            try (RawPeer raw = greeted()) {
                raw.write(ready());
                readReady(raw);
                raw.write(ByteBuffer.allocate(1 + Long.BYTES)
                        .put((byte) LONG)
                        .putLong(length)
                        .array());
            }
            stillServes();
        }
    }

    private void acceptsSingleBytes() throws IOException {
        needsNull();
        try (RawPeer raw = connect()) {
            for (byte each : concat(greeting(3, 0, NULL, 0), ready())) {
                raw.write(new byte[] {each});
            }
            raw.read(GREETING);
            readReady(raw);
        }
    }

    private void acceptsAllAtOnce() throws IOException {
        needsNull();
        try (RawPeer raw = connect()) {
            raw.write(concat(greeting(3, 0, NULL, 0), ready()));
            raw.read(GREETING);
            readReady(raw);
        }
    }

    private void tellsItsType() throws IOException {
        needsNull();
        try (RawPeer raw = greeted()) {
            raw.write(ready());
            ByteBuffer metadata = ByteBuffer.wrap(readReady(raw).argument());
            String told = "";
            while (metadata.hasRemaining()) {
                byte[] name = new byte[metadata.get() & 0xFF];
                metadata.get(name);
                byte[] value = new byte[metadata.getInt()];
                metadata.get(value);
                if (new String(name, StandardCharsets.US_ASCII).equalsIgnoreCase("Socket-Type")) {
                    told = new String(value, StandardCharsets.US_ASCII);
                }
            }
            check(told.equals(type.name()), "Socket-Type '" + told + "'");
        }
    }

    private void survivesStrangers() throws IOException {
        for (byte[] noise : List.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3},
                new byte[256])) {
            try (RawPeer raw = connect()) {
                raw.write(noise);
            }
            stillServes();
        }
    }

    private void survivesMalformedPings() throws IOException {
        needsNull();
        for (byte[] ping : List.of(command("PING"), command("PING", new byte[1]), command("PONG", new byte[300]))) {
            try (RawPeer raw = greeted()) {
                raw.write(ready());
                readReady(raw);
                raw.write(ping);
            }
            stillServes();
        }
    }

    private void repliesInAnEnvelope() throws IOException {
        needsNull();
        try (RawPeer raw = greeted()) {
            raw.write(ready());
            readReady(raw);
            raw.send(List.of(new byte[0], "zmq4j".getBytes(StandardCharsets.US_ASCII)));
            List<byte[]> reply;
            try {
                reply = raw.readMessage();
            } catch (java.net.SocketTimeoutException e) {
                throw new NotApplicable("the program behind the socket does not reply");
            }
            check(reply.size() > 1 && reply.get(0).length == 0, "the reply has no envelope");
        }
    }

    // ---- what checks are made of

    private void stillServes() throws IOException {
        try (RawPeer raw = connect()) {
            raw.write(greeting(3, 0, NULL, 0));
            raw.read(GREETING);
            if (mechanism.equals(NULL)) {
                raw.write(ready());
                readReady(raw);
            }
        } catch (IOException e) {
            throw new IOException("a well-behaved peer does not get through any more", e);
        }
    }

    private void opens(byte... handshake) throws IOException {
        needsNull();
        try (RawPeer raw = greeted()) {
            raw.write(handshake);
            readReady(raw);
        }
    }

    private void closesAfter(byte... handshake) throws IOException {
        needsNull();
        try (RawPeer raw = greeted()) {
            raw.write(handshake);
            raw.awaitClosed();
        }
        stillServes();
    }

    private void needsNull() {
        if (!mechanism.equals(NULL)) {
            throw new NotApplicable("the target speaks " + mechanism + ", and this check needs NULL");
        }
    }

    private RawPeer connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(address, RawPeer.LIMIT_MILLIS);
        return new RawPeer(socket);
    }

    private RawPeer greeted() throws IOException {
        RawPeer raw = connect();
        raw.write(greeting(3, 0, NULL, 0));
        raw.read(GREETING);
        return raw;
    }

    /** Subscriptions may come with it or ahead of it, but READY is the first command. */
    private static RawPeer.Frame readReady(RawPeer raw) throws IOException {
        RawPeer.Frame answer = raw.readFrame();
        check(answer.name().equals("READY"), "expected READY, was '" + answer.name() + "'");
        return answer;
    }

    private static void check(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("wrong: " + what);
        }
    }

    private String stranger() {
        return type == SocketType.PAIR ? "PUB" : "PAIR";
    }

    private byte[] ready() {
        return command("READY", property("Socket-Type", peer), property("Identity", ""));
    }

    private static byte[] greeting(int major, int minor, String mechanism, int padding) {
        byte[] greeting = new byte[GREETING];
        Arrays.fill(greeting, 1, 8, (byte) padding);
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = (byte) major;
        greeting[11] = (byte) minor;
        byte[] name = mechanism.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, greeting, 12, name.length);
        return greeting;
    }

    private static byte[] command(String name, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(name.length());
        body.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return frame(COMMAND, body.toByteArray());
    }

    private static byte[] property(String name, String value) {
        return ByteBuffer.allocate(1 + name.length() + Integer.BYTES + value.length())
                .put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(value.length())
                .put(value.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** A property that is longer than the command it is in. */
    private static byte[] cut() {
        return new byte[] {1, 'X', 0, 0, 1, 0};
    }

    private static byte[] frame(int flags, byte... body) {
        if (body.length < 256) {
            return concat(new byte[] {(byte) flags, (byte) body.length}, body);
        }
        byte[] length = ByteBuffer.allocate(Long.BYTES).putLong(body.length).array();
        return concat(new byte[] {(byte) (flags | LONG)}, length, body);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
