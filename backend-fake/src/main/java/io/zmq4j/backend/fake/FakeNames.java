package io.zmq4j.backend.fake;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The {@code inproc} names of a context, who is bound to them and who waits for that; and the context's one lock. */
final class FakeNames {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FakeCore> bound = new HashMap<>();
    private final List<Unmet> unmet = new ArrayList<>();

    /** The far end of a connection to a name that nobody is bound to. */
    private record Unmet(String name, FakePipe end) {}

    ReentrantLock lock() {
        return lock;
    }

    void bind(String name, FakeCore core) {
        if (bound.putIfAbsent(name, core) != null) {
            throw new ZmqException(ErrorCode.EADDRINUSE, "inproc://" + name + " is bound by another socket");
        }
        List<FakePipe> ends = new ArrayList<>();
        for (Iterator<Unmet> others = unmet.iterator(); others.hasNext(); ) {
            Unmet other = others.next();
            if (other.name().equals(name)) {
                others.remove();
                ends.add(other.end());
            }
        }
        ends.forEach(end -> end.meet(core));
    }

    void unbind(String name, FakeCore core) {
        if (!bound.remove(name, core)) {
            throw new ZmqException(ErrorCode.ENOENT, "the socket is not bound to inproc://" + name);
        }
    }

    void connect(String name, FakePipe farEnd) {
        @Nullable FakeCore core = bound.get(name);
        if (core == null) {
            unmet.add(new Unmet(name, farEnd));
        } else {
            farEnd.meet(core);
        }
    }

    /** Nobody will meet this end any more. */
    void forget(FakePipe farEnd) {
        unmet.removeIf(other -> other.end() == farEnd);
    }

    void unbindAll(FakeCore core) {
        bound.values().removeIf(core::equals);
    }
}
