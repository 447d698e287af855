package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.shell.syntax.Parser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeceptionTest {

    @TempDir
    Path folder;

    private static void warns(String line, String... warnings) {
        assertEquals(List.of(warnings), Deception.of(line), line);
    }

    @Test
    void hasNothingToSayAboutOrdinaryLines() {
        for (String line : List.of(
                "",
                "ls -la /tmp",
                "git commit -m 'fix: a\n\nlonger text\n'",
                "cat <<EOF\n\tindented\n    more\nEOF",
                "echo 'привет мир'",
                "echo 日本語テキスト mixed日本",
                "echo 안녕하세요 café naïve Straße",
                "git commit -m \"don’t – it’s “fine”…\"",
                "git commit -m '🎉 done 👩‍💻 ❤️'",
                "echo Ελληνικά και αγγλικά",
                "git commit -m 'Добавил тест в файл и о том, как у нас'",
                "touch 'Ünïcödé.txt'",
                "echo שלום",
                "x" + " ".repeat(39) + "y",
                "x" + "\n".repeat(9) + "y",
                "x".repeat(2000))) {
            warns(line);
        }
    }

    @Test
    void warnsOfWhatTurnsTheDirection() {
        warns(
                "rm -rf \u202e/tmp",
                "has characters that turn the direction of the text, so that it reads in another order than it runs"
                        + " (U+202E RIGHT-TO-LEFT OVERRIDE)");
        warns(
                "echo a\u2066b",
                "has characters that turn the direction of the text, so that it reads in another order than it runs"
                        + " (U+2066 LEFT-TO-RIGHT ISOLATE)");
    }

    @Test
    void warnsOfWhatIsNotSeen() {
        for (int c : new int[] {0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0x180e, 0x3164, 0xe0041, 0xfe0f, 0x34f}) {
            List<String> warnings = Deception.of("cu" + Character.toString(c) + "rl x");
            assertEquals(1, warnings.size(), warnings.toString());
            assertTrue(warnings.get(0).startsWith("has characters that are not seen (U+"), warnings.toString());
        }
        warns("rm\u00a0-rf x", "has blanks that are no blanks to the shell (U+00A0 NO-BREAK SPACE)");
        warns("rm\u2028x", "has blanks that are no blanks to the shell (U+2028 LINE SEPARATOR)");
        warns("rm \ue000", "has characters that have no meaning of their own (U+E000 PRIVATE USE AREA E000)");
        warns("rm \ud800", "has characters that have no meaning of their own (U+D800 HIGH SURROGATES D800)");
    }

    @Test
    void warnsOfControlCharacters() {
        String what = "has control characters, which can hide or overwrite what stands before them ";
        warns("ls\r rm x", what + "(U+000D CARRIAGE RETURN (CR))");
        warns("ls \u001b[2K", what + "(U+001B ESCAPE)");
        warns("ls\b\bx", what + "(U+0008 BACKSPACE)");
        warns("ls \u009b2K", what + "(U+009B CONTROL SEQUENCE INTRODUCER)");
        warns("ls \u0000", what + "(U+0000 NULL)");
        warns("ls \u007f", what + "(U+007F DELETE)");
    }

    @Test
    void warnsOfLettersThatPassForOthers() {
        warns("curl https://аpple.com", "has letters that pass for others in `\\u{430}pple`");
        warns("pip install requеsts", "has letters that pass for others in `requ\\u{435}sts`");
        warns("сору x", "has letters that pass for others in `\\u{441}\\u{43e}\\u{440}\\u{443}`");
        warns("ср x y", "has letters that pass for others in `\\u{441}\\u{440}`");
        warns("ｒｍ x", "has letters that pass for others in `\\u{ff52}\\u{ff4d}`");
        warns("npm i 𝐫eact", "has letters that pass for others in `\\u{1d42b}eact`");
        warns("curl pay\u03bfut.com", "has letters that pass for others in `pay\\u{3bf}ut`");
        warns("ɡit push", "has letters that pass for others in `\\u{261}it`");
        warns("echo ⓡm", "has letters that pass for others in `\\u{24e1}m`");
    }

    @Test
    void warnsOfSignsThatPassForOthers() {
        warns("rm −rf x", "has a sign that is not the `-` it looks like (U+2212 MINUS SIGN)");
        warns("rm –rf x", "has a sign that is not the `-` it looks like (U+2013 EN DASH)");
        warns("cat etc∕passwd", "has a sign that is not the `/` it looks like (U+2215 DIVISION SLASH)");
        warns("curl a.com／x", "has a sign that is not the `/` it looks like (U+FF0F FULLWIDTH SOLIDUS)");
        warns("ls； rm x", "has a sign that is not the `;` it looks like (U+FF1B FULLWIDTH SEMICOLON)");
        warns("ls ; rm\u037e x", "has a sign that is not the `;` it looks like (U+037E GREEK QUESTION MARK)");
    }

    @Test
    void warnsOfGapsThatHideWhatFollows() {
        warns("ls" + " ".repeat(40) + "; rm x", "has a gap of 40 blanks with more text behind it");
        warns("ls" + "\t".repeat(50) + "; rm x", "has a gap of 50 blanks with more text behind it");
        warns(
                "ls" + "\u3000".repeat(50) + "; rm",
                "has blanks that are no blanks to the shell (U+3000 IDEOGRAPHIC SPACE)",
                "has a gap of 50 blanks with more text behind it");
        warns("ls" + "\n ".repeat(30) + "rm x", "has 30 line ends in a row with more text behind them");
        warns("ls" + " ".repeat(200));
        warns("x".repeat(2001), "has a line of 2001 characters");
    }

    /** Behind the gap there is only more of what is written to a file. */
    @Test
    void aGapInADocumentThatIsOnlyCopiedHidesNothing() throws Exception {
        String gap = "\n".repeat(60) + " ".repeat(60);
        for (String line : List.of(
                "cat <<'E' > f\na" + gap + "b\nE",
                "cat <<'E' > f\na" + gap + "b\nE\n",
                "cat <<'E' > f\na" + gap + "b\n",
                "mkdir -p d && tee f <<\"E\"\na" + gap + "b\nE")) {
            assertEquals(List.of(), opaque(line), line);
        }
        for (String line : List.of(
                "cat <<'E' > f\na" + gap + "b\nE\nls",
                "cat <<'E' > f; ls\na" + gap + "b\nE",
                "cat <<'E' | tee f\na" + gap + "b\nE",
                "cat <<E > f\na" + gap + "b\nE",
                "bash <<'E'\nls" + gap + "ls\nE",
                "{ cat <<'E'\na" + gap + "b\nE\n}",
                "ls" + gap + "cat <<'E' > f\na" + gap + "b\nE")) {
            assertEquals(2, opaque(line).size(), line);
        }
        assertEquals(1, opaque("cat <<'E' > f\na" + gap + "\u202eb\nE").size(), "what acts on a terminal still does");
    }

    private List<String> opaque(String line) throws Exception {
        Path home = folder.toRealPath();
        ShellClassifier classifier = ShellClassifier.builder()
                .workspace(home)
                .home(home)
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .build();
        return classifier
                .assess(new ToolCall("c", "bash", Arguments.of("command", line), Caller.agent("tester"), ""))
                .orElseThrow()
                .reasons()
                .stream()
                .filter(reason -> reason.startsWith("has "))
                .toList();
    }

    private static boolean isWarnedOf(String line) throws Exception {
        return LastDocument.of(line, Parser.parse(line))
                .map(begin -> !Deception.of(line, begin).isEmpty())
                .orElse(!Deception.of(line).isEmpty());
    }

    @Test
    void aQuotedDocumentAtTheEndHidesNothingAlsoWhereTheLineBreaksOff() throws Exception {
        String gap = "\n".repeat(60);
        assertFalse(isWarnedOf("cat <<'E' > f\na" + gap + "b\nE"));
        assertFalse(isWarnedOf("cat <<'E' > f\na" + gap + "b\nE\n"));
        assertFalse(isWarnedOf("mkdir -p d && cat <<'E' > d/f\na" + gap + "b"));
        assertTrue(isWarnedOf("cat <<E > f\na" + gap + "b"), "it is expanded");
        assertTrue(isWarnedOf("cat <<'E' > f\na\nE\n" + gap + "rm b"), "more comes behind it");
        assertTrue(isWarnedOf("cat <<'E' | sh\na" + gap + "b"), "it is run");
        assertTrue(isWarnedOf("bash <<'E'\na" + gap + "b"), "it is run");
    }
}
