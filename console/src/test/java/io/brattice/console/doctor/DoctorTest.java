package io.brattice.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.StateFolder;
import io.brattice.console.CommandLines;
import io.brattice.console.terminal.Terminal;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Guarantee;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command: its exit codes, its JSON, what it sees of the state folder, and the real self-test. */
final class DoctorTest {

    private static final Host HOST = new Host(
            "Linux",
            "Ubuntu 24.04.3 LTS",
            List.of("ubuntu", "debian"),
            false,
            false,
            true,
            Map.of("kernel/apparmor_restrict_unprivileged_userns", "1"));
    private static final Guarantee REFUSED =
            new Guarantee("enters", "it runs inside", "it is tried", true, false, "bwrap: setting up uid map");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void needModes() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
    }

    @Test
    void theExitCodeIsZeroWhereCodeIsContainedAndOneWhereNot() {
        assertEquals(0, run(new Finding("", "bwrap", List.of()), "--state", folder.toString()));
        assertEquals(1, run(new Finding("no `bwrap`", "", List.of()), "--state", folder.toString()));
    }

    @Test
    void anUnknownWordIsAMisunderstanding() {
        CommandLines lines = new CommandLines();
        assertEquals(2, lines.run("doctor", "--jsno"));
        assertEquals("brattice: unknown word `--jsno`: did you mean `--json`?", lines.err());
    }

    @Test
    void helpNamesTheExitCodes() {
        CommandLines lines = new CommandLines();
        assertEquals(0, lines.run("doctor", "--help"));
        assertTrue(lines.out().startsWith("Usage: brattice doctor"), lines.out());
        assertTrue(lines.out().contains("  0   code that nobody can read runs contained on this host"), lines.out());
        assertTrue(lines.out().contains("  1   it does not"), lines.out());
    }

    @Test
    void theJsonHoldsAllOfIt() throws IOException {
        Path state = folder.toRealPath().resolve("state");
        int code = run(
                new Finding("`enters` does not hold on this host", "", List.of(REFUSED)),
                "--json",
                "--state=" + state,
                "--workspace=" + folder.toRealPath());
        assertEquals(1, code);
        assertEquals(
                "{\"contained\":false,\"container\":false,\"distribution\":\"Ubuntu 24.04.3 LTS\",\"guarantees\":["
                        + "{\"essential\":true,\"found\":\"bwrap: setting up uid map\",\"holds\":false,"
                        + "\"meaning\":\"it runs inside\",\"name\":\"enters\",\"test\":\"it is tried\"}],"
                        + "\"lacking\":\"`enters` does not hold on this host\",\"means\":\"\",\"root\":false,"
                        + "\"state\":\"" + state + "\",\"state_flaws\":[],\"state_there\":false,"
                        + "\"store\":\"" + state.resolve("store") + "\",\"store_moves\":true,\"system\":\"Linux\","
                        + "\"to_do\":[\""
                        + Remedies.KNOWN
                                .of(new Finding("x", "", List.of(REFUSED)), HOST)
                                .get(0)
                        + "\",\"then run `brattice doctor` again\"],"
                        + "\"workspace\":\"" + folder.toRealPath() + "\"}\n",
                out.toString());
    }

    @Test
    void theRealSelfTestIsToldAsItWent() {
        CommandLines lines = new CommandLines();
        int code = lines.run("doctor", "--state", folder.toString());
        boolean holds = Containment.ofThisHost().holds();
        assertEquals(holds ? 0 : 1, code);
        assertEquals(
                holds
                        ? "code that nobody can read runs contained on this host: nobody is asked about it"
                        : "code that nobody can read does not run contained on this host: a person is asked about it",
                lines.out().lines().findFirst().orElse(""));
        for (Guarantee each : Containment.ofThisHost().guarantees()) {
            assertTrue(!holds || lines.out().contains("  " + each.name() + " "), each::name);
        }
        assertFalse(Files.exists(folder.resolve("journal")), "it only looks");
    }

    @Test
    void aStateFolderForThisUserAloneIsWithoutFlaws() throws IOException {
        Path state = made("state", "rwx------");
        made("state/journal", "rwxr-xr-x"); // nobody gets there
        assertEquals(List.of(), look(state).flaws());
        assertTrue(look(state).there());
    }

    @Test
    void anOpenStateFolderWithClosedOnesInItIsWithoutFlaws() throws IOException {
        Path state = made("state", "rwxr-xr-x");
        made("state/journal", "rwx------");
        assertEquals(List.of(), look(state).flaws());
    }

    @Test
    void aJournalThatOthersCanReadIsAFlaw() throws IOException {
        Path state = made("state", "rwxr-xr-x");
        made("state/journal", "rwxr-xr-x");
        assertEquals(
                List.of("others may look into `journal`: `chmod 700` the folder"),
                look(state).flaws());
    }

    @Test
    void aStateFolderThatOthersCanWriteToIsAFlaw() throws IOException {
        Path state = made("state", "rwxrwxr-x");
        assertEquals(
                List.of("others may write to it: see what is in it, then `chmod 700` it"),
                look(state).flaws());
    }

    @Test
    void aFileInPlaceOfTheStateFolderIsAFlaw() throws IOException {
        Path state = Files.createFile(folder.resolve("state"));
        assertEquals(List.of("it is no folder: move it away"), look(state).flaws());
    }

    @Test
    void aStoreOnAnotherFileSystemIsOutOfReach() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isDirectory(memory)
                        && !Files.getAttribute(memory, "unix:dev").equals(Files.getAttribute(folder, "unix:dev")),
                "there is one file system only");
        assertTrue(Custody.of(new StateFolder(folder.resolve("a/b")), folder.resolve("c/d"))
                .moves());
        assertFalse(Custody.of(new StateFolder(folder.resolve("a/b")), memory).moves());
    }

    @Test
    void twoMountsOfOneDeviceAreTwoPlaces() {
        List<String> mounts = List.of(
                "21 1 254:0 / / rw - ext4 /dev/vda rw",
                "35 21 254:0 /srv/work /work rw - ext4 /dev/vda rw",
                "36 21 254:0 /srv/state /state rw - ext4 /dev/vda rw");
        assertEquals(Path.of("/work"), Custody.mount(Path.of("/work/a/b"), mounts));
        assertEquals(Path.of("/state"), Custody.mount(Path.of("/state/store"), mounts));
        assertEquals(Path.of("/"), Custody.mount(Path.of("/workshop"), mounts));
    }

    private Custody look(Path state) throws IOException {
        return Custody.of(new StateFolder(state), folder);
    }

    private Path made(String name, String mode) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    }

    private int run(Finding finding, String... arguments) {
        Terminal terminal =
                new Terminal(Map.of(), "olga", ZoneOffset.UTC, () -> false, () -> false, () -> new StringReader(""));
        return new CommandLine(new Doctor(terminal, () -> finding, () -> HOST))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }
}
