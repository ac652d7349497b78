package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The whole kit as one test class. A backend is tested by a subclass that names it, and by its declaration, see
 * {@link io.zmq4j.tck.conformance.Declaration}:
 *
 * <pre>{@code
 * @ConfigurationParameter(key = "zmq4j.tck.backend", value = "mine")
 * class MineConformanceTest extends ConformanceSuite {}
 * }</pre>
 */
@Suite
@SelectPackages("io.zmq4j.tck")
@IncludeClassNamePatterns(".*Tck")
@ConfigurationParameter(key = "junit.jupiter.execution.timeout.default", value = "120 s")
@ConfigurationParameter(key = "junit.jupiter.execution.timeout.threaddump.enabled", value = "true")
public abstract class ConformanceSuite {
    /** For subclasses. */
    protected ConformanceSuite() {}

    /** What no single test can tell: a declared deviation that does not show. */
    @AfterSuite
    static void checkVerdicts() {
        List<String> failed = new ArrayList<>();
        for (String backend : Results.current().backends()) {
            Map<String, Verdict> verdicts =
                    Results.current().verdicts(backend, RuleCatalogue.current().all());
            verdicts.forEach((id, verdict) -> {
                if (verdict.status() == Status.FAIL) {
                    failed.add(backend + " " + id + ": " + verdict.detail());
                }
            });
        }
        if (!failed.isEmpty()) {
            fail(failed.size() + " rules failed:\n" + String.join("\n", failed));
        }
    }
}
