package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables, folders, globs and branches are followed as bash follows them, and what is open stays open. */
class LineStateTest {

    @TempDir
    Path folder;

    private Lines lines;

    @BeforeEach
    void furnish() throws IOException {
        lines = new Lines(folder);
    }

    @Test
    void aFolderThatIsThereIsGoneTo() {
        assertEquals(List.of("create sub/x"), lines.changes("cd sub && touch x"));
        assertEquals(List.of("create sub/x"), lines.changes("cd sub; touch x"));
        assertEquals(List.of("create x"), lines.changes("(cd sub); touch x"));
        assertEquals(List.of("create x"), lines.changes("cd missing; touch x"));
    }

    @Test
    void afterAFolderThatIsNotCertainRelativeNamesAreUnknown() {
        assertFalse(lines.assess("cd \"$(cat a)\"; touch x").complete());
        assertFalse(lines.assess("if test -f a; then cd sub; fi; touch x").complete());
    }

    @Test
    void aFolderMayHaveTheNameOfTheOneAboveIt() throws IOException {
        Files.createDirectories(lines.workspace.resolve("sub/sub"));
        assertEquals(List.of("create sub/sub/x"), lines.changes("cd sub/sub && touch x"));
        assertEquals(List.of("create x"), lines.changes("cd sub/../sub/.. && touch x"));
    }

    @Test
    void anEmptyLineIsNoCommandAndABlankOneDoesNothing() {
        assertFalse(lines.assess("").complete());
        assertEquals(Reversibility.READ_ONLY, lines.inherent("  # nothing"));
    }

    @Test
    void aVariableStandsForWhatItHolds() {
        assertEquals(List.of("delete a"), lines.changes("f=a; rm \"$f\""));
        assertEquals(List.of("delete a", "delete b.md"), lines.changes("f='a b.md'; rm $f"));
        assertEquals(List.of("delete b.md", "delete c.md"), lines.changes("p='*.md'; rm $p"));
        assertEquals(List.of("delete a"), lines.changes("rm ${nothing:-a}"));
        assertEquals(List.of("delete a"), lines.changes("x=A; rm ${x,,}"));
        assertEquals(List.of("delete b.md"), lines.changes("x=b.txt; rm ${x%.txt}.md"));
    }

    @Test
    void aGlobStandsForTheFilesThatAreThere() {
        assertEquals(List.of("delete b.md", "delete c.md"), lines.changes("rm *.md"));
        assertEquals(List.of("delete b.md", "delete c.md"), lines.changes("rm [bc].md"));
        assertEquals(List.of(), lines.changes("rm -f *.nothing"));
        assertEquals(List.of("delete sub/d.md"), lines.changes("rm */*.md"));
    }

    @Test
    void aQuotedGlobIsAName() {
        assertEquals(List.of(), lines.changes("rm -f '*.md'"));
        assertEquals(List.of(), lines.changes("rm -f \\*.md"));
    }

    @Test
    void bracesStandForEachAlternative() {
        assertEquals(List.of("delete b.md", "delete c.md"), lines.changes("rm {b,c}.md"));
        assertEquals(List.of("create f1", "create f2", "create f3"), lines.changes("touch f{1..3}"));
    }

    @Test
    void aLoopIsGoneThroughForEachWord() {
        assertEquals(List.of("update b.md", "update c.md"), lines.changes("for f in *.md; do echo x > \"$f\"; done"));
        assertEquals(List.of("create x1", "create x2"), lines.changes("for i in 1 2; do touch x$i; done"));
    }

    @Test
    void whatALoopChangesIsOpenInItsNextRound() {
        assertFalse(lines.assess("d=a; while true; do rm -rf \"$d\"; d=$(cat a); done")
                .complete());
    }

    @Test
    void everyBranchIsGoneThrough() {
        assertEquals(List.of("create x", "delete a"), lines.changes("if test -f a; then rm a; else touch x; fi"));
        assertEquals(List.of("create x", "delete a"), lines.changes("case $x in y) rm a;; *) touch x;; esac"));
        assertEquals(List.of("delete a"), lines.changes("false && rm a"));
    }

    @Test
    void whatTwoBranchesSetDifferentlyIsOpen() {
        assertFalse(
                lines.assess("if test -f a; then f=a; else f=b.md; fi; rm $f").complete());
        assertEquals(List.of("delete a"), lines.changes("if test -f a; then f=a; else f=a; fi; rm $f"));
    }

    @Test
    void aFunctionIsGoneThroughWhereItIsCalled() {
        assertEquals(List.of("delete a"), lines.changes("f() { rm \"$1\"; }; f a"));
        assertEquals(List.of(), lines.changes("f() { rm a; }; true"));
        assertFalse(lines.assess("f() { f; }; f").complete());
    }

    @Test
    void aFunctionHidesTheProgramOfItsName() {
        assertEquals(List.of("delete a"), lines.changes("ls() { rm a; }; ls"));
    }

    @Test
    void theHandlerOfAbsentNamesIsGoneThrough() {
        assertEquals(List.of("delete a"), lines.changes("command_not_found_handle() { rm a; }; no-such-program"));
    }

    @Test
    void aNameThatNoProgramHasRunsNothing() {
        assertEquals(Reversibility.READ_ONLY, lines.inherent("no-such-program --at all"));
    }

    @Test
    void whatTheLineMadeItselfMayGoAgain() {
        assertEquals(Reversibility.REVERSIBLE, lines.inherent("mkdir new && touch new/x && rm -r new"));
    }

    @Test
    void aMoveFollowedByADeleteIsADelete() {
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess("mv a z && rm z").reversibility());
        assertEquals(
                Reversibility.IRREVERSIBLE, lines.assess("mv a z && echo x > z").reversibility());
    }

    @Test
    void outsideOfTheWorkspaceNothingIsKept() {
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess("rm ~/precious").reversibility());
        assertEquals(
                Reversibility.IRREVERSIBLE, lines.assess("echo x > ../precious").reversibility());
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess("touch ../new").reversibility());
    }

    @Test
    void aLinkIsFollowedToWhereItLeads() throws IOException {
        Files.createSymbolicLink(lines.workspace.resolve("out"), lines.home);
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess("rm out/precious").reversibility());
        assertEquals(Reversibility.IRREVERSIBLE, lines.assess("rm -rf out/").reversibility());
        assertEquals(List.of("delete out"), lines.changes("rm out"));
    }

    @Test
    void anUnsetVariableInFrontOfAGlobLeavesTheRoot() {
        assertEquals(
                Reversibility.IRREVERSIBLE, lines.assess("rm -rf \"$UNSET\"/*").reversibility());
    }

    @Test
    void aSecretIsDisclosedByWhoeverReadsIt() {
        for (String line : List.of(
                "cat ~/.ssh/id_rsa",
                "head -1 < ~/.ssh/id_rsa",
                "cd ~/.ssh && cat id_rsa",
                "cat ~/.s?h/id_*",
                "grep -r key ~",
                "cat .env")) {
            assertEquals(Reversibility.IRREVERSIBLE, lines.assess(line).reversibility(), line);
        }
        assertEquals(Reversibility.READ_ONLY, lines.inherent("ls -la ~/.ssh"));
    }

    @Test
    void arithmeticOnNumbersIsHarmlessAndOnTextIsNot() {
        assertEquals(Reversibility.READ_ONLY, lines.inherent("i=1; echo $((i + 1))"));
        assertEquals(Reversibility.READ_ONLY, lines.inherent("n=$(wc -l < a); echo $((n * 2))"));
        assertFalse(lines.assess("n=$(cat a); echo $((n * 2))").complete());
        assertFalse(lines.assess("x='a[$(rm a)]'; echo $((x))").complete());
    }

    @Test
    void aVariableThatRunsCodeIsNoticed() {
        for (String line : List.of(
                "LD_PRELOAD=./x.so ls",
                "PATH=.:$PATH ls",
                "export PATH=/tmp/x:$PATH; ls",
                "PROMPT_COMMAND='rm a' true",
                "BASH_ENV=x bash -c true",
                "GIT_EXTERNAL_DIFF=x git diff")) {
            assertFalse(lines.assess(line).complete(), line);
        }
        assertTrue(lines.assess("FOO=1 ls").complete());
        assertTrue(lines.assess("LC_ALL=C sort a").complete());
        assertTrue(lines.assess("export PATH=$PATH:/usr/lib/jvm/bin; ls").complete());
    }

    @Test
    void whereTheEnvironmentIsNotKnownAVariableMayHoldAnything() throws IOException {
        ShellClassifier open = ShellClassifier.builder()
                .workspace(lines.workspace)
                .home(lines.home)
                .build();
        assertFalse(open.judge("rm -rf build/$TARGET", lines.workspace, new io.brattice.files.LocalWorld())
                .assessment()
                .complete());
    }
}
