package io.zmq4j.tck.differential;

import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import io.zmq4j.tck.differential.Subject.Form;
import io.zmq4j.tck.differential.Subject.MsgVerb;
import io.zmq4j.tck.differential.Subject.Verb;
import io.zmq4j.tck.fuzz.Literal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One statement of a program, with one outcome or more. */
sealed interface Step {
    /** Does it, and says what came out. */
    void run(Subject subject, Outcomes outcomes);

    /** How the call ends, as Java. */
    enum End {
        VALUE,
        NONE,
        ITS_OWN
    }

    default End end() {
        return End.VALUE;
    }

    /** The call as Java, over the arrays and methods that {@link DifferentialListing} declares. */
    String java();

    /** Opens a socket. */
    record Open(int socket, SocketType type) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> {
                subject.open(socket, type);
                return true;
            });
        }

        @Override
        public End end() {
            return End.NONE;
        }

        @Override
        public String java() {
            return "s[" + socket + "] = context.socket(SocketType." + type + ")";
        }
    }

    /** Closes a socket. */
    record Close(int socket) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> {
                subject.close(socket);
                return true;
            });
        }

        @Override
        public End end() {
            return End.NONE;
        }

        @Override
        public String java() {
            return "close(s[" + socket + "])";
        }
    }

    /** Binds or connects a socket, or takes it back. */
    record Attach(Verb verb, int socket, String endpoint) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> {
                subject.attach(verb, socket, endpoint);
                return true;
            });
        }

        @Override
        public End end() {
            return End.NONE;
        }

        @Override
        public String java() {
            return "s[" + socket + "]." + verb.name().toLowerCase(Locale.ROOT) + "(" + Literal.of(endpoint) + ")";
        }
    }

    /** Sets an option. */
    record Set(int socket, SocketOption<?> option, Object value) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> {
                subject.set(socket, option, value);
                return true;
            });
        }

        @Override
        public End end() {
            return End.NONE;
        }

        @Override
        public String java() {
            return "s[" + socket + "].setByName(" + Literal.of(option.name()) + ", " + literal() + ")";
        }

        private String literal() {
            return value instanceof Duration duration ? "Duration.parse(\"" + duration + "\")" : Literal.of(value);
        }
    }

    /** Reads an option. */
    record Get(int socket, SocketOption<?> option) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> shown(subject.get(socket, option)));
        }

        static String shown(Object value) {
            return "value " + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        }

        @Override
        public String java() {
            return "shown(s[" + socket + "].getByName(" + Literal.of(option.name()) + "))";
        }
    }

    /** Sends a whole message. */
    record Send(int socket, Form form, List<String> frames) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.send(socket, frames, form));
        }

        @Override
        public String java() {
            String message = frames.stream().map(Literal::of).collect(Collectors.joining(", ", "frames(", ")"));
            return switch (form) {
                case TRY -> "s[" + socket + "].trySend(" + message + ")";
                case DONTWAIT, LIMITED ->
                    "send(" + socket + ", " + message + ", " + (form == Form.LIMITED ? Engine.LIMIT.toMillis() : 0)
                            + ")";
            };
        }
    }

    /** Sends one frame. */
    record SendFrame(int socket, String frame, boolean more) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.sendFrame(socket, frame, more));
        }

        @Override
        public String java() {
            return "s[" + socket + "].trySend(bytes(" + Literal.of(frame) + ")" + (more ? ", SendFlag.SNDMORE" : "")
                    + ")";
        }
    }

    /** Sends as many messages as it may. */
    record Fill(int socket, String start, int most) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            for (int i = 0; i < most; i++) {
                List<String> message = List.of(start + "." + i);
                if (!outcomes.of(() -> subject.send(socket, message, Form.TRY)).equals("done")) {
                    return;
                }
            }
        }

        @Override
        public End end() {
            return End.ITS_OWN;
        }

        @Override
        public String java() {
            return "fill(" + socket + ", " + Literal.of(start) + ", " + most + ")";
        }
    }

    /** Answers the last whole message. */
    record Reply(int socket, String text) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.reply(socket, text));
        }

        @Override
        public String java() {
            return "reply(" + socket + ", " + Literal.of(text) + ")";
        }
    }

    /** Receives a whole message. */
    record Recv(int socket, Form form) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.recv(socket, form));
        }

        @Override
        public String java() {
            return "recv(" + socket + ", "
                    + (form == Form.LIMITED ? Engine.LIMIT.toMillis() : form == Form.DONTWAIT ? 0 : -1) + ")";
        }
    }

    /** Receives one frame. */
    record RecvFrame(int socket) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.recvFrame(socket));
        }

        @Override
        public String java() {
            return "recvFrame(s[" + socket + "])";
        }
    }

    /** Receives whole messages for as long as there are any, up to a number. */
    record Drain(int socket, int most) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            for (int i = 0; i < most; i++) {
                if (!outcomes.of(() -> subject.recv(socket, Form.TRY)).startsWith("[")) {
                    return;
                }
            }
        }

        @Override
        public End end() {
            return End.ITS_OWN;
        }

        @Override
        public String java() {
            return "drain(" + socket + ", " + most + ")";
        }
    }

    /** Looks at what a socket is ready for. */
    record Events(int socket) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.events(socket));
        }

        @Override
        public String java() {
            return "s[" + socket + "].get(SocketOptions.EVENTS)";
        }
    }

    /** Does something to a message object. */
    record OnMsg(MsgVerb verb, int msg, int other, String text) implements Step {
        @Override
        public void run(Subject subject, Outcomes outcomes) {
            outcomes.of(() -> subject.msg(verb, msg, other, text));
        }

        @Override
        public String java() {
            return "msg(" + Literal.of(verb.name()) + ", " + msg + ", " + other + ", " + Literal.of(text) + ")";
        }
    }
}
