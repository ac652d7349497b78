package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Polling of channels and descriptors, alone and with sockets. */
public class PollMixTck extends ZmqTck {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** Of the backend that a subclass names. */
    public PollMixTck() {}

    private Poller poller(PollItem... items) {
        Poller poller = context().poller();
        opened.add(poller);
        for (PollItem item : items) {
            poller.add(item);
        }
        return poller;
    }

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    private static PollItem in(SelectableChannel channel) {
        return PollItem.ofChannel(channel, PollEvent.POLLIN);
    }

    private Pipe pipe() throws IOException {
        Pipe pipe = Pipe.open();
        opened.add(pipe.source());
        opened.add(pipe.sink());
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        return pipe;
    }

    private static void write(Pipe pipe) throws IOException {
        assertEquals(1, pipe.sink().write(ByteBuffer.allocate(1)));
    }

    private static void read(Pipe pipe) throws IOException {
        assertEquals(1, pipe.source().read(ByteBuffer.allocate(1)));
    }

    private ServerSocketChannel server() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        opened.add(server);
        server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
        server.configureBlocking(false);
        return server;
    }

    private SocketChannel client() throws IOException {
        SocketChannel client = SocketChannel.open();
        opened.add(client);
        client.configureBlocking(false);
        return client;
    }

    @AfterEach
    void closeChannels() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        opened.clear();
    }

    // ---- channels

    @Test
    void channelIsReadableAsLongAsItHasBytes() throws IOException {
        Pipe pipe = pipe();
        PollItem item = in(pipe.source());
        Poller poller = poller(item);
        for (int i = 0; i < 20; i++) {
            assertEquals(0, poller.poll(Duration.ZERO));
            write(pipe);
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(1, poller.poll(Duration.ZERO));
            assertEquals(Set.of(PollEvent.POLLIN), item.revents());
            read(pipe);
        }
        assertEquals(0, poller.poll(SHORT));
        assertFalse(item.isReadable());
    }

    @Test
    void channelWakesAPollThatWaits() throws IOException {
        Pipe pipe = pipe();
        Poller poller = poller(
                in(pipe.source()), in(two(SocketType.PULL, SocketType.PUSH).bound()));
        for (int i = 0; i < 50; i++) {
            Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
            if (i % 2 == 0) {
                polling.awaitWaiting();
            }
            write(pipe);
            assertEquals(1, polling.result());
            read(pipe);
        }
    }

    @Test
    void pollinStandsForAcceptAndPolloutForConnect() throws IOException {
        ServerSocketChannel server = server();
        SocketChannel client = client();
        PollItem accept = in(server);
        PollItem connect = PollItem.ofChannel(client, PollEvent.POLLOUT);
        Poller poller = poller(accept);
        assertEquals(0, poller.poll(Duration.ZERO));
        boolean connected = client.connect(server.getLocalAddress());
        poller.add(connect);
        await("both", () -> poller.poll(AWAIT) == 2);
        assertEquals(Set.of(PollEvent.POLLIN), accept.revents());
        assertEquals(Set.of(PollEvent.POLLOUT), connect.revents());
        try (SocketChannel accepted = server.accept()) {
            assertTrue(connected || client.finishConnect());
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(List.of(connect), poller.ready());
            PollItem read = in(client);
            poller.add(read);
            accepted.write(ByteBuffer.allocate(3));
            await("bytes", () -> poller.poll(AWAIT) == 2);
            assertTrue(read.isReadable());
            poller.remove(connect);
            assertEquals(1, poller.poll(AWAIT));
        }
    }

    @Test
    void sameChannelInSeveralItemsAndPollers() throws IOException {
        Pipe pipe = pipe();
        PollItem first = in(pipe.source());
        PollItem second = in(pipe.source());
        PollItem third = in(pipe.source());
        Poller one = poller(first, second);
        Poller other = poller(third);
        for (int i = 0; i < 20; i++) {
            Task<Integer> here = start("here-" + i, () -> one.poll(Zmq.FOREVER));
            Task<Integer> there = start("there-" + i, () -> other.poll(Zmq.FOREVER));
            write(pipe);
            assertEquals(2, here.result());
            assertEquals(1, there.result());
            read(pipe);
        }
        one.remove(first);
        write(pipe);
        assertEquals(1, one.poll(AWAIT));
        assertEquals(1, other.poll(AWAIT));
    }

    @Test
    void channelAddedAgainIsHeard() throws IOException {
        Pipe pipe = pipe();
        PollItem item = in(pipe.source());
        Poller poller = poller();
        for (int i = 0; i < 200; i++) {
            poller.add(item);
            Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
            write(pipe);
            assertEquals(1, polling.result());
            read(pipe);
            poller.remove(item);
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    void channelThatCannotBePolledIsRefused() throws IOException {
        Pipe pipe = pipe();
        assertCode(ErrorCode.EINVAL, () -> PollItem.ofChannel(blocking(), PollEvent.POLLIN));
        Poller poller = poller();
        assertCode(ErrorCode.EINVAL, () -> poller.add(in(pipe.sink())));
        assertCode(ErrorCode.EINVAL, () -> poller.add(PollItem.ofChannel(pipe.source(), PollEvent.POLLOUT)));
        assertCode(ErrorCode.EINVAL, () -> poller.add(PollItem.ofChannel(pipe.source(), PollEvent.POLLPRI)));
        PollItem late = in(pipe.source());
        pipe.source().configureBlocking(true);
        assertCode(ErrorCode.EINVAL, () -> poller.add(late));
        pipe.source().close();
        assertThrows(ClosedException.class, () -> poller.add(late));
        assertEquals(0, poller.poll(Duration.ZERO));
    }

    private SelectableChannel blocking() throws IOException {
        SocketChannel channel = SocketChannel.open();
        opened.add(channel);
        return channel;
    }

    @Test
    void channelClosedWhilePolledLeavesTheOthersAlone() throws IOException {
        Pipe pipe = pipe();
        Pipe other = pipe();
        PollItem closed = in(pipe.source());
        Poller poller = poller(closed, in(other.source()));
        assertEquals(0, poller.poll(SHORT));
        pipe.source().close();
        write(other);
        assertEquals(1, poller.poll(AWAIT));
        poller.remove(closed);
        assertEquals(1, poller.poll(AWAIT));
    }

    @Test
    void interruptAndCloseEndAPollOfChannels() throws IOException {
        Poller poller = poller(in(pipe().source()));
        Task<Integer> interrupted = start("interrupted", () -> poller.poll(Zmq.FOREVER));
        interrupted.awaitWaiting();
        interrupted.thread().interrupt();
        interrupted.failure(InterruptedCallException.class);
        Task<Integer> closed = start("closed", () -> poller.poll(Zmq.FOREVER));
        closed.awaitWaiting();
        poller.close();
        closed.failure(ClosedException.class);
    }

    // ---- descriptors

    /** A descriptor that every backend with descriptors has: the one of a socket. */
    private static int descriptor(Socket socket) {
        return socket.get(SocketOptions.FD);
    }

    @Test
    void descriptorsAreRefusedWhereTheyCannotBePolled() {
        if (!backend().supports(Capability.POLL_DESCRIPTORS)) {
            Poller poller = poller();
            assertUnsupported(Capability.POLL_DESCRIPTORS, () -> poller.add(PollItem.ofFd(1, PollEvent.POLLIN)));
        }
        assertCode(ErrorCode.EINVAL, () -> PollItem.ofFd(-1, PollEvent.POLLIN));
    }

    @Test
    void descriptorThatIsNotOpenIsRefused() {
        if (backend().supports(Capability.POLL_DESCRIPTORS)) {
            Poller poller = poller();
            assertCode(ErrorCode.EINVAL, () -> poller.add(PollItem.ofFd(1_000_000, PollEvent.POLLIN)));
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    void descriptorIsReadableWhenThereIsNews() {
        if (!backend().supports(Capability.POLL_DESCRIPTORS)) {
            return;
        }
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.bound().get(SocketOptions.EVENTS);
        PollItem item = PollItem.ofFd(descriptor(two.bound()), PollEvent.POLLIN);
        PollItem same = PollItem.ofFd(descriptor(two.bound()), PollEvent.POLLIN);
        Poller poller = poller(item, same);
        assertEquals(0, poller.poll(Duration.ZERO));
        Task<Integer> polling = start("poll", () -> poller.poll(Zmq.FOREVER));
        polling.awaitWaiting();
        two.connected().sendText("news");
        assertEquals(2, polling.result());
        assertEquals(2, poller.poll(Duration.ZERO));
        assertEquals(Set.of(PollEvent.POLLIN), item.revents());
        poller.remove(same);
        assertEquals(1, poller.poll(Duration.ZERO));
        assertEquals("news", two.bound().recvText());
        two.bound().get(SocketOptions.EVENTS);
        assertEquals(0, poller.poll(Duration.ZERO));
    }

    // ---- mixed

    @Test
    @Rule("POL-007")
    void socketsChannelsAndDescriptorsInOnePoll() throws IOException {
        boolean descriptors = backend().supports(Capability.POLL_DESCRIPTORS);
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Two watched = two(SocketType.PULL, SocketType.PUSH);
        Pipe pipe = pipe();
        PollItem socket = in(two.bound());
        PollItem channel = in(pipe.source());
        PollItem sink = PollItem.ofChannel(pipe.sink(), PollEvent.POLLOUT);
        List<PollItem> items = new ArrayList<>(List.of(socket, channel, sink));
        if (descriptors) {
            watched.bound().get(SocketOptions.EVENTS);
            items.add(PollItem.ofFd(descriptor(watched.bound()), PollEvent.POLLIN));
        }
        Poller poller = poller(items.toArray(new PollItem[0]));
        assertEquals(1, poller.poll(AWAIT));
        assertTrue(sink.isWritable());
        assertEquals(1, Zmq.poll(items.subList(0, 3), AWAIT));
        two.connected().sendText("one");
        write(pipe);
        watched.connected().sendText("three");
        await("all", () -> poller.poll(AWAIT) == items.size());
        for (PollItem item : items) {
            assertEquals(item.events(), item.revents());
        }
        List<PollItem> copies = List.of(in(two.bound()), in(pipe.source()));
        assertEquals(2, Zmq.poll(copies, AWAIT));
        assertEquals("one", two.bound().recvText());
        read(pipe);
        assertEquals(descriptors ? 2 : 1, poller.poll(AWAIT));
    }

    // ---- errors

    /** Also where nothing can be sent or received: a socket is asked for what it can do, not for errors. */
    @Test
    @Rule("POL-006")
    void socketsHaveNoErrors() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        PollItem item = PollItem.of(two.bound(), PollEvent.POLLIN, PollEvent.POLLERR);
        Poller poller = poller(item);
        assertEquals(0, poller.poll(Duration.ZERO));
        two.connected().sendText("last words");
        assertEquals(1, poller.poll(AWAIT));
        assertEquals(Set.of(PollEvent.POLLIN), item.revents());
        two.connected().close();
        assertEquals("last words", two.bound().recvText());
        assertEquals(0, poller.poll(Duration.ZERO));
        assertFalse(item.isError());
    }

    /** A pipe that nobody reads any more has an error at its other end. */
    @Test
    @Rule("POL-006")
    void descriptorsHaveErrors() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors are found on Linux only");
        Set<String> before = pipes();
        Pipe pipe = pipe();
        Set<String> both = pipes();
        both.removeAll(before);
        pipe.source().close();
        Set<String> sink = pipes();
        sink.retainAll(both);
        assertEquals(1, sink.size());
        PollItem item = PollItem.ofFd(Integer.parseInt(sink.iterator().next()), PollEvent.POLLERR);
        Poller poller = poller(item);
        assertEquals(1, poller.poll(AWAIT));
        assertTrue(item.isError());
        assertEquals(Set.of(PollEvent.POLLERR), item.revents());
    }

    /** The descriptors of this process that are ends of pipes. */
    private static Set<String> pipes() throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path each : descriptors.toList()) {
                try {
                    if (Files.readSymbolicLink(each).toString().startsWith("pipe:")) {
                        found.add(each.getFileName().toString());
                    }
                } catch (NoSuchFileException e) {
                    // that of the listing itself
                }
            }
        }
        return found;
    }
}
