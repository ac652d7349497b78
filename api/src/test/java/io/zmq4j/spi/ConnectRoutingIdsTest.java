package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import org.junit.jupiter.api.Test;

class ConnectRoutingIdsTest {
    private final ConnectRoutingIds ids = new ConnectRoutingIds();

    @Test
    void eachIdIsTakenOnce() {
        ids.set(SocketType.ROUTER, new byte[] {1});
        ids.connected();
        ids.set(SocketType.ROUTER, new byte[] {2});
        ids.connected();
        refuses(SocketType.ROUTER, 1);
        refuses(SocketType.ROUTER, 2);
    }

    @Test
    void idsOfTheEnginesOwnKindAreRefused() {
        refuses(SocketType.ROUTER, 0);
        refuses(SocketType.STREAM, 0);
    }

    @Test
    void routerThatWasBoundMayMeetTheSameIdFromAPeer() {
        ids.bound();
        refuses(SocketType.ROUTER, 1);
    }

    @Test
    void routerThatConnectedWithoutAnIdMayMeetTheSameIdFromAPeer() {
        ids.connected();
        refuses(SocketType.ROUTER, 1);
    }

    @Test
    void routerIsNotBoundWhileAnIdWaitsForItsConnect() {
        ids.set(SocketType.ROUTER, new byte[] {1});
        assertThrows(ZmqException.class, () -> ids.checkBind(SocketType.ROUTER));
        ids.connected();
        assertDoesNotThrow(() -> ids.checkBind(SocketType.ROUTER));
    }

    @Test
    void streamPeersChooseNoIds() {
        ids.bound();
        assertDoesNotThrow(() -> ids.set(SocketType.STREAM, new byte[] {1}));
    }

    private void refuses(SocketType type, int firstByte) {
        ZmqException refused = assertThrows(ZmqException.class, () -> ids.set(type, new byte[] {(byte) firstByte}));
        assertEquals(ErrorCode.EINVAL, refused.code());
    }
}
