package io.zmq4j.backend.fake;

import io.zmq4j.spi.AbstractPoller;
import io.zmq4j.spi.PollOperations;
import io.zmq4j.spi.SelectorWaiter;
import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A poller on a selector, which holds the channels, and is woken for sockets. */
final class FakePoller extends AbstractPoller {
    private final SelectorWaiter waiter;
    private final FakeNews news;
    private final Map<FakeSocket, FakeNews.Reader> readers = new HashMap<>();
    private final Consumer<SelectionKey> channelReady = this::channelReady;

    FakePoller(FakeContext context, SelectorWaiter waiter) {
        super(context, waiter);
        this.waiter = waiter;
        this.news = new FakeNews(waiter);
    }

    @Override
    protected void doWatch(Object polled, int index, int events) {
        if (polled instanceof FakeSocket socket) {
            FakeNews.Reader reader = news.reader(index);
            readers.put(socket, reader);
            socket.tell(reader);
        } else {
            doChange(polled, index, events);
        }
    }

    @Override
    protected void doChange(Object polled, int index, int events) {
        SelectableChannel channel = (SelectableChannel) polled;
        waiter.watch(channel, PollOperations.of(channel, events), index);
    }

    @Override
    protected void doUnwatch(Object polled, int index) {
        if (polled instanceof FakeSocket socket) {
            FakeNews.Reader reader = readers.remove(socket);
            if (reader != null) {
                socket.tellNoMore(reader);
            }
        } else {
            waiter.unwatch((SelectableChannel) polled);
        }
    }

    @Override
    protected void doWait(Waiter same, long nanos) {
        waiter.select(nanos, channelReady);
        for (int index = news.next(); index >= 0; index = news.next()) {
            signalled(index, 0);
        }
    }

    private void channelReady(SelectionKey key) {
        signalled((Integer) key.attachment(), PollOperations.events(key));
    }
}
