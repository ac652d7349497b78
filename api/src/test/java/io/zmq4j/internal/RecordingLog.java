package io.zmq4j.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged. */
final class RecordingLog implements System.Logger {
    /** A line of the log. */
    record Line(Level level, String text, @Nullable Throwable thrown) {}

    private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<String> texts(Level level) {
        List<String> texts = new ArrayList<>();
        for (Line line : lines()) {
            if (line.level() == level) {
                texts.add(line.text());
            }
        }
        return texts;
    }

    @Override
    public String getName() {
        return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
        lines.add(new Line(level, text, thrown));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... arguments) {
        lines.add(new Line(level, format, null));
    }
}
