/**
 * The conformance kit: one abstract class for each area of behaviour. A backend extends them all:
 *
 * <pre>{@code
 * @RequiresBackend("mine")
 * class MyPairTest extends PairTck {}
 * }</pre>
 *
 * <p>What a backend declares as unsupported is not skipped: the kit asserts that it is refused with the reason
 * declared.
 */
@NullMarked
package io.zmq4j.tck;

import org.jspecify.annotations.NullMarked;
