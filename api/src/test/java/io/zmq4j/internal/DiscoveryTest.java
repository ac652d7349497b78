package io.zmq4j.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Backend;
import io.zmq4j.BackendChoice;
import io.zmq4j.BackendException;
import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.Requirements;
import io.zmq4j.Support;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    private static final String ARTIFACTS = "io.zmq4j:zmq4j-backend-native or io.zmq4j:zmq4j-backend-jeromq";
    private static final Requirements IPC = Requirements.of().transports("ipc");

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final RecordingLog log = new RecordingLog();

    @BeforeEach
    void reset() {
        Fakes.reset();
    }

    // ---- none, one, several

    @Test
    void noneNamesTheArtifactsToAdd() {
        assertFails(
                "ZMQ4J-001",
                "no backend is present; add " + ARTIFACTS
                        + " to the class path or module path; see docs/codes.md#zmq4j-001",
                discovery()::backend);
    }

    @Test
    void noneButBrokenOnesTellsWhatWasSkipped() {
        assertFails(
                "ZMQ4J-001",
                "no backend is present; add " + ARTIFACTS + " to the class path or module path\n"
                        + "  ZMQ4J-007 backend provider io.zmq4j.internal.Fakes$BadName is skipped: it is broken"
                        + " (java.lang.IllegalStateException: no name today); update it, or remove its jar;"
                        + " see docs/codes.md#zmq4j-007\n"
                        + "see docs/codes.md#zmq4j-001",
                discovery(Fakes.BadName.class)::backend);
    }

    @Test
    void theOnlyOneIsChosen() {
        assertChosen("slow", "the only one present", discovery(Fakes.Slow.class));
    }

    @Test
    void theOnlyOneUnavailableTellsWhyAndWhatToDo() {
        Throwable cause = new UnsatisfiedLinkError("libslow");
        Fakes.breakEngine("slow", cause);
        BackendException e = assertFails(
                "ZMQ4J-002",
                "no backend can be used:\n  slow: slow lib not found; install slow\nsee docs/codes.md#zmq4j-002",
                discovery(Fakes.Slow.class)::backend);
        assertArrayEquals(new Throwable[] {cause}, e.getSuppressed());
    }

    @Test
    void ofSeveralTheHighestPriorityIsChosenAndTheOthersAreNotTried() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class, Fakes.Twin.class);
        assertChosen("fast", "highest priority of 3 present", discovery);
        assertEquals(List.of("fast"), Fakes.TRIED);
        assertWarnings();
    }

    @Test
    void successIsLoggedAtDebugOnly() {
        discovery(Fakes.Slow.class, Fakes.Fast.class).backend();
        assertEquals(1, log.lines().size());
        assertEquals(List.of("backend 'fast' chosen: highest priority of 2 present"), log.texts(Level.DEBUG));
    }

    @Test
    void severalUnavailableAreExplainedOnePerLine() {
        Throwable cause = new UnsatisfiedLinkError("libfast");
        Fakes.breakEngine("fast", cause);
        Fakes.breakEngine("slow", null);
        BackendException e = assertFails("ZMQ4J-002", """
                no backend can be used:
                  fast: fast lib not found; install fast
                  slow: slow lib not found; install slow
                see docs/codes.md#zmq4j-002""", discovery(Fakes.Slow.class, Fakes.Fast.class)::backend);
        assertArrayEquals(new Throwable[] {cause}, e.getSuppressed());
    }

    // ---- equal priority

    @Test
    void equalHighestPriorityIsAnError() {
        assertFails(
                "ZMQ4J-006",
                "backends 'slow' and 'twin' have equal priority 50; choose with the system property zmq4j.backend or"
                        + " remove one of them; see docs/codes.md#zmq4j-006",
                discovery(Fakes.Twin.class, Fakes.Slow.class)::backend);
    }

    @Test
    void equalPriorityWithOneThatCannotBeUsedIsNoError() {
        Fakes.breakEngine("slow", null);
        assertChosen(
                "twin",
                "highest priority of those that can be used; slow: slow lib not found; install slow",
                discovery(Fakes.Twin.class, Fakes.Slow.class));
        assertWarnings(); // slow is no better than twin
    }

    @Test
    void equalPriorityBelowTheChosenOneIsNoError() {
        assertChosen(
                "fast",
                "highest priority of 3 present",
                discovery(Fakes.Twin.class, Fakes.Slow.class, Fakes.Fast.class));
    }

    @Test
    void equalPriorityBelowOneThatCannotBeUsedIsAnError() {
        Fakes.breakEngine("fast", null);
        assertFails(
                "ZMQ4J-006",
                "backends 'slow' and 'twin' have equal priority 50; choose with the system property zmq4j.backend or"
                        + " remove one of them; see docs/codes.md#zmq4j-006",
                discovery(Fakes.Twin.class, Fakes.Slow.class, Fakes.Fast.class)::backend);
    }

    @Test
    void equalPriorityIsSettledByName() {
        properties.put("zmq4j.backend", "twin");
        assertChosen("twin", "system property zmq4j.backend=twin", discovery(Fakes.Twin.class, Fakes.Slow.class));
    }

    @Test
    void nameThatTwoBackendsHaveIsAnError() {
        assertFails(
                "ZMQ4J-006",
                "more than one backend is named 'slow'; remove all of them but one; see docs/codes.md#zmq4j-006",
                () -> discovery(Fakes.Slow.class, Fakes.Namesake.class).backend("slow"));
    }

    // ---- a better one that cannot be used

    @Test
    void skippingABetterOneIsOneWarningPerProcess() {
        Fakes.breakEngine("fast", new UnsatisfiedLinkError("libfast"));
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        assertChosen(
                "slow",
                "highest priority of those that can be used; fast: fast lib not found; install fast",
                discovery);
        discovery.backend();
        discovery.backend(Requirements.of());
        assertWarnings("ZMQ4J-005 using backend 'slow', because 'fast' cannot be used (fast lib not found; install"
                + " fast); to silence this, set the system property zmq4j.backend=slow; see docs/codes.md#zmq4j-005");
    }

    @Test
    void theWarningIsSilencedAsItSays() {
        Fakes.breakEngine("fast", null);
        properties.put("zmq4j.backend", "slow");
        assertChosen("slow", "system property zmq4j.backend=slow", discovery(Fakes.Slow.class, Fakes.Fast.class));
        assertWarnings();
    }

    @Test
    void forbiddenFallbackIsAnError() {
        Throwable cause = new UnsatisfiedLinkError("libfast");
        Fakes.breakEngine("fast", cause);
        properties.put("zmq4j.fallback", "false");
        BackendException e = assertFails(
                "ZMQ4J-009",
                "'fast' cannot be used (fast lib not found; install fast), and the system property"
                        + " zmq4j.fallback=false forbids using 'slow' instead; follow the advice, or choose with"
                        + " zmq4j.backend=slow; see docs/codes.md#zmq4j-009",
                discovery(Fakes.Slow.class, Fakes.Fast.class)::backend);
        assertArrayEquals(new Throwable[] {cause}, e.getSuppressed());
        assertWarnings();
    }

    @Test
    void forbiddenFallbackAllowsTheBest() {
        properties.put("zmq4j.fallback", "false");
        assertChosen("fast", "highest priority of 2 present", discovery(Fakes.Slow.class, Fakes.Fast.class));
    }

    @Test
    void forbiddenFallbackAllowsTheDeployersOwnOrder() {
        Fakes.breakEngine("fast", null);
        properties.put("zmq4j.fallback", "false");
        properties.put("zmq4j.backend", "fast,slow");
        assertChosen("slow", "system property zmq4j.backend=fast,slow", discovery(Fakes.Slow.class, Fakes.Fast.class));
    }

    @Test
    void fallbackCanBeAllowedInSoManyWords() {
        Fakes.breakEngine("fast", null);
        properties.put("zmq4j.fallback", " TRUE ");
        assertEquals(
                "slow", discovery(Fakes.Slow.class, Fakes.Fast.class).backend().name());
    }

    @Test
    void fallbackMustBeTrueOrFalse() {
        properties.put("zmq4j.fallback", "no");
        assertEinval(
                "system property zmq4j.fallback must be true or false, was 'no'", discovery(Fakes.Fast.class)::backend);
    }

    // ---- asked for by name

    @Test
    void askedForByNameNoOtherIsTried() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class, Fakes.Twin.class);
        assertEquals("slow", discovery.backend("slow").name());
        assertEquals(List.of("slow"), Fakes.TRIED);
        assertEquals(List.of("backend 'slow' chosen: asked for by name"), log.texts(Level.DEBUG));
    }

    @Test
    void namesAreTakenInAnyCaseAndWithSpacesAround() {
        assertEquals("slow", discovery(Fakes.Slow.class).backend(" SLOW ").name());
    }

    @Test
    void emptyNameIsRefused() {
        assertEinval(
                "the name of a backend, or several separated by commas, must not be empty, was ' , '",
                () -> discovery(Fakes.Slow.class).backend(" , "));
    }

    @Test
    void missingNameListsThePresentOnesAndTriesNone() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        discovery.backend("slow");
        assertFails(
                "ZMQ4J-003",
                "backend 'quick' is not present; present: fast, slow (slowlib 1.2); choose one of these or add its"
                        + " jar; see docs/codes.md#zmq4j-003",
                () -> discovery.backend("quick"));
        assertEquals(List.of("slow"), Fakes.TRIED);
    }

    @Test
    void missingNameTellsWhereItStands() {
        environment.put("ZMQ4J_BACKEND", "quick");
        assertFails(
                "ZMQ4J-003",
                "backend 'quick' (environment variable ZMQ4J_BACKEND) is not present; present: fast; choose one of"
                        + " these or add its jar; see docs/codes.md#zmq4j-003",
                discovery(Fakes.Fast.class)::backend);
    }

    @Test
    void missingNameWithNoneAtAllNamesTheArtifacts() {
        assertFails(
                "ZMQ4J-003",
                "backend 'native' is not present; no other is either; add " + ARTIFACTS
                        + "; see docs/codes.md#zmq4j-003",
                () -> discovery().backend("native"));
    }

    @Test
    void missingNameTellsWhatWasSkipped() {
        assertFails(
                "ZMQ4J-003",
                "backend 'other-spi' is not present; present: fast; choose one of these or add its jar\n"
                        + "  ZMQ4J-008 backend provider io.zmq4j.internal.Fakes$OtherSpi is skipped: it was built for"
                        + " version 2 of the SPI, and zmq4j-api has version 1; use the same version of zmq4j-api and"
                        + " of the backend; see docs/codes.md#zmq4j-008\n"
                        + "see docs/codes.md#zmq4j-003",
                () -> discovery(Fakes.Fast.class, Fakes.OtherSpi.class).backend("other-spi"));
    }

    @Test
    void namedButUnavailableIsAnErrorAndNoOtherIsTried() {
        Throwable cause = new UnsatisfiedLinkError("libfast");
        Fakes.breakEngine("fast", cause);
        BackendException e = assertFails(
                "ZMQ4J-004",
                "backend 'fast' cannot be used: fast lib not found; install fast; see docs/codes.md#zmq4j-004",
                () -> discovery(Fakes.Slow.class, Fakes.Fast.class).backend("fast"));
        assertSame(cause, e.getCause());
        assertEquals(List.of("fast"), Fakes.TRIED);
    }

    @Test
    void namedByTheDeployerButUnavailableTellsWhere() {
        Fakes.breakEngine("fast", null);
        properties.put("zmq4j.backend", "fast");
        assertFails(
                "ZMQ4J-004",
                "backend 'fast' (system property zmq4j.backend) cannot be used: fast lib not found; install fast;"
                        + " see docs/codes.md#zmq4j-004",
                discovery(Fakes.Slow.class, Fakes.Fast.class)::backend);
        assertEquals(List.of("fast"), Fakes.TRIED);
    }

    // ---- argument, property, environment

    @Test
    void argumentGoesBeforeProperty() {
        properties.put("zmq4j.backend", "fast");
        assertEquals(
                "slow",
                discovery(Fakes.Slow.class, Fakes.Fast.class).backend("slow").name());
    }

    @Test
    void propertyGoesBeforeEnvironment() {
        properties.put("zmq4j.backend", "slow");
        environment.put("ZMQ4J_BACKEND", "twin");
        assertChosen(
                "slow",
                "system property zmq4j.backend=slow",
                discovery(Fakes.Slow.class, Fakes.Fast.class, Fakes.Twin.class));
    }

    @Test
    void environmentGoesBeforePriority() {
        environment.put("ZMQ4J_BACKEND", "slow");
        assertChosen("slow", "environment variable ZMQ4J_BACKEND=slow", discovery(Fakes.Slow.class, Fakes.Fast.class));
    }

    @Test
    void blankSettingsAskForNothing() {
        properties.put("zmq4j.backend", " ");
        environment.put("ZMQ4J_BACKEND", "");
        assertChosen("fast", "highest priority of 2 present", discovery(Fakes.Slow.class, Fakes.Fast.class));
    }

    @Test
    void blankPropertyLeavesItToTheEnvironment() {
        properties.put("zmq4j.backend", "");
        environment.put("ZMQ4J_BACKEND", "slow");
        assertChosen("slow", "environment variable ZMQ4J_BACKEND=slow", discovery(Fakes.Slow.class, Fakes.Fast.class));
    }

    // ---- order of preference

    @Test
    void ofAListTheFirstUsableWinsWhateverItsPriority() {
        environment.put("ZMQ4J_BACKEND", "slow, fast");
        assertChosen(
                "slow", "environment variable ZMQ4J_BACKEND=slow,fast", discovery(Fakes.Slow.class, Fakes.Fast.class));
        assertEquals(List.of("slow"), Fakes.TRIED);
    }

    @Test
    void ofAListTheMissingAndUnavailableAreSkippedWithoutWarning() {
        Fakes.breakEngine("fast", null);
        properties.put("zmq4j.backend", "quick,,fast,slow");
        assertChosen(
                "slow",
                "system property zmq4j.backend=quick,fast,slow",
                discovery(Fakes.Slow.class, Fakes.Fast.class, Fakes.Twin.class));
        assertEquals(List.of("fast", "slow"), Fakes.TRIED);
        assertWarnings();
    }

    @Test
    void listWithNoneUsableExplainsEach() {
        Throwable cause = new UnsatisfiedLinkError("libfast");
        Fakes.breakEngine("fast", cause);
        environment.put("ZMQ4J_BACKEND", "quick,fast");
        BackendException e = assertFails("ZMQ4J-002", """
                no backend can be used:
                  quick: not present
                  fast: fast lib not found; install fast
                see docs/codes.md#zmq4j-002""", discovery(Fakes.Slow.class, Fakes.Fast.class)::backend);
        assertArrayEquals(new Throwable[] {cause}, e.getSuppressed());
        assertEquals(List.of("fast"), Fakes.TRIED);
    }

    @Test
    void listWithNonePresentIsMissing() {
        environment.put("ZMQ4J_BACKEND", "quick,quicker");
        assertFails(
                "ZMQ4J-003",
                "none of the backends 'quick', 'quicker' (environment variable ZMQ4J_BACKEND) is present; present:"
                        + " slow; choose one of these or add its jar; see docs/codes.md#zmq4j-003",
                discovery(Fakes.Slow.class)::backend);
    }

    // ---- negative priority

    @Test
    void negativePriorityIsNeverAFallback() {
        Fakes.breakEngine("slow", null);
        assertFails("ZMQ4J-002", """
                no backend can be used:
                  slow: slow lib not found; install slow
                  toy: used only when asked for by name (priority -100)
                see docs/codes.md#zmq4j-002""", discovery(Fakes.Toy.class, Fakes.Slow.class)::backend);
    }

    @Test
    void negativePriorityIsChosenWhenItIsTheOnlyOne() {
        assertChosen("toy", "the only one present", discovery(Fakes.Toy.class));
    }

    @Test
    void negativePriorityIsChosenByName() {
        environment.put("ZMQ4J_BACKEND", "toy");
        assertChosen("toy", "environment variable ZMQ4J_BACKEND=toy", discovery(Fakes.Toy.class, Fakes.Slow.class));
    }

    @Test
    void ofTwoWithNegativePriorityNoneIsChosen() {
        assertFails("ZMQ4J-002", """
                no backend can be used:
                  other-toy: used only when asked for by name (priority -100)
                  toy: used only when asked for by name (priority -100)
                see docs/codes.md#zmq4j-002""", discovery(Fakes.Toy.class, Fakes.OtherToy.class)::backend);
    }

    // ---- once per process

    @Test
    void theDefaultIsChosenOnce() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        Backend first = discovery.backend();
        properties.put("zmq4j.backend", "slow");
        assertSame(first, discovery.backend());
        assertEquals(1, log.texts(Level.DEBUG).size());
    }

    @Test
    void aThreadThatComesWhileTheDefaultIsChosenGetsTheSame() throws InterruptedException {
        List<ClassLoader> loaders = List.of(ProviderLoader.listing(folder, Fakes.Slow.class, Fakes.Fast.class));
        List<Thread> rivals = new ArrayList<>();
        List<Backend> answers = new CopyOnWriteArrayList<>();
        Discovery[] self = new Discovery[1];
        self[0] = new Discovery(
                () -> {
                    if (rivals.isEmpty()) {
                        rivals.add(Thread.currentThread());
                        rivals.add(Rival.start(() -> answers.add(self[0].backend())));
                    }
                    return loaders;
                },
                properties::get,
                environment::get,
                log);
        Backend answer = self[0].backend();
        rivals.get(1).join();
        assertEquals(List.of(answer), answers);
        assertEquals(1, log.texts(Level.DEBUG).size());
    }

    @Test
    void failureIsNotRememberedWhenAnEngineAppears() {
        Fakes.breakEngine("slow", null);
        Discovery discovery = discovery(Fakes.Slow.class);
        assertThrows(BackendException.class, discovery::backend);
        Fakes.repairEngine("slow");
        assertEquals("slow", discovery.backend().name());
    }

    @Test
    void failureIsNotRememberedWhenAJarAppears() throws IOException {
        Discovery discovery = discovery();
        assertThrows(BackendException.class, discovery::backend);
        ProviderLoader.list(folder, List.of(Fakes.Slow.class.getName()));
        assertEquals("slow", discovery.backend().name());
    }

    @Test
    void allWaysLeadToTheSameBackend() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        Backend backend = discovery.backend();
        assertSame(backend, discovery.backend("fast"));
        assertSame(backend, discovery.backend(IPC));
        assertSame(backend, discovery.backends().get(0));
        assertEquals(List.of("fast"), Fakes.TRIED);
    }

    @Test
    void anotherNameDoesNotChangeTheDefault() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        discovery.backend("slow");
        assertEquals("fast", discovery.backend().name());
    }

    // ---- choice

    @Test
    void choiceBeforeTheFirstUseSettlesAndLogsNothing() {
        Fakes.breakEngine("fast", null);
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        assertEquals("slow", nameOf(discovery.choice()));
        assertEquals(List.of(), log.lines());
        Fakes.repairEngine("fast");
        assertEquals("fast", discovery.backend().name());
    }

    @Test
    void choiceAfterTheFirstUseIsTheOneMade() {
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        Backend made = discovery.backend();
        properties.put("zmq4j.backend", "slow");
        assertEquals(new BackendChoice(made, "highest priority of 2 present"), discovery.choice());
    }

    @Test
    void choiceTellsWhyThereIsNone() {
        BackendChoice choice = discovery().choice();
        assertNull(choice.backend());
        assertEquals(
                "ZMQ4J-001 no backend is present; add " + ARTIFACTS
                        + " to the class path or module path; see docs/codes.md#zmq4j-001",
                choice.reason());
    }

    @Test
    void choiceTellsOfABadSetting() {
        properties.put("zmq4j.fallback", "no");
        assertEquals(
                "EINVAL: system property zmq4j.fallback must be true or false, was 'no'",
                discovery(Fakes.Slow.class).choice().reason());
    }

    // ---- requirements

    @Test
    void requirementsThatTheBestMeetsChooseTheBest() {
        assertEquals(
                "fast",
                discovery(Fakes.Slow.class, Fakes.Fast.class).backend(IPC).name());
        assertEquals(List.of("fast"), Fakes.TRIED);
    }

    @Test
    void requirementsThatTheBestLacksChooseTheNextAndSayWhyWithoutWarning() {
        lack("fast", "no such files");
        properties.put("zmq4j.fallback", "false"); // about engines that fail, not about what they can
        assertEquals(
                "slow",
                discovery(Fakes.Slow.class, Fakes.Fast.class).backend(IPC).name());
        assertWarnings();
        assertEquals(
                List.of("backend 'slow' chosen: highest priority of those that can be used; fast: lacks transport:ipc"
                        + " (no such files)"),
                log.texts(Level.DEBUG));
    }

    @Test
    void requirementsPartlySupportedAreMet() {
        Fakes.support("fast", Capability.transport("ipc"), Support.partial("short names only"));
        assertEquals(
                "fast",
                discovery(Fakes.Slow.class, Fakes.Fast.class).backend(IPC).name());
    }

    @Test
    void requirementsThatNobodyMeetsListWhatEachLacks() {
        Throwable cause = new UnsatisfiedLinkError("libfast");
        Fakes.breakEngine("fast", cause);
        lack("slow", "no such files");
        BackendException e = assertFails(
                "ZMQ4J-010",
                """
                no backend has all that is required (transport:ipc):
                  fast: fast lib not found; install fast
                  slow: lacks transport:ipc (no such files)
                  toy: used only when asked for by name (priority -100)
                see docs/codes.md#zmq4j-010""",
                () -> discovery(Fakes.Toy.class, Fakes.Slow.class, Fakes.Fast.class)
                        .backend(IPC));
        assertArrayEquals(new Throwable[] {cause}, e.getSuppressed());
    }

    @Test
    void requirementsWithNoneUsableAreNotToBlame() {
        Fakes.breakEngine("slow", null);
        assertFails(
                "ZMQ4J-002",
                "no backend can be used:\n  slow: slow lib not found; install slow\nsee docs/codes.md#zmq4j-002",
                () -> discovery(Fakes.Slow.class).backend(IPC));
    }

    @Test
    void requirementsWithNoneAtAllNameTheArtifacts() {
        assertFails(
                "ZMQ4J-001",
                "no backend is present; add " + ARTIFACTS
                        + " to the class path or module path; see docs/codes.md#zmq4j-001",
                () -> discovery().backend(IPC));
    }

    @Test
    void requirementsChooseAmongWhatTheDeployerAskedFor() {
        properties.put("zmq4j.backend", "slow,twin");
        lack("slow", "no such files");
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class, Fakes.Twin.class);
        assertEquals("twin", discovery.backend(IPC).name());
        assertEquals(List.of("slow", "twin"), Fakes.TRIED);
    }

    @Test
    void requirementsThatTheDeployersBackendLacksAreAnError() {
        properties.put("zmq4j.backend", "slow");
        lack("slow", "no such files");
        assertFails(
                "ZMQ4J-010",
                """
                no backend has all that is required (transport:ipc):
                  slow: lacks transport:ipc (no such files)
                see docs/codes.md#zmq4j-010""",
                () -> discovery(Fakes.Slow.class, Fakes.Fast.class).backend(IPC));
    }

    @Test
    void requirementsSettleEqualPriority() {
        lack("slow", "no such files");
        assertEquals(
                "twin",
                discovery(Fakes.Slow.class, Fakes.Twin.class).backend(IPC).name());
    }

    @Test
    void requirementsDoNotChangeTheDefault() {
        lack("fast", "no such files");
        Discovery discovery = discovery(Fakes.Slow.class, Fakes.Fast.class);
        discovery.backend(IPC);
        assertEquals("fast", discovery.backend().name());
    }

    // ---- helpers

    private Discovery discovery(Class<?>... providers) {
        List<ClassLoader> loaders = List.of(ProviderLoader.listing(folder, providers));
        return new Discovery(() -> loaders, properties::get, environment::get, log);
    }

    private static void lack(String name, String reason) {
        Fakes.support(name, Capability.transport("ipc"), Support.none(reason));
    }

    private static void assertChosen(String name, String reason, Discovery discovery) {
        Backend backend = discovery.backend();
        assertEquals(name, backend.name());
        assertEquals(new BackendChoice(backend, reason), discovery.choice());
    }

    private static String nameOf(BackendChoice choice) {
        return String.valueOf(choice.backend());
    }

    private void assertWarnings(String... expected) {
        assertEquals(List.of(expected), log.texts(Level.WARNING));
    }

    private static BackendException assertFails(String code, String text, Executable call) {
        BackendException e = assertThrows(BackendException.class, call);
        assertEquals(code + " " + text, e.getMessage());
        assertEquals(code, e.messageCode());
        assertEquals(ErrorCode.ENOTSUP, e.code());
        return e;
    }

    private static void assertEinval(String text, Executable call) {
        ZmqException e = assertThrows(ZmqException.class, call);
        assertEquals("EINVAL: " + text, e.getMessage());
        assertEquals(ErrorCode.EINVAL, e.code());
    }
}
