package io.zmq4j.internal;

import io.zmq4j.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A class loader over a folder that lists providers. It sees its own list only, and its parent's classes unless told to
 * define or to hide some.
 */
public final class ProviderLoader extends URLClassLoader {
    private final Set<String> own = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();

    private ProviderLoader(URL folder) {
        super(new URL[] {folder}, ProviderLoader.class.getClassLoader());
    }

    /** A loader that lists these, in this order. */
    public static ProviderLoader listing(Path folder, Class<?>... providers) {
        List<String> lines = new ArrayList<>();
        for (Class<?> provider : providers) {
            lines.add(provider.getName());
        }
        return listing(folder, lines);
    }

    /** A loader whose list has these lines. */
    public static ProviderLoader listing(Path folder, List<String> lines) {
        try {
            list(folder, lines);
            return new ProviderLoader(folder.toUri().toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a list, or replaces the one that is there. */
    public static void list(Path folder, List<String> lines) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(BackendProvider.class.getName()), lines);
    }

    /** From now on it has a class of this name that differs from the parent's. */
    ProviderLoader withOwn(Class<?> type) {
        own.add(type.getName());
        return this;
    }

    /** From now on it does not find a class. */
    ProviderLoader without(Class<?> type) {
        hidden.add(type.getName());
        return this;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return own.contains(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
