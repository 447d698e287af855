package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EveryRowTest {

    @Test
    void everyRowLoadsAndItsExamplesHold() throws Exception {
        List<String> problems = new ArrayList<>();
        Rows.all().forEach((name, json) -> {
            try {
                Programs.with(Map.of()).checked(name, json);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        });
        assertEquals("", String.join("\n", problems));
    }

    @Test
    void everyRowNamesItsSourceAndHasExamples() throws Exception {
        assertFalse(Rows.all().isEmpty());
        Rows.all().forEach((name, json) -> {
            RowReader.Read read = RowReader.read(name, json);
            read.row().ifPresent(row -> {
                assertFalse(row.source().isBlank(), name + " has no source");
                assertFalse(row.examples().isEmpty(), name + " has no examples");
            });
        });
    }
}
