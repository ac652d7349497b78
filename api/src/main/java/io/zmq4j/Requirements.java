package io.zmq4j;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a library needs of a backend, for when it should not ask for one by name: socket types, transports, mechanisms,
 * options, features. Partly supported is enough; {@link Backend#support} tells the limit.
 *
 * <pre>{@code
 * Context context = Zmq.context(Requirements.of().transports("ipc", "tcp").mechanisms(Mechanism.CURVE));
 * }</pre>
 *
 * <p>Immutable: each method returns another object.
 *
 * @param capabilities what is needed, each once, in the order given
 */
public record Requirements(List<Capability> capabilities) {
    /**
     * Creates requirements.
     *
     * @param capabilities what is needed; none null
     */
    public Requirements {
        capabilities = List.copyOf(new LinkedHashSet<>(capabilities));
    }

    /**
     * Capabilities that are needed.
     *
     * @param capabilities what is needed; may be empty
     * @return the requirements
     */
    public static Requirements of(Capability... capabilities) {
        return new Requirements(List.of(capabilities));
    }

    /**
     * These and more.
     *
     * @param more what is needed too
     * @return all together
     */
    public Requirements and(Capability... more) {
        return and(List.of(more));
    }

    /**
     * These and transports.
     *
     * @param names such as {@code tcp} and {@code ipc}
     * @return all together
     */
    public Requirements transports(String... names) {
        List<Capability> more = new ArrayList<>();
        for (String name : names) {
            more.add(Capability.transport(name));
        }
        return and(more);
    }

    /**
     * These and mechanisms.
     *
     * @param mechanisms such as {@link Mechanism#CURVE}
     * @return all together
     */
    public Requirements mechanisms(Mechanism... mechanisms) {
        List<Capability> more = new ArrayList<>();
        for (Mechanism mechanism : mechanisms) {
            more.add(Capability.of(mechanism));
        }
        return and(more);
    }

    /**
     * These and options.
     *
     * @param options of sockets or contexts
     * @return all together
     */
    public Requirements options(Option<?>... options) {
        List<Capability> more = new ArrayList<>();
        for (Option<?> option : options) {
            more.add(Capability.of(option));
        }
        return and(more);
    }

    /**
     * These and socket types.
     *
     * @param types such as {@link SocketType#STREAM}
     * @return all together
     */
    public Requirements socketTypes(SocketType... types) {
        List<Capability> more = new ArrayList<>();
        for (SocketType type : types) {
            more.add(Capability.of(type));
        }
        return and(more);
    }

    private Requirements and(List<Capability> more) {
        Set<Capability> all = new LinkedHashSet<>(capabilities);
        all.addAll(more);
        return new Requirements(List.copyOf(all));
    }

    /**
     * What a backend lacks. Does not try its engine.
     *
     * @param backend the backend
     * @return what it does not support at all, empty when it has everything; {@link Backend#support} tells why
     */
    public List<Capability> missingIn(Backend backend) {
        List<Capability> missing = new ArrayList<>();
        for (Capability capability : capabilities) {
            if (!backend.supports(capability)) {
                missing.add(capability);
            }
        }
        return List.copyOf(missing);
    }

    /**
     * What is needed, for people.
     *
     * @return such as {@code transport:ipc, mechanism:CURVE}
     */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        capabilities.forEach(capability -> names.add(capability.toString()));
        return String.join(", ", names);
    }
}
