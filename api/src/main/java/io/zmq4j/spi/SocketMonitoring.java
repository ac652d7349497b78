package io.zmq4j.spi;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.ZmqException;
import java.util.function.Consumer;

/** The monitor of one socket, of which there is one at a time. Guarded by the socket's guard. */
final class SocketMonitoring {
    private final AbstractSocket socket;
    private final AbstractContext context;
    private final SocketResource resource;
    private boolean monitored;
    private volatile boolean stopAsked;

    SocketMonitoring(AbstractSocket socket, AbstractContext context) {
        this.socket = socket;
        this.context = context;
        this.resource = socket.resource();
    }

    Monitor start() {
        context.require(Capability.MONITOR);
        resource.enter();
        try {
            stopIfAsked();
            if (monitored) {
                throw new ZmqException(ErrorCode.EBUSY, "socket " + socket + " has a monitor; close that one first");
            }
            MonitorSink sink = Monitor.sink(this::stop);
            socket.doMonitor(sink);
            monitored = true;
            Consumer<MonitorEvent> events = sink.events(); // from which no way leads to the socket
            resource.endMonitorBy(() -> events.accept(new MonitorEvent.MonitorStopped()));
            return sink.monitor();
        } finally {
            resource.exit();
        }
    }

    /**
     * From any thread. A call that waits inside meanwhile does it at its next turn; one that stays inside without
     * waiting leaves it to the socket's end.
     */
    private void stop() {
        stopAsked = true;
        resource.wakeWaiter();
        resource.whenFree(this::stopIfAsked);
    }

    void stopIfAsked() {
        if (stopAsked) {
            stopAsked = false;
            if (monitored) {
                monitored = false;
                try {
                    socket.doUnmonitor();
                } catch (RuntimeException | Error e) {
                    EndFailure.log("the end of the monitor of socket " + socket, e);
                }
            }
        }
    }
}
