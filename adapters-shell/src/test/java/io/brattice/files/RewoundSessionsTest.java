package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Reversibility;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an agent does with the file tools, unasked: a rewind puts back every byte. */
class RewoundSessionsTest {

    private static final long SEED = 20261125;
    private static final String[] NAMES = {
        "a",
        "b",
        "dir",
        "dir/a",
        "dir/b",
        "dir/deep",
        "dir/deep/a",
        "link",
        "link/a",
        "up",
        "up/a",
        "out/../a",
        "new/x/y",
        "../outside",
        ".git/config",
        "dir/../b",
        "hard",
        "loop",
        "dangling",
        ".",
        "dir/",
        "~/work/a"
    };
    private static final String[] TEXTS = {"", "one\n", "one\ntwo\n", "two", "\r\none\r\n", "x\ny\nz\n"};

    @TempDir
    Path folder;

    @Test
    void putBackEveryByte() throws Exception {
        Random random = new Random(SEED);
        AtomicInteger ran = new AtomicInteger();
        for (int round = 0; round < 15; round++) {
            try (FileWorkspace place = new FileWorkspace(Files.createDirectory(folder.resolve("r" + round)))) {
                makeThings(place);
                Map<String, String> first = place.tree();
                List<String> calls = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    ran.addAndGet(step(place, random, calls) ? 1 : 0);
                }
                String told = "seed " + SEED + ", round " + round + ": " + String.join("\n", calls);
                List<Outcome> undone = place.agent.rewind();
                assertTrue(undone.stream().allMatch(Outcome::ran), () -> told + "\n" + undone);
                assertEquals(first, place.tree(), told);
            }
        }
        assertTrue(ran.get() > 40, ran + " calls changed something");
    }

    private static boolean step(FileWorkspace place, Random random, List<String> calls) throws Exception {
        String[] tools = {"write_file", "edit_file", "move_file", "copy_file", "delete_file"};
        String tool = tools[random.nextInt(tools.length)];
        String path = NAMES[random.nextInt(NAMES.length)];
        String other = NAMES[random.nextInt(NAMES.length)];
        String text = TEXTS[random.nextInt(TEXTS.length)];
        Arguments arguments = switch (tool) {
            case "write_file" -> Arguments.of("path", path, "content", text);
            case "edit_file" -> Arguments.of("path", path, "old_text", "one", "new_text", text);
            case "delete_file" -> Arguments.of("path", path);
            default -> Arguments.of("from", path, "to", other);
        };
        Map<String, String> before = place.tree();
        Assessment judged = place.assess(tool, arguments);
        Outcome outcome = place.call(tool, arguments);
        calls.add(tool + " " + arguments.json() + " " + outcome.getClass().getSimpleName());
        boolean changes = judged.reversibility() == Reversibility.REVERSIBLE;
        assertEquals(changes, outcome.ran(), calls.toString());
        if (changes) {
            assertNotEquals(before, place.tree(), calls.toString());
        } else {
            assertEquals(before, place.tree(), calls.toString());
        }
        return changes;
    }

    private static void makeThings(FileWorkspace place) throws Exception {
        place.file("a", "one\ntwo\n");
        place.file("dir/a", "one\none\n");
        place.file("dir/deep/a", "\r\none");
        place.file(".git/config", "one\n");
        Files.writeString(place.home.resolve("outside"), "one\n");
        Files.createLink(place.work.resolve("hard"), place.file("other", "one\n"));
        Files.createSymbolicLink(place.work.resolve("link"), Path.of("dir"));
        Files.createSymbolicLink(place.work.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(place.work.resolve("out"), Path.of("dir/deep"));
        Files.createSymbolicLink(place.work.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(place.work.resolve("dangling"), Path.of("nowhere"));
    }
}
