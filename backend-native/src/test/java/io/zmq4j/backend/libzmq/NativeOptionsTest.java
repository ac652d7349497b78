package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.ContextOptions;
import io.zmq4j.CurveKey;
import io.zmq4j.Option;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.OptionCodec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of numbers, against the catalogue. */
class NativeOptionsTest {
    private static Set<String> names(List<? extends Option<?>> options) {
        return options.stream().map(Option::name).collect(Collectors.toSet());
    }

    @Test
    void everySocketOptionHasANumberAndNoneIsLeftOver() {
        assertEquals(names(SocketOptions.all()), NativeOptions.socketTable().keySet());
    }

    @Test
    void everyContextOptionHasANumberAndNoneIsLeftOver() {
        assertEquals(names(ContextOptions.all()), NativeOptions.contextTable().keySet());
    }

    @Test
    void noTwoSocketOptionsShareANumber() {
        Set<Integer> numbers = NativeOptions.socketTable().values().stream()
                .map(NativeOptions.Entry::number)
                .collect(Collectors.toSet());
        assertEquals(NativeOptions.socketTable().size(), numbers.size());
    }

    @Test
    void formsFitTheCatalogue() {
        Stream.concat(
                        SocketOptions.all().stream()
                                .map(option -> new Object[] {option, NativeOptions.ofSocket(option)}),
                        ContextOptions.all().stream()
                                .map(option -> new Object[] {option, NativeOptions.ofContext(option)}))
                .forEach(pair -> {
                    Option<?> option = (Option<?>) pair[0];
                    NativeOptions.Form form = ((NativeOptions.Entry) pair[1]).form();
                    boolean isNumber = form == NativeOptions.Form.INT || form == NativeOptions.Form.INT64;
                    assertEquals(option.codec().form() == OptionCodec.Form.NUMBER, isNumber, option.name());
                    assertEquals(option.type() == Long.class, form == NativeOptions.Form.INT64, option.name());
                    assertEquals(option.type() == String.class, form == NativeOptions.Form.TEXT, option.name());
                    assertEquals(option.type() == CurveKey.class, form == NativeOptions.Form.KEY, option.name());
                });
    }

    /** A sample by hand from zmq.h, so that a slip of a whole column would show. */
    @Test
    void numbersAreThoseOfTheHeader() {
        assertEquals(4, number(SocketOptions.AFFINITY));
        assertEquals(22, number(SocketOptions.MAXMSGSIZE));
        assertEquals(43, number(SocketOptions.MECHANISM));
        assertEquals(61, number(SocketOptions.CONNECT_ROUTING_ID));
        assertEquals(68, number(SocketOptions.SOCKS_PROXY));
        assertEquals(89, number(SocketOptions.USE_FD));
        assertEquals(
                IntStream.range(0, 12).boxed().toList(),
                Stream.of(SocketType.values()).map(NativeOptions::number).toList());
    }

    private static int number(SocketOption<?> option) {
        return NativeOptions.ofSocket(option).number();
    }
}
