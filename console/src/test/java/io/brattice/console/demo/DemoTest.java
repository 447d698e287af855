package io.brattice.console.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.containment.Containment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command itself: its words, its width, its colours, its exit codes, and what it leaves behind. */
final class DemoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyIncidentFitsOnAScreenOfAHundredColumns() {
        assertEquals(0, run(machine(Map.of(), false)));
        int lines = 0; // of the incident; none outside of one
        for (String line : out.toString().lines().toList()) {
            lines = line.matches(" ?[0-9]+\\. .*") ? 1 : line.isEmpty() || lines == 0 ? 0 : lines + 1;
            assertTrue(lines <= 15 && line.length() <= 100, line);
        }
        assertTrue(out.toString().chars().allMatch(c -> c == '\n' || c == '\r' || c >= ' ' && c < 0x7f));
    }

    @Test
    void theWordsAreTheSameWithColourAndWithout() {
        run(machine(Map.of(), false), "--only=1,8", "--color=always");
        String coloured = out.toString();
        out.getBuffer().setLength(0);
        run(machine(Map.of(), false), "--only=1,8", "--color=never");
        assertTrue(coloured.contains("\u001b["));
        assertEquals(withoutTimes(out.toString()), withoutTimes(coloured.replaceAll("\u001b\\[[0-9]+m", "")));
    }

    @Test
    void withoutATerminalItSaysThatEveryQuestionIsAnsweredNo() {
        run(machine(Map.of(), false), "--only=9", "--ask");
        assertTrue(out.toString().contains("there is no terminal here: every question is answered no"));
    }

    @Test
    void whereNothingIsContainedItSaysSoAndAsks() {
        int code = new CommandLine(new Demo(machine(Map.of(), false), () -> Containment.none("not here")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--only=19", "--color=NEVER");
        assertEquals(0, code);
        assertTrue(out.toString().contains("    cells   none on this host"), out.toString());
        assertTrue(out.toString().contains("    gate    asked, refused | irreversible | $ bash tools/clean-up.sh"));
    }

    @Test
    void automaticColourNeedsATerminalAndNoNoColor() {
        run(machine(Map.of(), true), "--only=9");
        assertTrue(out.toString().contains("\u001b["));
        out.getBuffer().setLength(0);
        run(machine(Map.of("NO_COLOR", "1"), true), "--only=9");
        assertFalse(out.toString().contains("\u001b"));
        out.getBuffer().setLength(0);
        run(machine(Map.of(), false), "--only=9");
        assertFalse(out.toString().contains("\u001b"));
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws IOException {
        Set<Path> before = sandboxes();
        assertEquals(0, run(machine(Map.of(), false), "--only=7"));
        assertEquals(before, sandboxes());
    }

    @Test
    void aKeptWorldIsNamedAndStays() throws IOException {
        assertEquals(0, run(machine(Map.of(), false), "--only=9", "--keep"));
        String line = out.toString()
                .lines()
                .filter(each -> each.startsWith("    kept"))
                .findFirst()
                .orElseThrow();
        Path kept = Path.of(line.strip().substring("kept".length()).strip());
        assertTrue(Files.isDirectory(kept));
        Sandbox.delete(kept);
    }

    @Test
    void aMissingProgramIsOneClearLine() {
        Machine bare = new Machine(Map.of("PATH", "/nowhere"), "Linux", () -> false, () -> false);
        assertEquals(Demo.CANNOT_RUN, run(bare));
        assertEquals(
                "brattice: `bash` is not on the search path: install it, then run this again",
                err.toString().strip());
        assertEquals("", out.toString());
    }

    @Test
    void anIncidentWhoseProgramIsMissingIsSkippedInOneLine(@TempDir Path programs) throws IOException {
        for (String needed : List.of("bash", "git")) {
            Files.setPosixFilePermissions(
                    Files.createFile(programs.resolve(needed)), PosixFilePermissions.fromString("rwx------"));
        }
        Machine bare = new Machine(Map.of("PATH", programs.toString()), "Linux", () -> false, () -> false);
        assertEquals(0, run(bare, "--only=9,15,16,17,18"));
        assertEquals(
                List.of("curl", "npm", "sqlite3", "terraform"),
                out.toString()
                        .lines()
                        .filter(line -> line.startsWith("    skipped"))
                        .map(line -> line.replaceAll(".*`(.*)` is not on the search path", "$1"))
                        .toList());
    }

    @Test
    void onWindowsItSaysWhatIsMissing() {
        assertEquals(Demo.CANNOT_RUN, run(new Machine(Map.of(), "Windows 11", () -> true, () -> true)));
        assertTrue(err.toString().contains("WSL"));
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void theListNamesEveryIncident() {
        assertEquals(0, run(machine(Map.of(), false), "--list"));
        assertEquals(
                Incident.all().stream().map(Incident::title).toList(),
                out.toString().lines().map(line -> line.substring(4)).toList());
    }

    @Test
    void anUnknownNumberIsAMisunderstanding() {
        assertEquals(2, run(machine(Map.of(), false), "--only=0"));
        assertTrue(err.toString().contains("no incident `0`"));
    }

    private int run(Machine machine, String... arguments) {
        return new CommandLine(new Demo(machine))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Machine machine(Map<String, String> more, boolean terminal) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.remove("NO_COLOR");
        variables.putAll(more);
        return new Machine(variables, "Linux", () -> terminal, () -> false);
    }

    private static List<String> withoutTimes(String text) {
        return text.lines()
                .map(line -> line.replaceAll(" +[0-9]+\\.[0-9]\\b", " T"))
                .toList();
    }

    private static Set<Path> sandboxes() throws IOException {
        try (Stream<Path> list = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return list.filter(path -> path.getFileName().toString().startsWith(Sandbox.PREFIX))
                    .collect(Collectors.toSet());
        }
    }
}
