package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Reversibility;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names tell, and that nothing else makes a tool milder. */
class NamesTest {

    @ParameterizedTest
    @DisplayName("23: a hint that a tool only reads makes none milder; names as published servers have them")
    @CsvSource({
        "get_note, READ_ONLY",
        "list_allowed_directories, READ_ONLY",
        "searchIssues, READ_ONLY",
        "get-env, IRREVERSIBLE",
        "get_secret, IRREVERSIBLE",
        "send_sms, IRREVERSIBLE",
        "create_refund, IRREVERSIBLE",
        "get_and_delete_message, IRREVERSIBLE",
        "frobnicate, IRREVERSIBLE",
        "toString, IRREVERSIBLE",
        "'', IRREVERSIBLE"
    })
    void onlyANameMakesAToolMilder(String name, Reversibility worst) {
        Described hinted = new Described(name, "Reads, and changes nothing.", List.of(), true);
        assertEquals(worst, Names.usual().assess(hinted).inherent(), name);
    }

    @ParameterizedTest
    @DisplayName("23: parameters, descriptions and hints make a tool graver, whatever its name")
    @CsvSource({"sql, Reads, true", "id, Deletes what it read, true", "id, Reads, false", "COMMAND, Reads, true"})
    void whatElseIsSaidOnlyMakesItGraver(String parameter, String description, boolean readOnly) {
        Described tool = new Described("get_note", description, List.of(parameter), readOnly);
        assertEquals(Reversibility.IRREVERSIBLE, Names.usual().assess(tool).inherent());
    }
}
