package io.zmq4j;

/**
 * Security mechanisms of ZMTP.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23 (ZMTP)</a>
 */
public enum Mechanism {
    /** No authentication, no encryption. */
    NULL,
    /** User name and password in clear text; RFC 24. */
    PLAIN,
    /** Elliptic-curve keys, encrypted; RFC 25 and 26. */
    CURVE,
    /** Kerberos through GSSAPI; RFC 38. */
    GSSAPI
}
