package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private static Command command(String text) throws SyntaxException {
        return Parser.parse(text).items().get(0).first().stages().get(0).command();
    }

    private static Command.Simple simple(String text) throws SyntaxException {
        return (Command.Simple) command(text);
    }

    private static List<Part> parts(String word) throws SyntaxException {
        return simple("x " + word).words().get(1).parts();
    }

    private static Word word(Part... parts) {
        return new Word(List.of(parts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '@',
            value = {
                "r''m ~ rm",
                "'rm' ~ rm",
                "\\rm ~ rm",
                "$'\\x72m' ~ rm",
                "\"r\"m ~ rm",
                "a\\ b ~ a b",
                "$'a\\0b'c ~ ac",
                "$'\\u00e9' ~ é",
                "\"a\\$b\" ~ a$b",
                "\"a\\b\" ~ a\\b",
                "{a} ~ {a}",
                "{} ~ {}",
                "a{b ~ a{b",
                "$ ~ $",
                "a$ ~ a$",
                "[ ~ [",
                "a#b ~ a#b"
            })
    void aStaticWordHasOneValue(String word, String value) throws SyntaxException {
        assertEquals(Optional.of(value), simple("x " + word).words().get(1).staticValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$x", "${x}", "$(x)", "`x`", "<(x)", "$((1))", "*", "a?", "[ab]", "[a$x]", "{a,b}", "{1..2}", "~",
                "~root/x", "\"$x\"", "$\"a\"", "a=~", "[\"a\"]"
            })
    void aWordThatExpandsHasNoStaticValue(String word) throws SyntaxException {
        assertEquals(Optional.empty(), simple("x " + word).words().get(1).staticValue());
    }

    @Test
    void continuedLinesAreOneWord() throws SyntaxException {
        assertEquals(
                List.of(Word.literal("rm"), Word.literal("-rf")),
                simple("r\\\nm -r\\\nf").words());
        assertEquals(List.of(new Part.SingleQuoted("a\\\nb")), parts("'a\\\nb'"));
    }

    @Test
    void aCarriageReturnIsAnOrdinaryCharacter() throws SyntaxException {
        assertEquals(2, Parser.parse("# comment\r\nrm x\nls").items().size());
        assertEquals(Word.literal("x\r"), simple("rm x\r\n").words().get(1));
    }

    @Test
    void theRestOfTheLineBehindAHereDocumentRuns() throws SyntaxException {
        Script script = Parser.parse("cat <<EOF; rm -rf x\ntext $(cmd)\nEOF\n");
        assertEquals(2, script.items().size());
        Command.Simple cat =
                (Command.Simple) script.items().get(0).first().stages().get(0).command();
        Redirection.Document document = cat.redirections().get(0).document().orElseThrow();
        assertEquals(
                word(
                        new Part.Literal("text "),
                        new Part.Substitution(Parser.parse("cmd"), false),
                        new Part.Literal("\n")),
                document.body());
    }

    @Test
    void aQuotedDelimiterMakesTheBodyLiteral() throws SyntaxException {
        Redirection redirection =
                simple("cat <<-E\"O\"F\n\t$(rm x)\n\tEOF\n").redirections().get(0);
        assertEquals(
                new Redirection.Document("EOF", true, word(new Part.SingleQuoted("$(rm x)\n"))),
                redirection.document().orElseThrow());
    }

    @Test
    void aHereDocumentInASubstitutionEndsThere() throws SyntaxException {
        Script script = Parser.parse("x=$(cat <<E\nbody\nE\n)\nrm y");
        assertEquals(2, script.items().size());
    }

    @Test
    void parenthesesAreArithmeticOnlyWhenTheyCloseTogether() throws SyntaxException {
        assertTrue(command("((a+1))") instanceof Command.Arithmetic);
        assertTrue(command("((a); b)") instanceof Command.Subshell);
        assertTrue(parts("$((a+1))").get(0) instanceof Part.Arithmetic);
        assertTrue(parts("$((a); b)").get(0) instanceof Part.Substitution);
    }

    @Test
    void aBackslashAtTheEndOfAWordIsPartOfIt() throws SyntaxException {
        assertEquals(Optional.of("d:\\"), simple("rmdir d:\\").words().get(1).staticValue());
    }

    @Test
    void reservedWordsAreReservedOnlyWhereACommandBegins() throws SyntaxException {
        assertEquals(7, simple("echo if then fi { } done").words().size());
        assertEquals(2, simple(">f if x").words().size());
        assertThrows(SyntaxException.class, () -> Parser.parse("then"));
        assertTrue(
                Parser.parse("a | time b")
                                .items()
                                .get(0)
                                .first()
                                .stages()
                                .get(1)
                                .command()
                        instanceof Command.Simple);
    }

    @Test
    void arraysInArgumentsOfDeclareKeepTheirSubstitutions() throws SyntaxException {
        Word argument = simple("declare -a x=(1 [$(a)]=$(b))").words().get(2);
        assertEquals(new Part.Literal("x="), argument.parts().get(0));
        Part.Array array = (Part.Array) argument.parts().get(1);
        assertTrue(array.elements().get(1).subscript().orElseThrow().parts().get(0) instanceof Part.Substitution);
        assertThrows(SyntaxException.class, () -> Parser.parse("echo x=(1)"));
    }

    @Test
    void whatBashDefinesOnlyWhenItRunsIsOpaque() throws SyntaxException {
        assertTrue(parts("${x y}").get(0) instanceof Part.Opaque);
        assertTrue(parts("`if`").get(0) instanceof Part.Opaque);
        assertTrue(command("for 1x in a; do b; done") instanceof Command.Opaque);
        assertEquals(
                word(new Part.Opaque("${x y}\n", "a here-document that is not understood"))
                        .parts()
                        .size(),
                simple("cat <<E\n${x y}\nE\n")
                                .redirections()
                                .get(0)
                                .document()
                                .orElseThrow()
                                .body()
                                .parts()
                                .size()
                        - 1);
    }

    @Test
    void descriptorsBelongToTheirRedirection() throws SyntaxException {
        Command.Simple command = simple("a 2>b c3>d {e}<f 99999999999>g");
        assertEquals(List.of(Word.literal("a"), Word.literal("c3"), Word.literal("99999999999")), command.words());
        assertEquals(
                List.of(Optional.of("2"), Optional.empty(), Optional.of("{e}"), Optional.empty()),
                command.redirections().stream().map(Redirection::descriptor).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "{ }",
                "if a; then fi",
                "a &&",
                "a |",
                "| a",
                "a;;",
                "; a",
                "& a",
                "'a",
                "\"a",
                "$(a",
                "${a",
                "`a",
                "a >",
                "a > > b",
                "case x",
                "for x",
                "[[ a",
                "[[ a b ]]",
                "[[ -f ]]",
                "[[ a\n]]",
                "f() a",
                "a ()",
                "x=(1",
                "a=b ()",
                "@(a|b)",
                "echo (",
                "fi",
                "]]",
                "in",
                "a & & b",
                "$(if)",
                "\"$(if)\"",
                "${x:-$(if)}",
                "$(( $(if) ))",
                "a[$(if)]=1",
                "time | a",
                "{ a; } b",
                "> 2>f",
                "cat <<",
                "a=1 >b c=(1)",
                "coproc f() { a; }",
                "function",
                "select",
                "while a",
                "until a; do b",
                "esac",
                "((a)",
                "a | \\",
                "{ case x in a|}) a;; esac; }",
                "[[ a && if ]]",
                "for ((;${b[0};)); do a; done",
                "{ { a; } >f }",
                "if a; then { b; } >f fi"
            })
    void whatBashRejectsIsRejectedInOneLine(String text) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> Parser.parse(text));
        assertTrue(e.getMessage().matches("[^\n]+, at line \\d+ column \\d+"), e.getMessage());
    }

    @Test
    void theEmptyTextIsAnEmptyScript() throws SyntaxException {
        assertEquals(new Script(List.of()), Parser.parse(""));
        assertEquals(new Script(List.of()), Parser.parse(" \n # nothing\n"));
    }
}
