package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketOptions;
import io.zmq4j.spi.Safeguard;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.net.Address.IZAddress;
import zmq.io.net.SelectorProviderChooser;

/**
 * Makes an XPUB socket greet its subscribers.
 *
 * <p>Repairs JeroMQ 0.6.0, which has no XPUB_WELCOME_MSG: its HELLO_MSG does the same, but XPUB sockets are not allowed
 * to send one. The permission is a field of the socket's options, and these are shown to whoever chooses the channels
 * of a bind; so a bind is started, and given up before it has opened anything. It can go when XPUB_WELCOME_MSG is an
 * option of JeroMQ's.
 */
final class WelcomeMessage {
    private WelcomeMessage() {}

    static void allow(SocketBase engine, ChannelTuning tuning, JeroMqSocketOptions from) {
        if (!Safeguard.isOn("welcome-message")) {
            return;
        }
        Capture capture = new Capture();
        engine.setSocketOpt(ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, capture);
        try {
            Uninterrupted.call(() -> engine.bind("tcp://127.0.0.1:*"));
        } catch (GivenUp e) {
            // as planned
        } finally {
            engine.setSocketOpt(ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, tuning);
        }
        Options options = capture.options;
        if (options == null) {
            throw from.unsupported(SocketOptions.XPUB_WELCOME_MSG, "it needs an I/O thread");
        }
        options.canSendHelloMsg = true;
    }

    private static final class Capture implements SelectorProviderChooser {
        private @Nullable Options options;

        @Override
        public SelectorProvider choose(IZAddress address, Options shown) {
            options = shown;
            throw new GivenUp();
        }
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up on purpose", null, false, false);
        }
    }
}
