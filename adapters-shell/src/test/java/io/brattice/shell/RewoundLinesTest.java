package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lines one after the other, and somebody else who changes what they left. */
class RewoundLinesTest {

    private static final long SEED = Long.getLong("brattice.seed", 20261125L);
    private static final int ROUNDS = Boolean.getBoolean("brattice.long") ? 300 : 25;

    @TempDir
    Path folder;

    @Test
    void aRewindOfSeveralLinesPutsBackEveryByte() throws Exception {
        int ran = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            World world = new World(Files.createDirectory(folder.resolve("rewind-" + round)));
            RandomTree tree = new RandomTree(world, random, false);
            Snapshot before = look(world);
            List<String> lines = new ArrayList<>();
            try (Gate gate = gate()) {
                Session agent = gate.as(Caller.agent("tester"));
                for (int i = 3 + random.nextInt(3); i > 0; i--) {
                    String line = new RandomLine(tree, random).next();
                    Outcome outcome = agent.call(world.tool, Arguments.of("command", line));
                    lines.add(line + "  # " + outcome.getClass().getSimpleName());
                    ran += outcome.ran() ? 1 : 0;
                }
                String told = "seed " + SEED + ", round " + round + ":\n" + String.join("\n", lines);
                List<Outcome> undone = agent.rewind();
                assertTrue(undone.stream().allMatch(Outcome::ran), () -> told + "\n" + undone);
                assertEquals("", before.difference(look(world)), told);
            }
        }
        assertTrue(ran > ROUNDS, ran + " lines ran");
    }

    @Test
    void whatSomebodyElseWroteSinceIsNeverLost() throws Exception {
        int refused = 0;
        for (int round = 0; round < ROUNDS * 2; round++) {
            Random random = new Random(SEED - round);
            World world = new World(Files.createDirectory(folder.resolve("conflict-" + round)));
            RandomTree tree = new RandomTree(world, random, false);
            String line = new RandomLine(tree, random).next();
            World.Trip trip = world.judge(line);
            List<Path> kept = world.tool.plan(trip.call).decided().provisions().stream()
                    .map(Provision::path)
                    .toList();
            if (trip.assessment.reversibility() != Reversibility.REVERSIBLE || kept.isEmpty()) {
                continue;
            }
            trip.secure().run();
            Path touched = tamper(kept.get(random.nextInt(kept.size())));
            Snapshot changed = look(world);
            String told = "seed " + SEED + ", round " + round + ": " + line + ", changed since: " + touched;
            try {
                trip.undo();
                assertTrue(Files.exists(touched, LinkOption.NOFOLLOW_LINKS), told);
                assertEquals("mine", ending(touched), told);
            } catch (StaleException e) {
                refused++;
                assertEquals("", changed.difference(look(world)), told);
            }
        }
        assertTrue(refused > ROUNDS / 3, refused + " were refused");
    }

    /** Writes at a path, or into the folder that is there; tells where. */
    private static Path tamper(Path path) throws IOException {
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        Path mine = folder ? path.resolve("mine") : path;
        if (Files.isSymbolicLink(mine)) {
            Files.delete(mine);
        }
        Files.createDirectories(mine.resolveSibling("."));
        Files.writeString(mine, "mine", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return mine;
    }

    private static String ending(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(Math.max(0, text.length() - "mine".length()));
    }

    private static Snapshot look(World world) throws IOException {
        return Snapshot.of(world.home, Set.of(world.home.resolve(".store")));
    }

    /** Nobody answers with a yes. */
    private static Gate gate() throws Exception {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(Journal.inMemory())
                .build();
    }
}
