package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.RequiresBackend;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Error numbers, against the texts that the C library has for them. */
@RequiresBackend("native")
class NativeErrorsTest {
    private static final int OWN = 156_384_712;

    private static NativeErrors errors() throws NativeUnavailableException {
        return NativeLoader.binding().errors();
    }

    @Test
    void numbersMeanWhatTheSystemSays() throws Exception {
        Map<Integer, String> texts = Map.ofEntries(
                Map.entry(11, "Resource temporarily unavailable"),
                Map.entry(13, "Permission denied"),
                Map.entry(19, "No such device"),
                Map.entry(22, "Invalid argument"),
                Map.entry(24, "Too many open files"),
                Map.entry(36, "File name too long"),
                Map.entry(90, "Message too long"),
                Map.entry(93, "Protocol not supported"),
                Map.entry(98, "Address already in use"),
                Map.entry(99, "Cannot assign requested address"),
                Map.entry(101, "Network is unreachable"),
                Map.entry(110, "Connection timed out"),
                Map.entry(113, "unreachable"));
        Map<Integer, ErrorCode> codes = Map.ofEntries(
                Map.entry(11, ErrorCode.EAGAIN),
                Map.entry(13, ErrorCode.EACCES),
                Map.entry(19, ErrorCode.ENODEV),
                Map.entry(22, ErrorCode.EINVAL),
                Map.entry(24, ErrorCode.EMFILE),
                Map.entry(36, ErrorCode.ENAMETOOLONG),
                Map.entry(90, ErrorCode.EMSGSIZE),
                Map.entry(93, ErrorCode.EPROTONOSUPPORT),
                Map.entry(98, ErrorCode.EADDRINUSE),
                Map.entry(99, ErrorCode.EADDRNOTAVAIL),
                Map.entry(101, ErrorCode.ENETUNREACH),
                Map.entry(110, ErrorCode.ETIMEDOUT),
                Map.entry(113, ErrorCode.EHOSTUNREACH));
        assumeTrue(
                NativeLoader.binding().platform() == NativePlatform.LINUX, "the numbers and calls are those of Linux");
        for (int errno : codes.keySet()) {
            ZmqException thrown = errors().failure(errno, "it");
            assertEquals(codes.get(errno), thrown.code());
            assertTrue(String.valueOf(thrown.getMessage()).contains(texts.get(errno)), thrown::getMessage);
        }
    }

    @Test
    void numbersOfMacOsAreNotThoseOfLinux() {
        assertEquals(ErrorCode.EAGAIN, NativeErrors.code(NativePlatform.MACOS, 35));
        assertEquals(ErrorCode.EADDRINUSE, NativeErrors.code(NativePlatform.MACOS, 48));
        assertEquals(ErrorCode.ENAMETOOLONG, NativeErrors.code(NativePlatform.MACOS, 63));
        assertEquals(ErrorCode.EHOSTUNREACH, NativeErrors.code(NativePlatform.MACOS, 65));
        assertEquals(ErrorCode.UNKNOWN, NativeErrors.code(NativePlatform.MACOS, 113));
        assertEquals(ErrorCode.UNKNOWN, NativeErrors.code(NativePlatform.LINUX, 48));
    }

    @Test
    void libzmqsOwnNumbersAreTheSameEverywhere() {
        for (NativePlatform platform : NativePlatform.values()) {
            assertEquals(ErrorCode.ENOTSUP, NativeErrors.code(platform, OWN + 1));
            assertEquals(ErrorCode.EHOSTUNREACH, NativeErrors.code(platform, OWN + 17));
            assertEquals(ErrorCode.EFSM, NativeErrors.code(platform, OWN + 51));
            assertEquals(ErrorCode.ENOCOMPATPROTO, NativeErrors.code(platform, OWN + 52));
            assertEquals(ErrorCode.ETERM, NativeErrors.code(platform, OWN + 53));
            assertEquals(ErrorCode.EMTHREAD, NativeErrors.code(platform, OWN + 54));
        }
    }

    @Test
    void whatCallersCatchByTypeHasItsType() throws Exception {
        assertInstanceOf(WouldBlockException.class, errors().failure(11, "it"));
        assertInstanceOf(TerminatedException.class, errors().failure(OWN + 53, "it"));
        assertInstanceOf(WrongStateException.class, errors().failure(OWN + 51, "it"));
        assertInstanceOf(ClosedException.class, errors().failure(88, "it"));
    }

    @Test
    void anUnknownNumberIsKept() throws Exception {
        ZmqException thrown = errors().failure(77, "dance");
        assertEquals(ErrorCode.UNKNOWN, thrown.code());
        assertEquals(OptionalInt.of(77), thrown.rawErrno());
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("UNKNOWN: dance failed: "), thrown::getMessage);
    }

    @Test
    void errnoIsTheOneOfTheCall() throws Exception {
        NativeBinding binding = NativeLoader.binding();
        assertEquals(-1, binding.zmq().zmq_ctx_get(0, 1));
        assertEquals(14, binding.zmq().errno());
        assertEquals(-1, binding.libc().close(-1));
        assertEquals(9, binding.zmq().errno());
    }
}
