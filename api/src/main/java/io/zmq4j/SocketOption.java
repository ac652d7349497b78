package io.zmq4j;

import io.zmq4j.spi.OptionCodec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A typed key of a socket option; all of them are constants of {@link SocketOptions}.
 *
 * @param <T> type of the value
 */
public final class SocketOption<T> extends Option<T> {
    private final Set<SocketType> socketTypes;
    private final boolean onlyBeforeAttach;

    SocketOption(
            String name,
            List<String> aliases,
            OptionCodec<T> codec,
            Access access,
            String defaultText,
            Set<SocketType> socketTypes,
            boolean onlyBeforeAttach) {
        super(name, aliases, codec, access, defaultText);
        EnumSet<SocketType> types = EnumSet.noneOf(SocketType.class);
        types.addAll(socketTypes);
        this.socketTypes = Collections.unmodifiableSet(types);
        this.onlyBeforeAttach = onlyBeforeAttach;
    }

    /**
     * The socket types the ZeroMQ manual names for it. It is refused with {@link ErrorCode#EINVAL} on all others, even
     * where an engine would take it.
     *
     * @return the types
     */
    public Set<SocketType> socketTypes() {
        return socketTypes;
    }

    /**
     * Whether it can be set only before the first bind or connect of the socket. Later it is refused with
     * {@link UnsupportedFeatureException}.
     *
     * @return true for the high-water marks and ROUTER_RAW
     */
    public boolean onlyBeforeAttach() {
        return onlyBeforeAttach;
    }
}
