package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.backend.jeromq.JeroMqMutants;
import io.zmq4j.backend.libzmq.NativeMutants;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A real backend, under its own name and with its own declaration, whose sockets have one deliberate fault that only
 * shows over tcp; and the rules by which the kit must reject it: these and no others, but for some that tell of it
 * {@linkplain #perhaps perhaps}.
 */
public final class TcpMutant implements BackendProvider {
    private final BackendProvider real;
    private final Function<Backend, AbstractContext> contexts;
    private final String fault;
    private final Set<String> rules;
    private final Set<String> perhaps = new TreeSet<>();
    private boolean quick;

    /**
     * A mutant.
     *
     * @param real the backend
     * @param contexts opens one whose sockets have the fault
     * @param fault the fault, as a name
     * @param rules those that tell of it
     */
    public TcpMutant(BackendProvider real, Function<Backend, AbstractContext> contexts, String fault, String... rules) {
        this.real = real;
        this.contexts = contexts;
        this.fault = real.name() + "-" + fault;
        this.rules = new TreeSet<>(List.of(rules));
    }

    /**
     * Makes it one that is worth its time in every build.
     *
     * @return this
     */
    public TcpMutant quick() {
        quick = true;
        return this;
    }

    /**
     * Adds rules that tell of the fault or not, as time will have it.
     *
     * @param some the rules
     * @return this
     */
    public TcpMutant perhaps(String... some) {
        perhaps.addAll(List.of(some));
        return this;
    }

    boolean isQuick() {
        return quick;
    }

    static List<TcpMutant> all() {
        return Stream.concat(NativeMutants.all().stream(), JeroMqMutants.all().stream())
                .toList();
    }

    String fault() {
        return fault;
    }

    Set<String> rules() {
        return rules;
    }

    Set<String> perhaps() {
        return perhaps;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int priority() {
        return real.priority();
    }

    @Override
    public int spiVersion() {
        return real.spiVersion();
    }

    @Override
    public Availability probe() {
        return real.probe();
    }

    @Override
    public Support support(Capability capability) {
        return real.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        return contexts.apply(backend);
    }

    @Override
    public String toString() {
        return fault;
    }
}
