package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Context;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.tck.Loopback;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyStateTest {
    private Context context;
    private Socket rep;
    private Socket first;
    private Socket second;

    @BeforeEach
    void open() {
        context = JeroMq.context();
        rep = socket(context, SocketType.REP);
        String endpoint = rep.bind(Loopback.ANY_PORT);
        first = socket(context, SocketType.REQ);
        first.connect(endpoint);
        second = socket(context, SocketType.REQ);
        second.connect(endpoint);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void secondRecvBeforeReplyIsEfsm() {
        first.send(bytes("first"));
        byte[] request = rep.recv();
        second.send(bytes("second"));
        assertThrows(WrongStateException.class, () -> rep.recv());
        assertThrows(WrongStateException.class, () -> rep.tryRecv());
        rep.send(request);
        assertArrayEquals(bytes("first"), first.recv());
        assertArrayEquals(bytes("second"), rep.recv());
        rep.send(bytes("done"));
        assertArrayEquals(bytes("done"), second.recv());
    }

    @Test
    void recvInsideAReplyIsEfsm() {
        first.send(bytes("first"));
        rep.recv();
        rep.send(bytes("half"), SendFlag.SNDMORE);
        assertThrows(WrongStateException.class, () -> rep.tryRecv());
        rep.send(bytes("whole"));
        assertArrayEquals(bytes("half"), first.recv());
    }

    @Test
    void replyBeforeTheRequestIsEfsm() {
        assertThrows(WrongStateException.class, () -> rep.send(bytes("too early")));
        first.send(List.of(bytes("one"), bytes("two")));
        rep.recv();
        assertThrows(WrongStateException.class, () -> rep.send(bytes("in the middle")));
        assertArrayEquals(bytes("two"), rep.recv());
        rep.send(bytes("now"));
        assertArrayEquals(bytes("now"), first.recv());
    }

    @Test
    void requesterSendsAndReceivesInTurn() {
        assertThrows(WrongStateException.class, () -> first.tryRecv());
        first.send(bytes("first"));
        assertThrows(WrongStateException.class, () -> first.send(bytes("again")));
        rep.recv();
        rep.send(bytes("answer"));
        first.recv();
        assertThrows(WrongStateException.class, () -> first.tryRecv());
    }
}
