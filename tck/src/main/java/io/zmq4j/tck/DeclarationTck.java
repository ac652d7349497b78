package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.Capability;
import io.zmq4j.tck.conformance.Declaration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a backend declares, against what it says when asked. */
public class DeclarationTck extends ZmqTck {
    /** For a run as it is, and for subclasses. */
    public DeclarationTck() {}

    private Declaration declaration() {
        return Declaration.of(backend().name());
    }

    @Rule("SPI-006")
    @Test
    void onlyWhatThereIsIsDeclared() {
        Set<String> unknown = new HashSet<>(declaration().unsupported().keySet());
        Capabilities.all().stream().map(Capability::toString).forEach(each -> unknown.remove(each.replace(':', '.')));
        assertEquals(Set.of(), unknown);
    }

    @Rule("SPI-004")
    @Test
    void whatIsNotSupportedIsDeclaredWithItsReason() {
        String engine = declaration().engine();
        String found = backend().implementationVersion();
        assumeTrue(engine.equals(found), "declared for " + engine + ", and this is " + found);
        assertEquals(
                lines(Capabilities.unsupported(backend())), lines(declaration().unsupported()));
    }

    @Rule("SPI-004")
    @Test
    void whatIsSupportedInPartOrNotHasAReason() {
        Capabilities.unsupported(backend()).forEach((capability, reason) -> assertFalse(reason.isBlank(), capability));
    }

    /** As they could stand in the file. */
    private static String lines(Map<String, String> unsupported) {
        return unsupported.entrySet().stream()
                .map(each -> "unsupported." + each.getKey() + " = " + each.getValue())
                .collect(Collectors.joining("\n"));
    }
}
