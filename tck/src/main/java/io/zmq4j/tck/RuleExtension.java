package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Option;
import io.zmq4j.Support;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Declaration;
import io.zmq4j.tck.conformance.Declaration.Deviation;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Trial;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Tells {@link Results} what a test says of its rules.
 *
 * <p>A test that fails as the backend's declaration describes, and one that shows no more than a SHOULD, are aborted
 * rather than failed; a refusal of what the backend declares as unsupported passes.
 */
final class RuleExtension implements ExecutionCondition, InvocationInterceptor, TestWatcher {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RuleExtension.class);
    private static final Map<String, Map<String, Deviation>> DEVIATIONS = new ConcurrentHashMap<>();

    /** What is known of a test before its end. */
    private record Outcome(
            List<CatalogueRule> rules,
            Status status,
            @Nullable String detail,
            @Nullable String evidence,
            @Nullable String calls) {

        Outcome(List<CatalogueRule> rules, Status status, @Nullable String detail, @Nullable String evidence) {
            this(rules, status, detail, evidence, calls(status));
        }

        /** Of tests that did not simply pass, before the calls at their end. */
        private static @Nullable String calls(Status status) {
            return status == Status.PASS || status == Status.NOT_APPLICABLE
                    ? null
                    : Evidence.current().calls();
        }
    }

    RuleExtension() {}

    // ---- which tests run

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        RuleSelection selection = RuleSelection.of(context);
        if (context.getTestMethod().isEmpty() || selection.isAll()) {
            return ConditionEvaluationResult.enabled("all rules are selected");
        }
        return annotated(context).stream().anyMatch(selection::includes)
                ? ConditionEvaluationResult.enabled("shows a rule that is selected")
                : ConditionEvaluationResult.disabled("shows no rule that is selected");
    }

    // ---- what they say

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        observe(invocation, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        observe(invocation, method, context);
    }

    private static void observe(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        List<CatalogueRule> rules = concerned(annotated(context), method.getArguments());
        Evidence evidence = Evidence.current();
        evidence.begin();
        try {
            if (((ZmqTck) context.getRequiredTestInstance()).refuses(needed(context))) {
                invocation.skip();
            } else {
                invocation.proceed();
            }
            String refusal = evidence.refusal();
            Status status = refusal == null ? Status.PASS : Status.UNSUPPORTED_VERIFIED;
            put(context, new Outcome(rules, status, refusal, null));
        } catch (TestAbortedException e) {
            put(context, new Outcome(rules, Status.NOT_APPLICABLE, e.getMessage(), null));
            throw e;
        } catch (Throwable e) {
            judge(context, rules, e);
        }
    }

    private static void judge(ExtensionContext context, List<CatalogueRule> rules, Throwable failure) throws Throwable {
        Backend backend = backend(context);
        String evidence = Evidence.current().of(failure);
        if (isDeclared(backend, failure)) {
            put(context, new Outcome(rules, Status.UNSUPPORTED_VERIFIED, failure.getMessage(), null));
            return;
        }
        Status status = Status.FAIL;
        if (!rules.isEmpty() && rules.stream().allMatch(rule -> deviates(backend, rule, failure))) {
            status = Status.KNOWN_DEVIATION;
        } else if (!rules.isEmpty() && rules.stream().allMatch(CatalogueRule::isLenient)) {
            status = Status.NON_STRICT;
        }
        put(context, new Outcome(rules, status, failure.toString(), evidence));
        if (status == Status.FAIL) {
            throw failure;
        }
        throw new TestAbortedException(status.label() + " " + ids(rules) + ": " + failure, failure);
    }

    private static boolean deviates(Backend backend, CatalogueRule rule, Throwable failure) {
        Deviation deviation = deviations(backend).get(rule.id());
        return deviation != null && deviation.describes(failure);
    }

    private static Map<String, Deviation> deviations(Backend backend) {
        return DEVIATIONS.computeIfAbsent(backend.name(), Declaration::deviationsOf);
    }

    /** It is what the backend says when asked. */
    private static boolean isDeclared(Backend backend, Throwable failure) {
        if (!(failure instanceof UnsupportedFeatureException refusal)) {
            return false;
        }
        String[] parts = refusal.capability().split(":", 2);
        Capability.Kind kind =
                Capability.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        Support support = backend.support(new Capability(kind, parts[1]));
        return support.reason().equals(refusal.reason()) && !refusal.reason().isEmpty();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        Outcome outcome = get(context);
        if (outcome != null) {
            record(context, outcome);
        }
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        testSuccessful(context);
    }

    /** In the test, or at its end, which has no outcome yet. */
    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        Outcome before = get(context);
        Throwable failure = cause == null ? new AssertionError("failed") : cause;
        List<CatalogueRule> rules = before == null ? rules(annotated(context)) : before.rules();
        String evidence = before == null || before.evidence() == null ? "" : before.evidence();
        String all = evidence.isEmpty() ? Evidence.current().of(failure) : evidence;
        String calls =
                before == null || before.calls() == null ? Evidence.current().calls() : before.calls();
        record(context, new Outcome(rules, Status.FAIL, failure.toString(), all, calls));
    }

    private static void record(ExtensionContext context, Outcome outcome) {
        String backend = backend(context).name();
        Trial trial = new Trial(
                name(context),
                outcome.status(),
                Evidence.current().millis(),
                outcome.detail(),
                outcome.evidence(),
                outcome.calls());
        for (CatalogueRule rule : outcome.rules()) {
            Results.current().add(backend, rule.id(), trial);
        }
    }

    private static void put(ExtensionContext context, Outcome outcome) {
        context.getStore(NAMESPACE).put(context.getUniqueId(), outcome);
    }

    private static @Nullable Outcome get(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), Outcome.class);
    }

    private static Backend backend(ExtensionContext context) {
        return ((ZmqTck) context.getRequiredTestInstance()).backend();
    }

    /** The class that has the test, not the one that runs it on a backend. */
    private static String name(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        String display = context.getDisplayName();
        return display.startsWith(method.getName() + "(") ? name : name + " " + display;
    }

    private static String ids(List<CatalogueRule> rules) {
        return String.join(", ", rules.stream().map(CatalogueRule::id).toList());
    }

    // ---- the rules of a test

    private static Set<String> annotated(ExtensionContext context) {
        Set<String> ids = new LinkedHashSet<>();
        context.getTestMethod().ifPresent(method -> {
            addAll(ids, method);
            addAll(ids, method.getDeclaringClass());
        });
        return ids;
    }

    private static void addAll(Set<String> ids, AnnotatedElement element) {
        AnnotationSupport.findAnnotation(element, Rule.class).ifPresent(rule -> ids.addAll(List.of(rule.value())));
    }

    private static List<String> needed(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        return AnnotationSupport.findAnnotation(method, NeedsTransport.class)
                .or(() -> AnnotationSupport.findAnnotation(method.getDeclaringClass(), NeedsTransport.class))
                .map(needs -> List.of(needs.value()))
                .orElse(List.of());
    }

    private static List<CatalogueRule> rules(Set<String> ids) {
        return ids.stream().map(RuleCatalogue.current()::rule).toList();
    }

    /** A test that runs for each option tells, in each run, nothing of rules about other options. */
    private static List<CatalogueRule> concerned(Set<String> ids, List<?> arguments) {
        List<CatalogueRule> rules = new ArrayList<>(rules(ids));
        for (Object argument : arguments) {
            Option<?> option = argument instanceof OfOption of ? of.option() : null;
            if (argument instanceof Option<?> itself) {
                option = itself;
            }
            if (option != null) {
                String name = option.name();
                rules.removeIf(rule -> !rule.concerns(name));
            }
        }
        return rules;
    }
}
