package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOptions;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.CallTrace;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of the calls that a test makes, and what is not. */
class CallLogTest {
    private static final String PASSWORD = "hunter2";

    private final CallLog log = new CallLog();

    private void made(String call, @Nullable Object result, Object... arguments) {
        log.begins("REQ#1", call, arguments).ends(result, null);
    }

    private String text() {
        return String.valueOf(log.lines());
    }

    /** The call of the only line, with its outcome. */
    private String onlyCall() {
        return text().replaceFirst("^.*?(REQ#1)", "$1").replaceFirst("  after .*", "");
    }

    @Test
    void lineTellsWhenWhereWhatHowAndHowLong() {
        made("send", 5, bytes("hello"), "SNDMORE");
        String thread = Thread.currentThread().getName();
        String expected = " *\\d+\\.\\d{6} ms  " + thread
                + " *  REQ#1\\.send\\(\"hello\", SNDMORE\\) = 5  after \\d+\\.\\d{6} ms";
        assertTrue(text().matches(expected), this::text);
    }

    @Test
    void nothingIsShownForAFlagThatWasNotGivenOrAResultThatIsNone() {
        made("send", null, bytes("hello"), "");
        assertEquals("REQ#1.send(\"hello\")", onlyCall());
    }

    @Test
    void exceptionIsTheOutcome() {
        log.begins("REQ#1", "recv").ends(null, new ZmqException(ErrorCode.EINVAL, "two\nlines"));
        assertTrue(onlyCall().startsWith("REQ#1.recv() !! ZmqException: "), this::text);
        assertTrue(onlyCall().endsWith("two lines"), this::text);
    }

    @Test
    void callThatHasNotReturnedSaysSo() {
        log.begins("REQ#1", "recv");
        assertTrue(text().endsWith("REQ#1.recv()  has not returned"), this::text);
    }

    @Test
    void bytesAreTextWhereTheyCanBeAndHexElseAndShort() {
        made("send", List.of(bytes("a"), new byte[] {0, (byte) 0xfe}), ByteBuffer.wrap(new byte[100], 1, 99));
        String zeros = "00".repeat(24);
        assertEquals("REQ#1.send(0x" + zeros + "… of 99 bytes) = [\"a\", 0x00fe]", onlyCall());
    }

    @Test
    void listsAreShort() {
        made("send", null, Collections.nCopies(9, bytes("x")));
        assertEquals("REQ#1.send([" + "\"x\", ".repeat(8) + "…])", onlyCall());
    }

    @Test
    void latestCallsAreKeptAndThoseBeforeAreCounted() {
        for (int i = 0; i < CallLog.KEPT + 7; i++) {
            made("call-" + i, null);
        }
        List<String> lines = text().lines().toList();
        assertEquals("… 7 calls before these", lines.get(0));
        assertEquals(1 + CallLog.KEPT, lines.size());
        assertTrue(lines.get(1).contains("call-7("), this::text);
        assertTrue(lines.get(CallLog.KEPT).contains("call-" + (CallLog.KEPT + 6) + "("), this::text);
    }

    @Test
    void nextTestBeginsWithNone() {
        made("send", null);
        log.clear();
        assertNull(log.lines());
    }

    // ---- secrets

    private void assertHidden(String secret) {
        assertTrue(text().contains(Secrets.HIDDEN), this::text);
        assertFalse(text().contains(secret), this::text);
    }

    @Test
    void passwordIsHiddenWhereItIsSetAndRead() {
        made("set", null, SocketOptions.PLAIN_PASSWORD, PASSWORD);
        made("setByName", null, "PLAIN_PASSWORD", PASSWORD);
        made("get", PASSWORD, SocketOptions.PLAIN_PASSWORD);
        made("getByName", "another", "PLAIN_PASSWORD");
        assertHidden(PASSWORD);
        assertHidden("another");
        assertEquals(4, text().split("\\*\\*\\*", -1).length - 1, this::text);
    }

    @Test
    void passwordIsHiddenWhereverElseItTurnsUp() {
        made("set", null, SocketOptions.PLAIN_PASSWORD, PASSWORD);
        made("send", null, bytes("x" + PASSWORD));
        made("recvMultipart", List.of(bytes("user"), bytes(PASSWORD)));
        CallTrace.End end = log.begins("REQ#1", "setByName", "LINGER", PASSWORD);
        end.ends(null, new ZmqException(ErrorCode.EINVAL, "LINGER was " + PASSWORD));
        assertHidden(PASSWORD);
    }

    @Test
    void secretThatBeginsAmongTheBytesThatAreShownIsHiddenToo() {
        String longSecret = "s".repeat(Secrets.LONGEST);
        made("set", null, SocketOptions.PLAIN_PASSWORD, longSecret);
        made("send", null, bytes("x".repeat(20) + longSecret + "x".repeat(100)));
        assertHidden("ss");
    }

    @Test
    void keysAreHiddenAsBytesAndAsText() {
        CurveKeyPair keys = Curve.keyPair();
        made("set", null, SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        made("send", null, keys.secretKey().toBytes());
        made("send", null, bytes(keys.secretKey().toZ85()));
        assertEquals(3, text().split("\\*\\*\\*", -1).length - 1, this::text);
    }

    @Test
    void credentialsThatAZapHandlerReceivesAreHidden() {
        made("bind", "inproc://zeromq.zap.01", "inproc://zeromq.zap.01");
        made("recvMultipart", List.of(bytes("of another process")));
        assertHidden("another");
        assertTrue(text().contains("bind(inproc://zeromq.zap.01) = inproc"), this::text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
