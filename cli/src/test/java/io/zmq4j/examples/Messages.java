package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** A Msg is filled in place, sent and received without arrays, and forwarded without a copy. */
final class Messages {
    private Messages() {}

    static String run(Context context) {
        try (Socket pull = context.socket(SocketType.PULL);
                Socket push = context.socket(SocketType.PUSH);
                Msg number = context.msg(Long.BYTES);
                Msg received = context.msg()) {
            push.connect(pull.bind("inproc://numbers"));
            number.data().putLong(42);
            push.send(number, SendFlag.SNDMORE); // number is empty now
            push.send(context.msg(new byte[3]));

            pull.recv(received);
            long value = received.data().getLong();
            boolean more = received.more();
            int size = pull.recv(received);
            return value + " " + more + " " + size;
        }
    }
}
