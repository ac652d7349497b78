package io.zmq4j.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may know whom. It stands here because the tool sees every module. The benchmarks call engines without zmq4j, to
 * compare with, and print what they measure. That {@code io.zmq4j} and {@code io.zmq4j.spi} depend on each other is by
 * design.
 */
@AnalyzeClasses(locations = ArchitectureTest.OurClasses.class)
class ArchitectureTest {
    private static final String[] API = {"io.zmq4j", "io.zmq4j.spi..", "io.zmq4j.internal.."};
    private static final String[] JEROMQ = {"zmq..", "org.zeromq.."};
    private static final String BENCHMARKS = "io.zmq4j.benchmarks..";
    private static final String JNA = "com.sun.jna..";

    @ArchTest
    static final ArchRule apiNeedsNothingButTheJdk = classes()
            .that()
            .resideInAnyPackage(API)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(API)
                    .or(resideInAnyPackage("java..", "javax.crypto..", "jdk.jfr..", "org.jspecify.annotations..")));

    @ArchTest
    static final ArchRule internalIsForApiOnly = noClasses()
            .that()
            .resideOutsideOfPackages(API)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zmq4j.internal..");

    @ArchTest
    static final ArchRule nativeBackendUsesOnlyApiAndSpi = usesOnlyApiAndSpi("io.zmq4j.backend.libzmq..");

    @ArchTest
    static final ArchRule jeroMqBackendUsesOnlyApiAndSpi = usesOnlyApiAndSpi("io.zmq4j.backend.jeromq..");

    @ArchTest
    static final ArchRule fakeBackendUsesOnlyApiAndSpi = usesOnlyApiAndSpi("io.zmq4j.backend.fake..");

    @ArchTest
    static final ArchRule tckKnowsNoBackend = usesOnlyApiAndSpi("io.zmq4j.tck..");

    @ArchTest
    static final ArchRule packagesOfBackendsHaveNoCycles =
            slices().matching("io.zmq4j.backend.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule jnaStaysInTheBindingsAndTheLoader = noClasses()
            .that(not(resideInAnyPackage(BENCHMARKS)))
            .and(not(resideInAPackage("io.zmq4j.backend.libzmq..")
                    .and(outermostIsNamed("JnaLibZmq")
                            .or(outermostIsNamed("JnaLibC"))
                            .or(outermostIsNamed("NativeLoader")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JNA);

    @ArchTest
    static final ArchRule jeroMqStaysInItsBackend = noClasses()
            .that()
            .resideOutsideOfPackages("io.zmq4j.backend.jeromq..", BENCHMARKS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JEROMQ);

    @ArchTest
    static final ArchRule boxesOfCurveAreForJeroMqAndForPeersByHand = noClasses()
            .that(not(resideInAPackage("io.zmq4j.backend.jeromq..")
                    .or(resideInAPackage("io.zmq4j.tck..").and(outermostIsNamed("CurveBox")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.neilalexander.jnacl..");

    @ArchTest
    static final ArchRule onlyTheToolPrints = noClasses()
            .that(not(resideInAnyPackage("io.zmq4j.cli..", BENCHMARKS))
                    // The kit tells who builds what could not be tested and which seeds ran; its programs for other
                    // JVMs
                    // print what the tests read.
                    .and(not(resideInAPackage("io.zmq4j.tck..")
                            .and(outermostIsNamed("BackendCondition")
                                    .or(outermostIsNamed("ConformanceMain"))
                                    .or(outermostIsNamed("WithoutSafeguard"))
                                    .or(outermostIsNamed("HostileRun"))
                                    .or(simpleNameEndingWith("Main"))))))
            .should(ACCESS_STANDARD_STREAMS);

    private static ArchRule usesOnlyApiAndSpi(String own) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("io.zmq4j..");
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage("io.zmq4j", "io.zmq4j.spi..", own);
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(ours.and(not(allowed)))
                .allowEmptyShould(true); // until each of them has its first class
    }

    private static DescribedPredicate<JavaClass> outermostIsNamed(String name) {
        return DescribedPredicate.describe("are " + name + " or nested in it", type -> {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return outermost.getSimpleName().equals(name);
        });
    }

    /** Classes of ours on the class path, those for later JDKs in {@code META-INF/versions} too, but no tests. */
    static final class OurClasses implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            Set<Location> locations = new HashSet<>(Locations.ofPackage("io.zmq4j"));
            try {
                for (URL url :
                        Collections.list(testClass.getClassLoader().getResources("META-INF/versions/22/io/zmq4j"))) {
                    locations.add(Location.of(url));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            locations.removeIf(location -> location.contains("/test-classes/"));
            return locations;
        }
    }
}
