package io.zmq4j.spi;

import java.util.function.IntConsumer;

/**
 * What an item polls.
 *
 * @param polled an {@link AbstractSocket}, an {@link Integer} (a file descriptor), or a
 *     {@link java.nio.channels.SelectableChannel}
 * @param events what for: bit n is the {@link io.zmq4j.PollEvent} with ordinal n
 * @param result takes what was found, in the same form
 */
public record PollTarget(Object polled, int events, IntConsumer result) {}
