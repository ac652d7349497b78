/**
 * The runner: perf tools of several candidates, in turns, each in processes of its own; medians, ratios with their
 * intervals, targets, and reports.
 */
package io.zmq4j.benchmarks.bench;
