package io.zmq4j.backend.libzmq;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds libzmq: at {@code zmq4j.native.path}, in a jar, or installed in the system. Keeps account of what it tried. */
final class NativeLoader {
    static final String PATH_PROPERTY = "zmq4j.native.path";
    static final String BINDING_PROPERTY = "zmq4j.native.binding";

    private static final String USE_JEROMQ = "use the backend 'jeromq', which needs no library";

    private static @Nullable NativeBinding loaded;
    private static @Nullable NativeUnavailableException broken;

    private final Properties properties;
    private final Opener jna;
    private final @Nullable Opener ffm;
    private final List<String> tried = new ArrayList<>();
    private Opener opener;
    private @Nullable LinkageError last;

    /** Where the settings come from: the system properties, but in tests. */
    interface Properties {
        @Nullable
        String get(String name);
    }

    /** What loads a library, by one of the bindings. */
    interface Opener {
        NativeBinding open(String library, NativePlatform platform);
    }

    NativeLoader(Properties properties, Opener jna, @Nullable Opener ffm) {
        this.properties = properties;
        this.jna = jna;
        this.ffm = ffm;
        this.opener = jna;
    }

    /**
     * The library, loaded once per process. A failure is tried again, but for classes that cannot be initialized: the
     * JVM tells the reason only the first time.
     */
    @SuppressWarnings("StaticAssignmentOfThrowable") // see above
    static synchronized NativeBinding binding() throws NativeUnavailableException {
        if (broken != null) {
            throw broken;
        }
        NativeBinding found = loaded;
        if (found == null) {
            try {
                found = new NativeLoader(System::getProperty, NativeBinding::openJna, NativeBinding.findFfm()).load();
            } catch (NativeUnavailableException e) {
                if (e.getCause() instanceof LinkageError && !(e.getCause() instanceof UnsatisfiedLinkError)) {
                    broken = e;
                }
                throw e;
            }
            loaded = found;
        }
        return found;
    }

    NativeBinding load() throws NativeUnavailableException {
        NativePlatform platform = checkPlatform();
        opener = chooseOpener();
        String path = properties.get(PATH_PROPERTY);
        NativeBinding found = path != null ? fromPath(path, platform) : fromJarOrSystem(platform);
        if (found == null) {
            throw notFound(platform);
        }
        NativeVersion version = found.version();
        if (version.compareTo(NativeVersion.OLDEST) < 0) {
            throw new NativeUnavailableException(
                    "libzmq " + version + " (" + found.location() + ") is older than " + NativeVersion.OLDEST,
                    "install libzmq 4.3.3 or later, or " + USE_JEROMQ,
                    null);
        }
        return found;
    }

    private NativePlatform checkPlatform() throws NativeUnavailableException {
        String os = text("os.name");
        NativePlatform platform = NativePlatform.of(os);
        if (platform == null) {
            throw new NativeUnavailableException(
                    "it runs on Linux and macOS only, this is " + os
                            + "; waiting for sockets is not written for other systems",
                    USE_JEROMQ,
                    null);
        }
        if (!text("sun.arch.data.model").equals("64")) {
            throw new NativeUnavailableException(
                    "it runs on 64-bit Java only, this is " + text("os.arch"), USE_JEROMQ, null);
        }
        return platform;
    }

    /** The JDK's own foreign functions, where they are: a call costs a tenth of JNA's. */
    private Opener chooseOpener() throws NativeUnavailableException {
        String wish = properties.get(BINDING_PROPERTY);
        return switch (wish == null ? "auto" : wish.toLowerCase(Locale.ROOT)) {
            case "auto" -> ffm != null ? ffm : jna;
            case "jna" -> jna;
            case "ffm" -> {
                if (ffm == null) {
                    throw new NativeUnavailableException(
                            BINDING_PROPERTY + "=ffm, and there is no such binding: it takes JDK 22 or later, this is "
                                    + Runtime.version().feature() + ", and a jar that was built on one",
                            "run on JDK 22 or later, or set it to jna, or leave it out",
                            null);
                }
                yield ffm;
            }
            default ->
                throw new NativeUnavailableException(
                        BINDING_PROPERTY + " must be jna, ffm or auto, was '" + wish + "'",
                        "set it to one of them, or leave it out",
                        null);
        };
    }

    private String text(String property) {
        String value = properties.get(property);
        return value == null ? "unknown" : value;
    }

    /** Who names a path wants that one and no other. */
    private @Nullable NativeBinding fromPath(String path, NativePlatform platform) throws NativeUnavailableException {
        Path file = Path.of(path).toAbsolutePath();
        if (!Files.isDirectory(file)) {
            return tryOpen(file.toString(), platform);
        }
        for (String name : platform.fileNames()) {
            Path candidate = file.resolve(name);
            if (Files.exists(candidate)) {
                NativeBinding found = tryOpen(candidate.toString(), platform);
                if (found != null) {
                    return found;
                }
            } else {
                tried.add(candidate + " (no such file)");
            }
        }
        return null;
    }

    private @Nullable NativeBinding fromJarOrSystem(NativePlatform platform) throws NativeUnavailableException {
        NativeBinding found = fromJar(platform);
        for (String name : platform.systemNames()) {
            if (found == null) {
                found = tryOpen(name, platform);
            }
        }
        return found;
    }

    private @Nullable NativeBinding fromJar(NativePlatform platform) throws NativeUnavailableException {
        String name = platform.resource(text("os.arch"));
        URL resource = resource(name);
        if (resource == null) {
            tried.add("resource " + name + " (in no jar)");
            return null;
        }
        try {
            Path copy =
                    Files.createTempFile("zmq4j-", "-" + platform.fileNames().get(0));
            copy.toFile().deleteOnExit();
            try (InputStream in = resource.openStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return tryOpen(copy.toString(), platform);
        } catch (IOException e) {
            tried.add(resource + " (" + e + ")");
            return null;
        }
    }

    private static @Nullable URL resource(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL found = context == null ? null : context.getResource(name);
        ClassLoader own = NativeLoader.class.getClassLoader();
        return found == null && own != null ? own.getResource(name) : found;
    }

    private @Nullable NativeBinding tryOpen(String library, NativePlatform platform) throws NativeUnavailableException {
        try {
            return opener.open(library, platform);
        } catch (IllegalCallerException e) {
            throw denied(e);
        } catch (LinkageError e) {
            if (isDenied(e)) {
                throw denied(e);
            }
            if (!(e instanceof UnsatisfiedLinkError)) {
                throw unusable(e);
            }
            tried.add(library + " (" + firstLine(e) + ")");
            last = e;
            return null;
        }
    }

    private NativeUnavailableException unusable(LinkageError error) {
        return opener.equals(jna)
                ? new NativeUnavailableException(
                        "JNA, by which libzmq is called, cannot be used (" + error + ")",
                        "have net.java.dev.jna:jna 5.13 or later on the class path or module path",
                        error)
                : new NativeUnavailableException(
                        "the JDK's foreign functions, by which libzmq is called, cannot be used (" + error + ")",
                        "set -D" + BINDING_PROPERTY + "=jna",
                        error);
    }

    /** JDK 24 and later refuse native access on request; JNA's initializer then fails, the second time by name only. */
    private static boolean isDenied(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalCallerException
                    || String.valueOf(cause.getMessage()).contains(IllegalCallerException.class.getName())) {
                return true;
            }
        }
        return false;
    }

    private static NativeUnavailableException denied(Throwable cause) {
        return new NativeUnavailableException(
                "this JVM was told to deny native access",
                "start it with --enable-native-access=ALL-UNNAMED (class path) or"
                        + " --enable-native-access=io.zmq4j.backend.libzmq,com.sun.jna (module path), or "
                        + USE_JEROMQ,
                cause);
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }

    private NativeUnavailableException notFound(NativePlatform platform) {
        return new NativeUnavailableException(
                "libzmq was not found; tried " + String.join(", ", tried),
                platform.howToInstall() + "; or set -D" + PATH_PROPERTY + " to its file or folder; or " + USE_JEROMQ,
                last);
    }
}
