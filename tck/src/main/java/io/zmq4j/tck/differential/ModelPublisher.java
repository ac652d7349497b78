package io.zmq4j.tck.differential;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** PUB and XPUB: sends to all subscribers (RFC 29); XPUB receives what is new about subscriptions. */
final class ModelPublisher extends ModelSocket {
    private static final String LEAVES_QUIETLY = "XPB-017";

    private final Map<ModelPipe, Set<String>> topics = new LinkedHashMap<>();

    /** What became known in one step, in any order; then what did in the next. */
    private final Deque<List<List<String>>> news = new ArrayDeque<>();

    private final List<List<String>> latest = new ArrayList<>();

    ModelPublisher(Model model, SocketType type) {
        super(model, type);
    }

    @Override
    boolean start(String first, boolean more) {
        for (ModelPipe pipe : pipes()) {
            if (topics.getOrDefault(pipe, Set.of()).stream().anyMatch(first::startsWith) && pipe.hasRoom()) {
                to(pipe);
            }
        }
        frame(first);
        return true;
    }

    @Override
    boolean canSend() {
        return true;
    }

    @Override
    @Nullable
    List<String> next() {
        List<List<String>> group = news.peek();
        if (group == null) {
            return null;
        }
        List<String> message = group.remove(model().choices().of(group.size()));
        if (group.isEmpty()) {
            news.remove();
        }
        return message;
    }

    @Override
    boolean canReceive() {
        return !news.isEmpty();
    }

    @Override
    void arrived(ModelPipe pipe) {
        while (pipe.hasMessage()) {
            List<String> message = pipe.read();
            String frame = message.get(0);
            if (message.size() == 1 && frame.startsWith("\1")) {
                hear(pipe, frame.substring(1));
            } else if (message.size() == 1 && frame.startsWith("\0")) {
                unsubscribe(pipe, frame.substring(1));
            } else {
                tell(message);
            }
        }
    }

    /** Of somebody who has left since, perhaps. */
    private void hear(ModelPipe pipe, String topic) {
        if (pipe.isConnected()) {
            subscribe(pipe, topic);
        } else if (model().choices().of(2) == 0) {
            subscribe(pipe, topic);
            forget(pipe);
        }
    }

    private void subscribe(ModelPipe pipe, String topic) {
        boolean first = isUnknown(topic);
        topics.computeIfAbsent(pipe, key -> new TreeSet<>()).add(topic);
        if (first || isOn(SocketOptions.XPUB_VERBOSE) || isOn(SocketOptions.XPUB_VERBOSER)) {
            tell(List.of("\1" + topic));
        }
    }

    private void unsubscribe(ModelPipe pipe, String topic) {
        topics.getOrDefault(pipe, new TreeSet<>()).remove(topic);
        if (isUnknown(topic) || isOn(SocketOptions.XPUB_VERBOSER)) {
            tell(List.of("\0" + topic));
        }
    }

    private boolean isUnknown(String topic) {
        return topics.values().stream().noneMatch(those -> those.contains(topic));
    }

    private void tell(List<String> message) {
        if (type() == SocketType.XPUB) {
            latest.add(message);
        }
    }

    @Override
    void detached(ModelPipe pipe) {
        super.detached(pipe);
        if (topics.containsKey(pipe) && !model().forgetsLate()) {
            forget(pipe);
        }
    }

    @Override
    void ended(ModelPipe pipe) {
        forget(pipe);
    }

    private void forget(ModelPipe pipe) {
        Set<String> gone = topics.remove(pipe);
        if (gone != null) {
            boolean all = isOn(SocketOptions.XPUB_VERBOSER) && !model().deviates(LEAVES_QUIETLY);
            gone.stream().filter(topic -> all || isUnknown(topic)).forEach(topic -> tell(List.of("\0" + topic)));
        }
    }

    @Override
    void settle() {
        super.settle();
        if (!latest.isEmpty()) {
            news.add(new ArrayList<>(latest));
            latest.clear();
        }
    }
}
