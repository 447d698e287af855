package io.brattice.console.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `brattice journal` says and how it ends. */
final class JournalCommandTest {

    private static final String HOSTILE = "red \u001b[31m\u202etxt \u009b2J\n<script>alert(1)</script>";

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    private Path journal;

    @BeforeEach
    void write() throws Exception {
        journal = folder.resolve("journal");
        try (FileJournal written =
                FileJournal.builder(journal).segmentSize(4096).open()) {
            for (int i = 0; i < 40; i++) {
                written.append(entry(Entry.Kind.INTENT, "c" + i, 100 - i, i == 39 ? HOSTILE : "rm " + i));
                written.append(new Entry(Entry.Kind.DONE, "c" + i, ago(100 - i), Arguments.of("outcome", "")));
            }
        }
    }

    @Test
    void anIntactJournalVerifiesWithItsKey() throws Exception {
        assertEquals(0, run("verify"));
        assertTrue(brattice.out().contains("intact: 80 entries in 1 stream of " + journal), brattice.out());
        assertEquals(0, run("verify", "--key", journal.resolve("signing.pub").toString()));
        assertTrue(brattice.out().contains("signed up to entry 80 at "), brattice.out());
        assertEquals(0, run("verify", "--json"));
        Arguments stream = Arguments.fromJson(brattice.out().strip());
        assertEquals(80L, stream.integer("entries").orElseThrow());
        assertEquals(true, stream.bool("intact").orElseThrow());
    }

    @Test
    void aChangedByteIsToldWithItsPlace() throws Exception {
        Path segment = files("segment-0000000002").get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[500] ^= 1;
        Files.write(segment, bytes);
        assertEquals(1, run("verify"));
        assertTrue(brattice.err().startsWith("brattice: `" + segment + "`, offset "), brattice.err());
        assertTrue(brattice.out().contains("NOT INTACT"));
        assertEquals(4, run("export"));
    }

    @Test
    void whatIsNotSignedByTheKeyIsNotFine() throws Exception {
        Path known = folder.resolve("known.pub");
        Files.copy(journal.resolve("signing.pub"), known);
        assertEquals(0, run("verify", "--key", known.toString()));
        Files.delete(files("checkpoints").get(0)); // with it somebody could have cut off the end
        assertEquals(3, run("verify", "--key", known.toString()));
        assertTrue(brattice.err().startsWith("brattice: not all of it is signed"), brattice.err());
        Files.delete(journal.resolve("signing.pub"));
        Files.delete(journal.resolve("signing.key"));
        try (FileJournal forger = FileJournal.in(journal)) {
            forger.append(entry(Entry.Kind.NOTED, "", 1, "x"));
        }
        assertEquals(1, run("verify", "--key", known.toString()));
    }

    @Test
    void checkpointsThatWereKeptFindAnEndThatWasCutOff() throws Exception {
        Path kept = folder.resolve("kept");
        assertEquals(0, run("verify", "--keep", kept.toString()));
        assertEquals(0, run("verify", "--kept", kept.toString()));
        for (Path file : files("checkpoints")) {
            Files.delete(file);
        }
        Path last = files("segment-").get(files("segment-").size() - 1);
        try (var channel = java.nio.channels.FileChannel.open(last, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(last) - 20);
        }
        assertEquals(0, run("verify"));
        assertEquals(1, run("verify", "--kept", kept.toString()));
        assertTrue(brattice.err().endsWith("the stream ends at entry 79"), brattice.err());
    }

    @Test
    void oneCallIsShownInFullAndNothingOfItActs() {
        assertEquals(0, run("show", "c39"));
        assertTrue(brattice.out().contains("red \\u{1b}[31m\\u{202e}txt \\u{9b}2J\\n<script>"), brattice.out());
        assertPlain();
        assertTrue(brattice.out().contains("INTENT") && brattice.out().contains("DONE"));
        String place = brattice.out().lines().findFirst().orElseThrow().replaceAll(".*  ", "");
        assertEquals(0, run("show", place));
        assertTrue(brattice.out().startsWith("INTENT") && !brattice.out().contains("DONE"), brattice.out());
        assertEquals(2, run("show", "c99"));
    }

    @Test
    void everyEntryIsExportedOnceAndNothingOfItActs() throws Exception {
        for (String format : List.of("jsonl", "cloudevents", "ocsf")) {
            assertEquals(0, run("export", "--format", format));
            assertPlain();
            List<String> lines = brattice.out().lines().toList();
            assertEquals(80, lines.size());
            assertEquals(80, lines.stream().distinct().count());
            lines.forEach(Arguments::fromJson);
        }
        assertEquals(0, run("export", "--from", "70d", "--to", "69d"));
        assertEquals(2, brattice.out().lines().count());
        assertEquals(0, run("export", "--session", "nobody"));
        assertEquals("", brattice.out());
        run("export", "--format", "cloudevents", "--session", "night");
        Arguments event = Arguments.fromJson(brattice.out().lines().findFirst().orElseThrow());
        assertEquals("1.0", event.string("specversion").orElseThrow());
        assertEquals("io.brattice.journal.intent", event.string("type").orElseThrow());
        assertEquals(80, brattice.out().lines().count());
    }

    @Test
    void theNewestEntriesAreFollowed() throws Exception {
        assertEquals(0, run("tail", "--no-follow", "-n", "3"));
        assertEquals(3, brattice.out().lines().count());
        assertTrue(brattice.out().contains("INTENT    c39  ops-bot  bash red \\u{1b}[31m"), brattice.out());
        assertPlain();
        Thread follower = new Thread(() -> run("tail", "-n", "0"));
        follower.start();
        try (FileJournal written = FileJournal.in(journal)) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!brattice.out().contains("comes-later")) {
                written.append(entry(Entry.Kind.INTENT, "comes-later", 0, "ls"));
                Thread.onSpinWait();
                assertTrue(System.nanoTime() < deadline, "not followed within 20 seconds");
            }
        }
        follower.interrupt();
        follower.join();
    }

    @Test
    void readingChangesNothing() throws Exception {
        Map<String, String> before = listing();
        run("verify");
        run("show", "c1");
        run("export");
        run("tail", "--no-follow");
        run("prune", "--older-than", "10d", "--dry-run");
        assertEquals(before, listing());
    }

    @Test
    void whatIsOldIsPrunedOnlyWithAYes() throws Exception {
        assertEquals(1, run("prune", "--older-than", "80d"));
        assertTrue(brattice.err().contains("add --yes"), brattice.err());
        brattice.typing("n\n");
        assertEquals(1, run("prune", "--older-than", "80d"));
        brattice.typing("y\n");
        assertEquals(0, run("prune", "--older-than", "80d"));
        assertTrue(brattice.out().contains("removed "), brattice.out());
        assertEquals(0, run("verify", "--key", journal.resolve("signing.pub").toString()));
        assertTrue(brattice.out().contains("older ones were pruned at"), brattice.out());
        assertEquals(0, run("show", "-"));
        assertTrue(brattice.out().contains("shortened") && brattice.out().contains("by olga"), brattice.out());
        assertEquals(2, run("show", "c0"));
        assertEquals(0, run("show", "c39"));
        assertEquals(2, run("prune"));
    }

    @Test
    void whatIsNoJournalIsToldInOneLine() throws Exception {
        assertEquals(
                4,
                brattice.run(
                        "journal",
                        "verify",
                        "--journal",
                        folder.resolve("nowhere").toString()));
        assertEquals(1, brattice.err().lines().count());
        assertEquals(2, run("verify", "--keey", "x"));
        assertTrue(brattice.err().contains("did you mean"), brattice.err());
        assertEquals(2, run("export", "--from", "yesterday"));
        assertEquals(0, brattice.run("journal"));
        assertTrue(brattice.out().contains("verify"));
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(
                        Stream.concat(Stream.of("journal"), Stream.of(arguments)),
                        Stream.of("--journal", journal.toString()))
                .toArray(String[]::new);
        return brattice.run(all);
    }

    private void assertPlain() {
        brattice.out().codePoints().forEach(c -> assertTrue(c == '\n' || c >= ' ' && c < 0x7f, brattice::out));
        assertFalse(brattice.out().isEmpty());
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(journal)) {
            return all.filter(file -> file.getFileName().toString().startsWith(name))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> listing() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.toList()) {
                FileTime changed = Files.getLastModifiedTime(each);
                all.put(each.toString(), changed + " " + (Files.isDirectory(each) ? 0 : Files.size(each)));
            }
        }
        return all;
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days)).plusSeconds(3600);
    }

    private static Entry entry(Entry.Kind kind, String call, int days, String command) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tool", "bash");
        body.put("arguments", Map.of("command", command));
        body.put("caller", Map.of("kind", "AGENT", "tenant", "team", "name", "ops-bot", "session", "night"));
        return new Entry(kind, call, ago(days), Arguments.from(body));
    }
}
