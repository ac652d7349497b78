package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds the backend that {@link RequiresBackend} or a configuration parameter names, once in a JVM, and tells whether
 * its tests can run.
 */
final class BackendCondition implements ExecutionCondition {
    /** The backend of areas that are run as they are, without a subclass. */
    static final String PARAMETER = "zmq4j.tck.backend";

    /** That parameter, which is the same for all tests of a run, and runs do not overlap. */
    private static volatile @Nullable String configured;

    private static final Map<String, Backend> BACKENDS = new ConcurrentHashMap<>();
    private static final Map<String, Boolean> SAID = new ConcurrentHashMap<>();

    BackendCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        configured = context.getConfigurationParameter(PARAMETER).orElse(null);
        return context.getTestClass()
                .map(BackendCondition::nameFor)
                .map(BackendCondition::evaluate)
                .orElseGet(() -> ConditionEvaluationResult.enabled("no backend is required"));
    }

    private static ConditionEvaluationResult evaluate(String name) {
        if (!(backend(name).availability() instanceof Availability.Unavailable why)) {
            return ConditionEvaluationResult.enabled("backend '" + name + "' can be used");
        }
        String required = "zmq4j." + name + ".required";
        String reason = "backend '" + name + "' is NOT TESTED: " + why.reason() + "; " + why.remedy();
        if (Boolean.getBoolean(required)) {
            throw new AssertionError(reason + " (" + required + " is set)", why.cause());
        }
        if (SAID.putIfAbsent(name, true) == null) {
            say(reason + " (-D" + required + "=true makes this an error)");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    @SuppressWarnings("SystemOut") // for the person who reads the build's output
    static void say(String line) {
        System.out.println("[zmq4j] " + line);
    }

    static String nameFor(Class<?> testClass) {
        return AnnotationSupport.findAnnotation(testClass, RequiresBackend.class)
                .map(RequiresBackend::value)
                .or(() -> Optional.ofNullable(configured))
                .orElseThrow(() -> new IllegalStateException(
                        testClass + " needs @RequiresBackend(\"name\"), or the parameter " + PARAMETER));
    }

    static Backend backend(String name) {
        return BACKENDS.computeIfAbsent(name, BackendCondition::find);
    }

    /** A backend that {@link ServiceLoader} does not find. */
    static void add(BackendProvider provider) {
        BACKENDS.put(provider.name(), Backend.of(provider));
    }

    private static Backend find(String name) {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            if (provider.name().equals(name)) {
                return Backend.of(provider);
            }
        }
        throw new IllegalStateException("no provider of a backend '" + name + "' on the class path or module path");
    }
}
