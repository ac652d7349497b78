/**
 * The perf tools, with the shapes and the order of arguments of libzmq's own: one end of a connection, or both over
 * inproc, in one process.
 */
package io.zmq4j.benchmarks.perf;
