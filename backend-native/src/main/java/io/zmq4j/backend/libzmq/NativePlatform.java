package io.zmq4j.backend.libzmq;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operating systems this backend runs on, and where they differ. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
enum NativePlatform {
    /** Linux, with any C library. */
    LINUX(
            "linux",
            List.of("libzmq.so", "libzmq.so.5"),
            List.of("libzmq.so.5", "zmq"),
            "install libzmq: 'apt-get install libzmq5' (Debian, Ubuntu), 'dnf install zeromq' (Fedora),"
                    + " 'apk add libzmq' (Alpine), 'pacman -S zeromq' (Arch)",
            1,
            30),
    /** macOS on either processor. */
    MACOS(
            "darwin",
            List.of("libzmq.dylib", "libzmq.5.dylib"),
            List.of(
                    "zmq",
                    "/opt/homebrew/lib/libzmq.5.dylib",
                    "/usr/local/lib/libzmq.5.dylib",
                    "/opt/local/lib/libzmq.5.dylib"),
            "install libzmq: 'brew install zeromq' or 'port install zmq'",
            0xffff,
            2);

    private final String resourceName;
    private final List<String> fileNames;
    private final List<String> systemNames;
    private final String howToInstall;
    private final int solSocket;
    private final int soAcceptConn;

    NativePlatform(
            String resourceName,
            List<String> fileNames,
            List<String> systemNames,
            String howToInstall,
            int solSocket,
            int soAcceptConn) {
        this.resourceName = resourceName;
        this.fileNames = fileNames;
        this.systemNames = systemNames;
        this.howToInstall = howToInstall;
        this.solSocket = solSocket;
        this.soAcceptConn = soAcceptConn;
    }

    /**
     * The platform with a name.
     *
     * @param osName as in the system property {@code os.name}
     * @return the platform, or null when this backend does not run there
     */
    static @Nullable NativePlatform of(String osName) {
        String lower = osName.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return LINUX;
        }
        return lower.startsWith("mac") ? MACOS : null;
    }

    /** Where jars carry the library, in the layout that JNA made common: {@code linux-x86-64/libzmq.so}. */
    String resource(String osArch) {
        String processor = osArch.equals("amd64") || osArch.equals("x86_64") ? "x86-64" : osArch;
        return resourceName + "-" + processor + "/" + fileNames.get(0);
    }

    /** What the library is called inside a folder. */
    List<String> fileNames() {
        return fileNames;
    }

    /** What the system's loader may know it by. */
    List<String> systemNames() {
        return systemNames;
    }

    String howToInstall() {
        return howToInstall;
    }

    int solSocket() {
        return solSocket;
    }

    int soAcceptConn() {
        return soAcceptConn;
    }
}
