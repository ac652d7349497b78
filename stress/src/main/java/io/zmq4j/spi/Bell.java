package io.zmq4j.spi;

/** A waiter that only notes that it was woken. */
final class Bell extends Waiter {
    private volatile boolean rung;

    @Override
    public void wakeUp() {
        rung = true;
    }

    @Override
    protected void clear() {
        rung = false;
    }

    boolean isRung() {
        return rung;
    }
}
