package io.zmq4j.backend.fake;

import io.zmq4j.spi.SocketResource;

/** What closes a socket: its core, which lives on when the socket was abandoned. */
final class FakeSocketResource extends SocketResource {
    private final FakeCore core;

    FakeSocketResource(FakeCore core) {
        this.core = core;
    }

    @Override
    protected void release(int lingerMillis) {
        core.lock();
        try {
            core.close();
        } finally {
            core.unlock();
        }
    }
}
