package io.zmq4j.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rules of the catalogue ({@code rules.tsv}) that a test shows, or all tests of a class. A rule holds for a backend
 * when all tests that carry its id pass.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rule {
    /**
     * Their ids.
     *
     * @return such as {@code REP-002}
     */
    String[] value();
}
