package io.zmq4j;

import java.util.Objects;

/**
 * The two keys that belong together in CURVE security.
 *
 * @param publicKey the key that others may know
 * @param secretKey the key that stays with its owner
 * @see Curve#keyPair()
 */
public record CurveKeyPair(CurveKey publicKey, CurveKey secretKey) {
    /**
     * Creates a pair; that they belong together is not checked.
     *
     * @param publicKey the public key
     * @param secretKey the secret key
     */
    public CurveKeyPair {
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(secretKey, "secretKey");
    }
}
