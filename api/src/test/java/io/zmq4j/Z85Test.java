package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Z85 as RFC 32 has it. */
class Z85Test {
    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    @ParameterizedTest
    @CsvSource({
        "864fd26fb559f75b, HelloWorld", // the RFC's vector
        "00000000, 00000",
        "00000001, 00001",
        "00000054, 0000#",
        "00000055, 00010",
        "ffffffff, %nSc0",
        "'', ''"
    })
    void vectorsGoBothWays(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(text, Z85.encode(bytes));
        assertArrayEquals(bytes, Z85.decode(text));
    }

    @Test
    void randomBytesComeBack() {
        Random random = new Random(32);
        for (int length = 0; length <= 256; length += 4) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Z85.decode(Z85.encode(bytes)));
        }
    }

    @Test
    void everyDigitHasItsValue() {
        for (int value = 0; value < ALPHABET.length(); value++) {
            assertArrayEquals(new byte[] {0, 0, 0, (byte) value}, Z85.decode("0000" + ALPHABET.charAt(value)));
        }
    }

    @Test
    void everyOtherCharacterIsEinval() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            if (ALPHABET.indexOf(c) < 0) {
                String text = "00000000" + (char) c + "0";
                assertEinval("the character at index 8 is not one of Z85", () -> Z85.decode(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 33})
    void bytesThatAreNoMultipleOf4AreEinval(int length) {
        assertEinval("Z85 encodes multiples of 4 bytes, was " + length + " bytes", () -> Z85.encode(new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 41})
    void textThatIsNoMultipleOf5IsEinval(int length) {
        assertEinval(
                "Z85 text is a multiple of 5 characters, was " + length + " characters",
                () -> Z85.decode("0".repeat(length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%nSc1", "%nSd0", "#####"})
    void aGroupBeyond4BytesIsEinval(String group) {
        assertEinval(
                "the 5 characters of Z85 from index 5 on stand for more than 4 bytes hold",
                () -> Z85.decode("00000" + group));
    }

    @Test
    void refusalsDoNotQuoteTheText() {
        assertEinval("the character at index 9 is not one of Z85", () -> Z85.decode("top-secre~"));
    }
}
