package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.zmq4j.Backend;
import io.zmq4j.BackendException;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.Zmq;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a backend is found and chosen, what it declares, and how it gets on with others. */
public class SpiTck extends ZmqTck {
    private static final String SERVICES = "META-INF/services/" + BackendProvider.class.getName();

    /** Of the backend that a subclass names. */
    public SpiTck() {}

    /** A backend whose engine is missing. */
    public static final class Lame implements BackendProvider {
        static final String REASON = "its engine is nowhere to be found";
        static final String REMEDY = "install it";

        /** For the service loader. */
        public Lame() {}

        @Override
        public String name() {
            return "lame";
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            return new Availability.Unavailable(REASON, REMEDY, new IOException("no such file"));
        }

        @Override
        public Support support(Capability capability) {
            return Support.none(REASON);
        }

        @Override
        public AbstractContext open(Backend backend) {
            throw new IllegalStateException("was not probed");
        }
    }

    private BackendProvider provider() {
        List<BackendProvider> found = new ArrayList<>();
        for (BackendProvider each : ServiceLoader.load(BackendProvider.class)) {
            if (each.name().equals(backend().name())) {
                found.add(each);
            }
        }
        assertEquals(1, found.size(), () -> "providers of this name: " + found);
        return found.get(0);
    }

    // ---- being found

    @Test
    @Rule("SPI-001")
    void serviceLoaderFindsItUnderANameOfItsOwn() {
        assertEquals(backend().name(), provider().name());
        List<String> names = Zmq.backends().stream().map(Backend::name).toList();
        assertTrue(names.contains(backend().name()), names::toString);
        assertEquals(new HashSet<>(names).size(), names.size(), names::toString);
    }

    /** Where this JVM has it on the class path, it is resolved with what there is on that. */
    @Test
    @Rule("SPI-001")
    void modulePathFindsItToo() throws Exception {
        Class<?> type = provider().getClass();
        boolean inFolder =
                Files.isDirectory(root(type)) && !Files.exists(root(type).resolve("module-info.class"));
        assumeFalse(inFolder, "NOT TESTED: the backend is a folder of classes without module-info, which is no module");
        ModuleDescriptor own = descriptor(type);
        assertTrue(own.provides().stream()
                .anyMatch(provided -> provided.service().equals(BackendProvider.class.getName())
                        && provided.providers().contains(type.getName())));
        if (!type.getModule().isNamed()) {
            List<ModuleFinder> finders =
                    paths().flatMap(path -> finder(path).stream()).toList();
            Configuration configuration = ModuleLayer.boot()
                    .configuration()
                    .resolve(
                            ModuleFinder.compose(finders.toArray(new ModuleFinder[0])),
                            ModuleFinder.of(),
                            Set.of(own.name()));
            assertTrue(configuration.findModule(own.name()).isPresent());
        }
    }

    private static ModuleDescriptor descriptor(Class<?> type) throws Exception {
        Module module = type.getModule();
        return module.isNamed()
                ? module.getDescriptor()
                : ModuleFinder.of(root(type)).findAll().iterator().next().descriptor();
    }

    private static Path root(Class<?> type) throws Exception {
        URL url = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(url.toString()));
    }

    private static Stream<Path> paths() {
        return Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .map(Path::of);
    }

    private static Optional<ModuleFinder> finder(Path path) {
        try {
            ModuleFinder finder = ModuleFinder.of(path);
            finder.findAll();
            return Optional.of(finder);
        } catch (FindException e) {
            return Optional.empty(); // no module, and none that it would need
        }
    }

    // ---- being chosen

    @Test
    @Rule("SPI-002")
    void nameChoosesItAndAnotherNameListsWhatIsThere() {
        assertEquals(backend().name(), Zmq.backend(backend().name()).name());
        BackendException thrown = assertThrows(BackendException.class, () -> Zmq.backend("nobody"));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains("nobody") && message.contains(backend().name()), message);
    }

    @Test
    @Rule("SPI-002")
    void propertyChoosesIt() throws Exception {
        ChildJvm.Result child = ChildJvm.of(ChoiceMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Dzmq4j.backend=" + backend().name())
                .run();
        assertTrue(child.lines().contains("chosen: " + backend().name()), child::output);
    }

    @Test
    @Rule("SPI-002")
    void withoutAnyBackendTheErrorListsWhatToAdd() throws Exception {
        assumeFalse(
                root(Zmq.class).equals(root(provider().getClass())),
                "NOT TESTED: the API and the backend are in one jar, as in the command-line tool");
        ChildJvm.Result child = ChildJvm.of(ChoiceMain.class)
                .classPath(root(Zmq.class), root(ChoiceMain.class))
                .run();
        assertTrue(child.output().contains("ZMQ4J-001") && child.output().contains("zmq4j-backend-"), child::output);
    }

    /** It has the highest priority, and the others work all the same. */
    @Test
    @Rule("SPI-003")
    void backendThatCannotStartSaysWhyAndDisturbsNobody(@TempDir Path folder) throws Exception {
        Path services = folder.resolve(SERVICES);
        Files.createDirectories(services.getParent());
        Files.writeString(
                services, Lame.class.getName() + "\n" + provider().getClass().getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            List<Backend> found = Zmq.backends(loader);
            Backend lame = found.stream()
                    .filter(each -> each.name().equals("lame"))
                    .findAny()
                    .orElseThrow();
            assertFalse(lame.isAvailable());
            BackendException thrown = assertThrows(BackendException.class, lame::context);
            String message = String.valueOf(thrown.getMessage());
            assertTrue(message.contains(Lame.REASON) && message.contains(Lame.REMEDY), message);
            assertEquals(
                    "no such file",
                    thrown.getCause() == null ? "" : thrown.getCause().getMessage());
            Backend good = found.stream()
                    .filter(each -> each.name().equals(backend().name()))
                    .findAny()
                    .orElseThrow();
            assertTrue(good.isAvailable());
            Context context = newContext(good);
            socket(context, SocketType.PAIR).bind(anyEndpoint("inproc"));
        }
    }

    // ---- what it declares

    private static List<Capability> catalogue() {
        List<Capability> all = new ArrayList<>();
        for (SocketType type : SocketType.values()) {
            all.add(Capability.of(type));
        }
        SocketOptions.all().forEach(option -> all.add(Capability.of(option)));
        ContextOptions.all().forEach(option -> all.add(Capability.of(option)));
        for (Mechanism mechanism : Mechanism.values()) {
            all.add(Capability.of(mechanism));
        }
        for (String name : List.of("inproc", "tcp", "ipc", "tipc", "vmci", "pgm", "epgm", "udp", "ws", "wss")) {
            all.add(Capability.transport(name));
        }
        all.addAll(List.of(
                Capability.POLL_DESCRIPTORS,
                Capability.MONITOR,
                Capability.UNBIND,
                Capability.DISCONNECT,
                Capability.ZERO_COPY_SEND));
        return all;
    }

    @Test
    @Rule("SPI-004")
    void everythingOfTheCatalogueIsDeclared() {
        BackendProvider provider = provider();
        provider.probe();
        for (Capability capability : catalogue()) {
            Support support = provider.support(capability);
            assertEquals(support, backend().support(capability), capability::toString);
            assertNotEquals("there is no " + capability, support.reason());
            assertTrue(
                    support.level() == Support.Level.SUPPORTED
                            || support.reason().contains(" "),
                    () -> capability + " is " + support);
        }
    }

    @Test
    @Rule("SPI-012")
    void durationsAreMillisecondsRoundedUp() {
        Socket socket = socket(SocketType.DEALER);
        socket.set(SocketOptions.RCVTIMEO, Duration.ofNanos(1));
        assertEquals(Duration.ofMillis(1), socket.get(SocketOptions.RCVTIMEO));
        socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(Integer.MAX_VALUE));
        assertEquals(Duration.ofMillis(Integer.MAX_VALUE), socket.get(SocketOptions.RCVTIMEO));
        assertCode(
                ErrorCode.EINVAL, () -> socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(Integer.MAX_VALUE + 1L)));
        assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(-2)));
        socket.set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        assertEquals(Zmq.FOREVER, socket.get(SocketOptions.RCVTIMEO));
    }

    @Test
    @Rule("SPI-013")
    void messagesPollersAndSocketsAreClosedTwice() {
        Msg msg = context().msg(new byte[3]);
        msg.close();
        msg.close();
        Poller poller = context().poller();
        poller.close();
        poller.close();
        Socket socket = socket(SocketType.PAIR);
        socket.close();
        socket.close();
        context().close();
        context().close();
    }

    // ---- texts

    /** In a JVM whose own charset is another one. */
    @Test
    @Rule("SPI-011")
    void textsAreUtf8WhateverTheCharsetOfTheJvm() throws Exception {
        ChildJvm.Result child = ChildJvm.of(TextMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Dfile.encoding=US-ASCII")
                .option("-Dstdout.encoding=UTF-8")
                .run(backend().name());
        assertTrue(child.lines().contains("texts are UTF-8"), child::output);
    }

    // ---- others

    private Backend other() {
        return Zmq.backends().stream()
                .filter(each -> !each.name().equals(backend().name()) && each.isAvailable())
                .findFirst()
                .orElseGet(() -> Assumptions.abort("no other backend is on the class path"));
    }

    @Test
    @Rule({"SPI-009", "UTL-013"})
    void socketsOfAnotherBackendAreNotPolledTogether() {
        Socket own = socket(SocketType.PULL);
        Socket foreign = socket(newContext(other()), SocketType.PULL);
        PollItem here = PollItem.of(own, PollEvent.POLLIN);
        PollItem there = PollItem.of(foreign, PollEvent.POLLIN);
        assertCode(ErrorCode.EINVAL, () -> Zmq.poll(List.of(here, there), Duration.ZERO));
        try (Poller poller = context().poller()) {
            String message = String.valueOf(
                    assertCode(ErrorCode.EINVAL, () -> poller.add(there)).getMessage());
            assertTrue(message.contains(backend().name()) && message.contains(other().name()), message);
            poller.add(here);
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    @Rule({"SPI-009", "UTL-013"})
    void messagesOfAnotherBackendAreCopied() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Msg foreign = newContext(other()).msg(pattern(300))) {
            two.connected().send(foreign);
            assertEquals(0, foreign.size());
            assertArrayEquals(pattern(300), two.bound().recv());
            two.connected().send(pattern(70));
            two.bound().recv(foreign);
            assertArrayEquals(pattern(70), foreign.toByteArray());
        }
    }
}
