package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random trees, random calls: what a call did comes back to the last byte, and what others did since stays. */
class TreeTakenBackTest {

    private static final boolean LONG = Boolean.getBoolean("brattice.long");
    private static final long SEED = Long.getLong("brattice.seed", 20_261_125L);

    @TempDir
    Path temp;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.in(temp.resolve("store"));
    }

    private TreeKept kept(Path root, int number) throws IOException {
        Path shelf = Files.createDirectory(store.shelf("call-" + number));
        return new TreeKept(root, shelf.resolve("0"));
    }

    @Test
    void whatACallDidComesBackToTheLastByte() throws Exception {
        each(300, 5_000, (root, random, folder, step) -> {
            step.keep();
            TreeState before = TreeState.of(root, true);
            folder.shake(8);
            String left = random.nextInt(8) == 0 ? Step.UNKNOWN : step.left();
            undo(step, left);
            same(before, TreeState.of(root, true));
        });
    }

    @Test
    void whatOthersDidSinceStaysAndTheRestComesBack() throws Exception {
        each(100, 5_000, (root, random, folder, step) -> {
            step.keep();
            TreeState before = TreeState.of(root, false);
            folder.shake(8);
            TreeState after = TreeState.of(root, false);
            String left = step.left();
            folder.done.add("bystander:");
            folder.shake(3);
            TreeState now = TreeState.of(root, false);
            Set<String> hashes = hashes(root);
            try {
                step.check(left, new HashSet<>());
            } catch (StaleException e) {
                return; // nothing is as the call left it
            }
            step.undo(left);
            justSo(before, after, now, TreeState.of(root, false));
            hashes.removeAll(hashes(root));
            hashes.removeAll(hashes(step.aside()));
            assertEquals(Set.of(), hashes, "bytes were lost");
        });
    }

    private static void justSo(TreeState before, TreeState after, TreeState now, TreeState last) {
        Set<String> names = new TreeSet<>(before.lines().keySet());
        names.addAll(after.lines().keySet());
        names.addAll(now.lines().keySet());
        names.addAll(last.lines().keySet());
        for (String name : names) {
            boolean others = !now.at(name).equals(after.at(name));
            String wanted = others ? now.at(name) : before.at(name);
            if (others
                    && now.at(name).equals("nothing")
                    && !after.isFolder(parent(name))
                    && !now.isFolder(parent(name))) {
                continue;
            }
            boolean homeless = !before.at(name).equals("nothing") && !last.isFolder(parent(name));
            boolean inhabited = after.isFolder(name) && !before.isFolder(name) && last.hasBelow(name);
            if (!homeless && !inhabited) {
                assertEquals(
                        wanted,
                        last.at(name),
                        "`" + name + "`, which was " + before.at(name) + ", was left " + after.at(name)
                                + " and then was " + now.at(name));
            }
        }
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static Set<String> hashes(Path root) throws IOException {
        Set<String> hashes = new TreeSet<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    hashes.add(Digest.of(Files.readAllBytes(each)).hex());
                }
            }
        }
        return hashes;
    }

    @Test
    void anUndoThatBrokeOffFinishesWhenItIsDoneAgain() throws Exception {
        each(60, 3_000, (root, random, folder, step) -> {
            step.keep();
            TreeState before = TreeState.of(root, true);
            folder.shake(8);
            String left = random.nextInt(8) == 0 ? Step.UNKNOWN : step.left();
            for (int i = 0; i < 3; i++) {
                Strike strike = new Strike(random.nextInt(12));
                try {
                    step.undo(left, strike);
                } catch (Struck e) {
                    folder.done.add("broke off: " + e.getMessage());
                }
            }
            undo(step, left);
            same(before, TreeState.of(root, true));
        });
    }

    @Test
    void keepingThatBrokeOffHasTouchedNothing() throws Exception {
        each(20, 500, (root, random, folder, step) -> {
            TreeState before = TreeState.of(root, true);
            try {
                step.keep(new Strike(random.nextInt(4)));
                fail("nothing struck");
            } catch (Struck e) {
                same(before, TreeState.of(root, true));
            }
        });
    }

    @Test
    void tellingWhatWasLeftThatBrokeOffIsNotKnowing() throws Exception {
        each(20, 500, (root, random, folder, step) -> {
            step.keep();
            TreeState before = TreeState.of(root, true);
            folder.shake(8);
            try {
                step.left(new Strike(random.nextInt(2)));
                fail("nothing struck");
            } catch (Struck e) {
                undo(step, Step.UNKNOWN);
                same(before, TreeState.of(root, true));
            }
        });
    }

    private static void undo(TreeKept step, String left) throws Exception {
        step.check(left, new HashSet<>());
        assertTrue(
                step.leaves(left).stream().allMatch(line -> line.contains("outside the folder")),
                () -> "left something");
        step.undo(left);
    }

    private static void same(TreeState before, TreeState last) {
        assertEquals("", before.difference(last));
    }

    private interface Case {
        void run(Path root, Random random, RandomFolder folder, TreeKept step) throws Exception;
    }

    private void each(int usual, int most, Case one) throws Exception {
        int count = LONG ? most : usual;
        for (int i = 0; i < count; i++) {
            Path root = temp.resolve("w" + i);
            Random random = new Random(SEED + i);
            RandomFolder folder = new RandomFolder(root, random);
            folder.fill();
            try {
                one.run(root, random, folder, kept(root, i));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("case " + i + " of -Dbrattice.seed=" + SEED + ", after " + folder.done, e);
            }
        }
    }

    private static final class Struck extends IOException {
        private static final long serialVersionUID = 1L;

        Struck(String message) {
            super(message);
        }
    }

    /** Strikes once, after some changes of the disk. */
    private static final class Strike implements TreeWork.Mishap {
        private int left;

        Strike(int left) {
            this.left = left;
        }

        @Override
        public void mayStrike() throws IOException {
            if (left-- == 0) {
                throw new Struck("struck");
            }
        }
    }
}
