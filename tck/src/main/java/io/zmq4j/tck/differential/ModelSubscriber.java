package io.zmq4j.tck.differential;

import io.zmq4j.SocketType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SUB and XSUB (RFC 29): a multiset of topics; SUB receives what matches one, XSUB whatever publishers send. */
final class ModelSubscriber extends ModelSocket {
    private final Map<String, Integer> topics = new TreeMap<>();
    private boolean ordinary;
    private String first = "";

    ModelSubscriber(Model model, SocketType type) {
        super(model, type);
    }

    void subscribe(String topic) {
        topics.merge(topic, 1, Integer::sum);
        List.copyOf(pipes()).forEach(pipe -> pipe.write(List.of("\1" + topic)));
    }

    /** Publishers hear of the last one only; one that there is not is nothing. */
    void unsubscribe(String topic) {
        Integer count = topics.get(topic);
        if (count == null) {
            return;
        } else if (count > 1) {
            topics.put(topic, count - 1);
            return;
        }
        topics.remove(topic);
        List.copyOf(pipes()).forEach(pipe -> pipe.write(List.of("\0" + topic)));
    }

    /** Does something without any subscriptions. */
    void withoutTopics(Runnable work) {
        Map<String, Integer> all = new TreeMap<>(topics);
        all.forEach((topic, count) -> Collections.nCopies(count, topic).forEach(this::unsubscribe));
        work.run();
        all.forEach((topic, count) -> Collections.nCopies(count, topic).forEach(this::subscribe));
    }

    @Override
    boolean start(String frame, boolean more) {
        first = frame;
        ordinary = more || !(frame.startsWith("\1") || frame.startsWith("\0"));
        if (ordinary) {
            pipes().forEach(this::to);
        }
        frame(frame);
        return true;
    }

    @Override
    void sent() {
        if (!ordinary && first.startsWith("\1")) {
            subscribe(first.substring(1));
        } else if (!ordinary) {
            unsubscribe(first.substring(1));
        }
    }

    @Override
    @Nullable
    List<String> next() {
        for (ModelPipe pipe = nextPipe(); pipe != null; pipe = nextPipe()) {
            List<String> message = pipe.read();
            String start = message.get(0);
            if (type() == SocketType.XSUB || topics.keySet().stream().anyMatch(start::startsWith)) {
                return message;
            }
        }
        return null;
    }

    @Override
    boolean looksAhead() {
        return true;
    }

    /** After a look, which drops what does not match. */
    @Override
    boolean canSend() {
        return type() == SocketType.XSUB;
    }

    @Override
    void attached(ModelPipe pipe) {
        super.attached(pipe);
        topics.keySet().forEach(topic -> pipe.write(List.of("\1" + topic)));
    }
}
