package io.zmq4j.spi;

import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import java.util.function.Consumer;

/**
 * Where a backend puts the events of a socket.
 *
 * @param monitor who receives them
 * @param events takes them, on any thread; never blocks, never throws, keeps their order
 */
public record MonitorSink(Monitor monitor, Consumer<MonitorEvent> events) {}
