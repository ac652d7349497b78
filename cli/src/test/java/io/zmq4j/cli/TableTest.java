package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TableTest {
    private static final Style PLAIN = new Style(Ansi.OFF);

    private static List<String> printed(Table table, int width) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), width, PLAIN);
        return text.toString().lines().toList();
    }

    private static Table birds() {
        Table table = new Table("bird", "legs", "known for");
        table.row("sparrow", "2", "being everywhere and not caring");
        table.row("ox", "4", "not being a bird");
        return table;
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertEquals(
                List.of(
                        "bird     legs  known for",
                        "sparrow  2     being everywhere and not caring",
                        "ox       4     not being a bird"),
                printed(birds(), 80));
    }

    @Test
    void lastColumnWrapsBelowItself() {
        assertEquals(
                List.of(
                        "bird     legs  known for",
                        "sparrow  2     being everywhere",
                        "               and not caring",
                        "ox       4     not being a bird"),
                printed(birds(), 32));
    }

    @Test
    void lastColumnIsLeftOutWhereItDoesNotFit() {
        assertEquals(List.of("bird     legs", "sparrow  2", "ox       4"), printed(birds(), 20));
    }

    @Test
    void headingIsBoldOnATerminalOnly() {
        Table table = new Table("a", "b");
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), 80, new Style(Ansi.ON));
        assertEquals("\u001b[1ma  b\u001b[0m", text.toString().strip());
    }

    @Test
    void rowWithTooFewCellsIsRefused() {
        Table table = new Table("a", "b");
        assertThrows(IllegalArgumentException.class, () -> table.row("1"));
    }

    @Test
    void wordLongerThanALineStaysWhole() {
        assertEquals(
                List.of("see", "/usr/lib/libzmq.so.5", "or ask"), Table.wrap("see /usr/lib/libzmq.so.5 or ask", 8));
    }

    @Test
    void emptyTextIsOneEmptyLine() {
        assertEquals(List.of(""), Table.wrap("", 8));
    }
}
