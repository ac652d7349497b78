package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A CURVE key is 32 bytes that nothing changes and nothing shows. */
class CurveKeyTest {
    private static final String TEXT = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

    @Test
    void bytesAndTextAreTheSameKey() {
        CurveKey key = CurveKey.parse(TEXT);
        assertEquals(TEXT, key.toZ85());
        assertEquals(key, CurveKey.of(key.toBytes()));
    }

    @Test
    void theArrayGivenIsCopied() {
        byte[] bytes = new byte[32];
        CurveKey key = CurveKey.of(bytes);
        bytes[0] = 1;
        assertArrayEquals(new byte[32], key.toBytes());
    }

    @Test
    void theArrayReturnedIsACopy() {
        CurveKey key = CurveKey.of(new byte[32]);
        key.toBytes()[0] = 1;
        assertArrayEquals(new byte[32], key.toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 40})
    void otherThan32BytesIsEinval(int length) {
        assertEinval("a CURVE key must be 32 bytes, was " + length + " bytes", () -> CurveKey.of(new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 39, 41, 45})
    void otherThan40CharactersIsEinval(int length) {
        assertEinval(
                "a CURVE key must be 40 characters of Z85, was " + length + " characters",
                () -> CurveKey.parse("0".repeat(length)));
    }

    @Test
    void charactersThatAreNotZ85AreEinvalAndNotQuoted() {
        assertEinval("the character at index 39 is not one of Z85", () -> CurveKey.parse(TEXT.substring(0, 39) + "~"));
    }

    @Test
    @SuppressWarnings("NullAway") // null is what it tests
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> CurveKey.of(null));
        assertThrows(NullPointerException.class, () -> CurveKey.parse(null));
    }

    @Test
    void toStringShowsNothingOfTheKey() {
        assertEquals("CurveKey[…]", CurveKey.parse(TEXT).toString());
        assertEquals("CurveKey[…]", CurveKey.of(new byte[32]).toString());
    }

    @Test
    void equalKeysAreEqualAndHashAlike() {
        assertEquals(CurveKey.parse(TEXT), CurveKey.parse(TEXT));
        assertEquals(CurveKey.parse(TEXT).hashCode(), CurveKey.parse(TEXT).hashCode());
    }

    @Test
    void aDifferenceInAnyByteIsADifference() {
        CurveKey key = CurveKey.of(new byte[32]);
        for (int i = 0; i < 32; i++) {
            byte[] other = new byte[32];
            other[i] = (byte) 0x80;
            assertNotEquals(key, CurveKey.of(other));
        }
        assertNotEquals(key, new Object());
    }

    @Test
    void aPairShowsNeitherOfItsKeys() {
        CurveKey key = CurveKey.parse(TEXT);
        assertEquals(
                "CurveKeyPair[publicKey=CurveKey[…], secretKey=CurveKey[…]]", new CurveKeyPair(key, key).toString());
    }

    @Test
    @SuppressWarnings("NullAway") // null is what it tests
    void aPairNeedsBothKeys() {
        CurveKey key = CurveKey.parse(TEXT);
        assertThrows(NullPointerException.class, () -> new CurveKeyPair(null, key));
        assertThrows(NullPointerException.class, () -> new CurveKeyPair(key, null));
    }
}
