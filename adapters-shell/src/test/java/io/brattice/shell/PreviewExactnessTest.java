package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lines over random trees: what was foretold is what happens, what counts as REVERSIBLE is taken back byte for byte, and judging,
 * showing and securing change nothing. With {@code -Dbrattice.long=true} there are thousands of them.
 */
class PreviewExactnessTest {

    private static final long SEED = Long.getLong("brattice.seed", 20261125L);
    private static final boolean LONG = Boolean.getBoolean("brattice.long");
    private static final int CASES = Integer.getInteger("brattice.cases", LONG ? 2_400 : 150);

    @TempDir
    Path folder;

    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void whatIsForetoldHappensAndWhatIsReversibleIsTakenBack() throws Exception {
        List<String> failures = new ArrayList<>();
        int first = Integer.getInteger("brattice.case", 0);
        int end = first > 0 ? first + 1 : CASES;
        for (int number = first; number < end; number++) {
            Random random = new Random(SEED + number);
            World world = new World(Files.createDirectory(folder.resolve("case-" + number)));
            RandomTree tree = new RandomTree(world, random, random.nextInt(4) == 0);
            String line = new RandomLine(tree, random).next();
            List<String> wrong = new Case(world, line, tree.git).go();
            if (!wrong.isEmpty()) {
                failures.add(
                        "seed " + SEED + ", case " + number + ": " + line + "\n    " + String.join("\n    ", wrong));
            }
        }
        if (LONG) {
            System.out.println(counts); // the numbers of a long run are its result
        }
        assertTrue(failures.isEmpty(), () -> failures.size() + " of " + CASES + "\n" + String.join("\n", failures));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** One line in one world. */
    private final class Case {
        private final World world;
        private final String line;
        private final boolean git;
        private final List<String> wrong = new ArrayList<>();

        Case(World world, String line, boolean git) {
            this.world = world;
            this.line = line;
            this.git = git && line.contains("git ");
        }

        List<String> go() {
            count("lines");
            try {
                follow();
            } catch (Exception | AssertionError e) {
                wrong.add("threw " + e);
            }
            return wrong;
        }

        private Snapshot look() throws IOException {
            return Snapshot.of(world.home, Set.of(world.home.resolve(".store")));
        }

        private void follow() throws Exception {
            Snapshot before = look();
            String refs = refs();
            World.Trip trip = world.judge(line);
            same(before, look(), "judging and showing");
            boolean exact = trip.preview.fidelity() == Preview.Fidelity.EXACT;
            boolean changes = trip.assessment.inherent() != Reversibility.READ_ONLY;
            boolean reversible = trip.assessment.reversibility() == Reversibility.REVERSIBLE;
            count("judged " + trip.assessment.reversibility());
            count("previewed " + trip.preview.fidelity());
            if (changes && trip.assessment.complete()) {
                count("changes, understood");
                count("changes, understood, previewed " + trip.preview.fidelity());
            }
            trip.secure();
            same(before, look(), "securing");
            try {
                trip.run();
            } catch (StaleException | IOException e) {
                count("refused to run");
                same(before, look(), "refusing to run (" + e.getMessage() + ")");
                return;
            }
            Snapshot after = look();
            compare(trip, before, after, exact);
            if (reversible) {
                takeBack(trip, before, after, refs);
            }
        }

        private void compare(World.Trip trip, Snapshot before, Snapshot after, boolean exact) {
            Snapshot old = plain(before);
            Snapshot now = plain(after);
            Foretold foretold =
                    new Foretold(trip.preview.effects().isEmpty() ? trip.assessment.effects() : trip.preview.effects());
            if (trip.assessment.complete()) {
                wrong.addAll(foretold.missed(old, now));
            }
            if (exact) {
                wrong.addAll(foretold.broken(old, now));
            }
            if (!old.changes(now).isEmpty()) {
                count("changed something");
                count("changed something, previewed " + trip.preview.fidelity());
            }
        }

        private void takeBack(World.Trip trip, Snapshot before, Snapshot after, String refs) throws Exception {
            if (trip.secured.orElseThrow().kept().names().isEmpty()) {
                if (!plain(before).changes(plain(after)).isEmpty()) {
                    wrong.add("nothing was kept, and it changed " + before.difference(after));
                }
                return;
            }
            count("taken back");
            trip.undo();
            same(git ? plain(before).timeless() : before, git ? plain(look()).timeless() : look(), "taking back");
            if (!refs.equals(refs())) {
                wrong.add("git after taking back: " + refs + " => " + refs());
            }
        }

        /** Git's own data has resources of its own. */
        private Snapshot plain(Snapshot whole) {
            Path data = world.workspace.resolve(".git");
            return git ? whole.without(path -> path.startsWith(data)) : whole;
        }

        private String refs() throws Exception {
            Path data = world.workspace.resolve(".git");
            if (!git || !Files.isDirectory(data)) {
                return "";
            }
            world.sh(
                    "{ git status --porcelain=v1; git for-each-ref; git stash list; git symbolic-ref HEAD; } >../state");
            String state = Files.readString(world.home.resolve("state"));
            Files.delete(world.home.resolve("state"));
            return state;
        }

        private void same(Snapshot expected, Snapshot actual, String what) {
            String difference = expected.difference(actual);
            if (!difference.isEmpty()) {
                wrong.add(what + " changed: " + difference.strip().replace("\n", "\n      "));
            }
        }
    }
}
