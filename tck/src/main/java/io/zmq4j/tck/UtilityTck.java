package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Z85;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no socket: versions, what is supported, Z85 and keys. */
public class UtilityTck extends ZmqTck {
    private static final int WORDS = 100;
    private static final int PAIRS = 100;
    private static final int TEXTS = 20_000;

    /** Of the backend that a subclass names. */
    public UtilityTck() {}

    // ---- versions

    @Test
    @Rule("UTL-001")
    void backendTellsItsNameAndVersions() {
        assertTrue(backend().version().matches("\\d+\\.\\d+\\.\\d+"), backend().version());
        assertFalse(backend().implementationVersion().isBlank());
        assertTrue(backend().name().matches("[a-z][a-z0-9-]*"), backend().name());
    }

    // ---- capabilities

    @ParameterizedTest
    @CsvSource({
        "SOCKET_TYPE, PAIR",
        "OPTION, SNDHWM",
        "CONTEXT_OPTION, MAX_SOCKETS",
        "TRANSPORT, inproc",
        "MECHANISM, NULL",
        "FEATURE, disconnect"
    })
    @Rule("UTL-002")
    void capabilitiesAreAskedForByTheirExactNames(Capability.Kind kind, String name) {
        assertTrue(backend().supports(new Capability(kind, name)));
        String other = name.equals(name.toLowerCase(Locale.ROOT))
                ? name.toUpperCase(Locale.ROOT)
                : name.toLowerCase(Locale.ROOT);
        for (String unknown : new String[] {other, name + "X", "xyz", ""}) {
            assertFalse(backend().supports(new Capability(kind, unknown)), () -> kind + " '" + unknown + "'");
        }
    }

    // ---- Z85

    @Test
    @Rule("UTL-004")
    void z85IsTheOneOfTheRfc() {
        byte[] bytes = {(byte) 0x86, 0x4F, (byte) 0xD2, 0x6F, (byte) 0xB5, 0x59, (byte) 0xF7, 0x5B};
        assertEquals("HelloWorld", Z85.encode(bytes));
        assertArrayEquals(bytes, Z85.decode("HelloWorld"));
    }

    @Test
    @Rule({"MDL-006", "UTL-004"})
    void z85BringsEveryMultipleOfFourBytesBack() {
        Random random = new Random(1);
        for (int words = 0; words <= WORDS; words++) {
            byte[] bytes = new byte[4 * words];
            random.nextBytes(bytes);
            String text = Z85.encode(bytes);
            assertEquals(5 * words, text.length());
            assertArrayEquals(bytes, Z85.decode(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 31, 33})
    @Rule("UTL-005")
    void z85EncodesMultiplesOfFourBytesOnly(int size) {
        assertCode(ErrorCode.EINVAL, () -> Z85.encode(new byte[size]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 9, 39, 41})
    @Rule("UTL-005")
    void z85DecodesMultiplesOfFiveCharactersOnly(int size) {
        assertCode(ErrorCode.EINVAL, () -> Z85.decode("0".repeat(size)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0000",
                "0000~",
                "00 00",
                "00'00",
                "00,00",
                "0;000",
                "0\\000",
                "`0000",
                "|0000",
                "_0000",
                "0000\u0080",
                "0000\u0130",
                "0000\uFFFF",
                "\t0000",
                "0000\u0000",
                "00000é0000"
            })
    @Rule("UTL-006")
    void z85RefusesOtherCharacters(String text) {
        assertCode(ErrorCode.EINVAL, () -> Z85.decode(text));
    }

    @Test
    @Rule("UTL-006")
    void z85RefusesWhatIsMoreThanFourBytesHold() {
        assertArrayEquals(new byte[] {-1, -1, -1, -1}, Z85.decode("%nSc0"));
        assertCode(ErrorCode.EINVAL, () -> Z85.decode("%nSc1"));
        assertCode(ErrorCode.EINVAL, () -> Z85.decode("#####"));
        assertCode(ErrorCode.EINVAL, () -> Z85.decode("00000#####"));
    }

    @Test
    @Rule("UTL-007")
    void z85OfNothingIsNothing() {
        assertEquals("", Z85.encode(new byte[0]));
        assertEquals(0, Z85.decode("").length);
    }

    /** A text that can be decoded is the one its bytes are encoded to. */
    @Test
    @Rule("FUZ-005")
    void z85OfAnyTextIsBytesOrRefused() {
        Random random = new Random(2);
        for (int i = 0; i < TEXTS; i++) {
            char[] characters = new char[5 * random.nextInt(3)];
            for (int at = 0; at < characters.length; at++) {
                characters[at] = (char) (random.nextInt(50) == 0 ? random.nextInt(0x10000) : 33 + random.nextInt(94));
            }
            String text = new String(characters);
            try {
                assertEquals(text, Z85.encode(Z85.decode(text)));
            } catch (io.zmq4j.ZmqException e) {
                assertEquals(ErrorCode.EINVAL, e.code(), e::getMessage);
            }
        }
    }

    // ---- keys

    @Test
    @Rule("UTL-008")
    void pairsOfKeysAreTwiceFortyCharactersAndAlwaysNew() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < PAIRS; i++) {
            CurveKeyPair pair = Curve.keyPair();
            for (CurveKey key : new CurveKey[] {pair.publicKey(), pair.secretKey()}) {
                assertEquals(40, key.toZ85().length());
                assertEquals(32, Z85.decode(key.toZ85()).length);
                assertTrue(keys.add(key.toZ85()), "the same key again");
            }
        }
    }

    /** The pair of zmq_curve_keypair(3) and zmq_curve(7). */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0001',
            delimiter = ' ',
            value = {
                "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID",
                "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6 rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
            })
    @Rule("UTL-009")
    void publicKeyFollowsFromTheSecretOne(String secret, String expected) {
        assertEquals(expected, Curve.publicKey(CurveKey.parse(secret)).toZ85());
    }

    @Test
    @Rule("UTL-009")
    void keysOfAPairBelongTogether() {
        CurveKeyPair pair = Curve.keyPair();
        assertEquals(pair.publicKey(), Curve.publicKey(pair.secretKey()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 35, 39, 41, 45, 80})
    @Rule("UTL-010")
    void keyOfAnotherLengthIsRefused(int length) {
        assertCode(ErrorCode.EINVAL, () -> CurveKey.parse("0".repeat(length)));
        assertCode(ErrorCode.EINVAL, () -> CurveKey.of(new byte[length]));
    }

    @Test
    @Rule("UTL-010")
    void keyOfOtherCharactersIsRefused() {
        assertCode(ErrorCode.EINVAL, () -> CurveKey.parse("0".repeat(39) + "~"));
        assertCode(ErrorCode.EINVAL, () -> CurveKey.parse("#".repeat(40)));
    }

    /** A backend without CURVE refuses its options, as is shown for every option; keys are made all the same. */
    @Test
    @Rule({"CRV-017", "UTL-011"})
    void keysNeedNoEngineAndTheirOptionsTheMechanism() {
        boolean curve = backend().supports(Capability.of(Mechanism.CURVE));
        assertEquals(curve, backend().supports(Capability.of(SocketOptions.CURVE_SERVERKEY)));
        CurveKeyPair pair = Curve.keyPair();
        assertFalse(Arrays.equals(pair.publicKey().toBytes(), pair.secretKey().toBytes()));
        if (!curve) {
            assertUnsupported(
                    Capability.of(SocketOptions.CURVE_SERVERKEY),
                    () -> socket(SocketType.DEALER).set(SocketOptions.CURVE_SERVERKEY, pair.publicKey()));
        }
    }
}
