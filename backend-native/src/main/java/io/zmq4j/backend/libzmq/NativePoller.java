package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.AbstractPoller;
import io.zmq4j.spi.PollOperations;
import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A poller of descriptors: those of the sockets, those of the user, and one to be woken by; and of channels. */
final class NativePoller extends AbstractPoller {
    private final NativeContext context;
    private final DescriptorSet descriptors;
    private final PolledChannels channels;
    private boolean channelIsReady;
    private final Consumer<SelectionKey> channelReady = this::channelReady;

    NativePoller(NativeContext context, NativePollWaiter waiter) {
        super(context, waiter);
        this.context = context;
        this.descriptors = waiter.descriptors();
        this.channels = waiter.channels();
    }

    @Override
    protected void doWatch(Object polled, int index, int events) {
        if (polled instanceof NativeSocket socket) {
            descriptors.doAdd(socket.descriptor(), index, LibC.POLLIN);
        } else if (polled instanceof Integer descriptor) {
            descriptors.add(descriptor, index, events);
        } else {
            channels.add((SelectableChannel) polled, index, events);
        }
    }

    @Override
    protected void doChange(Object polled, int index, int events) {
        if (polled instanceof Integer descriptor) {
            descriptors.change(descriptor, index, events);
        } else {
            channels.add((SelectableChannel) polled, index, events);
        }
    }

    @Override
    protected void doUnwatch(Object polled, int index) {
        if (polled instanceof NativeSocket socket) {
            descriptors.remove(socket.descriptor(), index);
        } else if (polled instanceof Integer descriptor) {
            descriptors.remove(descriptor, index);
        } else {
            channels.remove((SelectableChannel) polled);
        }
    }

    @Override
    protected void doWait(Waiter same, long nanos) {
        long left = channels.isEmpty() || !isChannelReady(nanos) ? nanos : 0;
        int found = await(left);
        for (int place = 0; place < found; place++) {
            int index = descriptors.index(place);
            if (index != NativePollWaiter.WAKE) {
                signalled(index, descriptors.events(place));
            }
        }
    }

    /** Alarms are set before the look, so that nothing comes in between. */
    private boolean isChannelReady(long nanos) {
        if (nanos > 0) {
            channels.setAlarms();
        }
        channelIsReady = false;
        channels.look(channelReady);
        return channelIsReady;
    }

    private void channelReady(SelectionKey key) {
        channelIsReady = true;
        signalled((Integer) key.attachment(), PollOperations.events(key));
    }

    /** A virtual thread holds no carrier while it waits. */
    private int await(long nanos) {
        if (nanos <= 0 || !VirtualThreads.mustPark(Thread.currentThread())) {
            return descriptors.await(NativeWaiter.millis(nanos));
        }
        return descriptors.pollable() == DescriptorSet.NONE ? awaitElsewhere(nanos) : awaitParked(nanos);
    }

    private int awaitParked(long nanos) {
        NativeWaiter parking = context.waiters().take();
        try {
            parking.await(descriptors.pollable(), nanos);
        } finally {
            context.waiters().giveBack(parking);
        }
        return descriptors.await(0);
    }

    /** There is no one descriptor to be watched for all: a thread of its own waits. An interrupt wakes that one. */
    private int awaitElsewhere(long nanos) {
        return CompletableFuture.supplyAsync(
                        () -> descriptors.await(NativeWaiter.millis(nanos)), NativePoller::startThread)
                .join();
    }

    private static void startThread(Runnable work) {
        Thread thread = new Thread(null, work, "zmq4j poll for a virtual thread", 0, false);
        thread.setDaemon(true);
        thread.start();
    }
}
