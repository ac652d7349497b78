package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.differential.Subject.MsgVerb;
import org.jspecify.annotations.Nullable;

/** The message objects of the model: texts, and buffers that show the contents until these change. */
final class ModelMsgs {
    private final Choices choices;
    private final @Nullable Content[] msgs = new Content[Subject.MSGS];
    private final @Nullable StringBuilder[] views = new StringBuilder[Subject.MSGS];

    ModelMsgs(Choices choices) {
        this.choices = choices;
    }

    /** What a message holds. Whoever takes other contents takes another buffer. */
    private static final class Content {
        private StringBuilder text;
        private boolean closed;
        private boolean more;

        Content(String text) {
            this.text = new StringBuilder(text);
        }

        void become(String other) {
            text = new StringBuilder(other);
            more = false;
        }

        Content open() {
            if (closed) {
                throw new ZmqException(ErrorCode.ENOTSOCK, "closed");
            }
            return this;
        }

        String seen() {
            return open().text.length() + " bytes, '" + text + "', more " + more;
        }
    }

    String sent(int msg, ModelSocket socket) {
        Content sent = msg(msg).open();
        if (!socket.sendFrame(sent.text.toString(), false)) {
            return Outcomes.WAITS;
        }
        sent.become("");
        return sent.seen();
    }

    String received(int msg, ModelSocket socket) {
        Content received = msg(msg).open();
        received.become("");
        String frame = socket.recvFrame();
        if (frame == null) {
            return Outcomes.WAITS + received.seen();
        }
        received.become(frame.replace("+", ""));
        received.more = frame.endsWith("+");
        return received.seen();
    }

    String changed(MsgVerb verb, int index, int other, String text) {
        switch (verb) {
            case NEW -> msgs[index] = new Content(text);
            case EMPTY -> msgs[index] = new Content("");
            case FILL -> msg(index).open().become(text);
            case VIEW -> views[index] = msg(index).open().text;
            case PUT -> put(views[index], msg(index), text);
            case COPY -> take(msg(index).open(), msg(other).open());
            case MOVE -> {
                Content source = msg(other).open();
                if (take(msg(index).open(), source)) {
                    source.become("");
                }
            }
            case RESET -> msg(index).open().become("");
            case CLOSE -> msg(index).closed = true;
            case READ, SEND, RECV -> msg(index).open();
        }
        return verb == MsgVerb.CLOSE ? "closed true" : msg(index).seen();
    }

    private static boolean take(Content target, Content source) {
        if (target == source) {
            return false;
        }
        boolean more = source.more;
        target.become(source.text.toString());
        target.more = more;
        return true;
    }

    /** Through an old view it may show in this message, and in no other. */
    private void put(@Nullable StringBuilder view, Content msg, String text) {
        if (view == null || view.isEmpty()) {
            throw new NothingThereException();
        }
        view.setCharAt(0, text.charAt(0));
        if (view != msg.text && !msg.text.isEmpty() && choices.of(2) == 1) {
            msg.text.setCharAt(0, text.charAt(0));
        }
    }

    private Content msg(int index) {
        Content msg = msgs[index];
        if (msg == null) {
            throw new NothingThereException();
        }
        return msg;
    }
}
