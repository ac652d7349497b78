package io.zmq4j.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class only when a backend can be used. When it cannot, one line says so and what to do about it;
 * with {@code -Dzmq4j.NAME.required=true} the tests fail instead.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(BackendCondition.class)
public @interface RequiresBackend {
    /**
     * The name of the backend, found through {@link java.util.ServiceLoader}.
     *
     * @return such as {@code native}
     */
    String value();
}
