package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How values of options are rounded, taken from other types, and turned into what crosses the SPI. */
class OptionValuesTest {
    private static final Duration MINUS_ONE = Duration.ofMillis(-1);

    // ---- durations

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000000001S, 1", "PT0.0004S, 1", "PT0.001S, 1", "PT0.001000001S, 2", "PT1.5S, 1500"})
    void durationsAreRoundedUpToMilliseconds(Duration value, long millis) {
        assertEquals(millis, number(SocketOptions.LINGER, value));
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT0.4S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1M, 60"})
    void durationsAreRoundedUpToSeconds(Duration value, long seconds) {
        assertEquals(seconds, number(SocketOptions.TCP_KEEPALIVE_IDLE, value));
    }

    @Test
    void aDurationThatRoundsUpBeyondTheLargestIsEinval() {
        assertEinval(
                "HEARTBEAT_TTL must be 0…6553599 ms, was PT1H49M13.599000001S",
                () -> number(
                        SocketOptions.HEARTBEAT_TTL,
                        Duration.ofMillis(6_553_599).plusNanos(1)));
    }

    static final List<SocketOption<Duration>> withMinusOne = List.of(
            SocketOptions.LINGER,
            SocketOptions.RCVTIMEO,
            SocketOptions.SNDTIMEO,
            SocketOptions.RECONNECT_IVL,
            SocketOptions.TCP_KEEPALIVE_IDLE,
            SocketOptions.TCP_KEEPALIVE_INTVL,
            SocketOptions.VMCI_CONNECT_TIMEOUT);

    @ParameterizedTest
    @FieldSource("withMinusOne")
    void minusOneMillisecondIsMinusOneInAnyUnit(SocketOption<Duration> option) {
        assertEquals(-1, number(option, MINUS_ONE));
        assertEquals(MINUS_ONE, option.codec().fromNumber(-1));
    }

    @ParameterizedTest
    @FieldSource("withMinusOne")
    void otherNegativeDurationsAreEinval(SocketOption<Duration> option) {
        assertThrows(ZmqException.class, () -> number(option, Duration.ofNanos(-1)));
        assertThrows(ZmqException.class, () -> number(option, Duration.ofSeconds(-1)));
        assertThrows(ZmqException.class, () -> number(option, Duration.ofSeconds(Long.MIN_VALUE)));
    }

    @Test
    void minusOneIsEinvalWhereItHasNoMeaning() {
        assertEinval(
                "RECONNECT_IVL_MAX must be 0…2147483647 ms, was -1 ms",
                () -> number(SocketOptions.RECONNECT_IVL_MAX, MINUS_ONE));
    }

    @Test
    void theDefaultHeartbeatTimeoutReadsAsMinusOneThoughItCannotBeSet() {
        assertEquals(MINUS_ONE, SocketOptions.HEARTBEAT_TIMEOUT.codec().fromNumber(-1));
        assertEinval(
                "HEARTBEAT_TIMEOUT must be 0…2147483647 ms, was -1 ms",
                () -> number(SocketOptions.HEARTBEAT_TIMEOUT, MINUS_ONE));
    }

    @Test
    void aDurationBeyondAllNumbersIsEinval() {
        assertEinval(
                "LINGER must be -1 ms (forever) or 0…2147483647 ms, was PT2562047788015215H30M7S",
                () -> number(SocketOptions.LINGER, Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, 250",
        "250 ms, 250",
        "2s, 2000",
        "' 2 S ', 2000",
        "PT1.5S, 1500",
        "1000, 1000",
        "-1, -1",
        "forever, -1",
        "FOREVER, -1"
    })
    void durationsAreParsed(String text, long millis) {
        assertEquals(millis, number(SocketOptions.LINGER, coerce(SocketOptions.LINGER, text)));
    }

    @Test
    void plainNumbersAreInTheUnitOfTheOption() {
        assertEquals(Duration.ofSeconds(7), coerce(SocketOptions.TCP_KEEPALIVE_IDLE, "7"));
        assertEquals(Duration.ofSeconds(7), coerce(SocketOptions.TCP_KEEPALIVE_IDLE, 7));
        assertEquals(Duration.ofMillis(7), coerce(SocketOptions.LINGER, 7L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "ms", "1m", "1.5s", "default", "99999999999999999999", "99999999999999999999s"})
    void textThatIsNoDurationIsEinval(String text) {
        assertEinval(
                "LINGER must be -1 ms (forever) or 0…2147483647 ms, was '" + text + "'",
                () -> coerce(SocketOptions.LINGER, text));
    }

    @Test
    void theWordForMinusOneIsTheOptionsOwn() {
        assertEquals(MINUS_ONE, coerce(SocketOptions.RECONNECT_IVL, "never"));
        assertEquals(MINUS_ONE, coerce(SocketOptions.TCP_KEEPALIVE_INTVL, "default"));
    }

    // ---- booleans and numbers

    @Test
    void booleansAreOneAndZero() {
        assertEquals(1, number(SocketOptions.IPV6, true));
        assertEquals(0, number(SocketOptions.IPV6, false));
        assertTrue(SocketOptions.IPV6.codec().fromNumber(1));
        assertFalse(SocketOptions.IPV6.codec().fromNumber(0));
    }

    @Test
    void booleansAreTakenFromTextAndNumbers() {
        for (Object yes : List.of(true, "true", "TRUE", " 1 ", 1, 1L, (short) 1, (byte) 1)) {
            assertEquals(true, coerce(SocketOptions.IMMEDIATE, yes), yes.toString());
        }
        for (Object no : List.of(false, "false", "0", 0)) {
            assertEquals(false, coerce(SocketOptions.IMMEDIATE, no), no.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "yes", ""})
    void otherTextIsNoBoolean(String text) {
        assertEinval(
                "IMMEDIATE must be true or false, was '" + text + "'", () -> coerce(SocketOptions.IMMEDIATE, text));
    }

    @Test
    void numbersAreTakenFromTextNumbersAndBooleans() {
        assertEquals(7, coerce(SocketOptions.SNDHWM, 7));
        assertEquals(7, coerce(SocketOptions.SNDHWM, 7L));
        assertEquals(7, coerce(SocketOptions.SNDHWM, " 7 "));
        assertEquals(1, coerce(SocketOptions.TCP_KEEPALIVE, true));
        assertEquals(0, coerce(SocketOptions.TCP_KEEPALIVE, false));
        assertEquals(7L, coerce(SocketOptions.MAXMSGSIZE, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1.0", "0x10", "2147483648"})
    void textThatIsNoIntIsEinval(String text) {
        assertEinval(
                "SNDHWM must be 0…2147483647 messages, was '" + text + "'", () -> coerce(SocketOptions.SNDHWM, text));
    }

    @Test
    void masksAreTakenSignedAndUnsigned() {
        assertEquals(-1L, coerce(SocketOptions.AFFINITY, "18446744073709551615"));
        assertEquals(-1L, coerce(SocketOptions.AFFINITY, "-1"));
        assertEquals(3L, coerce(SocketOptions.AFFINITY, 3));
        assertEinval(
                "AFFINITY must be any 64 bits, was '18446744073709551616'",
                () -> coerce(SocketOptions.AFFINITY, "18446744073709551616"));
    }

    @Test
    void aValueOfAnotherTypeIsEinval() {
        assertEinval("LINGER takes Duration, was java.lang.Double", () -> coerce(SocketOptions.LINGER, 1.5));
        assertEinval("IPV6 takes Boolean, was [B", () -> coerce(SocketOptions.IPV6, new byte[1]));
        assertEinval(
                "SNDHWM takes Integer, was java.util.ImmutableCollections$ListN",
                () -> coerce(SocketOptions.SNDHWM, List.of()));
        assertEinval("IDENTITY takes byte[], was java.lang.Integer", () -> coerce(SocketOptions.IDENTITY, 1));
        assertEinval("ZAP_DOMAIN takes String, was java.lang.Boolean", () -> coerce(SocketOptions.ZAP_DOMAIN, true));
        assertEinval(
                "CURVE_SECRETKEY takes CurveKey, was java.lang.Integer",
                () -> coerce(SocketOptions.CURVE_SECRETKEY, 1));
    }

    // ---- constants and events

    @Test
    void typesAndMechanismsAreReadByOrdinal() {
        assertEquals(SocketType.STREAM, SocketOptions.TYPE.codec().fromNumber(SocketType.STREAM.ordinal()));
        assertEquals(Mechanism.CURVE, SocketOptions.MECHANISM.codec().fromNumber(Mechanism.CURVE.ordinal()));
    }

    @Test
    void eventsAreReadBitByBit() {
        assertEquals(Set.of(), SocketOptions.EVENTS.codec().fromNumber(0));
        assertEquals(Set.of(PollEvent.POLLIN), SocketOptions.EVENTS.codec().fromNumber(1));
        assertEquals(
                Set.of(PollEvent.POLLIN, PollEvent.POLLOUT),
                SocketOptions.EVENTS.codec().fromNumber(3));
    }

    // ---- bytes and texts

    @Test
    void bytesAreTakenFromTextInUtf8AndFromHexadecimalDigits() {
        assertArrayEquals(utf8("grün"), coerce(SocketOptions.SUBSCRIBE, "grün"));
        assertArrayEquals(new byte[] {0, (byte) 0xFF}, coerce(SocketOptions.SUBSCRIBE, "0x00ff"));
    }

    @Test
    void wrongHexadecimalDigitsAreEinval() {
        assertEinval(
                "SUBSCRIBE must be text, or hexadecimal digits after 0x, was '0x0'",
                () -> coerce(SocketOptions.SUBSCRIBE, "0x0"));
    }

    @Test
    void bytesThatCrossTheSpiAreACopy() {
        byte[] topic = utf8("topic");
        byte[] crossing = SocketOptions.SUBSCRIBE.codec().toBytes("SUBSCRIBE", topic);
        assertNotSame(topic, crossing);
        assertArrayEquals(topic, crossing);
    }

    @Test
    void aFilterMayBeEmpty() {
        assertEquals(0, SocketOptions.SUBSCRIBE.codec().toBytes("SUBSCRIBE", new byte[0]).length);
    }

    static final List<SocketOption<byte[]>> routingIds = List.of(SocketOptions.IDENTITY, SocketOptions.CONNECT_RID);

    @ParameterizedTest
    @FieldSource("routingIds")
    void aRoutingIdIsOneTo255Bytes(SocketOption<byte[]> option) {
        assertEquals(1, option.codec().toBytes(option.name(), new byte[1]).length);
        assertEquals(255, option.codec().toBytes(option.name(), new byte[255]).length);
        assertEinval(
                option + " must be 1…255 bytes, was 0 bytes",
                () -> option.codec().toBytes(option.name(), new byte[0]));
        assertEinval(
                option + " must be 1…255 bytes, was 256 bytes",
                () -> option.codec().toBytes(option.name(), new byte[256]));
    }

    static final List<SocketOption<String>> limitedTexts = List.of(
            SocketOptions.PLAIN_USERNAME,
            SocketOptions.PLAIN_PASSWORD,
            SocketOptions.ZAP_DOMAIN,
            SocketOptions.GSSAPI_PRINCIPAL,
            SocketOptions.GSSAPI_SERVICE_PRINCIPAL);

    @ParameterizedTest
    @FieldSource("limitedTexts")
    void namesAndPasswordsAreOneTo255Bytes(SocketOption<String> option) {
        assertEquals(1, option.codec().toBytes(option.name(), "x").length);
        assertEquals(255, option.codec().toBytes(option.name(), "x".repeat(255)).length);
        String range = option + " must be 1…255 bytes of UTF-8, none of them zero, was ";
        assertEinval(range + "0 bytes", () -> option.codec().toBytes(option.name(), ""));
        assertEinval(range + "256 bytes", () -> option.codec().toBytes(option.name(), "é".repeat(128)));
        assertEinval(range + "a text with a zero byte", () -> option.codec().toBytes(option.name(), "a\0b"));
    }

    @Test
    void anEmptyProxyIsLegalAndClearsIt() {
        assertEquals(0, SocketOptions.SOCKS_PROXY.codec().toBytes("SOCKS_PROXY", "").length);
    }

    @Test
    void textsAreTakenFromBytesAndBackInUtf8() {
        assertEquals("grün", coerce(SocketOptions.ZAP_DOMAIN, utf8("grün")));
        assertArrayEquals(utf8("grün"), SocketOptions.ZAP_DOMAIN.codec().toBytes("ZAP_DOMAIN", "grün"));
    }

    // ---- keys

    @Test
    void keysAreTakenFromBytesAndZ85() {
        byte[] bytes = new byte[32];
        bytes[31] = 7;
        CurveKey key = CurveKey.of(bytes);
        assertEquals(key, coerce(SocketOptions.CURVE_SERVERKEY, key));
        assertEquals(key, coerce(SocketOptions.CURVE_SERVERKEY, bytes));
        assertEquals(key, coerce(SocketOptions.CURVE_SERVERKEY, key.toZ85()));
        assertArrayEquals(bytes, SocketOptions.CURVE_SERVERKEY.codec().toBytes("CURVE_SERVERKEY", key));
    }

    @Test
    void aWrongKeyIsEinvalAndNotQuoted() {
        String legal = " must be a CURVE key: 32 bytes, or 40 characters of Z85, was something else (not shown)";
        assertEinval("CURVE_SECRETKEY" + legal, () -> coerce(SocketOptions.CURVE_SECRETKEY, "half of a secret"));
        assertEinval("CURVE_SECRETKEY" + legal, () -> coerce(SocketOptions.CURVE_SECRETKEY, "~".repeat(40)));
        assertEinval("CURVE_SECRETKEY" + legal, () -> coerce(SocketOptions.CURVE_SECRETKEY, new byte[31]));
    }

    private static <T> long number(Option<T> option, T value) {
        return option.codec().toNumber(option.name(), value);
    }

    private static <T> T coerce(Option<T> option, Object value) {
        return option.codec().coerce(option.name(), value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
