package io.zmq4j.spi;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;

/**
 * What a backend jar provides to {@link java.util.ServiceLoader}.
 *
 * <p>The constructor, {@link #name()}, {@link #priority()} and {@link #spiVersion()} are constant and touch no engine;
 * only {@link #probe()} and {@link #open} do. Every call into a provider is guarded by the caller: a provider that
 * throws is reported and skipped.
 */
public interface BackendProvider {
    /** The version of this SPI. A provider returns it from {@link #spiVersion()}; the compiler copies the constant. */
    int SPI_VERSION = 1;

    /**
     * The name a deployer chooses it by, the same in properties, JSON and messages.
     *
     * @return such as {@code native}; lower case
     */
    String name();

    /**
     * Rank among several available backends; the highest is chosen.
     *
     * @return native 100, jeromq 50, fake -100
     */
    int priority();

    /**
     * The version of the SPI it was built for.
     *
     * @return {@link #SPI_VERSION} as the compiler saw it
     */
    int spiVersion();

    /**
     * Tries the engine once, really, and tells whether it can be used. Called at most once per provider instance,
     * before {@link #open}; must not throw for an engine that is missing.
     *
     * @return available, or why not and what to do about it
     */
    Availability probe();

    /**
     * Whether something is supported. Touches no engine; after {@link #probe()} it answers for the engine found, before
     * it for the engine the backend was built for.
     *
     * @param capability what
     * @return the answer
     */
    Support support(Capability capability);

    /**
     * Opens a context.
     *
     * @param backend what the context answers from {@link io.zmq4j.Context#backend()}
     * @return a new context with default options
     * @throws io.zmq4j.ZmqException when the engine cannot create one
     */
    AbstractContext open(Backend backend);
}
