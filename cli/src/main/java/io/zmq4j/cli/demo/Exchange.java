package io.zmq4j.cli.demo;

import io.zmq4j.Socket;
import io.zmq4j.WouldBlockException;
import java.util.List;
import java.util.function.Supplier;

/** How messages move between two sockets. Each end runs on a thread of its own. */
abstract sealed class Exchange {
    /** Both ends. */
    final List<Part> parts(Socket leads, Socket follows, Pace pace) {
        return List.of(
                new Part("demo-lead", () -> lead(leads, pace)), new Part("demo-follow", () -> follow(follows, pace)));
    }

    /** Sends first. */
    abstract void lead(Socket socket, Pace pace) throws InterruptedException;

    /** Receives first. */
    abstract void follow(Socket socket, Pace pace);

    static void send(Framing framing, Socket socket, byte[] message, Pace pace, long number) {
        try {
            framing.send(socket, message, pace.left());
        } catch (WouldBlockException e) {
            throw pace.missing(Numbered.name(number) + " could not be sent");
        }
    }

    static byte[] recv(Framing framing, Socket socket, Pace pace, long number) {
        try {
            return framing.recv(socket, pace.left());
        } catch (WouldBlockException e) {
            throw pace.missing(Numbered.name(number) + " did not arrive");
        }
    }

    /** Messages go one way. */
    static final class OneWay extends Exchange {
        private final Supplier<Framing> framing;

        OneWay(Supplier<Framing> framing) {
            this.framing = framing;
        }

        @Override
        void lead(Socket socket, Pace pace) throws InterruptedException {
            Framing out = framing.get();
            byte[] hello = Numbered.message(Numbered.HELLO);
            do { // again and again: a PUB drops what nobody has subscribed to yet
                send(out, socket, hello, pace, Numbered.HELLO);
                if (pace.left().isZero()) {
                    throw pace.missing("no connection");
                }
            } while (!pace.awaitHello());
            pace.start();
            long sent = 0;
            while (pace.wants(sent)) {
                send(out, socket, Numbered.message(sent), pace, sent);
                sent++;
            }
            send(out, socket, Numbered.end(sent), pace, -1);
        }

        @Override
        void follow(Socket socket, Pace pace) {
            Framing in = framing.get();
            byte[] message = recv(in, socket, pace, Numbered.HELLO);
            Numbered.check(message, Numbered.HELLO);
            pace.helloSeen();
            while (Numbered.isHello(message)) {
                message = recv(in, socket, pace, 0);
            }
            long arrived = 0;
            while (!Numbered.isEnd(message)) {
                Numbered.check(message, arrived);
                arrived++;
                message = recv(in, socket, pace, arrived);
            }
            Numbered.checkEnd(message, arrived);
            pace.stop(arrived);
        }
    }

    /** Every message is answered; some may be on their way at a time. */
    static final class RoundTrip extends Exchange {
        private final int window;
        private final Supplier<Framing> asks;
        private final Supplier<Framing> answers;

        RoundTrip(int window, Supplier<Framing> asks, Supplier<Framing> answers) {
            this.window = window;
            this.asks = asks;
            this.answers = answers;
        }

        @Override
        void lead(Socket socket, Pace pace) {
            Framing framing = asks.get();
            send(framing, socket, Numbered.message(Numbered.HELLO), pace, Numbered.HELLO);
            Numbered.check(recv(framing, socket, pace, Numbered.HELLO), Numbered.HELLO);
            pace.start();
            long sent = 0;
            long answered = 0;
            boolean more = pace.wants(0);
            while (more || answered < sent) {
                if (more && sent - answered < window) {
                    send(framing, socket, Numbered.message(sent), pace, sent);
                    sent++;
                    more = pace.wants(sent);
                } else {
                    Numbered.check(recv(framing, socket, pace, answered), Numbered.answer(answered));
                    answered++;
                }
            }
            send(framing, socket, Numbered.end(sent), pace, -1);
            Numbered.checkEnd(recv(framing, socket, pace, -1), answered);
            pace.stop(sent + answered);
        }

        @Override
        void follow(Socket socket, Pace pace) {
            Framing framing = answers.get();
            byte[] hello = recv(framing, socket, pace, Numbered.HELLO);
            Numbered.check(hello, Numbered.HELLO);
            send(framing, socket, hello, pace, Numbered.HELLO);
            long arrived = 0;
            byte[] message = recv(framing, socket, pace, 0);
            while (!Numbered.isEnd(message)) {
                Numbered.check(message, arrived);
                send(framing, socket, Numbered.message(Numbered.answer(arrived)), pace, arrived);
                arrived++;
                message = recv(framing, socket, pace, arrived);
            }
            Numbered.checkEnd(message, arrived);
            send(framing, socket, Numbered.end(arrived), pace, -1);
        }
    }
}
