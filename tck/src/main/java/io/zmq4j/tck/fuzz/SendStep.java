package io.zmq4j.tck.fuzz;

import io.zmq4j.Msg;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a program sends. */
sealed interface SendStep extends Step {
    /** The forms of a frame. */
    enum Form {
        ARRAY,
        WAITING,
        TRY,
        BUFFER,
        DIRECT_BUFFER
    }

    /** Sends one frame. */
    record Frame(int socket, Form form, int size, boolean more) implements SendStep {
        @Override
        public void run(World world) {
            Socket target = world.sockets.get(socket);
            byte[] data = new byte[size];
            switch (form) {
                case ARRAY -> {
                    if (more) {
                        target.send(data, SendFlag.DONTWAIT, SendFlag.SNDMORE);
                    } else {
                        target.send(data, SendFlag.DONTWAIT);
                    }
                }
                case WAITING -> {
                    if (more) {
                        target.send(data, SendFlag.SNDMORE);
                    } else {
                        target.send(data);
                    }
                }
                case TRY -> {
                    if (more) {
                        target.trySend(data, SendFlag.SNDMORE);
                    } else {
                        target.trySend(data);
                    }
                }
                case BUFFER -> send(target, ByteBuffer.wrap(data));
                case DIRECT_BUFFER -> send(target, ByteBuffer.allocateDirect(size));
            }
        }

        private void send(Socket target, ByteBuffer data) {
            if (more) {
                target.trySend(data, SendFlag.SNDMORE);
            } else {
                target.trySend(data);
            }
        }

        @Override
        public String java() {
            String data = switch (form) {
                case ARRAY, WAITING, TRY -> "new byte[" + size + "]";
                case BUFFER -> "ByteBuffer.allocate(" + size + ")";
                case DIRECT_BUFFER -> "ByteBuffer.allocateDirect(" + size + ")";
            };
            boolean tried = form != Form.ARRAY && form != Form.WAITING;
            return "s[" + socket + "]." + (tried ? "trySend" : "send") + "(" + data
                    + (form == Form.ARRAY ? ", SendFlag.DONTWAIT" : "") + (more ? ", SendFlag.SNDMORE" : "") + ")";
        }
    }

    /** Sends a message object. */
    record OfMsg(int socket, int msg, boolean more) implements SendStep {
        @Override
        public void run(World world) {
            Socket target = world.sockets.get(socket);
            Msg sent = world.msgs.get(msg);
            if (more) {
                target.trySend(sent, SendFlag.SNDMORE);
            } else {
                target.trySend(sent);
            }
        }

        @Override
        public String java() {
            return "s[" + socket + "].trySend(m[" + msg + "]" + (more ? ", SendFlag.SNDMORE" : "") + ")";
        }
    }

    /** Sends all frames at once. */
    record Whole(int socket, int frames, int size) implements SendStep {
        @Override
        public void run(World world) {
            world.sockets.get(socket).trySend(Collections.nCopies(frames, new byte[size]));
        }

        @Override
        public String java() {
            return "s[" + socket + "].trySend(Collections.nCopies(" + frames + ", new byte[" + size + "]))";
        }
    }

    /** Sends to a peer by its routing id. */
    record To(int socket, String id, int size) implements SendStep {
        @Override
        public void run(World world) {
            List<byte[]> frames = new ArrayList<>();
            frames.add(id.getBytes(StandardCharsets.UTF_8));
            frames.add(new byte[size]);
            world.sockets.get(socket).trySend(frames);
        }

        @Override
        public String java() {
            return "s[" + socket + "].trySend(List.of(" + Literal.of(id) + ".getBytes(), new byte[" + size + "]))";
        }
    }

    /** Sends what another socket receives, which may be the same. */
    record Forward(int from, int to) implements SendStep {
        @Override
        public void run(World world) {
            List<byte[]> frames = world.sockets.get(from).tryRecvMultipart();
            if (frames != null) {
                world.sockets.get(to).trySend(frames);
            }
        }

        @Override
        public String java() {
            return "forward(s[" + from + "], s[" + to + "])";
        }
    }
}
