package io.zmq4j;

import io.zmq4j.internal.Fakes;
import io.zmq4j.internal.ProviderLoader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@link ZmqTest} runs in another JVM: a scene, whose findings go to standard output. */
final class ZmqProgram {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private ZmqProgram() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "choose" -> choose();
            case "fallBack" -> fallBack();
            case "loaders" -> loaders(Path.of(args[1]));
            case "contexts" -> contexts();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void choose() {
        Backend backend = Zmq.backend();
        BackendChoice choice = Zmq.choice();
        OUT.println(backend + ": " + choice.reason());
        OUT.println(Zmq.backends());
    }

    private static void fallBack() {
        Fakes.breakEngine("fast", new UnsatisfiedLinkError("libfast"));
        OUT.println(Zmq.backend());
        OUT.println(Zmq.backend(Requirements.of()));
    }

    private static void loaders(Path folder) {
        Thread thread = Thread.currentThread();
        OUT.println("own: " + Zmq.backends());
        thread.setContextClassLoader(ProviderLoader.listing(folder, Fakes.Fast.class));
        OUT.println("own and context: " + Zmq.backends() + ", by name " + Zmq.backend("fast"));
        thread.setContextClassLoader(null);
        OUT.println("own, no context: " + Zmq.backends());
    }

    private static void contexts() {
        show("default", Zmq.context());
        show("by name", Zmq.context("slow"));
        Fakes.support("fast", Capability.transport("ipc"), Support.none("no such files"));
        show("by requirements", Zmq.context(Requirements.of().transports("ipc")));
        try (Context context = Zmq.context(5)) {
            OUT.println("I/O threads: " + context.get(ContextOptions.IO_THREADS));
        }
        Context within = Zmq.withContext(context -> {
            OUT.println("in scope: " + context.backend() + ", closed " + context.isClosed());
            return context;
        });
        OUT.println("after: closed " + within.isClosed());
        OUT.println("after an exception: closed " + throwing().isClosed());
        OUT.println("answer: " + Zmq.<@Nullable String>withContext(context -> null));
    }

    private static void show(String how, Context context) {
        OUT.println(how + ": " + context.backend());
        context.close();
    }

    private static Context throwing() {
        Context[] seen = new Context[1];
        try {
            Zmq.withContext(context -> {
                seen[0] = context;
                throw new IllegalStateException("enough");
            });
        } catch (IllegalStateException e) {
            OUT.println("thrown: " + e.getMessage());
        }
        return seen[0];
    }
}
