package io.zmq4j.cli;

import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;

/** Writes typographic characters in ASCII: not every terminal, file and pipe has the encoding for them. */
final class PlainWriter extends Writer {
    private final Appendable out;

    /** A print stream encodes as the terminal wants it; a writer around it would have to guess. */
    PlainWriter(Appendable out) {
        this.out = out;
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> plain.append(plain(c)));
        return plain.toString();
    }

    private static String plain(int c) {
        return switch (c) {
            case '…' -> "...";
            case '–', '—', '−' -> "-";
            case '‘', '’' -> "'";
            case '“', '”', '„' -> "\"";
            case '→' -> "->";
            case '≥' -> ">=";
            case '≤' -> "<=";
            case '×' -> "x";
            case 'µ' -> "u";
            case '\u00a0' -> " ";
            default -> Character.toString((char) c);
        };
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        out.append(plain(new String(chars, offset, length)));
    }

    @Override
    public void flush() throws IOException {
        if (out instanceof Flushable buffered) {
            buffered.flush();
        }
    }

    /** Leaves what it writes to open: standard output is not ours. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
