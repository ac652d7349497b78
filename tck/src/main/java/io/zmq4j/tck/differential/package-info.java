/**
 * Random programs whose outcomes are defined: each runs on a backend and on a plain model, and what the backend says
 * must be what the model can say. {@link io.zmq4j.tck.differential.DifferentialTck} is the area of the kit.
 */
@NullMarked
package io.zmq4j.tck.differential;

import org.jspecify.annotations.NullMarked;
