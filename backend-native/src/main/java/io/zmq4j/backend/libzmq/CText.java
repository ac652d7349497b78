package io.zmq4j.backend.libzmq;

import java.nio.charset.StandardCharsets;

/** A text in C's form, in UTF-8, until it is closed. */
final class CText implements AutoCloseable {
    private final LibC libc;
    private final long address;

    CText(LibC libc, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.libc = libc;
        this.address = libc.malloc(bytes.length + 1L);
        libc.view(address, bytes.length + 1).put(bytes).put((byte) 0);
    }

    long address() {
        return address;
    }

    @Override
    public void close() {
        libc.free(address);
    }
}
