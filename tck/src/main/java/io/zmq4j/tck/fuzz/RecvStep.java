package io.zmq4j.tck.fuzz;

import io.zmq4j.RecvFlag;
import io.zmq4j.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** How a program receives. */
sealed interface RecvStep extends Step {
    /** The forms that need no other object. */
    enum Form {
        TRY("tryRecv()"),
        ARRAY("recv(RecvFlag.DONTWAIT)"),
        WAITING("recv()"),
        LIMITED("recv(Duration.ofMillis(4))"),
        WHOLE("tryRecvMultipart()"),
        WHOLE_LIMITED("recvMultipart(Duration.ofMillis(4))"),
        HAS_MORE("hasMore()");

        private final String call;

        Form(String call) {
            this.call = call;
        }
    }

    /** Receives a frame, or a whole message. */
    record Frame(int socket, Form form) implements RecvStep {
        private static final Duration LIMIT = Duration.ofMillis(4);

        @Override
        public void run(World world) {
            Socket source = world.sockets.get(socket);
            switch (form) {
                case TRY -> source.tryRecv();
                case ARRAY -> source.recv(RecvFlag.DONTWAIT);
                case WAITING -> source.recv();
                case LIMITED -> source.recv(LIMIT);
                case WHOLE -> source.tryRecvMultipart();
                case WHOLE_LIMITED -> source.recvMultipart(LIMIT);
                case HAS_MORE -> source.hasMore();
            }
        }

        @Override
        public String java() {
            return "s[" + socket + "]." + form.call;
        }
    }

    /** Receives into a buffer, which may be too small. */
    record IntoBuffer(int socket, int room, boolean direct) implements RecvStep {
        @Override
        public void run(World world) {
            world.sockets
                    .get(socket)
                    .tryRecv(direct ? ByteBuffer.allocateDirect(room) : ByteBuffer.wrap(new byte[room]));
        }

        @Override
        public String java() {
            return "s[" + socket + "].tryRecv(ByteBuffer." + (direct ? "allocateDirect" : "allocate") + "(" + room
                    + "))";
        }
    }

    /** Receives into a message object. */
    record IntoMsg(int socket, int msg) implements RecvStep {
        @Override
        public void run(World world) {
            world.sockets.get(socket).tryRecv(world.msgs.get(msg));
        }

        @Override
        public String java() {
            return "s[" + socket + "].tryRecv(m[" + msg + "])";
        }
    }
}
