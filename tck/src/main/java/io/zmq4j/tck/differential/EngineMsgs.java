package io.zmq4j.tck.differential;

import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.tck.differential.Subject.MsgVerb;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The message objects of a program on a backend. */
final class EngineMsgs {
    private final Context context;
    private final @Nullable Msg[] msgs = new Msg[Subject.MSGS];
    private final @Nullable ByteBuffer[] views = new ByteBuffer[Subject.MSGS];

    EngineMsgs(Context context) {
        this.context = context;
    }

    String sent(int msg, Socket socket) {
        Msg sent = msg(msg);
        return socket.trySend(sent) ? seen(sent) : Outcomes.WAITS;
    }

    String received(int msg, Socket socket) {
        Msg received = msg(msg);
        return (socket.tryRecv(received) ? "" : Outcomes.WAITS) + seen(received);
    }

    String changed(MsgVerb verb, int index, int other, String text) {
        switch (verb) {
            case NEW -> msgs[index] = context.msg(Engine.bytes(text));
            case EMPTY -> msgs[index] = context.msg();
            case FILL -> {
                msg(index).reset(text.length());
                msg(index).data().put(Engine.bytes(text));
            }
            case VIEW -> views[index] = msg(index).data();
            case PUT -> put(views[index], text);
            case COPY -> msg(index).copyFrom(msg(other));
            case MOVE -> msg(index).moveFrom(msg(other));
            case RESET -> msg(index).reset();
            case CLOSE -> msg(index).close();
            case READ, SEND, RECV -> msg(index);
        }
        return verb == MsgVerb.CLOSE ? "closed " + msg(index).isClosed() : seen(msg(index));
    }

    private static void put(@Nullable ByteBuffer view, String text) {
        if (view == null || view.limit() == 0) {
            throw new NothingThereException();
        }
        view.put(0, (byte) text.charAt(0));
    }

    private static String seen(Msg msg) {
        return msg.size() + " bytes, '" + Engine.text(msg.toByteArray()) + "', more " + msg.more();
    }

    private Msg msg(int index) {
        Msg msg = msgs[index];
        if (msg == null) {
            throw new NothingThereException();
        }
        return msg;
    }
}
