package io.zmq4j.backend.libzmq;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Binds the functions of a library. */
@SuppressWarnings("restricted")
final class FfmLibrary {
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option CRITICAL = Linker.Option.critical(false);

    private static final MethodHandle OF_THREAD = own(FfmErrno.class, "ofThread", MemorySegment.class);
    private static final MethodHandle HAS_FAILED = own(FfmLibrary.class, "hasFailed", boolean.class, int.class);

    private static @Nullable String chosen;
    private static @Nullable SymbolLookup symbols;

    private final SymbolLookup lookup;

    private FfmLibrary(SymbolLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Chooses the libzmq of this process, once and for all.
     *
     * @param library a path, or a name the system knows
     * @throws UnsatisfiedLinkError it cannot be loaded, is too old to be any use, or another one was chosen before
     */
    static synchronized void choose(String library) {
        if (library.equals(chosen)) {
            return;
        }
        if (chosen != null) {
            throw new UnsatisfiedLinkError("this process has libzmq from " + chosen + " already");
        }
        SymbolLookup found;
        try {
            found = SymbolLookup.libraryLookup(fileName(library), Arena.global());
        } catch (IllegalArgumentException e) {
            UnsatisfiedLinkError failure = new UnsatisfiedLinkError(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
        if (found.find("zmq_msg_gets").isEmpty()) {
            throw new UnsatisfiedLinkError("it has no zmq_msg_gets, so it is no libzmq of use");
        }
        symbols = found;
        chosen = library;
    }

    /** {@code zmq} is what the system calls {@code libzmq.so} or {@code libzmq.dylib}. */
    private static String fileName(String library) {
        boolean isName = library.indexOf('/') < 0 && library.indexOf('.') < 0;
        return isName ? System.mapLibraryName(library) : library;
    }

    /** The libzmq that was chosen. */
    static synchronized FfmLibrary zmq() {
        if (symbols == null) {
            throw new IllegalStateException("no libzmq was chosen");
        }
        return new FfmLibrary(symbols);
    }

    /** The C library that the process runs with. */
    static FfmLibrary c() {
        return new FfmLibrary(Linker.nativeLinker().defaultLookup());
    }

    /** A call whose errno is kept: its first argument is {@link FfmErrno#ofThread()}. */
    MethodHandle captured(String name, FunctionDescriptor types) {
        return bind(name, types, ERRNO);
    }

    /** As {@link #captured}, or null when the library lacks it. */
    @Nullable
    MethodHandle capturedIfThere(String name, FunctionDescriptor types) {
        return lookup.find(name).isPresent() ? captured(name, types) : null;
    }

    /**
     * A call that answers an int, and is made again when it failed (a negative one): only then its errno is kept, which
     * takes time and, where the JVM does not optimize it away, 40 bytes of memory.
     */
    MethodHandle repeatable(String name, FunctionDescriptor types) {
        MethodHandle first = plain(name, types);
        MethodHandle second = MethodHandles.collectArguments(captured(name, types), 0, OF_THREAD);
        MethodHandle result = MethodHandles.identity(int.class);
        return MethodHandles.foldArguments(
                MethodHandles.guardWithTest(
                        HAS_FAILED,
                        MethodHandles.dropArguments(second, 0, int.class),
                        MethodHandles.dropArguments(result, 1, first.type().parameterList())),
                first);
    }

    /** As {@link #repeatable}, or null when the library lacks it. */
    @Nullable
    MethodHandle repeatableIfThere(String name, FunctionDescriptor types) {
        return lookup.find(name).isPresent() ? repeatable(name, types) : null;
    }

    /** A static method of this package. */
    static MethodHandle own(Class<?> owner, String name, Class<?> result, Class<?>... arguments) {
        try {
            return MethodHandles.lookup().findStatic(owner, name, MethodType.methodType(result, arguments));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by its name, above
    private static boolean hasFailed(int result) {
        return result < 0;
    }

    /** A call that cannot fail, or whose errno nobody wants. */
    MethodHandle plain(String name, FunctionDescriptor types) {
        return bind(name, types);
    }

    /** A call so short that the JVM need not take note of it. */
    MethodHandle critical(String name, FunctionDescriptor types) {
        return bind(name, types, CRITICAL);
    }

    private MethodHandle bind(String name, FunctionDescriptor types, Linker.Option... options) {
        return Linker.nativeLinker()
                .downcallHandle(
                        lookup.find(name).orElseThrow(() -> new UnsatisfiedLinkError("it lacks " + name)),
                        types,
                        options);
    }

    /** What a call of C throws is a defect of ours, or an error of the JVM. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
