package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramsTest {

    private final Programs programs = Programs.with(Map.of());

    @Test
    void aGivenProgramGoesBeforeARow() {
        Program mine = (call, acts) -> acts.code("mine");
        Programs with = Programs.with(Map.of("rm", mine));
        assertSame(mine, with.named("rm").orElseThrow());
        assertEquals("code", Told.by(with::read, "rm x"));
        assertEquals("delete x", Told.by(programs::read, "rm x"));
    }

    @Test
    void aRowIsReadOnce() {
        assertSame(programs.named("rm").orElseThrow(), programs.named("rm").orElseThrow());
    }

    @Test
    void whatHasNoRowMayDoAnything() {
        for (String name : new String[] {
            "frobnicate", "..", "../program/rm", "/bin/rm", "RM", "rm.json", "a".repeat(99), "é", "sub/rm"
        }) {
            assertEquals("opaque", Told.by(programs::read, "'" + name + "' x"), name);
        }
        assertTrue(programs.named("").isEmpty());
        for (int i = 0; i < 10_000; i++) {
            assertTrue(programs.named("no" + i).isEmpty());
        }
    }

    @Test
    void anAliasIsReadAsTheOther() {
        Program alias = programs.checked("remove", "{ \"program\": \"remove\", \"like\": \"rm\" }");
        assertEquals("delete-tree x", Told.by(alias, "remove -r x"));
    }

    @Test
    void aRowThatIsBrokenMayDoAnythingAndSaysWhy() {
        assertEquals("opaque", Told.by(programs::read, "broken-row x"));
        Recorder recorder = new Recorder();
        programs.read(
                new Invocation(Example.words("broken-row x"), Told.situation(Situation.Input.CLOSED, Map.of())),
                recorder);
        assertEquals(
                "what is known about `broken-row` is broken: `broken-row.json`: the example `broken-row x` should tell ``, and"
                        + " tells `read x`",
                String.join("", recorder.reasons()));
    }
}
