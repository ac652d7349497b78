package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Waiter;

/**
 * What a poller waits with: its descriptors, one of them to wake it by, and its channels. Does not refer to the poller,
 * which may be abandoned.
 */
final class NativePollWaiter extends Waiter {
    /** The index of the descriptor that wakes. */
    static final int WAKE = -1;

    private final DescriptorWaiter wake;
    private final DescriptorSet descriptors;
    private final PolledChannels channels;

    NativePollWaiter(NativeBinding binding, NativeErrors errors, ChannelAlarms alarms) {
        this.wake = new DescriptorWaiter(binding, errors);
        this.descriptors = open(binding, errors, wake);
        this.channels = new PolledChannels(alarms, this);
    }

    private static DescriptorSet open(NativeBinding binding, NativeErrors errors, DescriptorWaiter wake) {
        DescriptorSet set = null;
        try {
            set = DescriptorSet.open(binding, errors);
            set.doAdd(wake.descriptor(), WAKE, LibC.POLLIN);
            return set;
        } catch (RuntimeException e) {
            wake.dispose();
            if (set != null) {
                set.dispose();
            }
            throw e;
        }
    }

    DescriptorSet descriptors() {
        return descriptors;
    }

    PolledChannels channels() {
        return channels;
    }

    @Override
    public void wakeUp() {
        wake.wakeUp();
    }

    @Override
    protected void clear() {
        wake.clear();
    }

    @Override
    protected void dispose() {
        channels.dispose();
        descriptors.dispose();
        wake.dispose();
    }
}
