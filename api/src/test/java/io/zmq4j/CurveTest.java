package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys made by the Java runtime are those that libzmq and RFC 7748 make. */
class CurveTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // the two test pairs of zmq_curve(7)
                "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID",
                "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6 rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7",
                // zmq_curve_public of libzmq 4.3.4 for 32 bytes 0x00, for 0x01 followed by 0x00, and for 32 bytes 0xff
                "0000000000000000000000000000000000000000 fxERSn6LHg6!4!qu+m-(f-Q<1UF!=7)u0-ysJ-^F",
                "0rr9100000000000000000000000000000000000 fxERSn6LHg6!4!qu+m-(f-Q<1UF!=7)u0-ysJ-^F",
                "%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0 GNsjWh=qH7w-^x=qhp]/s}t=&^o@Iaye6T=UbUUH"
            })
    void publicKeyIsTheOneLibzmqDerives(String secret, String expected) {
        assertEquals(expected, Curve.publicKey(CurveKey.parse(secret)).toZ85());
    }

    @ParameterizedTest
    @CsvSource({
        // the two keys of RFC 7748, section 6.1
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a, "
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb, "
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    })
    void publicKeyIsTheOneOfTheRfc(String secret, String expected) {
        CurveKey key = CurveKey.of(HexFormat.of().parseHex(secret));
        assertEquals(expected, HexFormat.of().formatHex(Curve.publicKey(key).toBytes()));
    }

    @Test
    void theKeysOfANewPairBelongTogether() {
        CurveKeyPair pair = Curve.keyPair();
        assertEquals(Curve.publicKey(pair.secretKey()), pair.publicKey());
    }

    @Test
    void everyPairIsNew() {
        assertNotEquals(Curve.keyPair().secretKey(), Curve.keyPair().secretKey());
    }
}
