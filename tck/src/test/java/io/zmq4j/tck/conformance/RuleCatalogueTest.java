package io.zmq4j.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class RuleCatalogueTest {
    private static final String RULE = "ABC-001\tarea\tsource\tMUST\tP1\tcore\ttext\t\n";

    private static RuleCatalogue read(String lines) throws IOException {
        return RuleCatalogue.read(new StringReader("heading\n" + lines));
    }

    @Test
    void idThatIsThereTwiceIsRefused() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> read(RULE + RULE));
        assertTrue(String.valueOf(refusal.getMessage()).contains("ABC-001"));
    }

    @Test
    void lineThatLacksAColumnIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> read("ABC-001\tarea\tsource\tMUST\tP1\tcore\ttext\n"));
    }

    @Test
    void ruleIsFoundByItsId() throws IOException {
        assertEquals("text", read(RULE).rule("ABC-001").text());
        assertThrows(IllegalArgumentException.class, () -> read(RULE).rule("ABC-002"));
    }
}
