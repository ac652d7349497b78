/**
 * Random programs over the public API, each made from a seed: whatever they do, a backend answers with results and
 * {@link io.zmq4j.ZmqException}, and ends.
 */
@NullMarked
package io.zmq4j.tck.fuzz;

import org.jspecify.annotations.NullMarked;
