package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    @Test
    void whatIsWrongIsSaidWithWhatIsAllowed() {
        says(
                "'options': { '-x': 'wrote' }",
                "`p.json`: option `-x`: `wrote` is neither a role (append, code, command, create,");
        says("'operands': 'reed...'", "`p.json`: the role `reed` is not one of append, code,");
        says("'style': 'dos'", "`p.json`: `style` is `dos`, not one of git, gnu, keys, long, none, posix, single");
        says("'option': {}", "`p.json`: the row has the key `option`, not one of acts, commands, examples,");
        says("'reader': 'perl6'", "`p.json`: `reader` is `perl6`, not one of a");
        says("'acts': ['delete x:y irreversible']", "`p.json`: `why` is missing:");
        says("'options': { '-x': 'also delete x:y irreversible' }", "`p.json`: option `-x`: `why` is missing:");
        says("'acts': ['zap x']", "`p.json`: the act `zap x` begins with no act on a file");
        says("'acts': ['delete']", "`p.json`: the act `delete` is not one of `VERB RESOURCE CLASS`");
        says(
                "'acts': ['delete x irreversible'], 'why': 'w'",
                "`p.json`: the act `delete x irreversible` names no resource");
        says("'acts': ['write {x}']", "`p.json`: the place `{x}` is not one of {operands}");
        says("'acts': ['write {1']", "`p.json`: `{1` has a `{` without its `}`");
        says("'options': { '-x': '', '-y -x': '' }", "`p.json`: the option `-x` comes twice");
        says("'commands': { 'a': {}, 'b a': {} }", "`p.json`: the command `a` comes twice");
        says("'commands': { 'a': { 'b': {} } }", "`p.json`: `a` has the key `b`, not one of");
        says(
                "'commands': { 'a': { 'commands': { 'b': { 'operands': 'x' } } } }",
                "`p.json`: in `a b`: the role `x` is not one of");
        says("'rehearsal': 'p -n'", "`p.json`: `fidelity` is ``, not one of exact, partial");
        says("'options': { '-x': 'command' }", "`p.json`: option `-x`: `command` is for operands only");
        says("'operands': 'text... command'", "`p.json`: `text...` has no fixed place before `command`");
        says("'operands': 'command text'", "`p.json`: `command` takes every word that follows");
        says("'operands': 'read... write...'", "`p.json`: only one operand of `read... write...` can be repeated");
        says("'operands': 'text', 'commands': { 'a': {} }", "`p.json`: `operands` has no meaning beside `commands`");
        says("'stops': 1", "`p.json`: `stops` is neither true nor false");
        says("'acts': 'x'", "`p.json`: `acts` is no array");
        says("'acts': [1]", "`p.json`: `acts` holds something that is no string");
        says("'options': []", "`p.json`: `options` is no object");
        says("'operands': 3", "`p.json`: `operands` is no string");
        says("'operands': null", "`p.json`: `operands` is null");
        says("'operands' 'text'", "`p.json`: not JSON as it should be:");
    }

    @Test
    void anExampleThatDoesNotHoldRefusesTheRow() {
        says(
                "'operands': 'read...', 'examples': { 'p f': 'write f' }",
                "`p.json`: the example `p f` should tell `write f`, and tells `read f`");
        assertEquals("", Told.refusal("'operands': 'read...', 'examples': { 'p f': 'read f' }"));
        says(
                "'commands': { 'a': { 'examples': { 'p a b': '' } } }",
                "`p.json`: the example `p a b` should tell ``, and tells `opaque`");
    }

    @Test
    void theNameInTheFileIsTheFilesName() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Programs.with(Map.of()).checked("RM", "{ \"program\": \"rm\", \"operands\": \"text\" }"));
        assertEquals("`RM.json`: `program` is `rm`, but the file is named `RM`", refused.getMessage());
    }

    private static void says(String members, String beginning) {
        String refusal = Told.refusal(members);
        assertTrue(refusal.startsWith(beginning), refusal);
        assertEquals(-1, refusal.indexOf('\n'), refusal);
    }
}
