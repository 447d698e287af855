package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells as their users make them. */
class ContainmentTest {

    private static final Containment HERE = Containment.ofThisHost();

    @TempDir
    Path temporary;

    private Path workspace;
    private Path scratch;
    private Path home;

    @BeforeEach
    void furnish() throws IOException {
        assumeTrue(
                HERE.holds(),
                () -> "this host contains nothing: " + HERE.lacking().orElse(""));
        Path folder = temporary.toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        workspace = Files.createDirectory(home.resolve("work"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
    }

    private Cell cell() {
        return new Cell(workspace, true, Set.of(), Set.of(), home, scratch, Optional.empty(), Limits.usual());
    }

    private static ShellResult run(Cell cell, String script, String... arguments) throws Exception {
        List<String> argv = new java.util.ArrayList<>(List.of("/bin/bash", "-c", script, "bash"));
        argv.addAll(List.of(arguments));
        Entrance entrance = HERE.entrance(cell, argv, cell.workspace());
        ShellResult result = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 20)
                .run(entrance.command(), cell.workspace());
        assertFalse(entrance.wasRefused(), result.stderr());
        return result;
    }

    @Test
    void everythingThatAClassRestsOnIsTold() {
        for (Guarantee guarantee : HERE.guarantees()) {
            assertTrue(guarantee.holds() || !guarantee.essential(), guarantee.toString());
        }
        assertTrue(HERE.guarantees().size() > 10);
    }

    @Test
    void outputsAndExitStatusAreThoseOfTheCommand() throws Exception {
        ShellResult result = run(cell(), "echo out; echo err >&2; pwd; exit 42");
        assertEquals(new ShellResult(42, "out\n" + workspace + "\n", "err\n", false), result);
        assertEquals(143, run(cell(), "kill -TERM $$").exit());
    }

    @Test
    void theWorkspaceAndTheScratchAreWrittenAndNothingElse() throws Exception {
        Path outside = Files.writeString(home.resolve("outside"), "before");
        ShellResult result = run(
                cell(),
                "echo a >made; echo b >/tmp/made; echo c >\"$1\"; cat \"$1\" >&2; rm -f /usr/bin/env",
                outside.toString());
        assertEquals("a\n", Files.readString(workspace.resolve("made")));
        assertEquals("b\n", Files.readString(scratch.resolve("made")));
        assertEquals("before", Files.readString(outside));
        assertTrue(Files.exists(Path.of("/usr/bin/env")), result.stderr());
    }

    @Test
    void whatIsNotWritableIsNotWritten() throws Exception {
        Cell cell = new Cell(workspace, false, Set.of(), Set.of(), home, scratch, Optional.empty(), Limits.usual());
        assertEquals(1, run(cell, "echo a >made").exit());
        assertFalse(Files.exists(workspace.resolve("made")));
    }

    @Test
    void aFolderOfTheHostsTemporaryFilesIsSeenWhereItIsOpen() throws Exception {
        Path open = Files.createDirectory(temporary.toRealPath().resolve("open it"));
        Cell cell = new Cell(workspace, true, Set.of(open), Set.of(), home, scratch, Optional.empty(), Limits.usual());
        assertEquals(0, run(cell, "echo a >\"$1/made\"", open.toString()).exit());
        assertEquals("a\n", Files.readString(open.resolve("made")));
    }

    @Test
    void whatIsHiddenIsNotSeenWhereverItIs() throws Exception {
        Path folder = Files.createDirectory(home.resolve("journal"));
        Files.writeString(folder.resolve("entry"), "secret-1");
        Path file = Files.writeString(workspace.resolve("key"), "secret-2");
        Path link = Files.createSymbolicLink(home.resolve("link"), folder);
        Path elsewhere = Files.createDirectory(temporary.toRealPath().resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("k"), "secret-3");
        Path viaLink = Files.createSymbolicLink(home.resolve(".aws"), elsewhere);
        Files.writeString(Files.createDirectory(home.resolve(".ssh")).resolve("id_x"), "secret-4");
        Files.writeString(home.resolve(".npmrc"), "registry=https://r/\n//r/:_authToken=secret-5\n");
        Cell cell = new Cell(
                workspace,
                true,
                Set.of(),
                Set.of(link, file, home.resolve("absent")),
                home,
                scratch,
                Optional.empty(),
                Limits.usual());
        String text = run(cell, "cd \"$1\"; cat journal/* link/* work/key .aws/* .ssh/* .npmrc", home.toString())
                .stdout();
        assertEquals("registry=https://r/\n", text);
        assertTrue(Files.exists(viaLink));
    }

    @Test
    void aWorkspaceBelowSomethingHiddenIsSeenAlone() throws Exception {
        Files.writeString(home.resolve("other"), "secret");
        Cell cell = new Cell(workspace, true, Set.of(), Set.of(home), home, scratch, Optional.empty(), Limits.usual());
        assertEquals(
                "work\n",
                run(cell, "echo a >made; ls -A \"$1\"", home.toString()).stdout());
        assertTrue(Files.exists(workspace.resolve("made")));
    }

    @Test
    void oddCharactersBreakNothing() throws Exception {
        Path odd = Files.createDirectory(home.resolve("a b'\"$(touch x)\\040,:;*"));
        Path key = Files.writeString(odd.resolve("k;e y"), "secret");
        Cell cell = new Cell(odd, true, Set.of(), Set.of(key), home, scratch, Optional.empty(), Limits.usual());
        assertEquals(odd + "\n", run(cell, "pwd; cat k*; echo a >made").stdout());
        assertTrue(Files.exists(odd.resolve("made")));
    }

    @Test
    void whoCannotEnterHasNotRunAndThatIsKnown() throws Exception {
        Path gone = Files.createDirectory(home.resolve("gone"));
        Entrance entrance = HERE.entrance(cell(), List.of("/bin/sh", "-c", "echo a >made"), gone);
        Files.delete(gone);
        ShellResult result =
                new Execution(Map.of(), Duration.ofSeconds(20), 1 << 20).run(entrance.command(), workspace);
        assertTrue(entrance.wasRefused());
        assertEquals(Entrance.REFUSED, result.exit());
        assertFalse(Files.exists(workspace.resolve("made")));
        // Whoever only says so has entered.
        Entrance liar =
                HERE.entrance(cell(), List.of("/bin/sh", "-c", "echo no >&9; echo no >&8; exit 125"), workspace);
        assertEquals(
                125,
                new Execution(Map.of(), Duration.ofSeconds(20), 1 << 20)
                        .run(liar.command(), workspace)
                        .exit());
        assertFalse(liar.wasRefused());
    }

    @Test
    void whatCannotBeACellIsSaidBeforeAnythingRuns() {
        Cell all = new Cell(Path.of("/"), true, Set.of(), Set.of(), home, scratch, Optional.empty(), Limits.usual());
        assertThrows(IOException.class, () -> HERE.entering(all, List.of("/bin/true"), workspace));
        assertThrows(IllegalArgumentException.class, () -> HERE.entering(cell(), List.of("true"), workspace));
    }

    @Test
    void aHostThatContainsNothingSaysWhy() {
        Containment none = Containment.none("it is switched off");
        assertFalse(none.holds());
        assertEquals(Optional.of("it is switched off"), none.lacking());
        assertThrows(IllegalStateException.class, () -> none.entering(cell(), List.of("/bin/true"), workspace));
    }
}
