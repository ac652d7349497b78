package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.zmq4j.Capability;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.backend.fake.Mutant;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Every way in which a test of the kit can end, and what is said of its rules then. */
class OutcomesTest {
    private static final Mutant SAMPLE = Mutant.withoutFault("sample");

    private static Map<String, Verdict> verdicts = Map.of();
    private static TestExecutionSummary summary;

    @BeforeAll
    static void runTheSample() {
        BackendCondition.add(SAMPLE);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Sample.class))
                                .configurationParameter(BackendCondition.PARAMETER, SAMPLE.name())
                                .build(),
                        listener);
        summary = listener.getSummary();
        verdicts = Results.current()
                .verdicts(SAMPLE.name(), RuleCatalogue.current().all());
    }

    @AfterAll
    static void forgetTheSample() {
        Results.current().forget(SAMPLE.name());
    }

    /** Its rules are any; what counts is how they are told of. */
    static class Sample extends ZmqTck {
        @Test
        @Rule("PAR-001")
        void holds() {
            two(SocketType.PAIR, SocketType.PAIR);
        }

        @Test
        @Rule({"PAR-002", "PAR-001"})
        void doesNotHold() {
            fail("it does not hold");
        }

        @Test
        @Rule("PAR-003")
        void refusalFliesOut() {
            socket(SocketType.STREAM);
        }

        @Test
        @Rule("PAR-004")
        void refusalForAnotherReason() {
            throw new UnsupportedFeatureException("sample", Capability.of(SocketType.STREAM), "not today");
        }

        @Test
        @Rule("PAR-005")
        void failsAsDeclared() {
            fail("as declared");
        }

        @Test
        @Rule("PAR-006")
        void failsOtherwiseThanDeclared() {
            fail("otherwise");
        }

        @Test
        @Rule("PAR-007")
        void holdsThoughDeclared() {}

        @Test
        @Rule({"PUL-001", "PSH-007"})
        void failsAsDeclaredOfOneOfItsRules() {
            fail("as declared");
        }

        @Test
        @Rule("SOC-014")
        void doesNotHoldAndIsAShould() {
            fail("it should");
        }

        @Test
        @Rule("PSH-001")
        void lacksSomething() {
            assumeTrue(false, "no such thing on this machine");
        }

        @Test
        @Rule("PSH-002")
        @NeedsTransport("tcp")
        void needsATransportThatIsRefused() {
            fail("must not run");
        }

        @Test
        @Rule("PSH-003")
        void refusalIsAsserted() {
            assertUnsupported(
                    Capability.of(SocketOptions.CONFLATE),
                    () -> socket(SocketType.PULL).set(SocketOptions.CONFLATE, true));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @Rule("PSH-004")
        void holdsForOneOfTwo(boolean value) {
            assertTrue(value);
        }

        @Test
        @Rule("PSH-005")
        void leavesAThreadBehindThatFails() {
            start("left behind", () -> {
                throw new IllegalStateException("of the thread");
            });
        }

        @Test
        void showsNoRule() {
            assumeTrue(false, "nor is it told of");
        }
    }

    private static void assertStatus(Status expected, String rule, String detail) {
        Verdict verdict = verdicts.get(rule);
        assertEquals(expected, verdict.status(), () -> rule + ": " + verdict);
        String told = String.valueOf(verdict.detail());
        assertTrue(told.contains(detail), told);
    }

    @Test
    void ruleOneOfWhoseTestsFailsFails() {
        assertStatus(Status.FAIL, "PAR-002", "it does not hold");
        assertStatus(Status.FAIL, "PAR-001", "it does not hold");
        assertStatus(Status.FAIL, "PSH-004", "expected: <true>");
    }

    @Test
    void failureAtTheEndOfATestCounts() {
        assertStatus(Status.FAIL, "PSH-005", "left behind");
    }

    @Test
    void refusalThatIsDeclaredIsVerified() {
        assertStatus(Status.UNSUPPORTED_VERIFIED, "PAR-003", "only inproc");
        assertStatus(Status.UNSUPPORTED_VERIFIED, "PSH-002", "only inproc");
        assertStatus(Status.UNSUPPORTED_VERIFIED, "PSH-003", "keeps no such thing");
    }

    @Test
    void refusalForAnotherReasonThanDeclaredFails() {
        assertStatus(Status.FAIL, "PAR-004", "not today");
    }

    @Test
    void deviationThatShowsAsDeclaredIsKnown() {
        assertStatus(Status.KNOWN_DEVIATION, "PAR-005", "it fails, as the sample does");
    }

    @Test
    void deviationOfOneRuleDoesNotExcuseAnother() {
        assertStatus(Status.FAIL, "PSH-007", "as declared");
    }

    @Test
    void deviationThatShowsOtherwiseFails() {
        assertStatus(Status.FAIL, "PAR-006", "otherwise");
    }

    @Test
    void deviationThatDoesNotShowFails() {
        assertStatus(Status.FAIL, "PAR-007", "take it back");
    }

    @Test
    void shouldThatDoesNotHoldIsNonStrict() {
        assertStatus(Status.NON_STRICT, "SOC-014", "it should");
    }

    @Test
    void whatTheMachineLacksIsNotApplicable() {
        assertStatus(Status.NOT_APPLICABLE, "PSH-001", "no such thing on this machine");
    }

    @Test
    void ruleWithoutATestIsUntested() {
        assertStatus(Status.UNTESTED, "PSH-006", "no test yet");
    }

    @Test
    void onlyFailuresFailTheRun() {
        Set<String> failed = summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(Set.of(
                        "doesNotHold()",
                        "refusalForAnotherReason()",
                        "failsOtherwiseThanDeclared()",
                        "failsAsDeclaredOfOneOfItsRules()",
                        "[2] false",
                        "leavesAThreadBehindThatFails()")),
                failed);
    }

    @Test
    void noTestIsSkippedSilently() {
        assertEquals(0, summary.getTestsSkippedCount());
        assertEquals(4, summary.getTestsAbortedCount());
    }
}
