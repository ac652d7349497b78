package io.zmq4j.tck.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a backend says of itself to the kit: {@code META-INF/zmq4j/conformance/NAME.properties} on its class path.
 *
 * <pre>
 * engine             = the implementation and its version, as {@link io.zmq4j.Backend#implementationVersion} says it
 * deviation.ID       = what happens instead, and why it stays so
 * deviation.ID.fails = a regular expression, found in what the failing test says
 * deviation.ID.link  = where it is told
 * unsupported.KIND.NAME  = why it is not supported, or in part, as {@link io.zmq4j.Backend#support} says it
 * </pre>
 */
public final class Declaration {
    /** The folder of declarations on the class path. */
    public static final String FOLDER = "META-INF/zmq4j/conformance/";

    private static final String DEVIATION = "deviation.";
    private static final String UNSUPPORTED = "unsupported.";
    private static final String ENGINE = "engine";

    private final String engine;
    private final Map<String, Deviation> deviations = new TreeMap<>();
    private final Map<String, String> unsupported = new TreeMap<>();

    /**
     * A rule that a backend does not keep.
     *
     * @param rule its id
     * @param text what happens instead, and why
     * @param fails what the failing test says
     * @param link where it is told
     */
    public record Deviation(String rule, String text, Pattern fails, String link) {
        /**
         * Whether a failure is the one declared.
         *
         * @param failure what the test threw
         * @return true when it or one of its causes says what is declared
         */
        public boolean describes(Throwable failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (fails.matcher(each.toString()).find()) {
                    return true;
                }
            }
            return false;
        }
    }

    private Declaration(String engine) {
        this.engine = engine;
    }

    /**
     * The declaration of a backend.
     *
     * @param backend its name
     * @return the declaration
     * @throws IllegalStateException there is none on the class path, or it cannot be understood
     */
    public static Declaration of(String backend) {
        String file = FOLDER + backend + ".properties";
        ClassLoader loader = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), Declaration.class.getClassLoader());
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("backend '" + backend + "' has no declaration: no " + file
                        + " on the class path (with only its engine in it, it declares that it keeps all rules)");
            }
            Properties properties = new Properties();
            properties.load(in);
            return of(backend, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The deviations that a backend declares. One without a declaration is told so by {@code DeclarationTck}.
     *
     * @param backend its name
     * @return by rule; none when there is no declaration
     */
    public static Map<String, Deviation> deviationsOf(String backend) {
        try {
            return of(backend).deviations();
        } catch (IllegalStateException e) {
            return Map.of();
        }
    }

    /**
     * A declaration that is at hand.
     *
     * @param backend its name
     * @param properties the declaration's lines
     * @return the declaration
     * @throws IllegalStateException it cannot be understood
     * @throws IllegalArgumentException it names a rule that there is not
     */
    public static Declaration of(String backend, Properties properties) {
        Declaration declaration = new Declaration(required(backend, ENGINE, properties));
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(UNSUPPORTED)) {
                declaration.unsupported.put(key.substring(UNSUPPORTED.length()), properties.getProperty(key));
            } else if (!key.startsWith(DEVIATION) && !key.equals(ENGINE)) {
                throw new IllegalStateException("the declaration of '" + backend + "' has an unknown key: " + key);
            } else if (key.startsWith(DEVIATION) && !key.endsWith(".fails") && !key.endsWith(".link")) {
                declaration.add(backend, key, properties);
            } else if (key.startsWith(DEVIATION) && !properties.containsKey(key.substring(0, key.lastIndexOf('.')))) {
                throw new IllegalStateException("the declaration of '" + backend + "' has " + key + " alone");
            }
        }
        return declaration;
    }

    private void add(String backend, String key, Properties properties) {
        String rule = key.substring(DEVIATION.length());
        RuleCatalogue.current().rule(rule);
        deviations.put(
                rule,
                new Deviation(
                        rule,
                        properties.getProperty(key),
                        Pattern.compile(required(backend, key + ".fails", properties), Pattern.DOTALL),
                        required(backend, key + ".link", properties)));
    }

    private static String required(String backend, String key, Properties properties) {
        String value = properties.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalStateException("the declaration of '" + backend + "' lacks " + key);
        }
        return value;
    }

    /**
     * What it was made for.
     *
     * @return such as {@code libzmq 4.3.4}
     */
    public String engine() {
        return engine;
    }

    /**
     * Rules that the backend does not keep.
     *
     * @return by id
     */
    public Map<String, Deviation> deviations() {
        return Collections.unmodifiableMap(deviations);
    }

    /**
     * What the backend does not support, wholly or in part.
     *
     * @return reasons by capability
     */
    public Map<String, String> unsupported() {
        return Collections.unmodifiableMap(unsupported);
    }
}
