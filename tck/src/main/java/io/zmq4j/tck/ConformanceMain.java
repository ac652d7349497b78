package io.zmq4j.tck;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.WrittenResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs the kit on one backend, without a build tool: {@code java -cp … io.zmq4j.tck.ConformanceMain NAME FOLDER}. The
 * system properties {@code zmq4j.tck.rules} and {@code zmq4j.tck.tier} select rules.
 *
 * <p>Writes the results and JUnit's XML to the folder, and lines for a program to standard output: {@code zmq4j-tck},
 * the area that begins, and how many tests are done, how many there are, and how many failed. An end with another code
 * than 0 tells that the run itself broke, not that a rule failed.
 */
public final class ConformanceMain {
    /** What its lines begin with. */
    public static final String PREFIX = "zmq4j-tck ";

    private ConformanceMain() {}

    /**
     * Runs the kit.
     *
     * @param arguments the backend's name, and a folder for the results
     * @throws IOException the folder cannot be written
     */
    @SuppressWarnings("SystemOut") // its lines are what the caller reads
    public static void main(String[] arguments) throws IOException {
        String backend = arguments[0];
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        RuleSelection selection = RuleSelection.of(
                Optional.ofNullable(System.getProperty(RuleSelection.RULES)),
                Optional.ofNullable(System.getProperty(RuleSelection.TIER)));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("io.zmq4j.tck"))
                .filters(includeClassNamePatterns(".*Tck"), TagFilter.excludeTags("long"))
                .configurationParameter(BackendCondition.PARAMETER, backend)
                .configurationParameter("junit.jupiter.execution.timeout.default", "120 s")
                .configurationParameter("junit.jupiter.execution.timeout.threaddump.enabled", "true")
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                request,
                new Progress(),
                new LegacyXmlReportGeneratingListener(
                        folder, new PrintWriter(System.err, true, Charset.defaultCharset())));
        List<CatalogueRule> rules = selection.rules();
        WrittenResults.write(
                folder.resolve(WrittenResults.FILE),
                backend,
                BackendCondition.backend(backend).implementationVersion(),
                Results.current().verdicts(backend, rules));
        System.exit(0); // whatever threads a failed test has left behind
    }

    /** Tells how far the run has got. */
    private static final class Progress implements TestExecutionListener {
        private long all;
        private long done;
        private long failed;
        private String area = "";

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            all = plan.countTestIdentifiers(TestIdentifier::isTest);
        }

        @Override
        public void dynamicTestRegistered(TestIdentifier test) {
            if (test.isTest()) {
                all++;
            }
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.getType() == TestDescriptor.Type.CONTAINER
                    && test.getSource().orElse(null) instanceof ClassSource source) {
                area = source.getClassName().substring(source.getClassName().lastIndexOf('.') + 1);
                say();
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed++;
            }
            if (test.isTest()) {
                done++;
            }
        }

        @Override
        public void testPlanExecutionFinished(TestPlan plan) {
            area = "end";
            say();
        }

        @SuppressWarnings("SystemOut")
        private void say() {
            System.out.println(PREFIX + area + " " + done + " " + all + " " + failed);
        }
    }
}
