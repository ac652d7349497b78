package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zmq.SocketBase;
import zmq.ZMQ;

/** A wait that should end, and does not, hangs. */
class JeroMqWaiterTest {
    private Context context;
    private JeroMqSocketResource resource;
    private JeroMqWaiter waiter;
    private JeroMqEngine engine;

    @BeforeEach
    void open() {
        context = JeroMq.context();
        JeroMqContext own = (JeroMqContext) context;
        SocketBase socket = own.ctx().createSocket(ZMQ.ZMQ_PULL);
        resource = new JeroMqSocketResource(own, socket);
        engine = new JeroMqEngine(socket, "PULL");
        waiter = resource.waiter();
        waiter.start();
        waiter.clear();
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        resource.release(0);
        context.close();
    }

    @Test
    void aWakeUpThatTheEngineHasSeenAlreadyEndsTheWait() {
        waiter.wakeUp();
        engine.events();
        waiter.await(engine, ZMQ.ZMQ_POLLIN, Long.MAX_VALUE);
    }

    @Test
    void aWakeUpEndsAWaitInTheSelectorToo() {
        waiter.wakeUp();
        waiter.await(engine, 0, Long.MAX_VALUE);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();
        waiter.await(engine, ZMQ.ZMQ_POLLIN, Long.MAX_VALUE);
        assertTrue(Thread.interrupted());
    }

    @Test
    void aTimeLimitEndsTheWait() {
        waiter.await(engine, ZMQ.ZMQ_POLLIN, 1);
        waiter.await(engine, ZMQ.ZMQ_POLLIN, 1);
    }

    @Test
    void aWakeUpAfterTheEndIsHarmless() {
        JeroMqContext other = (JeroMqContext) JeroMq.context();
        SocketBase gone = other.ctx().createSocket(ZMQ.ZMQ_PULL);
        gone.close();
        other.close();
        new JeroMqWaiter(gone).wakeUp();
    }
}
