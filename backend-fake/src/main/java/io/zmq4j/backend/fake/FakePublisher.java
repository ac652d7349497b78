package io.zmq4j.backend.fake;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PUB and XPUB: sends to all subscribers; XPUB receives the subscriptions, and what else its peers send. */
class FakePublisher extends FakeCore {
    final Map<FakePipe, Set<ByteBuffer>> subscriptions = new LinkedHashMap<>();
    private final Deque<List<byte[]>> news = new ArrayDeque<>();

    FakePublisher(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        boolean noDrop = options.isOn(SocketOptions.XPUB_NODROP);
        for (FakePipe pipe : pipes()) {
            if (wants(pipe, first)) {
                if (pipe.hasRoom()) {
                    to(pipe);
                } else if (noDrop && pipe.isConnected()) {
                    return false;
                }
            }
        }
        frame(first);
        return true;
    }

    boolean wants(FakePipe pipe, byte[] first) {
        boolean matches = FakeTopic.anyStarts(subscriptions.getOrDefault(pipe, Set.of()), first);
        return matches != options.isOn(SocketOptions.INVERT_MATCHING);
    }

    @Override
    @Nullable
    List<byte[]> next() {
        return news.poll();
    }

    @Override
    boolean canSend() {
        return true;
    }

    @Override
    void arrived(FakePipe pipe) {
        for (List<byte[]> message = pipe.read(); message != null; message = pipe.read()) {
            FakeTopic topic = FakeTopic.of(message);
            if (topic != null) {
                change(pipe, topic);
            } else if (type == SocketType.XPUB) {
                news.add(message);
            }
        }
        changed();
    }

    /** A peer that has left since is no subscriber any more. */
    private void change(FakePipe pipe, FakeTopic topic) {
        if (topic.isAdded() && pipe.isConnected()) {
            subscribe(pipe, topic);
        } else if (!topic.isAdded()) {
            unsubscribe(pipe, topic);
        }
    }

    private void subscribe(FakePipe pipe, FakeTopic topic) {
        boolean first = isUnknown(topic);
        subscriptions.computeIfAbsent(pipe, key -> new LinkedHashSet<>()).add(topic.bytes());
        if (first || options.isOn(SocketOptions.XPUB_VERBOSE) || options.isOn(SocketOptions.XPUB_VERBOSER)) {
            tell(topic);
        }
    }

    private void unsubscribe(FakePipe pipe, FakeTopic topic) {
        boolean removed = subscriptions.getOrDefault(pipe, new HashSet<>()).remove(topic.bytes());
        if (removed && (isUnknown(topic) || options.isOn(SocketOptions.XPUB_VERBOSER))) {
            tell(topic);
        }
    }

    void tell(FakeTopic topic) {
        if (type == SocketType.XPUB) {
            news.add(topic.message());
        }
    }

    boolean isUnknown(FakeTopic topic) {
        return subscriptions.values().stream().noneMatch(topics -> topics.contains(topic.bytes()));
    }

    @Override
    void detach(FakePipe pipe) {
        super.detach(pipe);
        for (ByteBuffer bytes : List.copyOf(subscriptions.getOrDefault(pipe, Set.of()))) {
            unsubscribe(pipe, new FakeTopic(false, bytes));
        }
        subscriptions.remove(pipe);
    }
}
