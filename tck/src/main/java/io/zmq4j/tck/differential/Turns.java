package io.zmq4j.tck.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Round robin over those that have room: each gets a message before one gets the next. In which order is the engine's
 * choice whenever peers come, leave, or become full; it stays as it is in between. That one was left may show later,
 * when the other end has read what there was.
 */
final class Turns {
    private final Choices choices;
    private final List<ModelPipe> served = new ArrayList<>();
    private final List<ModelPipe> waiting = new ArrayList<>();
    private Set<ModelPipe> full = Set.of();
    private int left;

    Turns(Choices choices) {
        this.choices = choices;
    }

    void add(ModelPipe pipe) {
        waiting.add(pipe);
        disturb();
    }

    void remove(ModelPipe pipe) {
        waiting.remove(pipe);
        served.remove(pipe);
        if (!pipe.peer().isGone()) {
            left++;
        }
        disturb();
    }

    private void disturb() {
        waiting.addAll(served);
        served.clear();
    }

    boolean anyHasRoom() {
        return waiting.stream().anyMatch(ModelPipe::hasRoom) || served.stream().anyMatch(ModelPipe::hasRoom);
    }

    /** The next one, or null. */
    @Nullable
    ModelPipe next() {
        if (left > 0 && choices.of(2) == 1) {
            left--;
            disturb();
        }
        if (waiting.stream().noneMatch(ModelPipe::hasRoom)
                && (served.isEmpty() || !served.get(0).hasRoom())) {
            disturb();
        }
        List<ModelPipe> first = waiting.stream().filter(ModelPipe::hasRoom).toList();
        if (first.isEmpty() && served.isEmpty()) {
            return null;
        }
        ModelPipe pipe = first.isEmpty() ? served.remove(0) : choices.among(first);
        waiting.remove(pipe);
        served.add(pipe);
        return pipe;
    }

    /** Takes note of who is full. */
    void settle() {
        Set<ModelPipe> now = new HashSet<>();
        waiting.stream().filter(pipe -> !pipe.hasRoom()).forEach(now::add);
        served.stream().filter(pipe -> !pipe.hasRoom()).forEach(now::add);
        if (!now.equals(full)) {
            disturb();
        }
        full = now;
    }
}
