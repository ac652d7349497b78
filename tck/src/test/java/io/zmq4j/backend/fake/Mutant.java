package io.zmq4j.backend.fake;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fake with one deliberate fault, and the rules by which the kit must reject it: these and no others. */
public final class Mutant implements BackendProvider {
    /** What names of mutants begin with. */
    public static final String PREFIX = "mutant-";

    private final FakeBackendProvider fake = new FakeBackendProvider();
    private final String name;
    private final Set<String> rules;
    private final Map<SocketType, Cores> cores = new EnumMap<>(SocketType.class);
    private Sockets sockets = FakeSocket::new;
    private @Nullable Capability claimed;
    private boolean quick = true;

    /** How a mutant makes the cores of a type. */
    interface Cores {
        FakeCore create(FakeNames names, SocketType type);
    }

    /** How a mutant makes its sockets. */
    interface Sockets {
        FakeSocket create(FakeContext context, SocketType type, FakeCore core);
    }

    private Mutant(String name, Set<String> rules) {
        this.name = PREFIX + name;
        this.rules = rules;
    }

    /**
     * None in truth, for tests of what the kit says.
     *
     * @param name the rest of its name
     * @return the backend
     */
    public static Mutant withoutFault(String name) {
        return new Mutant(name, Set.of());
    }

    /** The fault, as a name, and the rules that tell of it. */
    static Mutant of(String fault, String... rules) {
        return new Mutant(fault, new TreeSet<>(List.of(rules)));
    }

    /** Sockets of these types have another core. */
    Mutant core(Cores how, SocketType... types) {
        for (SocketType type : types) {
            cores.put(type, how);
        }
        return this;
    }

    /** All sockets are of another class. */
    Mutant socket(Sockets how) {
        sockets = how;
        return this;
    }

    /** It says that it supports something. */
    Mutant claim(Capability capability) {
        claimed = capability;
        return this;
    }

    /** Some of its tests wait in vain, or others show as much in less time. */
    Mutant slow() {
        quick = false;
        return this;
    }

    /**
     * Whether it is worth its time in every build.
     *
     * @return false when it is for builds with more time
     */
    public boolean isQuick() {
        return quick;
    }

    /** Of those that have something to read, the one that came first. */
    static @Nullable FakePipe firstReader(FakeCore core) {
        for (FakePipe pipe : core.pipes()) {
            if (pipe.hasMessage()) {
                return pipe;
            }
        }
        return null;
    }

    /**
     * All of them.
     *
     * @return the mutants
     */
    public static List<Mutant> all() {
        return Stream.of(
                        PipelineMutants.all(),
                        RequestMutants.all(),
                        RouterMutants.all(),
                        SubscriptionMutants.all(),
                        SocketMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Rules that must fail.
     *
     * @return their ids, in order
     */
    public Set<String> rules() {
        return rules;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int priority() {
        return fake.priority();
    }

    @Override
    public int spiVersion() {
        return fake.spiVersion();
    }

    @Override
    public Availability probe() {
        return fake.probe();
    }

    @Override
    public Support support(Capability capability) {
        return capability.equals(claimed) ? Support.full() : fake.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        return new FakeContext(backend) {
            @Override
            FakeCore core(FakeNames names, SocketType type) {
                return cores.getOrDefault(type, super::core).create(names, type);
            }

            @Override
            FakeSocket socket(SocketType type, FakeCore core) {
                return sockets.create(this, type, core);
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
