package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells as their users make them, by the best means of this host. */
class ContainmentTest {

    @TempDir
    Path temporary;

    Path workspace;
    private Path scratch;
    private Path home;

    private Containment here;

    Containment containment() throws Exception {
        return Containment.ofThisHost();
    }

    @BeforeEach
    void furnish() throws Exception {
        here = containment();
        assumeTrue(
                here.holds(),
                () -> "this host contains nothing: " + here.lacking().orElse(""));
        Path folder = temporary.toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        workspace = Files.createDirectory(home.resolve("work"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
    }

    private Cell cell() {
        return new Cell(workspace, true, Set.of(), Set.of(), home, scratch, Optional.empty(), Limits.usual());
    }

    private ShellResult run(Cell cell, String script, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/bin/bash", "-c", script, "bash"));
        argv.addAll(List.of(arguments));
        Entrance entrance = here.entrance(cell, argv, cell.workspace());
        ShellResult result = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 20)
                .run(entrance.command(), cell.workspace());
        assertFalse(entrance.wasRefused(), result.stderr());
        return result;
    }

    @Test
    void everythingThatAClassRestsOnIsTold() {
        for (Guarantee guarantee : here.guarantees()) {
            assertTrue(guarantee.holds() || !guarantee.essential(), guarantee.toString());
        }
        assertTrue(here.guarantees().size() > 10);
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
    void whatIsClosedCannotBeWrittenNorMovedNorCovered() throws Exception {
        Path data = Files.createDirectories(workspace.resolve("data/inner"));
        Path file = Files.writeString(workspace.resolve("data/file"), "before");
        Path link = Files.createSymbolicLink(workspace.resolve("link"), data);
        Set<Path> closed = Set.of(data, file, link, workspace.resolve("data/absent"), home.resolve("elsewhere"));
        ShellResult result = run(cell().closing(closed), """
                mv data gone; mv data/inner gone; mv data/file gone; rm -rf data/inner; rmdir data/inner
                echo x >data/file; echo x >data/inner/new; echo x >link/new; echo x >new && mv -f new data/file
                ln data/file other && echo x >other; mv -T "$(mktemp -d -p .)" data; mount --bind . data/inner
                echo y >data/more; exit 0""");
        assertEquals(0, result.exit());
        assertEquals("before", Files.readString(file));
        assertEquals("y\n", Files.readString(workspace.resolve("data/more")));
        assertFalse(Files.exists(data.resolve("new")));
        assertTrue(Files.isDirectory(data), result.stderr());
    }

    @Test
    void whatIsExchangedBetweenTheLookAndTheMountIsNotEntered() throws Exception {
        Path outside = Files.createDirectories(home.resolve("outside dir/inner"));
        Path data = Files.createDirectories(workspace.resolve("a repo/data/inner"));
        Cell cell = cell().closing(Set.of(data));
        List<String> argv = List.of("/bin/sh", "-c", "echo x >\"$0/../written\"; echo ran", outside.toString());
        Execution execution = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 20);
        Entrance entrance = here.entrance(cell, argv, workspace);
        List<String> other = new ArrayList<>(entrance.command());
        other.replaceAll(word -> word.equals(data.toString()) ? outside.toString() : word);
        int first = entrance.command().indexOf(data.toString());
        other.subList(first + 1, other.size())
                .replaceAll(
                        word -> word.equals(outside.toString()) ? data.toString() : word); // only what is shown there
        Files.move(data.getParent(), workspace.resolve("moved"));
        Files.createSymbolicLink(workspace.resolve("a repo/data"), Path.of("../../outside dir"));
        ShellResult result = execution.run(entrance.command(), workspace);
        assertTrue(entrance.wasRefused() && !result.stdout().contains("ran"), result::toString);
        assertFalse(Files.exists(outside.resolveSibling("written")));
        Files.delete(workspace.resolve("a repo/data"));
        Files.move(workspace.resolve("moved"), data.getParent());
        assertFalse(execution.run(other, workspace).stdout().contains("ran"));
        assertEquals(
                "ran\n",
                execution
                        .run(here.entrance(cell, argv, workspace).command(), workspace)
                        .stdout());
    }

    @Test
    void archivesOfOthersCanBeUnpackedByRoot() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")), "no tar");
        ShellResult result = run(
                cell(),
                "echo a >f; tar --owner=1234 --group=1234 -cf x.tar f && mkdir out && tar -C out -xpf x.tar && cat out/f");
        assertEquals(new ShellResult(0, "a\n", "", false), result);
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
        Entrance entrance = here.entrance(cell(), List.of("/bin/sh", "-c", "echo a >made"), gone);
        Files.delete(gone);
        ShellResult result =
                new Execution(Map.of(), Duration.ofSeconds(20), 1 << 20).run(entrance.command(), workspace);
        assertTrue(entrance.wasRefused());
        assertEquals(Entrance.REFUSED, result.exit());
        assertFalse(Files.exists(workspace.resolve("made")));
        // Whoever only says so has entered.
        Entrance liar =
                here.entrance(cell(), List.of("/bin/sh", "-c", "echo no >&9; echo no >&8; exit 125"), workspace);
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
        assertThrows(IOException.class, () -> here.entering(all, List.of("/bin/true"), workspace));
        assertThrows(IllegalArgumentException.class, () -> here.entering(cell(), List.of("true"), workspace));
    }

    @Test
    void whatIsWrittenIntoTheHomeIsThereForTheCommandAndGoneAfterwards() throws Exception {
        Files.writeString(home.resolve("cache"), "old");
        String script = "echo new >\"$1/cache\"; mkdir -p \"$1/a/b\"; mv \"$1/cache\" \"$1/a/b\"; cat \"$1/a/b/cache\"";
        assertEquals("new\n", run(cell(), script, home.toString()).stdout());
        assertEquals("old", Files.readString(home.resolve("cache")));
        assertFalse(Files.exists(home.resolve("a")));
    }

    @Test
    void theSocketOfAForwarderIsSeenAndNoOtherOne() throws Exception {
        Path folder = Files.createDirectory(temporary.toRealPath().resolve("n"));
        Files.writeString(folder.resolve("certificate"), "c");
        Path one = folder.resolve("s1");
        Path other = folder.resolve("s2");
        try (ServerSocketChannel first = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                ServerSocketChannel second = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            first.bind(UnixDomainSocketAddress.of(one));
            second.bind(UnixDomainSocketAddress.of(other));
            Cell cell = new Cell(workspace, true, Set.of(), Set.of(), home, scratch, Optional.of(one), Limits.usual());
            String script = "ls \"$1\"; [ -S \"$1/s1\" ] && echo socket; echo x >\"$1/new\"; "
                    + "perl -MSocket -e 'socket(my $s, PF_UNIX, SOCK_STREAM, 0);"
                    + " connect($s, pack_sockaddr_un($ARGV[0])) and print \"reached\\n\"' \"$1/s1\"";
            assertEquals(
                    "certificate\ns1\nsocket\nreached\n",
                    run(cell, script, folder.toString()).stdout());
            assertFalse(Files.exists(folder.resolve("new")));
        }
    }

    /** Where a folder is to be mounted inside a folder that commands can change, one puts links in its place meanwhile. */
    @Test
    void linksThatArePutWhereSomethingIsToBeMountedLeadNowhere() throws Exception {
        Path open = Files.createDirectory(temporary.toRealPath().resolve("opened"));
        Path victim = Files.createDirectory(home.resolve("victim"));
        Path trap = scratch.resolve(Path.of("/tmp").relativize(open).toString());
        assumeTrue(open.startsWith("/tmp"));
        Files.createDirectories(trap.getParent());
        for (String to : List.of(victim.toString(), "../../../.." + victim, "/etc", "/")) {
            Files.deleteIfExists(trap);
            Files.createSymbolicLink(trap, Path.of(to));
            Cell cell =
                    new Cell(workspace, true, Set.of(open), Set.of(), home, scratch, Optional.empty(), Limits.usual());
            Entrance entrance = here.entrance(
                    cell,
                    List.of("/bin/sh", "-c", "echo x >\"$1/new\"; echo x >/etc/new", "sh", victim.toString()),
                    workspace);
            new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 20)
                    .run(entrance.command(), workspace);
            assertFalse(Files.exists(victim.resolve("new")), to);
            assertFalse(Files.exists(Path.of("/etc/new")), to);
        }
    }

    @Test
    void aHostThatContainsNothingSaysWhy() {
        Containment none = Containment.none("it is switched off");
        assertFalse(none.holds());
        assertEquals(Optional.of("it is switched off"), none.lacking());
        assertThrows(IllegalStateException.class, () -> none.entering(cell(), List.of("/bin/true"), workspace));
    }
}
