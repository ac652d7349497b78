package io.zmq4j.backend.fake;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.Topics;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SUB and XSUB: receives what it subscribed to, counting repetitions; XSUB sends its subscriptions as messages. */
class FakeSubscriber extends FakeCore {
    final Map<ByteBuffer, Integer> topics = new LinkedHashMap<>();
    private @Nullable FakeTopic leaving;

    FakeSubscriber(FakeNames names, SocketType type) {
        super(names, type);
    }

    void change(FakeTopic topic) {
        if (topic.isAdded()) {
            topics.merge(topic.bytes(), 1, Integer::sum);
        } else {
            Integer count = topics.get(topic.bytes());
            if (count == null) {
                return;
            }
            if (count > 1) {
                topics.put(topic.bytes(), count - 1);
                return;
            }
            topics.remove(topic.bytes());
        }
        pipes().forEach(pipe -> pipe.write(topic.message()));
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        if (first.length > 0 && Topics.isTooLong(first.length, first[0])) {
            return true;
        }
        leaving = moreFollow ? null : FakeTopic.of(List.of(first));
        if (leaving == null) {
            pipes().forEach(this::to);
            frame(first);
        }
        return true;
    }

    @Override
    void sent() {
        if (leaving != null) {
            change(leaving);
            leaving = null;
        }
    }

    @Override
    @Nullable
    List<byte[]> next() {
        for (FakePipe pipe = nextReader(); pipe != null; pipe = nextReader()) {
            List<byte[]> message = pipe.read();
            if (message != null && (type == SocketType.XSUB || wants(message.get(0)))) {
                return message;
            }
        }
        return null;
    }

    boolean wants(byte[] first) {
        return FakeTopic.anyStarts(topics.keySet(), first) != options.isOn(SocketOptions.INVERT_MATCHING);
    }

    @Override
    boolean canSend() {
        return type == SocketType.XSUB;
    }

    @Override
    void attach(FakePipe pipe) {
        super.attach(pipe);
        for (ByteBuffer bytes : topics.keySet()) {
            pipe.write(new FakeTopic(true, bytes).message());
        }
    }
}
