package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class XargsReaderTest {

    private final Programs programs = Programs.with(Map.of());

    @Test
    void wordsThatTheLineGivesAreFilledIn() {
        assertEquals("run rm a b", told("xargs rm", "a b\n"));
        assertEquals("run rm x a; run rm x b", told("xargs -n1 rm x", " a\n\nb"));
        assertEquals("run rm a b; run rm c", told("xargs -n 2 rm", "a b c"));
        assertEquals("run rm a b; run rm c", told("xargs -0 -n1 rm", "a b\0c\0"));
        assertEquals("run rm a ; run rm  b", told("xargs -d, -n1 rm", "a , b"));
        assertEquals("run rm  b", told("xargs -d '\\n' rm", " b\n"));
        assertEquals("run mv a b a b.old", told("xargs -I{} mv {} {}.old", "  a b\n\n"));
        assertEquals("run echo a", told("xargs", "a"));
    }

    @Test
    void withoutWordsItRunsOnceUnlessTold() {
        assertEquals("run rm", told("xargs rm", " \n"));
        assertEquals("", told("xargs -r rm", " \n"));
        assertEquals("", told("xargs -I{} rm {}", " \n"));
    }

    @Test
    void whatCanBeReadInTwoWaysIsNotRead() {
        for (String input : new String[] {"'a b'", "a\\ b", "\"a\""}) {
            assertEquals("run rm <any>", told("xargs rm", input), input);
        }
        assertEquals("run rm <any>", told("xargs -E x rm", "a"));
        assertEquals("run rm <any>", told("xargs -d ab rm", "a"));
        assertEquals("run rm <any>", told("xargs -d <unknown> rm", "a"));
        assertEquals("run rm <any>", told("xargs -0d, rm", "a"));
        assertEquals("run rm <any>", told("xargs -s 100 rm", "a"));
        assertEquals("run rm <any>", told("xargs -n <unknown> rm", "a"));
        assertEquals("run rm <any>", told("xargs -n1 rm", "a ".repeat(1000)));
        assertEquals("run rm <any>", told("xargs -l rm", "a"));
    }

    @Test
    void whatIsNotGivenMayBeAnything() {
        assertEquals("run rm -- <any>", unknown("xargs rm --"));
        assertEquals("run sh -c <unknown>", unknown("xargs -I% sh -c %"));
        assertEquals("run rm ./<unknown>", unknown("xargs -i rm ./{}"));
        assertEquals("run {} x", unknown("xargs -i {} x"));
        assertEquals("opaque", unknown("xargs -I <unknown> rm x"));
        assertEquals("run rm ./<unknown> <unknown>", unknown("xargs -Ixy rm ./x<unknown> x<unknown>"));
    }

    private String told(String command, String input) {
        return Told.by(programs::read, command, Situation.Input.of(input), Map.of());
    }

    private String unknown(String command) {
        return Told.by(programs::read, command, Situation.Input.UNKNOWN, Map.of());
    }
}
