package io.zmq4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.zmq4j.Backend;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    private static final String SAME_VERSION = "; use the same version of zmq4j-api and of the backend";

    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    private final RecordingLog log = new RecordingLog();
    private final Providers providers = new Providers(log);

    @BeforeEach
    void reset() {
        Fakes.reset();
    }

    // ---- what is found

    @Test
    void backendsComeBestFirstAndNoEngineIsTried() {
        assertFound(
                List.of("fast", "slow", "twin", "toy"),
                Fakes.Toy.class,
                Fakes.Twin.class,
                Fakes.Fast.class,
                Fakes.Slow.class);
        assertEquals(List.of(), Fakes.TRIED);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void nothingListedIsNothingFound() {
        assertFound(List.of());
    }

    @Test
    void differentProvidersOfTwoLoadersAreUnited() {
        ClassLoader first = ProviderLoader.listing(folder, Fakes.Slow.class);
        ClassLoader second = ProviderLoader.listing(otherFolder, Fakes.Fast.class);
        assertEquals(List.of("fast", "slow"), names(providers.find(List.of(first, second))));
    }

    @Test
    void ofOneProviderClassInTwoLoadersTheFirstLoaderWins() throws ClassNotFoundException {
        ClassLoader first = ProviderLoader.listing(folder, Fakes.Fast.class).withOwn(Fakes.Fast.class);
        ClassLoader second = ProviderLoader.listing(otherFolder, Fakes.Fast.class);
        assertNotSame(first.loadClass(Fakes.Fast.class.getName()), Fakes.Fast.class);

        List<Backend> found = providers.find(List.of(first, second)).backends();

        assertEquals(1, found.size());
        assertSame(found.get(0), onlyBackend(first));
        assertNotSame(found.get(0), onlyBackend(second));
    }

    @Test
    void aProviderThatTwoLoadersShareIsFoundOnce() {
        ClassLoader first = ProviderLoader.listing(folder, Fakes.Fast.class);
        ClassLoader second = ProviderLoader.listing(otherFolder, Fakes.Fast.class, Fakes.Slow.class);
        assertEquals(List.of("fast", "slow"), names(providers.find(List.of(first, second))));
    }

    @Test
    void laterSearchesAnswerTheSameBackend() {
        ClassLoader loader = ProviderLoader.listing(folder, Fakes.Fast.class);
        Backend before = onlyBackend(loader);
        assertEquals(true, before.isAvailable());
        assertSame(before, onlyBackend(loader));
    }

    @Test
    void aBackendThatCouldNotBeUsedIsTriedAgainByTheNextSearch() {
        ClassLoader loader = ProviderLoader.listing(folder, Fakes.Fast.class);
        Fakes.breakEngine("fast", null);
        Backend before = onlyBackend(loader);
        assertEquals(false, before.isAvailable());

        Fakes.repairEngine("fast");
        Backend after = onlyBackend(loader);

        assertEquals(true, after.isAvailable());
        assertEquals(false, before.isAvailable());
    }

    @Test
    void aLoaderGivenByTheUserIsNotRemembered() {
        ClassLoader loader = ProviderLoader.listing(folder, Fakes.Fast.class);
        Backend first = Discovery.of(loader).backends().get(0);
        assertNotSame(first, Discovery.of(loader).backends().get(0));
    }

    // ---- what is broken

    @Test
    void throwingConstructorIsReportedAndSkipped() {
        assertSkipped(
                Fakes.BadConstructor.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadConstructor is skipped: it is broken"
                        + " (java.lang.IllegalStateException: no constructor today); update it, or remove its jar;"
                        + " see docs/codes.md#zmq4j-007",
                IllegalStateException.class);
    }

    @Test
    void throwingNameIsReportedAndSkipped() {
        assertSkipped(
                Fakes.BadName.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadName is skipped: it is broken"
                        + " (java.lang.IllegalStateException: no name today); update it, or remove its jar;"
                        + " see docs/codes.md#zmq4j-007",
                IllegalStateException.class);
    }

    @Test
    void missingNameIsReportedAndSkipped() {
        assertSkipped(
                Fakes.NullName.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$NullName is skipped: it is broken"
                        + " (java.lang.NullPointerException: name() answered null); update it, or remove its jar;"
                        + " see docs/codes.md#zmq4j-007",
                NullPointerException.class);
    }

    @Test
    void linkageErrorInTheConstructorReadsAsAnotherVersion() {
        assertSkipped(
                Fakes.BadlyLinked.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadlyLinked is skipped: it was built for another"
                        + " version (java.lang.NoSuchMethodError: Engine.start())" + SAME_VERSION
                        + "; see docs/codes.md#zmq4j-007",
                NoSuchMethodError.class);
    }

    @Test
    void linkageErrorInPriorityReadsAsAnotherVersion() {
        assertSkipped(
                Fakes.BadPriority.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadPriority is skipped: it was built for another"
                        + " version (java.lang.IncompatibleClassChangeError: priority())" + SAME_VERSION
                        + "; see docs/codes.md#zmq4j-007",
                IncompatibleClassChangeError.class);
    }

    @Test
    void linkageErrorInSpiVersionReadsAsAnotherVersion() {
        assertSkipped(
                Fakes.BadSpiVersion.class,
                "ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadSpiVersion is skipped: it was built for another"
                        + " version (java.lang.AbstractMethodError: spiVersion())" + SAME_VERSION
                        + "; see docs/codes.md#zmq4j-007",
                AbstractMethodError.class);
    }

    @Test
    void classWithoutItsParentReadsAsAnotherVersion() {
        ClassLoader loader = ProviderLoader.listing(folder, Fakes.Fast.class, Fakes.Slow.class)
                .withOwn(Fakes.Fast.class)
                .without(Fakes.Fake.class);
        assertEquals(List.of("slow"), names(providers.find(List.of(loader))));
        assertReported(
                "ZMQ4J-007 a backend provider is skipped: it was built for another version"
                        + " (java.lang.NoClassDefFoundError: io/zmq4j/internal/Fakes$Fake)" + SAME_VERSION
                        + "; see docs/codes.md#zmq4j-007",
                NoClassDefFoundError.class);
    }

    @Test
    void listedClassThatIsMissingIsReportedAndSkipped() {
        assertLineSkipped("org.example.Missing", "Provider org.example.Missing not found");
    }

    @Test
    void listedClassThatIsNoProviderIsReportedAndSkipped() {
        String other = ProvidersTest.class.getName();
        assertLineSkipped(other, other + " not a subtype");
    }

    @Test
    void providerOfAnotherSpiVersionIsReportedAndSkipped() {
        assertSkipped(
                Fakes.OtherSpi.class,
                "ZMQ4J-008 backend provider io.zmq4j.internal.Fakes$OtherSpi is skipped: it was built for version 2 of"
                        + " the SPI, and zmq4j-api has version 1" + SAME_VERSION + "; see docs/codes.md#zmq4j-008",
                null);
    }

    @Test
    void brokenProviderIsReportedOnlyOnce() {
        ClassLoader first = ProviderLoader.listing(folder, List.of("org.example.Missing"));
        ClassLoader second = ProviderLoader.listing(otherFolder, List.of("org.example.Missing"));
        providers.find(List.of(first, second));
        providers.find(List.of(first, second));
        assertEquals(1, log.lines().size());
    }

    @Test
    void loaderThatCannotBeReadIsReportedAndTheNextOneIsSearched() {
        ClassLoader unreadable = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk on fire");
            }
        };
        ClassLoader second = ProviderLoader.listing(folder, Fakes.Slow.class);
        assertEquals(List.of("slow"), names(providers.find(List.of(unreadable, second))));
        assertReported(
                "ZMQ4J-007 a backend provider is skipped: it is broken (java.io.IOException: disk on fire); update it,"
                        + " or remove its jar; see docs/codes.md#zmq4j-007",
                IOException.class);
    }

    // ---- helpers

    private void assertFound(List<String> expected, Class<?>... listed) {
        assertEquals(expected, names(providers.find(List.of(ProviderLoader.listing(folder, listed)))));
    }

    /** The broken one stands first, so that skipping it is more than stopping at it. */
    private void assertSkipped(Class<?> broken, String text, @Nullable Class<? extends Throwable> thrown) {
        assertFound(List.of("slow"), broken, Fakes.Slow.class);
        assertReported(text, thrown);
    }

    private void assertLineSkipped(String line, String why) {
        ClassLoader loader = ProviderLoader.listing(folder, List.of(line, Fakes.Slow.class.getName()));
        assertEquals(List.of("slow"), names(providers.find(List.of(loader))));
        assertReported(
                "ZMQ4J-007 a backend provider is skipped: it is broken (java.util.ServiceConfigurationError:"
                        + " io.zmq4j.spi.BackendProvider: " + why + "); update it, or remove its jar;"
                        + " see docs/codes.md#zmq4j-007",
                ServiceConfigurationError.class);
    }

    private void assertReported(String text, @Nullable Class<? extends Throwable> thrown) {
        assertEquals(1, log.lines().size(), log.lines()::toString);
        RecordingLog.Line line = log.lines().get(0);
        assertEquals(Level.WARNING, line.level());
        assertEquals(text, line.text());
        if (thrown == null) {
            assertEquals(null, line.thrown());
        } else {
            assertInstanceOf(thrown, line.thrown());
        }
    }

    private Backend onlyBackend(ClassLoader loader) {
        List<Backend> found = providers.find(List.of(loader)).backends();
        assertEquals(1, found.size());
        return found.get(0);
    }

    private static List<String> names(Providers.Found found) {
        List<String> names = new ArrayList<>();
        found.backends().forEach(backend -> names.add(backend.name()));
        return names;
    }
}
