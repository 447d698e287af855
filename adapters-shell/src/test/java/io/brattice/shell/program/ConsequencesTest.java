package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsequencesTest {

    @Test
    void theLastOfRehearseAndPerformWins() {
        Program p = Told.row("'options': { '-n --dry-run': 'rehearse', '--no-dry-run': 'perform', '-o': 'write' },"
                + " 'operands': 'delete...', 'acts': ['send x:{1} irreversible'], 'why': 'it leaves'");
        assertEquals("", Told.by(p, "p -n f"));
        assertEquals("delete f; send x:f irreversible", Told.by(p, "p -n f --no-dry-run"));
        assertEquals("", Told.by(p, "p --no-dry-run f -n"));
        assertEquals("write n; delete f; send x:f irreversible", Told.by(p, "p -on f"));
        assertEquals("write g", Told.by(p, "p -no g f"));
        assertEquals("delete -n; send x:-n irreversible", Told.by(p, "p -- -n"));
    }

    @Test
    void aRehearsalByValueIsOneOnlyForThoseValues() {
        Program p = Told.row("'options': { '--dry': '[text]; rehearse if a|b', '--try': '[text]; rehearse unless no',"
                + " '--pretend': '[text]; rehearse if |yes' }, 'operands': 'delete...'");
        assertEquals("", Told.by(p, "p --dry=a f"));
        assertEquals("delete f", Told.by(p, "p --dry=c f"));
        assertEquals("delete f", Told.by(p, "p --dry f"));
        assertEquals("delete f", Told.by(p, "p --dry=<unknown> f"));
        assertEquals("delete f", Told.by(p, "p --dry=a --dry=c f"));
        assertEquals("", Told.by(p, "p --try f"));
        assertEquals("delete f", Told.by(p, "p --try=no f"));
        assertEquals("delete f", Told.by(p, "p --try=<unknown> f"));
        assertEquals("", Told.by(p, "p --pretend f"));
        assertEquals("delete f", Told.by(p, "p --pretend=no f"));
    }

    @Test
    void aRehearsalStillLooksAndStillDoesNotUnderstand() {
        Program p = Told.row(
                "'options': { '-n': 'rehearse', '-p': 'opaque it loads a plug-in', '-g': 'grave x', '-e': 'also write log' },"
                        + " 'operands': 'read... write'");
        assertEquals("read a", Told.by(p, "p -n a b"));
        assertEquals("opaque; read a", Told.by(p, "p -n -p a b"));
        assertEquals("read a", Told.by(p, "p -nge a b"));
        assertEquals("execute tool:p irreversible; write log; read a; write b", Told.by(p, "p -ge a b"));
    }

    @Test
    void helpSilencesOnlyWhatIsCertainlyHelp() {
        Program p = Told.row("'options': { '--help': 'help', '-o': 'text', '-q': '' }, 'operands': 'delete...'");
        assertEquals("", Told.by(p, "p f --help"));
        assertEquals("delete f", Told.by(p, "p -o --help f"));
        assertEquals("delete --help", Told.by(p, "p -- --help"));
        assertEquals("opaque", Told.by(p, "p --frob --help"));
        assertEquals("delete <unknown>", Told.by(p, "p <unknown> --help"));
    }

    @Test
    void operandsCanBeReplacedAndCodeCanTakeTheRest() {
        Program p = Told.row(
                "'options': { '-r': 'operands delete-tree...', '-c': 'code; stops; operands text...', '--help': 'help' },"
                        + " 'operands': 'delete...'");
        assertEquals("delete-tree f", Told.by(p, "p f -r"));
        assertEquals("code", Told.by(p, "p -c x --help -r f"));
    }

    @Test
    void valuesTellWhatTheirRolesDo() {
        Program p = Told.row(
                "'options': { '-e': 'run', '-s': 'script', '-i': 'reads-input', '-l': 'output', '-w': 'write' },"
                        + " 'operands': 'text command'");
        assertEquals("shell rm x; run ls --help", Told.by(p, "p -e 'rm x' 1 ls --help"));
        assertEquals("code; read f", Told.by(p, "p -s f"));
        assertEquals("", Told.by(p, "p -l -"));
        assertEquals("write -", Told.by(p, "p -w -"));
        assertEquals("shell <unknown>", Told.by(p, "p -i", Situation.Input.UNKNOWN, Map.of()));
        assertEquals("shell rm x", Told.by(p, "p -i", Situation.Input.of("rm x"), Map.of()));
        assertEquals("run rm <any>", Told.by(p, "p 1 rm <any>"));
        assertEquals("opaque", Told.by(p, "p <any> rm"));
    }

    @Test
    void operandsGoToTheirPlaces() {
        Program two = Told.row("'operands': '[read] [write]'");
        assertEquals("read a", Told.by(two, "p a"));
        assertEquals("read a; write b", Told.by(two, "p a b"));
        assertEquals("read a; write b; opaque", Told.by(two, "p a b c"));
        Program into = Told.row("'operands': 'read... write'");
        assertEquals("read a; read b; write c", Told.by(into, "p a b c"));
        assertEquals("write c", Told.by(into, "p c"));
        Program pattern = Told.row("'operands': 'text read...'");
        assertEquals("read b", Told.by(pattern, "p a b"));
        assertEquals("opaque", Told.by(Told.row("'style': 'gnu'"), "p a"));
    }

    @Test
    void actsAreFilledIn() {
        Program p = Told.row("'options': { '--to': 'text' }, 'operands': 'text...', 'why': 'w', 'acts': ["
                + " 'update x:{operands} recoverable', 'create y:{--to}/{2|none} irreversible', 'write {--to|d}/{1}',"
                + " 'network {1}', 'code it builds', 'opaque it does', 'read {1} read-only']"
                        .replace("'read {1} read-only'", "'read z:{program} read-only'"));
        assertEquals(
                "update x:a recoverable; update x:b%20%23 recoverable; create y:default/b%20%23 irreversible; write d/a; network a;"
                        + " code; opaque; read z:p read-only",
                Told.by(p, "p a 'b #'"));
        assertEquals(
                "update x:* recoverable; create y:q/none irreversible; network *; code; opaque; read z:p read-only",
                Told.by(p, "p --to q"));
        assertEquals(
                "update x:unknown recoverable; create y:unknown/none irreversible; write <unknown>; network unknown; code; opaque;"
                        + " read z:p read-only",
                Told.by(p, "p --to <unknown> x<unknown>"));
    }

    @Test
    void aRehearsalIsOnlyOfferedForWordsThatAreKnown() {
        Program p = Told.row(
                "'options': { '-n': 'rehearse', '-q': '' }, 'operands': 'delete...', 'rehearsal': 'p -n {words}',"
                        + " 'fidelity': 'exact', 'shows': 'text'");
        assertEquals("delete f; rehearsal", Told.by(p, "p f"));
        assertEquals("", Told.by(p, "p -n f"));
        assertEquals("delete a<unknown>", Told.by(p, "p a<unknown>"));
    }
}
