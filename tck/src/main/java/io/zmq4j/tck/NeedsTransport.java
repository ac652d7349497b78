package io.zmq4j.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tests that cannot run without transports. On a backend that declares one of them as unsupported, they show that it is
 * refused as declared.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface NeedsTransport {
    /**
     * Their names.
     *
     * @return such as {@code tcp}
     */
    String[] value();
}
