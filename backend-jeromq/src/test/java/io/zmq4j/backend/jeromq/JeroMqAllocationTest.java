package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.AllocationTck;
import io.zmq4j.tck.RequiresBackend;
import java.util.function.Supplier;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/** Next to JeroMQ without zmq4j, which has to be given a copy of the bytes too. */
@RequiresBackend("jeromq")
class JeroMqAllocationTest extends AllocationTck {
    private static final int CALLS = 2_000;
    private static final int ROUNDS = 5;

    @Override
    protected long engineBytes(int size) {
        byte[] bytes = new byte[size];
        return ofMessages(() -> new Msg(bytes.clone()), false);
    }

    @Override
    protected long engineBytesForwarded() {
        byte[] bytes = new byte[16];
        return ofMessages(() -> new Msg(bytes), false);
    }

    @Override
    protected long engineBytesPolled() {
        byte[] bytes = new byte[16];
        return ofMessages(() -> new Msg(bytes.clone()), true);
    }

    /** A socket that looked, and found nothing, is told when there is a message: that takes memory too. */
    private static long ofMessages(Supplier<Msg> message, boolean looks) {
        Ctx engine = new Ctx();
        SocketBase from = engine.createSocket(ZMQ.ZMQ_PAIR);
        SocketBase to = engine.createSocket(ZMQ.ZMQ_PAIR);
        to.bind("inproc://raw");
        from.connect("inproc://raw");
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, perCall(CALLS, () -> {
                if (looks) {
                    to.getSocketOpt(ZMQ.ZMQ_EVENTS);
                }
                from.send(message.get(), ZMQ.ZMQ_DONTWAIT);
                to.recv(ZMQ.ZMQ_DONTWAIT);
            }));
        }
        from.close();
        to.close();
        engine.terminate();
        return Math.round(least);
    }

    @Override
    protected long engineBytesInVain() {
        return 0;
    }
}
