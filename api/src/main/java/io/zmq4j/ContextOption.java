package io.zmq4j;

import io.zmq4j.spi.OptionCodec;
import java.util.List;

/**
 * A typed key of a context option; all of them are constants of {@link ContextOptions}.
 *
 * @param <T> type of the value
 */
public final class ContextOption<T> extends Option<T> {
    private final boolean onlyBeforeSockets;

    ContextOption(
            String name,
            List<String> aliases,
            OptionCodec<T> codec,
            Access access,
            String defaultText,
            boolean onlyBeforeSockets) {
        super(name, aliases, codec, access, defaultText);
        this.onlyBeforeSockets = onlyBeforeSockets;
    }

    /**
     * Whether it can be set only before the first socket of the context, because it has no effect later. Later it is
     * refused with {@link ErrorCode#EINVAL}.
     *
     * @return true for those that shape the engine's threads and tables
     */
    public boolean onlyBeforeSockets() {
        return onlyBeforeSockets;
    }
}
