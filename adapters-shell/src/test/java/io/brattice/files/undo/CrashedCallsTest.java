package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls one after the other, and a process that dies before any one of its moves: while it keeps, performs, runs, looks at what it left, or
 * takes back. Once all is taken back, the folder is what it was, byte for byte, with modes, owners, times, attributes and links of both sorts.
 *
 * <p>120 histories; 10,000 with {@code -Dbrattice.long=true}; {@code -Dbrattice.seed=…} says which.
 */
@DisabledOnOs(OS.WINDOWS)
class CrashedCallsTest {

    @TempDir
    Path folder;

    private final List<String> story = new ArrayList<>();
    private int fell;
    private int fellAgain;

    @Test
    void everythingComesBackWhereverItDied() throws Exception {
        int histories = Integer.getInteger("brattice.histories", Boolean.getBoolean("brattice.long") ? 10_000 : 120);
        long seed = Long.getLong("brattice.seed", 20261125);
        for (int i = 0; i < histories; i++) {
            long each = seed + i;
            try {
                history(each, RandomCall::undo);
            } catch (IOException | StaleException e) {
                throw new AssertionError("seed " + each + ": " + story, e);
            }
        }
        System.out.printf(
                "%d histories from seed %d: %d died in a call, %d in an undo%n", histories, seed, fell, fellAgain);
        assertTrue(fell > histories / 6 && fellAgain > histories / 6, "hardly any of them died");
    }

    /** How a call is taken back. */
    @FunctionalInterface
    private interface Undo {
        String of(RandomCall call, Hands hands) throws IOException, StaleException;
    }

    @Test
    void anUndoByInverseCommandsIsCaught() {
        assertThrows(AssertionError.class, () -> {
            for (int i = 0; i < 50; i++) {
                history(8_000_000 + i, (call, hands) -> call.undoBlindly());
            }
        });
    }

    private void history(long seed, Undo undo) throws Exception {
        Random random = new Random(seed);
        Path home = Files.createDirectory(folder.resolve("h" + seed)).toRealPath();
        Path root = home.resolve("root");
        new RandomFolder(root, random).fill();
        TreeState before = TreeState.of(root, true);
        Store store = Store.in(home.resolve("store"));
        List<RandomCall> calls = new ArrayList<>();
        story.clear();
        int number = 1 + random.nextInt(4);
        boolean died = false;
        for (int i = 0; i < number && !died; i++) {
            boolean falls = i == number - 1 && random.nextInt(3) > 0;
            FallingHands hands = new FallingHands(falls ? random.nextInt(14) : -1);
            RandomCall call = new RandomCall(root, store, "c" + i, random, hands, true);
            calls.add(call);
            try {
                call.run();
            } catch (FallingHands.Fall fall) {
                died = true;
                fell++;
            }
            story.addAll(call.done);
        }
        Collections.reverse(calls);
        for (RandomCall call : calls) {
            undo(call, undo, random);
        }
        assertEquals("", before.difference(TreeState.of(root, true)), () -> "seed " + seed + ": " + story);
    }

    private void undo(RandomCall call, Undo undo, Random random) throws Exception {
        for (int moves = random.nextInt(8); random.nextBoolean(); moves += random.nextInt(4)) {
            try {
                undo.of(call, new FallingHands(moves));
                return;
            } catch (FallingHands.Fall fall) {
                story.add("undo died before move " + moves);
                fellAgain++;
            }
        }
        String told = undo.of(call, LocalHands.LOCAL);
        assertTrue(!told.contains("leaves as it is"), () -> told + " after " + story);
    }
}
