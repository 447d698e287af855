package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {

    @TempDir
    Path folder;

    @Test
    void looksLikeWhatEverybodyKnows() {
        assertEquals(
                List.of("@@ -1,5 +1,5 @@", " 1", "-2", "+two", " 3", " 4", " 5"),
                UnifiedDiff.between("1\n2\n3\n4\n5\n6\n", "1\ntwo\n3\n4\n5\n6\n")
                        .lines());
        assertEquals(
                List.of("@@ -0,0 +1 @@", "+x", "\\ No newline at end of file"),
                UnifiedDiff.between("", "x").lines());
        assertEquals(
                List.of("@@ -1 +1 @@", "-x\r", "+x"),
                UnifiedDiff.between("x\r\n", "x\n").lines());
        assertEquals(List.of(), UnifiedDiff.between("a\nb", "a\nb").lines());
    }

    @Test
    void isShownInPartWhenItIsLong() {
        String shown = UnifiedDiff.between("", "y".repeat(50) + "\n" + "z\n".repeat(50))
                .shown(3, 10);
        assertEquals("@@ -0,0 +1,51 @@".substring(0, 10) + "…\n+yyyyyyyyy…\n+z\n… 49 more lines of difference", shown);
    }

    @Test
    void takesNoLongerThanItMayForTextsThatHaveNothingInCommon() {
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            one.append("a").append(i).append('\n');
            other.append("b").append(i).append('\n');
        }
        assertEquals(
                200_001,
                UnifiedDiff.between(one.toString(), other.toString()).lines().size());
    }

    @Test
    void isAsShortAsThatOfDiff() throws Exception {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String before = text(random, 40, 12);
            String after = round % 2 == 0 ? text(random, 40, 12) : changed(random, before);
            Files.writeString(folder.resolve("a"), before);
            Files.writeString(folder.resolve("b"), after);
            long theirs = output("diff", "--minimal", "-u", "a", "b")
                    .lines()
                    .skip(2)
                    .filter(UnifiedDiffTest::isChange)
                    .count();
            long ours = UnifiedDiff.between(before, after).lines().stream()
                    .filter(UnifiedDiffTest::isChange)
                    .count();
            assertEquals(theirs, ours, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void patchMakesTheNewTextOfTheOldOne() throws Exception {
        long seed = 12;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            String before = text(random, 60, round % 3 == 0 ? 3 : 400);
            String after = round % 2 == 0 ? text(random, 60, 400) : changed(random, before);
            List<String> lines = UnifiedDiff.between(before, after).lines();
            if (lines.isEmpty()) {
                assertEquals(before, after);
                continue;
            }
            assertEquals(after, patched(before, lines), "seed " + seed + ", round " + round);
            Files.writeString(folder.resolve("a"), before);
            Files.writeString(folder.resolve("p"), "--- a\n+++ a\n" + String.join("\n", lines) + "\n");
            String said = output("patch", "--binary", "-s", "-o", "out", "a", "p");
            assertEquals("", said, "seed " + seed + ", round " + round);
            assertEquals(after, Files.readString(folder.resolve("out")), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void isRightWhenItGivesUpOnBeingShort() {
        Random random = new Random(13);
        String before = text(random, 4000, 4000);
        String after = text(random, 4000, 4000);
        assertEquals(after, patched(before, UnifiedDiff.between(before, after).lines()));
    }

    /** A naive `patch` that trusts the line numbers, and checks every line. */
    private static String patched(String before, List<String> diff) {
        List<String> old = List.of(before.split("(?<=\n)", -1));
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i = 0; i < diff.size(); i++) {
            String line = diff.get(i);
            if (line.startsWith("@@")) {
                String[] range = line.substring(4).split("[ ,]", 3);
                int from = Integer.parseInt(range[0]);
                boolean empty = line.substring(4).startsWith(from + ",0 ");
                while (at < (empty ? from : from - 1)) {
                    out.append(old.get(at++));
                }
                continue;
            }
            if (line.startsWith("\\")) {
                continue;
            }
            boolean ended = i + 1 == diff.size() || !diff.get(i + 1).startsWith("\\");
            String text = line.substring(1) + (ended ? "\n" : "");
            if (line.charAt(0) != '+') {
                assertEquals(old.get(at++), text);
            }
            out.append(line.charAt(0) == '-' ? "" : text);
        }
        while (at < old.size()) {
            out.append(old.get(at++));
        }
        return out.toString();
    }

    private static boolean isChange(String line) {
        return line.startsWith("+") || line.startsWith("-");
    }

    private static String text(Random random, int mostLines, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(mostLines); i > 0; i--) {
            text.append("line ").append(random.nextInt(words)).append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        return random.nextInt(3) == 0 ? text + "end" : text.toString();
    }

    private static String changed(Random random, String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            int what = random.nextInt(12);
            out.append(what == 0 ? "" : line).append(what == 1 ? "fresh " + random.nextInt(9) + "\n" : "");
        }
        return out.toString();
    }

    private String output(String... command) throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return Files.readString(said);
    }
}
