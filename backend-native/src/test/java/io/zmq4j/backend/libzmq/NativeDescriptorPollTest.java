package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptors of the system, here both ends of a pipe, with epoll and without. */
@RequiresBackend("native")
class NativeDescriptorPollTest extends ZmqTck {
    private final List<Integer> open = new ArrayList<>();
    private LibC libc;
    private int readEnd;
    private int writeEnd;

    List<Backend> backends() {
        return List.of(backend(), WithoutEpoll.backend());
    }

    @BeforeEach
    void openPipe() throws NativeUnavailableException {
        libc = NativeLoader.binding().libc();
        long two = libc.malloc(8);
        assertEquals(0, libc.pipe(two));
        readEnd = libc.view(two, 8).getInt(0);
        writeEnd = libc.view(two, 8).getInt(4);
        libc.free(two);
        open.addAll(List.of(readEnd, writeEnd));
    }

    @AfterEach
    void closePipe() {
        open.forEach(libc::close);
        open.clear();
    }

    private void close(int descriptor) {
        open.remove(Integer.valueOf(descriptor)); // by value
        assertEquals(0, libc.close(descriptor));
    }

    private void write() {
        long one = libc.malloc(1);
        assertEquals(1, libc.write(writeEnd, one, 1));
        libc.free(one);
    }

    private static Poller poller(Context context, PollItem... items) {
        Poller poller = context.poller();
        for (PollItem item : items) {
            poller.add(item);
        }
        return poller;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void pipeIsReadableAndWritable(Backend backend) {
        PollItem in = PollItem.ofFd(readEnd, PollEvent.POLLIN);
        PollItem out = PollItem.ofFd(writeEnd, PollEvent.POLLOUT);
        try (Context context = backend.context();
                Poller poller = poller(context, in, out)) {
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(Set.of(PollEvent.POLLOUT), out.revents());
            write();
            assertEquals(2, poller.poll(AWAIT));
            assertEquals(Set.of(PollEvent.POLLIN), in.revents());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void errorIsReportedUnasked(Backend backend) {
        PollItem out = PollItem.ofFd(writeEnd);
        try (Context context = backend.context();
                Poller poller = poller(context, out)) {
            assertEquals(0, poller.poll(SHORT));
            close(readEnd);
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(Set.of(PollEvent.POLLERR), out.revents());
            assertTrue(out.isError());
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void itemsOfOneDescriptorComeAndGo(Backend backend) {
        PollItem in = PollItem.ofFd(readEnd, PollEvent.POLLIN);
        PollItem nothing = PollItem.ofFd(readEnd);
        try (Context context = backend.context();
                Poller poller = poller(context, nothing)) {
            write();
            assertEquals(0, poller.poll(SHORT));
            poller.add(in);
            assertEquals(1, poller.poll(AWAIT));
            poller.remove(in);
            assertEquals(0, poller.poll(SHORT));
            poller.add(in);
            poller.remove(nothing);
            assertEquals(1, poller.poll(AWAIT));
        }
    }

    @Test
    void descriptorWakesAPollThatWaits() {
        try (Poller poller = context().poller()) {
            poller.add(PollItem.ofFd(readEnd, PollEvent.POLLIN));
            var polling = start("poll", () -> poller.poll(Zmq.FOREVER));
            polling.awaitWaiting();
            write();
            assertEquals(1, polling.result());
        }
    }

    @Test
    void descriptorThatIsPartOfASocketIsRefused() {
        Socket socket = socket(SocketType.PULL);
        try (Poller poller = context().poller()) {
            poller.add(PollItem.of(socket, PollEvent.POLLIN));
            PollItem own = PollItem.ofFd(socket.get(SocketOptions.FD), PollEvent.POLLIN);
            ZmqException thrown = assertCode(ErrorCode.EINVAL, () -> poller.add(own));
            assertTrue(String.valueOf(thrown.getMessage()).contains("as part of a socket"), thrown::getMessage);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void regularFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "text");
        try (FileInputStream in = new FileInputStream(file.toFile());
                Poller poller = context().poller()) {
            int descriptor = descriptorOf(file);
            ZmqException thrown =
                    assertCode(ErrorCode.EINVAL, () -> poller.add(PollItem.ofFd(descriptor, PollEvent.POLLIN)));
            assertTrue(String.valueOf(thrown.getMessage()).contains("regular file"), thrown::getMessage);
            assertEquals('t', in.read());
        }
    }

    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(link -> Files.exists(link) && isSame(link, file))
                    .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static boolean isSame(Path link, Path file) {
        try {
            return Files.isSameFile(link, file);
        } catch (IOException e) {
            return false;
        }
    }
}
