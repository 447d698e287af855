package io.brattice.console.audit;

import static io.brattice.console.page.Entries.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import io.brattice.console.page.Entries;
import io.brattice.journal.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `brattice audit` counts. */
final class AuditTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    @Test
    void callsQuestionsAndAnswersAreCounted() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            Entries entries = new Entries(journal);
            for (int i = 0; i < 6; i++) {
                entries.read("r" + i, "ls");
            }
            entries.asked("c1", "rm -rf /data", "defaults.irreversible: it cannot be taken back")
                    .answered("c1", true, "vera", "") // a second later
                    .intent(
                            "c1",
                            "rm -rf /data",
                            "IRREVERSIBLE",
                            "",
                            effect("DELETE", "file:/data", 340, "IRREVERSIBLE"))
                    .done("c1")
                    .after(86_400)
                    .by("other", "bot", "day")
                    .asked("c2", "push", "defaults.irreversible: it cannot be taken back")
                    .after(600)
                    .answered("c2", false, "olga", "no")
                    .refused("c2", "push", "approval.no: a person said no")
                    .asked("c3", "push", "x: y")
                    .intent("c4", "make", "REVERSIBLE", "", effect("CREATE", "file:/w/x", 2, "REVERSIBLE"))
                    .failed("c4", "exit 2");
        }
        Arguments all = json().get(0);
        assertEquals(9L, all.integer("calls").orElseThrow());
        assertEquals(6L, all.integer("reads").orElseThrow());
        assertEquals(2L, all.integer("ran").orElseThrow());
        assertEquals(1L, all.integer("refused").orElseThrow());
        assertEquals(1L, all.integer("failed").orElseThrow());
        assertEquals(3L, all.integer("questions").orElseThrow());
        assertEquals("333.33", all.get("questions_per_1000_calls").orElseThrow().toString());
        assertEquals(1L, all.integer("under_3_seconds").orElseThrow());
        assertEquals(1L, all.integer("waiting").orElseThrow());
        assertEquals(2L, all.integer("days").orElseThrow());
        assertEquals(
                2,
                json().stream()
                        .filter(line -> line.string("of").orElse("").equals("team"))
                        .count());
        assertEquals(0, run());
        assertTrue(brattice.out().contains("**50.0 % yes** of 2 answers"), brattice.out());
        assertTrue(brattice.out().contains("| `team / ops-bot` | 7 | 1 | 0 | 1 | 100.0 | 340 |"), brattice.out());
        assertTrue(brattice.out().contains("| `defaults.irreversible` | asked | 2 |"), brattice.out());
        assertTrue(brattice.out().contains("**1 answers in under three seconds (50.0 %)**"), brattice.out());
    }

    @Test
    void whatWasDoneOnEachTierIsToldWithARulebook(@TempDir Path other) throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .intent(
                            "c1",
                            "x",
                            "IRREVERSIBLE",
                            "",
                            effect("DELETE", "file:/srv/a", 3, "IRREVERSIBLE"),
                            effect("CREATE", "file:/home/b", 2, "IRREVERSIBLE"))
                    .done("c1")
                    .intent("c2", "x", "IRREVERSIBLE", "", effect("DELETE", "unknown:x", 1, "IRREVERSIBLE"))
                    .done("c2");
        }
        Path rules = other.resolve("f.yaml");
        Files.writeString(rules, "version: 1\ntiers: {production: 'file:/srv/**', home: 'file:/home/**'}\n");
        assertEquals(0, run("--rulebook", rules.toString()));
        assertTrue(brattice.out().contains("| `production` | 2 | 0 | 4 | 4 |"), brattice.out());
        assertTrue(brattice.out().contains("| `home` | 2 | 0 | 3 | 1 |"), brattice.out());
        assertEquals(0, run("--json", "--rulebook", rules.toString()));
        assertTrue(brattice.out().contains("\"of\":\"tier\""), brattice.out());
        assertEquals(4, run("--rulebook", other.resolve("none").toString()));
    }

    @Test
    void onlyWhatLiesWithinTheTimeIsCounted() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .asked("c1", "push", "x: y")
                    .read("r1", "ls")
                    .after(86_400)
                    .answered("c1", true, "vera", "")
                    .intent("c1", "push", "IRREVERSIBLE", "")
                    .done("c1");
        }
        assertEquals(0, run("--json", "--from", "2026-11-25"));
        Arguments all = Arguments.fromJson(brattice.out().lines().findFirst().orElseThrow());
        assertEquals(0L, all.integer("questions").orElseThrow());
        assertEquals(1L, all.integer("yes").orElseThrow());
        assertEquals(1L, all.integer("calls").orElseThrow());
        assertEquals(86_402_000L, all.integer("wait_median_ms").orElseThrow());
        assertEquals(0, run("--json", "--to", "2026-11-25"));
        all = Arguments.fromJson(brattice.out().lines().findFirst().orElseThrow());
        assertEquals(1L, all.integer("questions").orElseThrow());
        assertEquals(1L, all.integer("reads").orElseThrow());
    }

    @Test
    void noCallIsHiddenBehindTheIdOfAnother() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .intent("c1", "rm", "IRREVERSIBLE", "", effect("DELETE", "file:/a", 1, "IRREVERSIBLE"))
                    .read("c1", "ls")
                    .refused("c1", "ls", "a: b")
                    .intent("c1", "rm", "IRREVERSIBLE", "", effect("DELETE", "file:/b", 1, "IRREVERSIBLE"))
                    .done("c1")
                    .intent("c1", "rm", "IRREVERSIBLE", "", effect("DELETE", "file:/c", 1, "IRREVERSIBLE"))
                    .noted("c1", "stale", "another state")
                    .intent("c1", "rm", "IRREVERSIBLE", "", effect("DELETE", "file:/c", 1, "IRREVERSIBLE"))
                    .done("c1");
        }
        Arguments all = json().get(0);
        assertEquals(3L, all.integer("ran").orElseThrow(), "one of them went round");
        assertEquals(1L, all.integer("reads").orElseThrow());
        assertEquals(1L, all.integer("refused").orElseThrow());
    }

    @Test
    void theJournalOfAProcessAtWorkIsReadWithoutTouchingIt() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            Entries entries = new Entries(journal).read("r1", "ls");
            Map<String, Object> before = listing();
            for (String[] command : List.of(
                    new String[] {"audit"}, new String[] {"report", "night"}, new String[] {"journal", "verify"})) {
                String[] all = Stream.concat(Stream.of(command), Stream.of("--journal", folder.toString()))
                        .toArray(String[]::new);
                assertEquals(0, brattice.run(all), brattice::err);
            }
            assertEquals(before, listing());
            entries.read("r2", "ls");
            assertEquals(0, run("--json"));
            assertTrue(brattice.out().contains("\"reads\":2"), brattice.out());
        }
    }

    private Map<String, Object> listing() throws Exception {
        Map<String, Object> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith("segment-")
                        || name.equals("lock")) { // the process at work makes the others, when it comes to it
                    all.put(each.toString(), Files.readAttributes(each, "lastModifiedTime,size"));
                } else {
                    assertTrue(
                            List.of("spare", "checkpoints", "signing.key", "signing.pub", "redaction.key")
                                    .contains(name),
                            name);
                }
            }
        }
        return all;
    }

    @Test
    void namesAreNeverMarkup() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .by("t|`<script>", "<img src=x onerror=alert(1)>\u202e", "s")
                    .refused("c1", "ls", "rule|`<b>: no")
                    .asked("c2", "ls", "r: x")
                    .answered("c2", true, "[x](javascript:alert(1))", "");
        }
        assertEquals(0, run());
        brattice.out().codePoints().forEach(c -> assertTrue(c == '\n' || c >= ' ' && c < 0x7f));
        for (String line : brattice.out().split("\n", -1)) {
            String outside = line.replaceAll("`[^`]*`", "");
            assertFalse(outside.contains("<") || outside.contains("](") || outside.contains("`"), line);
        }
    }

    private List<Arguments> json() {
        assertEquals(0, run("--json"));
        return brattice.out().lines().map(Arguments::fromJson).toList();
    }

    private int run(String... more) {
        return brattice.run(Stream.concat(Stream.of("audit", "--journal", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }
}
