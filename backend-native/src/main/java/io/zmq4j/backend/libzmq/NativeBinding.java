package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A libzmq that is loaded, and the way it is called.
 *
 * @param name {@code jna} or {@code ffm}
 * @param zmq the library
 * @param libc the C library next to it
 * @param location where it was loaded from
 * @param platform the system it runs on
 * @param memory all of it, to copy to and from
 */
record NativeBinding(
        String name, LibZmq zmq, LibC libc, String location, NativePlatform platform, MemoryWindows memory) {
    NativeBinding(String name, LibZmq zmq, LibC libc, String location, NativePlatform platform) {
        this(name, zmq, libc, location, platform, new MemoryWindows(libc));
    }

    /**
     * Loads a library, to be called through JNA.
     *
     * @param library a path, or a name the system knows
     * @param platform the system it runs on
     * @return the library, bound
     * @throws UnsatisfiedLinkError it cannot be loaded, or lacks a function
     */
    static NativeBinding openJna(String library, NativePlatform platform) {
        return new NativeBinding("jna", JnaLibZmq.open(library), JnaLibC.open(), library, platform);
    }

    /**
     * What loads a library to be called through the JDK's own foreign functions. It exists under
     * {@code META-INF/versions/22} alone: JDK 22 and later find it, in a jar that was built on such a JDK.
     *
     * @return null when it is not there
     */
    static NativeLoader.@Nullable Opener findFfm() {
        try {
            Class<?> opener = Class.forName("io.zmq4j.backend.libzmq.FfmOpener");
            return (NativeLoader.Opener) opener.getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the jar of the native backend is damaged", e);
        }
    }

    NativeErrors errors() {
        return new NativeErrors(platform, zmq, libc);
    }

    /** What the library says its version is. */
    NativeVersion version() {
        long numbers = libc.malloc(3L * Integer.BYTES);
        try {
            zmq.zmq_version(numbers, numbers + Integer.BYTES, numbers + 2L * Integer.BYTES);
            ByteBuffer view = libc.view(numbers, 3 * Integer.BYTES);
            return new NativeVersion(view.getInt(), view.getInt(), view.getInt());
        } finally {
            libc.free(numbers);
        }
    }

    /** Whether the library was built with something, by {@code zmq_has}'s name for it. */
    boolean has(String capability) {
        try (CText text = new CText(libc, capability)) {
            return zmq.zmq_has(text.address()) == 1;
        }
    }
}
