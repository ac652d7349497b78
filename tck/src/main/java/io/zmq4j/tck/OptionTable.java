package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.Option;
import io.zmq4j.Option.Access;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.function.BiConsumer;

/** What is asked of any option on any type of socket, with the values of {@link OptionValues}. */
public abstract class OptionTable extends OptionArea {
    /** For subclasses. */
    protected OptionTable() {}

    /** Checks an option on all types of socket that the backend has. */
    final void onEachType(SocketOption<?> option, BiConsumer<SocketOption<?>, SocketType> check) {
        for (SocketType type : SocketType.values()) {
            if (backend().supports(Capability.of(type))) {
                check.accept(option, type);
            }
        }
    }

    final void hasItsDefault(SocketOption<?> option, SocketType type) {
        if (isUsable(option, type) && isReadable(option)) {
            Object value = open(type).get(option);
            OptionValues.defaultOf(option, type)
                    .ifPresent(expected -> assertSameValue(expected, value, option + " of " + type));
        }
    }

    final void isReadBackAsItWasSet(SocketOption<?> option, SocketType type) {
        if (isUsable(option, type) && isWritable(option)) {
            int set = 0;
            for (Object value : OptionValues.legal(option)) {
                set += isSet(option, type, value) ? 1 : 0;
            }
            boolean noneExpected = OptionValues.legal(option).isEmpty() || OptionValues.needsAnother(option, type);
            assertTrue(noneExpected || set > 0, option + " of " + type + " takes no value");
        }
    }

    private boolean isSet(SocketOption<?> option, SocketType type, Object value) {
        try (Socket socket = open(type)) {
            socket.set(SocketOptions.LINGER, Duration.ZERO);
            set(socket, option, value);
            if (isReadable(option)) {
                assertSameValue(value, socket.get(option), option + " of " + type);
                assertSameValue(value, socket.getByName(option.name()), option + " of " + type + " by name");
            }
            return true;
        } catch (UnsupportedFeatureException e) {
            assertEquals(Support.Level.PARTIAL, support(option).level(), e::getMessage);
            assertEquals(Capability.of(option).toString(), e.capability());
            return false; // the reason may name the value
        } catch (ZmqException e) {
            assertTrue(OptionValues.needsAnother(option, type), e::getMessage);
            return false;
        }
    }

    final void refusesIllegalValues(SocketOption<?> option, SocketType type) {
        if (isUsable(option, type) && isWritable(option)) {
            Socket socket = open(type);
            for (Object illegal : OptionValues.illegal(option)) {
                Object before = isReadable(option) ? socket.get(option) : "";
                ZmqException refusal = assertCode(ErrorCode.EINVAL, () -> set(socket, option, illegal));
                assertSays(refusal, option, illegal);
                ZmqException byName = assertCode(ErrorCode.EINVAL, () -> socket.setByName(option.name(), illegal));
                assertSays(byName, option, illegal);
                Object after = isReadable(option) ? socket.get(option) : "";
                assertSameValue(before, after, option + " of " + type + " after " + refusal.getMessage());
            }
            assertThrows(NullPointerException.class, () -> setNull(socket, option));
            assertThrows(NullPointerException.class, () -> socket.setByName(option.name(), nothing()));
        }
    }

    static void assertSays(ZmqException refusal, Option<?> option, Object illegal) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(option.name()), message);
        assertTrue(message.contains(option.range()), message);
        assertTrue(message.contains(OptionValues.shown(option, illegal)), message);
    }

    final void keepsToItsAccess(SocketOption<?> option, SocketType type) {
        Socket socket = open(type);
        if (option.access() == Access.READ) {
            assertCode(ErrorCode.EINVAL, () -> socket.setByName(option.name(), OptionValues.any(option)));
        } else if (option.access() == Access.WRITE) {
            assertCode(ErrorCode.EINVAL, () -> socket.get(option));
            assertCode(ErrorCode.EINVAL, () -> socket.getByName(option.name()));
        }
    }

    final void isRefusedByOtherTypes(SocketOption<?> option, SocketType type) {
        if (!option.socketTypes().contains(type)) {
            Socket socket = open(type);
            if (isWritable(option)) {
                ZmqException refusal =
                        assertCode(ErrorCode.EINVAL, () -> set(socket, option, OptionValues.any(option)));
                String message = String.valueOf(refusal.getMessage());
                String shown = option == SocketOptions.BLOCKY ? "ContextOptions.BLOCKY" : "not of " + type;
                assertTrue(message.contains(option.name()) && message.contains(shown), message);
            }
            if (isReadable(option)) {
                assertCode(ErrorCode.EINVAL, () -> socket.get(option));
            }
        }
    }

    final void isRefusedWhenUnsupported(SocketOption<?> option, SocketType type) {
        if (!support(option).isUsable() && option.socketTypes().contains(type)) {
            Socket socket = open(type);
            Capability capability = Capability.of(option);
            if (isWritable(option)) {
                assertUnsupported(capability, () -> set(socket, option, OptionValues.any(option)));
                assertUnsupported(capability, () -> socket.setByName(option.name(), OptionValues.any(option)));
            }
            if (isReadable(option)) {
                assertUnsupported(capability, () -> socket.get(option));
            }
        }
    }

    private boolean isUsable(SocketOption<?> option, SocketType type) {
        return support(option).isUsable() && option.socketTypes().contains(type);
    }

    static boolean isReadable(Option<?> option) {
        return option.access() != Access.WRITE;
    }

    static boolean isWritable(Option<?> option) {
        return option.access() != Access.READ;
    }

    @SuppressWarnings("unchecked") // the table has values of the option's type, and the wrong ones go by name
    static <T> void set(Socket socket, SocketOption<T> option, Object value) {
        if (option.type().isInstance(value)) {
            socket.set(option, (T) value);
        } else {
            socket.setByName(option.name(), value);
        }
    }

    @SuppressWarnings("NullAway") // null on purpose
    private static <T> void setNull(Socket socket, SocketOption<T> option) {
        socket.set(option, null);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null on purpose
    private static <T> T nothing() {
        return null;
    }

    private static void assertSameValue(Object expected, Object actual, String what) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual, what);
        } else {
            assertEquals(expected, actual, what);
        }
    }
}
