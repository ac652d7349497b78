package io.zmq4j;

import io.zmq4j.spi.OptionCodec;
import java.util.List;
import java.util.Objects;

/**
 * A typed key of an option, with the facts the catalogue holds about it.
 *
 * <p>Engine numbers are no part of it: they stand in one table in each backend, joined by {@link #name()}.
 *
 * @param <T> type of the value
 */
public abstract sealed class Option<T> permits SocketOption, ContextOption {
    /** Who may read or write an option. */
    public enum Access {
        /** Only {@code get}. */
        READ,
        /** Only {@code set}. */
        WRITE,
        /** Both. */
        READ_WRITE
    }

    private final String name;
    private final List<String> aliases;
    private final OptionCodec<T> codec;
    private final Access access;
    private final String defaultText;

    Option(String name, List<String> aliases, OptionCodec<T> codec, Access access, String defaultText) {
        this.name = Objects.requireNonNull(name);
        this.aliases = List.copyOf(aliases);
        this.codec = Objects.requireNonNull(codec);
        this.access = Objects.requireNonNull(access);
        this.defaultText = Objects.requireNonNull(defaultText);
    }

    /**
     * The name in the reference, without {@code ZMQ_}.
     *
     * @return such as {@code LINGER}
     */
    public final String name() {
        return name;
    }

    /**
     * Other names for the same option.
     *
     * @return such as {@code ROUTING_ID} for {@code IDENTITY}
     */
    public final List<String> aliases() {
        return aliases;
    }

    /**
     * The Java type of the value.
     *
     * @return such as {@code java.time.Duration}
     */
    public final Class<?> type() {
        return codec.type();
    }

    /**
     * The unit the engines count in.
     *
     * @return such as {@code ms}, or an empty text
     */
    public final String unit() {
        return codec.unit();
    }

    /**
     * The legal values in words.
     *
     * @return such as {@code -1 ms (forever) or 0…2147483647 ms}
     */
    public final String range() {
        return codec.range();
    }

    /**
     * Who may read or write it.
     *
     * @return the access
     */
    public final Access access() {
        return access;
    }

    /**
     * The default in words; it is libzmq's, on every backend.
     *
     * @return such as {@code -1}, {@code empty} or {@code none}
     */
    public final String defaultText() {
        return defaultText;
    }

    /**
     * How the value is checked, parsed from text and handed to a backend.
     *
     * @return the codec
     */
    public final OptionCodec<T> codec() {
        return codec;
    }

    final boolean isNamed(String wanted) {
        return name.equals(wanted) || aliases.contains(wanted);
    }

    /**
     * The name.
     *
     * @return {@link #name()}
     */
    @Override
    public final String toString() {
        return name;
    }
}
