package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnknownWordsTest {

    @Test
    void anUnknownWordIsAnOperandWhereNoOptionCouldMakeItWorse() {
        Program cat = Told.row("'options': { '-n': '', '--help': 'help' }, 'operands': 'read...'");
        assertEquals("read <unknown>", Told.by(cat, "p <unknown>"));
        assertEquals("read <any>", Told.by(cat, "p <any>"));
        assertEquals("read <unknown>", Told.by(cat, "p -<unknown>"));
        Program grep =
                Told.row("'options': { '-f': 'read', '-e': 'text; operands read...' }, 'operands': 'text read...'");
        assertEquals("read <any>; read f", Told.by(grep, "p <any> f"));
        assertEquals("read f", Told.by(grep, "p x<unknown> f"));
        assertEquals("read x<any>; read f", Told.by(grep, "p x<any> f"));
        assertEquals("read a<any>; read f", Told.by(grep, "p pattern a<any> f"));
    }

    @Test
    void anUnknownWordIsNotUnderstoodWhereAnOptionCouldMakeItWorse() {
        for (String option : new String[] {
            "write", "run", "code", "opaque x", "grave x", "also write y", "operands delete...", "stops"
        }) {
            Program p = Told.row("'options': { '-x': '" + option + "' }, 'operands': 'read...'");
            assertEquals("opaque", Told.by(p, "p <unknown>"), option);
            assertEquals("opaque", Told.by(p, "p <any>"), option);
            assertEquals("read <any>", Told.by(p, "p -- <any>"), option);
            assertEquals("read ./<any>", Told.by(p, "p ./<any>"), option);
        }
    }

    @Test
    void anUnknownWordNeverMakesARehearsal() {
        Program p = Told.row("'options': { '-n': 'rehearse', '-o': 'text' }, 'operands': 'delete...'");
        assertEquals("delete <unknown>; delete f", Told.by(p, "p -n <unknown> f"));
        assertEquals("delete <unknown>; delete f", Told.by(p, "p <unknown> -n f"));
        assertEquals("", Told.by(p, "p -n -ox<unknown> f"));
    }

    @Test
    void theUnknownEndOfAnOptionIsItsValue() {
        Program p = Told.row("'options': { '-o --out': 'write', '-q': '' }, 'operands': 'read...'");
        assertEquals("write d/<unknown>", Told.by(p, "p --out=d/<unknown>"));
        assertEquals("write <unknown>", Told.by(p, "p --out=<unknown>"));
        assertEquals("write d<unknown>", Told.by(p, "p -qod<unknown>"));
        assertEquals("write <unknown>", Told.by(p, "p -o <unknown>"));
        assertEquals("opaque", Told.by(p, "p -o<unknown> f"));
        assertEquals("opaque", Told.by(p, "p -qo<unknown> f"));
        assertEquals("opaque", Told.by(p, "p -q<unknown> f"));
        assertEquals("opaque", Told.by(p, "p -o <any> f"));
        assertEquals("opaque", Told.by(p, "p --out=<any> f"));
        assertEquals("opaque", Told.by(p, "p --ou<unknown> f"));
    }

    @Test
    void whatMayBeManyWordsMayBeAtEveryPlaceThatIsLeft() {
        Program into = Told.row("'operands': 'text read... write'");
        assertEquals("read b<any>; write c", Told.by(into, "p a b<any> c"));
        assertEquals("read b; write b; read c<any>; write c<any>", Told.by(into, "p a b c<any>"));
        Program two = Told.row("'operands': '[read] [write]'");
        assertEquals("opaque", Told.by(two, "p a<any>"));
        assertEquals("read <unknown>; write <unknown>", Told.by(two, "p <unknown>"));
    }
}
