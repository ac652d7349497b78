package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlainWriterTest {
    @Test
    void typographyBecomesAscii() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(new PlainWriter(text));
        out.print("0…9 – “x” → 5 µs");
        out.print('…');
        out.print(new char[] {'a', '…'});
        out.flush();
        assertEquals("0...9 - \"x\" -> 5 us...a...", text.toString());
    }

    @Test
    void lettersStayWhatTheyAre() throws Exception {
        StringWriter text = new StringWriter();
        try (PlainWriter out = new PlainWriter(text)) {
            out.write("/home/jürgen/ż");
        }
        assertEquals("/home/jürgen/ż", text.toString());
    }

    @Test
    void jsonIsAsciiAndReadsBackTheSame() {
        StringWriter text = new StringWriter();
        JsonPrimitive value = new JsonPrimitive("1…65535 \"ü\" <&> \u007f");
        Json.print(new PrintWriter(text), value);
        assertEquals(
                "\"1\\u202665535 \\\"\\u00fc\\\" <&> \\u007f\"", text.toString().strip());
        assertEquals(value, JsonParser.parseString(text.toString()));
    }
}
