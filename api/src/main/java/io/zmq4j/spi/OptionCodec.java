package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.ZmqException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How the value of an option is checked, parsed and handed to a backend.
 *
 * <p>A value crosses the SPI in one of two forms: a number (booleans, counts, durations in the option's unit, ordinals
 * of enums) or bytes (texts in UTF-8, routing ids, keys). Checking happens here and nowhere else, so an illegal value
 * fails alike on every backend and leaves the old one in force.
 *
 * @param <T> type of the value
 */
public abstract class OptionCodec<T> {
    /** What crosses the SPI. */
    public enum Form {
        /** A {@code long}. */
        NUMBER,
        /** A {@code byte[]}. */
        BYTES
    }

    private final Class<?> type;
    private final Form form;
    private final String unit;
    private final String range;

    private OptionCodec(Class<?> type, Form form, String unit, String range) {
        this.type = type;
        this.form = form;
        this.unit = unit;
        this.range = range;
    }

    /**
     * The Java type of the value.
     *
     * @return its class
     */
    public final Class<?> type() {
        return type;
    }

    /**
     * What crosses the SPI.
     *
     * @return the form
     */
    public final Form form() {
        return form;
    }

    /**
     * The unit of numbers.
     *
     * @return such as {@code ms}, or an empty text
     */
    public final String unit() {
        return unit;
    }

    /**
     * The legal values in words.
     *
     * @return such as {@code 0…255}
     */
    public final String range() {
        return range;
    }

    /**
     * Checks a value and turns it into a number.
     *
     * @param option name for the message
     * @param value the value
     * @return the number
     * @throws ZmqException {@link ErrorCode#EINVAL} naming value and range
     */
    public long toNumber(String option, T value) {
        throw new IllegalStateException(option + " is not a number");
    }

    /**
     * The value of a number that a backend answered.
     *
     * @param number the number
     * @return the value
     */
    public T fromNumber(long number) {
        throw new IllegalStateException("not a number option");
    }

    /**
     * Checks a value and turns it into bytes, always a copy.
     *
     * @param option name for the message
     * @param value the value
     * @return the bytes
     * @throws ZmqException {@link ErrorCode#EINVAL} naming value and range
     */
    public byte[] toBytes(String option, T value) {
        throw new IllegalStateException(option + " is not bytes");
    }

    /**
     * The value of bytes that a backend answered.
     *
     * @param bytes the bytes, owned by the value from now on
     * @return the value
     */
    public T fromBytes(byte[] bytes) {
        throw new IllegalStateException("not a bytes option");
    }

    /**
     * Parses a value from text.
     *
     * @param option name for the message
     * @param text such as {@code 250ms}, {@code forever}, {@code true} or {@code 1000}
     * @return the value, not checked against the range yet
     * @throws ZmqException {@link ErrorCode#EINVAL} when it is no such value
     */
    public abstract T parse(String option, String text);

    /**
     * Takes a value of any fitting type, as the dynamic calls of the reference do: the type itself, a text, a number in
     * the option's unit, a boolean.
     *
     * @param option name for the message
     * @param value the value
     * @return the value, not checked against the range yet
     * @throws ZmqException {@link ErrorCode#EINVAL} when the type does not fit
     */
    @SuppressWarnings("unchecked") // T is erased to type(), which isInstance checks
    public final T coerce(String option, Object value) {
        Objects.requireNonNull(value, option);
        if (type.isInstance(value)) {
            return (T) value;
        }
        if (value instanceof byte[] bytes && form == Form.BYTES) {
            return fromCaller(option, bytes.clone());
        }
        if (value instanceof Boolean flag && form == Form.NUMBER) {
            return parse(option, flag ? "1" : "0");
        }
        if (value instanceof CharSequence
                || (form == Form.NUMBER
                        && (value instanceof Integer
                                || value instanceof Long
                                || value instanceof Short
                                || value instanceof Byte
                                || value instanceof Enum))) {
            return parse(option, value.toString());
        }
        throw new ZmqException(
                ErrorCode.EINVAL,
                option + " takes " + type.getSimpleName() + ", was "
                        + value.getClass().getName());
    }

    /** The value of bytes that a caller gave, not a backend: a refusal names the option. */
    T fromCaller(String option, byte[] bytes) {
        return fromBytes(bytes);
    }

    /**
     * A boolean.
     *
     * @return its codec
     */
    public static OptionCodec<Boolean> bool() {
        return new OptionCodec<>(Boolean.class, Form.NUMBER, "", "true or false") {
            @Override
            public long toNumber(String option, Boolean value) {
                return value ? 1 : 0;
            }

            @Override
            public Boolean fromNumber(long number) {
                return number != 0;
            }

            @Override
            public Boolean parse(String option, String text) {
                return switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> true;
                    case "false", "0" -> false;
                    default -> throw refuse(option, range(), "'" + text + "'");
                };
            }
        };
    }

    /**
     * An {@code int} in a range.
     *
     * @param unit of the number, may be empty
     * @param min smallest legal value
     * @param max largest legal value
     * @return its codec
     */
    public static OptionCodec<Integer> int32(String unit, int min, int max) {
        return new OptionCodec<>(Integer.class, Form.NUMBER, unit, min + "…" + max + suffix(unit)) {
            @Override
            public long toNumber(String option, Integer value) {
                return check(this, option, value, min, max);
            }

            @Override
            public Integer fromNumber(long number) {
                return (int) number;
            }

            @Override
            public Integer parse(String option, String text) {
                try {
                    return Integer.valueOf(text.strip());
                } catch (NumberFormatException e) {
                    throw refuse(option, range(), "'" + text + "'");
                }
            }
        };
    }

    /**
     * A {@code long} in a range.
     *
     * @param unit of the number, may be empty
     * @param min smallest legal value
     * @param max largest legal value
     * @return its codec
     */
    public static OptionCodec<Long> int64(String unit, long min, long max) {
        return new OptionCodec<>(Long.class, Form.NUMBER, unit, min + "…" + max + suffix(unit)) {
            @Override
            public long toNumber(String option, Long value) {
                return check(this, option, value, min, max);
            }

            @Override
            public Long fromNumber(long number) {
                return number;
            }

            @Override
            public Long parse(String option, String text) {
                try {
                    return Long.valueOf(text.strip());
                } catch (NumberFormatException e) {
                    throw refuse(option, range(), "'" + text + "'");
                }
            }
        };
    }

    /**
     * A {@code long} whose 64 bits are a mask.
     *
     * @return its codec
     */
    public static OptionCodec<Long> bits() {
        return new OptionCodec<>(Long.class, Form.NUMBER, "bitmap", "any 64 bits") {
            @Override
            public long toNumber(String option, Long value) {
                return value;
            }

            @Override
            public Long fromNumber(long number) {
                return number;
            }

            @Override
            public Long parse(String option, String text) {
                try {
                    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text.strip());
                } catch (NumberFormatException e) {
                    throw refuse(option, range(), "'" + text + "'");
                }
            }
        };
    }

    /**
     * A duration that the engines count in milliseconds or seconds.
     *
     * <p>Durations are rounded up to the unit. A duration of exactly -1 ms stands for the reference's -1 where
     * {@code minusOne} gives it a meaning.
     *
     * @param unit {@code ms} or {@code s}
     * @param min smallest legal value in that unit, 0 or more
     * @param max largest legal value in that unit
     * @param minusOne what -1 means ({@code forever}, {@code default}, {@code never}), empty where -1 is not legal
     * @return its codec
     */
    public static OptionCodec<Duration> duration(String unit, int min, int max, String minusOne) {
        return new DurationCodec(unit, min, max, minusOne);
    }

    /**
     * Bytes with a limited length.
     *
     * @param min smallest legal length
     * @param max largest legal length
     * @return its codec
     */
    public static OptionCodec<byte[]> bytes(int min, int max) {
        return new OptionCodec<>(byte[].class, Form.BYTES, "", lengths(min, max)) {
            @Override
            public byte[] toBytes(String option, byte[] value) {
                return checkLength(this, option, value.clone(), min, max);
            }

            @Override
            public byte[] fromBytes(byte[] bytes) {
                return bytes;
            }

            @Override
            public byte[] parse(String option, String text) {
                if (!text.startsWith("0x")) {
                    return text.getBytes(StandardCharsets.UTF_8);
                }
                try {
                    return HexFormat.of().parseHex(text, 2, text.length());
                } catch (IllegalArgumentException e) {
                    throw refuse(option, "text, or hexadecimal digits after 0x", "'" + text + "'");
                }
            }
        };
    }

    /**
     * Text whose UTF-8 form has a limited length and contains no zero byte.
     *
     * @param min smallest legal length in bytes
     * @param max largest legal length in bytes
     * @return its codec
     */
    public static OptionCodec<String> text(int min, int max) {
        return new OptionCodec<>(String.class, Form.BYTES, "", lengths(min, max) + " of UTF-8, none of them zero") {
            @Override
            public byte[] toBytes(String option, String value) {
                if (value.indexOf('\0') >= 0) {
                    throw refuse(option, range(), "a text with a zero byte");
                }
                return checkLength(this, option, value.getBytes(StandardCharsets.UTF_8), min, max);
            }

            @Override
            public String fromBytes(byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }

            @Override
            public String parse(String option, String text) {
                return text;
            }
        };
    }

    /**
     * A constant of an enum, by ordinal.
     *
     * @param type the enum
     * @param <E> the enum
     * @return its codec
     */
    public static <E extends Enum<E>> OptionCodec<E> constant(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return new OptionCodec<>(type, Form.NUMBER, "", "one of " + EnumSet.allOf(type)) {
            @Override
            public long toNumber(String option, E value) {
                return value.ordinal();
            }

            @Override
            public E fromNumber(long number) {
                return constants[(int) number];
            }

            @Override
            public E parse(String option, String text) {
                for (E constant : constants) {
                    if (constant.name().equalsIgnoreCase(text.strip())) {
                        return constant;
                    }
                }
                throw refuse(option, range(), "'" + text + "'");
            }
        };
    }

    /**
     * Readiness of a socket: bit n of the number is the constant with ordinal n, as in the reference.
     *
     * @return its codec, for reading only
     */
    public static OptionCodec<Set<PollEvent>> events() {
        return new OptionCodec<>(Set.class, Form.NUMBER, "", "any of POLLIN, POLLOUT") {
            @Override
            public Set<PollEvent> fromNumber(long number) {
                EnumSet<PollEvent> events = EnumSet.noneOf(PollEvent.class);
                for (PollEvent event : PollEvent.values()) {
                    if ((number & (1L << event.ordinal())) != 0) {
                        events.add(event);
                    }
                }
                return events;
            }

            @Override
            public Set<PollEvent> parse(String option, String text) {
                throw refuse(option, "read only", "'" + text + "'");
            }
        };
    }

    /**
     * A value that is carried as bytes and checks itself, such as a key.
     *
     * @param type its class
     * @param range the legal values in words
     * @param toBytes value to bytes, a copy
     * @param fromBytes bytes to value
     * @param parse text to value; both throw {@link ZmqException} on nonsense
     * @param <V> its class
     * @return its codec; refusals never quote the value
     */
    public static <V> OptionCodec<V> opaque(
            Class<V> type,
            String range,
            java.util.function.Function<V, byte[]> toBytes,
            java.util.function.Function<byte[], V> fromBytes,
            java.util.function.Function<String, V> parse) {
        return new OptionCodec<>(type, Form.BYTES, "", range) {
            @Override
            public byte[] toBytes(String option, V value) {
                return toBytes.apply(value);
            }

            @Override
            public V fromBytes(byte[] bytes) {
                return guarded("the value", fromBytes, bytes);
            }

            @Override
            V fromCaller(String option, byte[] bytes) {
                return guarded(option, fromBytes, bytes);
            }

            @Override
            public V parse(String option, String text) {
                return guarded(option, parse, text);
            }

            private <A> V guarded(String option, java.util.function.Function<A, V> make, A from) {
                try {
                    return make.apply(from);
                } catch (ZmqException e) {
                    throw refuse(option, range(), "something else (not shown)");
                }
            }
        };
    }

    private static final class DurationCodec extends OptionCodec<Duration> {
        private static final Duration MINUS_ONE = Duration.ofMillis(-1);
        private static final Duration CENTURY = Duration.ofDays(36_525);

        private final int min;
        private final int max;
        private final String minusOne;

        DurationCodec(String unit, int min, int max, String minusOne) {
            super(
                    Duration.class,
                    Form.NUMBER,
                    unit,
                    (minusOne.isEmpty() ? "" : "-1 " + unit + " (" + minusOne + ") or ") + min + "…" + max + " "
                            + unit);
            this.min = min;
            this.max = max;
            this.minusOne = minusOne;
        }

        private long nanosPerUnit() {
            return unit().equals("s") ? 1_000_000_000L : 1_000_000L;
        }

        @Override
        public long toNumber(String option, Duration value) {
            if (!minusOne.isEmpty() && value.equals(MINUS_ONE)) {
                return -1;
            }
            if (value.isNegative() || value.toSeconds() > Integer.MAX_VALUE) {
                throw refuse(option, range(), shown(value));
            }
            long number = -Math.floorDiv(-value.toNanos(), nanosPerUnit());
            if (number < min || number > max) {
                throw refuse(option, range(), shown(value));
            }
            return number;
        }

        /** In milliseconds where that is the whole value; what rounding would make legal must not look legal. */
        private static String shown(Duration value) {
            boolean countable = value.compareTo(CENTURY) < 0 && value.compareTo(CENTURY.negated()) > 0;
            return countable && value.equals(Duration.ofMillis(value.toMillis()))
                    ? value.toMillis() + " ms"
                    : value.toString();
        }

        @Override
        public Duration fromNumber(long number) {
            if (number < 0) {
                return MINUS_ONE;
            }
            return unit().equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        }

        @Override
        public Duration parse(String option, String text) {
            String plain = text.strip().toLowerCase(Locale.ROOT);
            if (plain.equals("-1") || (!minusOne.isEmpty() && plain.equals(minusOne))) {
                return MINUS_ONE;
            }
            try {
                if (plain.startsWith("pt") || plain.startsWith("-pt")) {
                    return Duration.parse(plain);
                }
                if (plain.endsWith("ms")) {
                    return Duration.ofMillis(Long.parseLong(
                            plain.substring(0, plain.length() - 2).strip()));
                }
                if (plain.endsWith("s")) {
                    return Duration.ofSeconds(Long.parseLong(
                            plain.substring(0, plain.length() - 1).strip()));
                }
                long number = Long.parseLong(plain);
                return unit().equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            } catch (RuntimeException e) {
                throw refuse(option, range(), "'" + text + "'");
            }
        }
    }

    private static long check(OptionCodec<?> codec, String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw refuse(option, codec.range(), value + suffix(codec.unit()));
        }
        return value;
    }

    private static byte[] checkLength(OptionCodec<?> codec, String option, byte[] bytes, int min, int max) {
        if (bytes.length < min || bytes.length > max) {
            throw refuse(option, codec.range(), bytes.length + " bytes");
        }
        return bytes;
    }

    private static String lengths(int min, int max) {
        if (max == Integer.MAX_VALUE) {
            return min + " or more bytes";
        }
        return min + "…" + max + " bytes";
    }

    private static String suffix(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private static ZmqException refuse(String option, String range, String was) {
        return new ZmqException(ErrorCode.EINVAL, option + " must be " + range + ", was " + was);
    }
}
