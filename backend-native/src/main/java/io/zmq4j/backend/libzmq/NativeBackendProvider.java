package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.BackendException;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.lang.System.Logger.Level;

/**
 * The backend {@code native}: the installed libzmq, 4.2 or later, on 64-bit Linux and macOS.
 *
 * <p>Settings: {@code zmq4j.native.path}, the library's file or folder; {@code zmq4j.native.binding}, {@code jna},
 * {@code ffm} (JDK 22 and later), or {@code auto}: ffm where it is there.
 */
public final class NativeBackendProvider implements BackendProvider {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");
    private static final int PRIORITY = 100;

    private volatile NativeSupport support = new NativeSupport(NativeFeatures.USUAL);

    /** Creates the provider; touches no library. */
    public NativeBackendProvider() {}

    @Override
    public String name() {
        return "native";
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public Availability probe() {
        try {
            NativeBinding binding = NativeLoader.binding();
            new NativeProbe(binding).run();
            support = new NativeSupport(NativeFeatures.of(binding));
            NativeVersion version = binding.version();
            warnOfOld(version);
            return new Availability.Available(
                    version.toString(), "libzmq " + version, binding.location(), binding.name());
        } catch (NativeUnavailableException e) {
            return e.toAvailability();
        }
    }

    static void warnOfOld(NativeVersion version) {
        if (version.compareTo(NativeVersion.OLDEST_ADVISED) < 0) {
            LOG.log(
                    Level.WARNING,
                    "ZMQ4J-015 libzmq " + version + " has known vulnerabilities; install "
                            + NativeVersion.OLDEST_ADVISED + " or later");
        }
    }

    @Override
    public Support support(Capability capability) {
        return support.of(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        try {
            return new NativeContext(backend, NativeLoader.binding());
        } catch (NativeUnavailableException e) {
            throw new BackendException("ZMQ4J-004", "backend 'native' cannot be used: " + e.getMessage(), e);
        }
    }
}
