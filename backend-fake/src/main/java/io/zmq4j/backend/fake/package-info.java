/**
 * The backend {@code fake}: sockets in memory, for unit tests. Only {@code inproc}, no thread of its own, no engine.
 */
@NullMarked
package io.zmq4j.backend.fake;

import org.jspecify.annotations.NullMarked;
