package io.zmq4j.internal;

import io.zmq4j.Backend;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the backends that class loaders offer. What is broken is reported, once, and left out.
 *
 * <p>A provider class that was found before keeps its backend, so that its engine is tried once and contexts opened at
 * different times have the same backend. One that cannot be used is made anew: its engine may have been installed
 * since.
 */
final class Providers {
    /** A loader that cannot even read its files of services fails anew at every step. */
    private static final int MOST_FAILURES_IN_A_ROW = 100;

    /**
     * What was found.
     *
     * @param backends the highest priority first
     * @param skipped the reports about the others
     */
    record Found(List<Backend> backends, Collection<String> skipped) {}

    /** The backend of a provider class; a ClassValue of it keeps no class loader alive. */
    private static final class Slot {
        private @Nullable Backend backend;
    }

    private final ClassValue<Slot> slots = new ClassValue<>() {
        @Override
        protected Slot computeValue(Class<?> type) {
            return new Slot();
        }
    };

    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final System.Logger log;

    Providers(System.Logger log) {
        this.log = log;
    }

    /** All backends of the loaders; of a provider class that several have, the one of the first. */
    Found find(List<ClassLoader> loaders) {
        List<Backend> backends = new ArrayList<>();
        Set<String> skipped = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        for (ClassLoader loader : loaders) {
            for (ServiceLoader.Provider<BackendProvider> offer : offers(loader, skipped)) {
                if (seen.add(offer.type().getName())) {
                    Backend backend = backend(offer, skipped);
                    if (backend != null) {
                        backends.add(backend);
                    }
                }
            }
        }
        backends.sort(Comparator.comparingInt(Backend::priority).reversed().thenComparing(Backend::name));
        return new Found(List.copyOf(backends), skipped);
    }

    private List<ServiceLoader.Provider<BackendProvider>> offers(ClassLoader loader, Set<String> skipped) {
        List<ServiceLoader.Provider<BackendProvider>> offers = new ArrayList<>();
        Spliterator<ServiceLoader.Provider<BackendProvider>> source =
                ServiceLoader.load(BackendProvider.class, loader).stream().spliterator();
        int failures = 0;
        boolean more = true;
        while (more && failures < MOST_FAILURES_IN_A_ROW) {
            try {
                more = source.tryAdvance(offers::add);
                failures = 0;
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failures++;
                broken("a backend provider", e, skipped);
            }
        }
        return offers;
    }

    private @Nullable Backend backend(ServiceLoader.Provider<BackendProvider> offer, Set<String> skipped) {
        Slot slot = slots.get(offer.type());
        synchronized (slot) {
            Backend known = slot.backend;
            if (known == null || isKnownToFail(known)) {
                known = create(offer, skipped);
                slot.backend = known;
            }
            return known;
        }
    }

    private static boolean isKnownToFail(Backend backend) {
        return backend.isProbed() && backend.availability() instanceof Availability.Unavailable;
    }

    private @Nullable Backend create(ServiceLoader.Provider<BackendProvider> offer, Set<String> skipped) {
        String subject = "backend provider " + offer.type().getName();
        try {
            BackendProvider provider = offer.get();
            int version = provider.spiVersion();
            if (version == BackendProvider.SPI_VERSION) {
                return Backend.of(provider);
            }
            report(Messages.otherSpiVersion(subject, version), null, skipped);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            broken(subject, e, skipped);
        }
        return null;
    }

    private void broken(String subject, Throwable failure, Set<String> skipped) {
        // ServiceLoader wraps what a constructor throws, and only that tells what is wrong.
        Throwable cause = failure instanceof ServiceConfigurationError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        report(Messages.brokenProvider(subject, cause), cause, skipped);
    }

    private void report(String text, @Nullable Throwable cause, Set<String> skipped) {
        skipped.add(text);
        warnOnce(text, cause);
    }

    /** Logs a warning unless the same one was logged before. */
    void warnOnce(String text, @Nullable Throwable cause) {
        if (reported.add(text)) {
            log.log(Level.WARNING, text, cause);
        }
    }
}
