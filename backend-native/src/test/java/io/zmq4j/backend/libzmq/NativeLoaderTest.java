package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.Availability.Unavailable;
import io.zmq4j.tck.LogCapture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where libzmq is looked for, and what is said when it cannot be used. Loads no library. */
class NativeLoaderTest {
    private final Map<String, String> properties =
            new HashMap<>(Map.of("os.name", "Linux", "os.arch", "amd64", "sun.arch.data.model", "64"));
    private final List<String> opened = new ArrayList<>();

    @TempDir
    Path folder;

    private NativeBinding missing(String library, NativePlatform platform) {
        opened.add(library);
        throw new UnsatisfiedLinkError(library + ": cannot open shared object file\nsecond line");
    }

    private Unavailable failure(NativeLoader.Opener opener) {
        NativeLoader loader = new NativeLoader(properties::get, opener, null);
        return assertThrows(NativeUnavailableException.class, loader::load).toAvailability();
    }

    @Test
    void saysAllThatWasTriedAndHowToInstall() {
        Unavailable why = failure(this::missing);
        assertEquals(List.of("libzmq.so.5", "zmq"), opened);
        assertEquals(
                "libzmq was not found; tried resource linux-x86-64/libzmq.so (in no jar), libzmq.so.5 (libzmq.so.5:"
                        + " cannot open shared object file), zmq (zmq: cannot open shared object file)",
                why.reason());
        assertTrue(
                why.remedy().startsWith("install libzmq: 'apt-get install libzmq5' (Debian, Ubuntu), "), why::remedy);
        assertTrue(why.remedy().contains("'dnf install zeromq'"), why::remedy);
        assertTrue(why.remedy().contains("-Dzmq4j.native.path"), why::remedy);
        assertTrue(why.remedy().endsWith("use the backend 'jeromq', which needs no library"), why::remedy);
        assertTrue(why.cause() instanceof UnsatisfiedLinkError);
    }

    @Test
    void saysHowToInstallOnMacOs() {
        properties.put("os.name", "Mac OS X");
        properties.put("os.arch", "aarch64");
        Unavailable why = failure(this::missing);
        assertTrue(why.reason().contains("resource darwin-aarch64/libzmq.dylib (in no jar)"), why::reason);
        assertTrue(opened.contains("/opt/homebrew/lib/libzmq.5.dylib"), opened::toString);
        assertTrue(why.remedy().contains("'brew install zeromq'"), why::remedy);
    }

    @Test
    void aLibraryInAJarComesBeforeTheSystems() throws Exception {
        byte[] content = {1, 2, 3};
        Files.createDirectories(folder.resolve("linux-x86-64"));
        Files.write(folder.resolve("linux-x86-64/libzmq.so"), content);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(loader);
            failure(this::missing);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertEquals(3, opened.size(), opened::toString);
        assertArrayEquals(content, Files.readAllBytes(Path.of(opened.get(0))));
        assertEquals(List.of("libzmq.so.5", "zmq"), opened.subList(1, 3));
    }

    @Test
    void aPathThatIsGivenIsTheOnlyOneTried() {
        Path file = folder.resolve("mine.so");
        properties.put(NativeLoader.PATH_PROPERTY, file.toString());
        Unavailable why = failure(this::missing);
        assertEquals(List.of(file.toString()), opened);
        assertTrue(why.reason().contains(file.toString()), why::reason);
    }

    @Test
    void aFolderIsSearchedForTheUsualNames() throws Exception {
        Path file = Files.createFile(folder.resolve("libzmq.so.5"));
        properties.put(NativeLoader.PATH_PROPERTY, folder.toString());
        Unavailable why = failure(this::missing);
        assertEquals(List.of(file.toString()), opened);
        assertTrue(why.reason().contains(folder.resolve("libzmq.so") + " (no such file)"), why::reason);
    }

    @Test
    void windowsIsRefusedHonestly() {
        properties.put("os.name", "Windows 11");
        Unavailable why = failure(this::missing);
        assertEquals(List.of(), opened);
        assertEquals(
                "it runs on Linux and macOS only, this is Windows 11; waiting for sockets is not written for other"
                        + " systems",
                why.reason());
        assertEquals("use the backend 'jeromq', which needs no library", why.remedy());
    }

    @Test
    void thirtyTwoBitsAreRefused() {
        properties.put("sun.arch.data.model", "32");
        properties.put("os.arch", "i386");
        assertEquals(
                "it runs on 64-bit Java only, this is i386",
                failure(this::missing).reason());
        assertEquals(List.of(), opened);
    }

    @Test
    void ffmThatIsNotThereAndOtherBindingsAreRefused() {
        properties.put(NativeLoader.BINDING_PROPERTY, "ffm");
        Unavailable why = failure(this::missing);
        assertEquals(
                "zmq4j.native.binding=ffm, and there is no such binding: it takes JDK 22 or later, this is "
                        + Runtime.version().feature() + ", and a jar that was built on one",
                why.reason());
        assertEquals("run on JDK 22 or later, or set it to jna, or leave it out", why.remedy());
        properties.put(NativeLoader.BINDING_PROPERTY, "jni");
        assertEquals(
                "zmq4j.native.binding must be jna, ffm or auto, was 'jni'",
                failure(this::missing).reason());
        assertEquals(List.of(), opened);
    }

    @Test
    void ffmIsTakenWhereItIsUnlessJnaIsAskedFor() {
        List<String> called = new ArrayList<>();
        NativeLoader.Opener ffm = (library, platform) -> {
            called.add(library);
            throw new UnsatisfiedLinkError("not there");
        };
        NativeLoader both = new NativeLoader(properties::get, this::missing, ffm);
        assertThrows(NativeUnavailableException.class, both::load);
        assertEquals(List.of("libzmq.so.5", "zmq"), called);
        properties.put(NativeLoader.BINDING_PROPERTY, "ffm");
        assertThrows(NativeUnavailableException.class, both::load);
        assertEquals(4, called.size());
        assertEquals(List.of(), opened);
        properties.put(NativeLoader.BINDING_PROPERTY, "jna");
        assertThrows(NativeUnavailableException.class, both::load);
        assertEquals(4, called.size());
        assertEquals(List.of("libzmq.so.5", "zmq"), opened);
    }

    @Test
    void deniedNativeAccessNamesTheFlagToAdd() {
        Throwable denied = new IllegalCallerException("Illegal native access from an unnamed module");
        Unavailable direct = failure((library, platform) -> {
            throw new IllegalCallerException("Illegal native access");
        });
        Unavailable first = failure((library, platform) -> {
            throw new ExceptionInInitializerError(denied);
        });
        Unavailable later = failure((library, platform) -> {
            Error again = new NoClassDefFoundError("Could not initialize class com.sun.jna.Native");
            again.initCause(new ExceptionInInitializerError("Exception " + denied + " [in thread \"main\"]"));
            throw again;
        });
        for (Unavailable why : List.of(direct, first, later)) {
            assertEquals("this JVM was told to deny native access", why.reason());
            assertTrue(why.remedy().contains("--enable-native-access=ALL-UNNAMED"), why::remedy);
            assertTrue(
                    why.remedy().contains("--enable-native-access=io.zmq4j.backend.libzmq,com.sun.jna"), why::remedy);
        }
    }

    @Test
    void aMissingJnaIsNotAMissingLibzmq() {
        Error missing = new NoClassDefFoundError("com/sun/jna/NativeLibrary");
        Unavailable why = failure((library, platform) -> {
            throw missing;
        });
        assertTrue(why.reason().startsWith("JNA, by which libzmq is called, cannot be used"), why::reason);
        assertTrue(why.remedy().contains("net.java.dev.jna:jna"), why::remedy);
        assertSame(missing, why.cause());
    }

    /** A binding of a library that answers to nothing but its version. */
    private static NativeBinding ofVersion(int major, int minor, int patch, String location) {
        InvocationHandler memory = (proxy, method, arguments) -> switch (method.getName()) {
            case "malloc" -> 1L;
            case "view" ->
                ByteBuffer.allocate(3 * Integer.BYTES)
                        .putInt(major)
                        .putInt(minor)
                        .putInt(patch)
                        .flip();
            default -> null;
        };
        return new NativeBinding(
                "jna",
                implement(LibZmq.class, (proxy, method, arguments) -> null),
                implement(LibC.class, memory),
                location,
                NativePlatform.LINUX);
    }

    private static <T> T implement(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void aLibraryOlderThan42IsRefused() {
        properties.put("zmq4j.native.path", "/old/libzmq.so.3");
        Unavailable old = failure((library, platform) -> ofVersion(4, 1, 8, library));
        assertEquals("libzmq 4.1.8 (/old/libzmq.so.3) is older than 4.2.0", old.reason());
        assertTrue(old.remedy().startsWith("install libzmq 4.3.3 or later, or "), old.remedy());
    }

    @Test
    void aLibraryOlderThan433IsAWarningOnTheLog() {
        try (LogCapture log = new LogCapture()) {
            NativeBackendProvider.warnOfOld(NativeVersion.OLDEST_ADVISED);
            assertEquals(List.of(), log.lines());
            NativeBackendProvider.warnOfOld(new NativeVersion(4, 3, 2));
            assertEquals(
                    List.of("WARNING ZMQ4J-015 libzmq 4.3.2 has known vulnerabilities; install 4.3.3 or later"),
                    log.lines());
        }
    }

    @Test
    void versionsAreOrdered() {
        NativeVersion version = new NativeVersion(4, 3, 4);
        assertEquals("4.3.4", version.toString());
        assertTrue(version.compareTo(NativeVersion.OLDEST_ADVISED) > 0);
        assertTrue(new NativeVersion(4, 3, 2).compareTo(NativeVersion.OLDEST_ADVISED) < 0);
        assertTrue(new NativeVersion(4, 1, 9).compareTo(NativeVersion.OLDEST) < 0);
        assertTrue(new NativeVersion(5, 0, 0).compareTo(NativeVersion.OLDEST) > 0);
        assertEquals(0, new NativeVersion(4, 2, 0).compareTo(NativeVersion.OLDEST));
    }

    @Test
    void platformsAreKnownByName() {
        assertEquals(NativePlatform.LINUX, NativePlatform.of("Linux"));
        assertEquals(NativePlatform.MACOS, NativePlatform.of("Mac OS X"));
        assertNull(NativePlatform.of("Windows 10"));
        assertNull(NativePlatform.of("FreeBSD"));
        assertEquals("linux-aarch64/libzmq.so", NativePlatform.LINUX.resource("aarch64"));
        assertEquals("darwin-x86-64/libzmq.dylib", NativePlatform.MACOS.resource("x86_64"));
    }
}
