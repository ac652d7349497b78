package io.zmq4j.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the options whose effect a test shows: it fails when setting them does nothing. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EffectOf {
    /** Names of the options, as in the catalogue. */
    String[] value();
}
