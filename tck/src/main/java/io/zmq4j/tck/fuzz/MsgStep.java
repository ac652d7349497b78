package io.zmq4j.tck.fuzz;

import io.zmq4j.Msg;
import java.nio.ByteBuffer;

/** What a program does with message objects. */
sealed interface MsgStep extends Step {
    /** Makes one with contents. */
    record Make(int msg, int context, int size) implements MsgStep {
        @Override
        public void run(World world) {
            world.msgs.put(msg, world.contexts.get(context).msg(new byte[size]));
        }

        @Override
        public String java() {
            return "m[" + msg + "] = c[" + context + "].msg(new byte[" + size + "])";
        }
    }

    /** Makes one that is sent from the program's memory. */
    record Lend(int msg, int context, int size) implements MsgStep {
        @Override
        public void run(World world) {
            ByteBuffer lent = ByteBuffer.allocateDirect(size);
            world.msgs.put(msg, world.contexts.get(context).msg(lent, () -> {}));
        }

        @Override
        public String java() {
            return "m[" + msg + "] = c[" + context + "].msg(ByteBuffer.allocateDirect(" + size + "), () -> {})";
        }
    }

    /** Copies or moves one to another, which may be the same. */
    record Transfer(int target, int source, boolean move) implements MsgStep {
        @Override
        public void run(World world) {
            Msg from = world.msgs.get(source);
            Msg to = world.msgs.get(target);
            if (move) {
                to.moveFrom(from);
            } else {
                to.copyFrom(from);
            }
        }

        @Override
        public String java() {
            return "m[" + target + "]." + (move ? "moveFrom" : "copyFrom") + "(m[" + source + "])";
        }
    }

    /** What one tells about itself. */
    record Look(int msg) implements MsgStep {
        @Override
        public void run(World world) {
            Msg seen = world.msgs.get(msg);
            seen.more();
            seen.metadata("Peer-Address");
            seen.data();
            seen.toByteArray();
        }

        @Override
        public String java() {
            return "look(m[" + msg + "])";
        }
    }

    /** Empties it, or gives it another size. */
    record Reset(int msg, int size) implements MsgStep {
        @Override
        public void run(World world) {
            world.msgs.get(msg).reset(size);
        }

        @Override
        public String java() {
            return "m[" + msg + "].reset(" + size + ")";
        }
    }

    /** Closes it. */
    record Close(int msg) implements MsgStep {
        @Override
        public void run(World world) {
            world.msgs.get(msg).close();
        }

        @Override
        public String java() {
            return "m[" + msg + "].close()";
        }
    }
}
