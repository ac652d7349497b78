package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Option;
import io.zmq4j.SocketOptions;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.lang.reflect.Method;
import java.util.Arrays;
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

    @Test
    void whatShowsTheEffectOfAnOptionShowsItsRule() {
        for (Class<?> area : AREAS) {
            for (Method method : area.getDeclaredMethods()) {
                EffectOf effect = method.getAnnotation(EffectOf.class);
                if (effect != null) {
                    Rule rule = method.getAnnotation(Rule.class);
                    assertNotNull(rule, method::getName);
                    Set<String> told = Arrays.stream(rule.value())
                            .map(id -> RuleCatalogue.current().rule(id).capability())
                            .collect(Collectors.toSet());
                    for (String option : effect.value()) {
                        assertTrue(told.contains("opt." + option), () -> option + ": " + method);
                    }
                }
            }
        }
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
