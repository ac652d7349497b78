package io.zmq4j.internal;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Providers for class loaders of tests. A test says what their engines answer, and sees which were tried. Public, as
 * {@link java.util.ServiceLoader} wants them.
 */
public final class Fakes {
    /** Names of the backends whose engines were tried, in this order. */
    public static final List<String> TRIED = new CopyOnWriteArrayList<>();

    private static final Map<String, Availability> ENGINES = new ConcurrentHashMap<>();
    private static final Map<String, Support> SUPPORT = new ConcurrentHashMap<>();

    private Fakes() {}

    /** All engines work and support everything again. */
    public static void reset() {
        TRIED.clear();
        ENGINES.clear();
        SUPPORT.clear();
    }

    /** The engine of a backend is missing from now on. */
    public static void breakEngine(String name, @Nullable Throwable cause) {
        ENGINES.put(name, new Availability.Unavailable(name + " lib not found", "install " + name, cause));
    }

    /** The engine of a backend works from now on. */
    public static void repairEngine(String name) {
        ENGINES.remove(name);
    }

    /** A backend answers this about a capability. */
    public static void support(String name, Capability capability, Support support) {
        SUPPORT.put(name + " " + capability, support);
    }

    /** What all have in common. */
    public abstract static class Fake implements BackendProvider {
        private final String name;
        private final int priority;

        /** Not package-private: copies of the subclasses in other loaders are in another package for the JVM. */
        protected Fake(String name, int priority) {
            this.name = name;
            this.priority = priority;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int priority() {
            return priority;
        }

        @Override
        public int spiVersion() {
            return SPI_VERSION;
        }

        @Override
        public Availability probe() {
            TRIED.add(name);
            return ENGINES.getOrDefault(name, new Availability.Available("1.2", name + "lib 1.2", "here", "java"));
        }

        @Override
        public Support support(Capability capability) {
            return SUPPORT.getOrDefault(name + " " + capability, Support.full());
        }

        @Override
        public AbstractContext open(Backend backend) {
            return new StubContext(backend);
        }
    }

    /** The best. */
    public static final class Fast extends Fake {
        /** For the service loader. */
        public Fast() {
            super("fast", 100);
        }
    }

    /** The second best. */
    public static final class Slow extends Fake {
        /** For the service loader. */
        public Slow() {
            super("slow", 50);
        }
    }

    /** As good as {@link Slow}. */
    public static final class Twin extends Fake {
        /** For the service loader. */
        public Twin() {
            super("twin", 50);
        }
    }

    /** Has the name of {@link Slow}. */
    public static final class Namesake extends Fake {
        /** For the service loader. */
        public Namesake() {
            super("slow", 10);
        }
    }

    /** To be chosen by name only. */
    public static final class Toy extends Fake {
        /** For the service loader. */
        public Toy() {
            super("toy", -100);
        }
    }

    /** To be chosen by name only. */
    public static final class OtherToy extends Fake {
        /** For the service loader. */
        public OtherToy() {
            super("other-toy", -100);
        }
    }

    /** Built for another SPI. */
    public static final class OtherSpi extends Fake {
        /** For the service loader. */
        public OtherSpi() {
            super("other-spi", 200);
        }

        @Override
        public int spiVersion() {
            return 2;
        }
    }

    /** Cannot be created. */
    public static final class BadConstructor extends Fake {
        /** For the service loader. */
        public BadConstructor() {
            super("bad", 200);
            throw new IllegalStateException("no constructor today");
        }
    }

    /** Cannot be created because of other classes. */
    public static final class BadlyLinked extends Fake {
        /** For the service loader. */
        public BadlyLinked() {
            super("bad", 200);
            throw new NoSuchMethodError("Engine.start()");
        }
    }

    /** Cannot say its name. */
    public static final class BadName extends Fake {
        /** For the service loader. */
        public BadName() {
            super("bad", 200);
        }

        @Override
        public String name() {
            throw new IllegalStateException("no name today");
        }
    }

    /** Says it has no name. */
    public static final class NullName extends Fake {
        /** For the service loader. */
        public NullName() {
            super("bad", 200);
        }

        @Override
        public String name() {
            return null;
        }
    }

    /** Cannot say its priority. */
    public static final class BadPriority extends Fake {
        /** For the service loader. */
        public BadPriority() {
            super("bad", 200);
        }

        @Override
        public int priority() {
            throw new IncompatibleClassChangeError("priority()");
        }
    }

    /** Was compiled without one of the methods. */
    public static final class BadSpiVersion extends Fake {
        /** For the service loader. */
        public BadSpiVersion() {
            super("bad", 200);
        }

        @Override
        public int spiVersion() {
            throw new AbstractMethodError("spiVersion()");
        }
    }
}
