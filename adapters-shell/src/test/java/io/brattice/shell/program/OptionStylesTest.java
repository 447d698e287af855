package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionStylesTest {

    private static final String OPTIONS =
            "'options': { '-a --all': '', '-o --out': 'write', '--only': '', '-i --in-place': '[text]',"
                    + " '-x': 'text text', '-#': '' }, 'operands': 'read...'";

    @Test
    void gnuTakesBundlesAttachedValuesAndAbbreviations() {
        Program p = Told.row(OPTIONS);
        assertEquals("write f; read g", Told.by(p, "p -aof g"));
        assertEquals("write f; read g", Told.by(p, "p g -o f"));
        assertEquals("write f", Told.by(p, "p --out=f"));
        assertEquals("write f", Told.by(p, "p --out f"));
        assertEquals("write f", Told.by(p, "p --ou f"));
        assertEquals("write ", Told.by(p, "p --out="));
        assertEquals("read g", Told.by(p, "p --al g"));
        assertEquals("read g", Told.by(p, "p -12 g"));
        assertEquals("", Told.by(p, "p -x 1 2"));
        assertEquals("read 3", Told.by(p, "p -x1 2 3"));
    }

    @Test
    void gnuRefusesWhatTheProgramWouldRefuseOrNobodyListed() {
        Program p = Told.row(OPTIONS);
        for (String command : new String[] {
            "p --o f",
            "p -b f",
            "p -ab f",
            "p --no-all f",
            "p --all=x f",
            "p -o",
            "p --out",
            "p -x 1",
            "p -1a",
            "p --=x",
            "p -a-"
        }) {
            assertEquals("opaque", Told.by(p, command), command);
        }
    }

    @Test
    void optionalValuesAreOnlyAttached() {
        Program p = Told.row(OPTIONS);
        assertEquals("read f", Told.by(p, "p -i f"));
        assertEquals("read f", Told.by(p, "p -i.bak f"));
        assertEquals("read f", Told.by(p, "p -ia f"));
        assertEquals("read f", Told.by(p, "p --in-place=a f"));
        assertEquals("read .bak; read f", Told.by(p, "p --in-place .bak f"));
    }

    @Test
    void twoDashesEndOptions() {
        Program p = Told.row(OPTIONS);
        assertEquals("read -o; read f", Told.by(p, "p -- -o f"));
        assertEquals("read --", Told.by(p, "p -- --"));
        assertEquals("write --; read f", Told.by(p, "p -o -- f"));
        assertEquals("", Told.by(p, "p -"));
    }

    @Test
    void posixStopsAtTheFirstOperand() {
        Program p = Told.row("'style': 'posix', " + OPTIONS);
        assertEquals("read f; read -o; read g", Told.by(p, "p -a f -o g"));
        assertEquals("read f; read --", Told.by(p, "p f --"));
    }

    @Test
    void longTakesNoAbbreviationsAndReadsSwitches() {
        Program p =
                Told.row("'style': 'long', 'options': { '-o --out': 'write', '-q --quiet': '', '--dry-run': 'rehearse',"
                        + " '--help': 'help' }, 'operands': 'delete...'");
        assertEquals("opaque", Told.by(p, "p --ou f"));
        assertEquals("write f", Told.by(p, "p -qo=f"));
        assertEquals("delete f", Told.by(p, "p --quiet=false f"));
        assertEquals("", Told.by(p, "p --dry-run=true f"));
        assertEquals("delete f", Told.by(p, "p --dry-run=false f"));
        assertEquals("delete f", Told.by(p, "p --dry-run --dry-run=0 f"));
        assertEquals("opaque", Told.by(p, "p --dry-run=maybe f"));
        assertEquals("opaque", Told.by(p, "p --dry-run=<unknown> f"));
        assertEquals("delete f", Told.by(p, "p --help=false f"));
    }

    @Test
    void singleReadsWholeWords() {
        String row =
                "'style': 'single', 'options': { '-out': 'write', '-o': 'text', '-force': '' }, 'operands': 'read...'";
        Program p = Told.row(row);
        assertEquals("write f; read g", Told.by(p, "p -out f g"));
        assertEquals("write f; read g", Told.by(p, "p --out=f -force g"));
        assertEquals("write <unknown>", Told.by(p, "p -out=<unknown>"));
        assertEquals("opaque", Told.by(p, "p -outf g"));
        assertEquals("opaque", Told.by(p, "p -fo g"));
        assertEquals("read g; read -out; read f", Told.by(p, "p g -out f"));
        assertEquals("write f; read g", Told.by(Told.row(row + ", 'stops': false"), "p g -out f"));
    }

    @Test
    void keysAreNamesWithValues() {
        Program p =
                Told.row("'style': 'keys', 'options': { 'if': 'read', 'of': 'write', '--help': 'help', 'quick': '' }");
        assertEquals("write a=b", Told.by(p, "p of=a=b quick"));
        assertEquals("", Told.by(p, "p of=a --help"));
        assertEquals("opaque", Told.by(p, "p of"));
        assertEquals("opaque", Told.by(p, "p x=a"));
        assertEquals("opaque", Told.by(p, "p quick=1"));
        assertEquals("opaque", Told.by(p, "p --version"));
        assertEquals("opaque", Told.by(p, "p <unknown>"));
        assertEquals("opaque", Told.by(p, "p of=<any>"));
    }

    @Test
    void noneHasOnlyOperands() {
        assertEquals("read -a; read --", Told.by(Told.row("'style': 'none', 'operands': 'read...'"), "p -a --"));
    }

    @Test
    void subcommandsInheritOptionsBeforeAndBehind() {
        Program p = Told.row("'options': { '-v': '', '--log': 'write' }, 'commands': {"
                + " 'rm remove': { 'options': { '-v': 'text', '-f': '' }, 'operands': 'delete...' },"
                + " 'remote': { 'commands': { 'add': { 'operands': 'text text' }, '': {} } },"
                + " '': { 'operands': 'none' } }");
        assertEquals("write l; delete a", Told.by(p, "p --log l rm -f a"));
        assertEquals("write l; delete a", Told.by(p, "p -v remove a --log=l"));
        assertEquals("delete a", Told.by(p, "p rm -v a a"));
        assertEquals("", Told.by(p, "p remote add a b"));
        assertEquals("", Told.by(p, "p remote"));
        assertEquals("", Told.by(p, "p"));
        assertEquals("opaque", Told.by(p, "p remote del"));
        assertEquals("opaque", Told.by(p, "p -f rm a"));
        assertEquals("opaque", Told.by(p, "p nothing"));
        assertEquals("opaque", Told.by(p, "p ''"));
        assertEquals("opaque", Told.by(p, "p <unknown>"));
        assertEquals("opaque", Told.by(p, "p x<unknown>"));
    }

    @Test
    void aStarIsAnyOtherSubcommand() {
        Program p = Told.row("'commands': { '*': { 'operands': 'script text...' }, 'ls': {} }");
        assertEquals("code; read a", Told.by(p, "p a b"));
        assertEquals("", Told.by(p, "p ls"));
        assertEquals("opaque", Told.by(p, "p"));
    }

    @Test
    void aVariableThatMovesTheEndOfOptionsIsNotUnderstood() {
        Program p = Told.row(OPTIONS);
        assertEquals(
                "opaque", Told.by(p, "p f --out g", Situation.Input.CLOSED, Map.of("POSIXLY_CORRECT", Term.of(""))));
    }
}
