package io.zmq4j;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * Keys for CURVE security, made by the Java runtime: no engine is needed.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26 (CurveZMQ)</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc7748">RFC 7748 (X25519)</a>
 */
public final class Curve {
    private static final int BYTES = 32;
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private Curve() {}

    /**
     * Makes a new pair of keys.
     *
     * @return the pair
     * @throws ZmqException {@link ErrorCode#ENOTSUP} when the Java runtime has no X25519
     */
    public static CurveKeyPair keyPair() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        CurveKey secret = CurveKey.of(random);
        return new CurveKeyPair(publicKey(secret), secret);
    }

    /**
     * The public key that belongs to a secret key.
     *
     * @param secret the secret key
     * @return the public key
     * @throws ZmqException {@link ErrorCode#ENOTSUP} when the Java runtime has no X25519
     */
    public static CurveKey publicKey(CurveKey secret) {
        // A public key is what a key agreement with the base point gives; the runtime clamps the scalar as RFC 7748
        // says.
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret.toBytes())));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return CurveKey.of(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new ZmqException(
                    ErrorCode.ENOTSUP, "this Java runtime has no X25519; add the module jdk.crypto.ec to it", 0, e);
        }
    }
}
