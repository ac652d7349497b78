package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Option;
import io.zmq4j.SocketOptions;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kit knows of every option what it does, or why that cannot be shown. */
class OptionCoverageTest {
    private static final List<Class<?>> AREAS = List.of(
            QueueOptionTck.class,
            ConnectionOptionTck.class,
            RoutingOptionTck.class,
            SubscriptionOptionTck.class,
            SecurityOptionTck.class);

    @Test
    void theEffectOfEveryOptionIsShownOrItIsSaidWhyNot() {
        Set<String> known = new TreeSet<>(shown());
        known.addAll(OptionValues.ROUND_TRIP_ONLY.keySet());
        assertEquals(catalogue(), known);
    }

    @Test
    void noOptionWhoseEffectIsShownIsExcused() {
        Set<String> both = new TreeSet<>(shown());
        both.retainAll(OptionValues.ROUND_TRIP_ONLY.keySet());
        assertEquals(Set.of(), both);
    }

    private static Set<String> catalogue() {
        return SocketOptions.all().stream().map(Option::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> shown() {
        Set<String> names = new TreeSet<>();
        for (Class<?> area : AREAS) {
            for (Method method : area.getDeclaredMethods()) {
                EffectOf effect = method.getAnnotation(EffectOf.class);
                if (effect != null) {
                    names.addAll(List.of(effect.value()));
                }
            }
        }
        return names;
    }
}
