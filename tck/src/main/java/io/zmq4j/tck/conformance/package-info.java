/**
 * The rules of the kit as data: the catalogue, what a backend declares, what came out, and the reports about it. Needs
 * no test engine.
 */
@NullMarked
package io.zmq4j.tck.conformance;

import org.jspecify.annotations.NullMarked;
