package io.zmq4j.cli;

import picocli.CommandLine.Help.Ansi;

/** Colours, where the terminal shows them. */
final class Style {
    private final Ansi ansi;

    Style(Ansi ansi) {
        this.ansi = ansi;
    }

    String heading(String text) {
        return styled("bold", text);
    }

    String good(String text) {
        return styled("green", text);
    }

    String bad(String text) {
        return styled("bold,red", text);
    }

    private String styled(String style, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        // Reset, because what picocli has for the end of bold is a double underline to most terminals.
        return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on();
    }

    /** Whether lines may be shown and then replaced. */
    boolean isTerminal() {
        return ansi.enabled();
    }
}
