package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else works in the same folder between the calls and before they are taken back. Whatever he wrote last is still there
 * afterwards, and what neither he nor a call that he got in the way of had to do with is what it was.
 *
 * <p>100 histories; 2,000 with {@code -Dbrattice.long=true}.
 */
@DisabledOnOs(OS.WINDOWS)
class BystandersTest {

    @TempDir
    Path folder;

    private int met;

    /** Somebody else: what he wrote last, by what it says, and every path that he had to do with. */
    private static final class Bystander {
        private final Path root;
        private final Random random;
        private final Map<String, Path> words = new LinkedHashMap<>();
        final Set<Path> touched = new TreeSet<>();
        private int next;

        Bystander(Path root, Random random) {
            this.root = root;
            this.random = random;
        }

        private List<Path> all() throws IOException {
            try (Stream<Path> walk = Files.walk(root)) {
                return walk.filter(path -> !path.equals(root)).toList();
            }
        }

        void work() throws IOException {
            List<Path> all = all();
            Path path = all.isEmpty() ? root.resolve("first") : all.get(random.nextInt(all.size()));
            boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    if (file) {
                        forget(path);
                        write(path);
                    }
                }
                case 2 -> {
                    Path in = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? path : Store.parent(path);
                    write(in.resolve("theirs-" + random.nextInt(3)));
                }
                case 3 -> {
                    if (file) {
                        forget(path);
                        touched.add(path);
                        Files.delete(path);
                    }
                }
                default -> {
                    Path to = path.resolveSibling("moved-" + random.nextInt(3));
                    if (file && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                        touched.add(path);
                        touched.add(to);
                        Files.move(path, to);
                    }
                }
            }
        }

        private void write(Path path) throws IOException {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path)) {
                return;
            }
            forget(path);
            touched.add(path);
            String word = "theirs " + next++;
            Files.writeString(path, word);
            words.put(word, path);
        }

        /** What a file says now is about to be his own doing no more. */
        private void forget(Path path) throws IOException {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                words.remove(Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }

        /**
         * Those of his words that are nowhere any more. What a call removed, and could not be put back because he is there again, is in
         * the store.
         */
        List<String> lost(Path store) throws IOException {
            List<String> lost = new ArrayList<>(words.keySet());
            List<Path> everywhere = new ArrayList<>(all());
            try (Stream<Path> walk = Files.walk(store)) {
                walk.forEach(everywhere::add);
            }
            for (Path path : everywhere) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    lost.remove(Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
            return lost;
        }
    }

    @Test
    void whatSomebodyElseWroteIsStillThere() throws Exception {
        int histories = Boolean.getBoolean("brattice.long") ? 2_000 : 100;
        long seed = Long.getLong("brattice.seed", 20261125);
        for (int i = 0; i < histories; i++) {
            history(seed + i, RandomCall::undo);
        }
        System.out.printf("%d histories from seed %d: in %d something had to be left%n", histories, seed, met);
        assertTrue(met > histories / 5, "he was hardly ever in the way");
    }

    /** How a call is taken back. */
    @FunctionalInterface
    private interface Undo {
        String of(RandomCall call, Hands hands) throws IOException, StaleException;
    }

    @Test
    void anUndoThatLooksAtNothingIsCaught() {
        assertThrows(AssertionError.class, () -> {
            for (int i = 0; i < 100; i++) {
                history(7_000_000 + i, (call, hands) -> call.undoBlindly());
            }
        });
    }

    private void history(long seed, Undo undo) throws Exception {
        Random random = new Random(seed);
        Path home = Files.createDirectory(folder.resolve("h" + seed)).toRealPath();
        Path root = home.resolve("root");
        new RandomFolder(root, random).fill();
        TreeState before = TreeState.of(root, false);
        Collection<Set<Path>> files = files(root);
        Store store = Store.in(home.resolve("store"));
        Bystander bystander = new Bystander(root, random);
        List<RandomCall> calls = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            RandomCall call = new RandomCall(root, store, "c" + i, random, new FallingHands(-1), false);
            calls.add(call);
            call.run();
            for (int times = random.nextInt(3); times > 0; times--) {
                bystander.work();
            }
        }
        List<RandomCall> backwards = new ArrayList<>(calls);
        Collections.reverse(backwards);
        for (RandomCall call : backwards) {
            try {
                met += undo.of(call, LocalHands.LOCAL).contains("leaves as it is") ? 1 : 0;
            } catch (StaleException e) {
                met++;
            }
        }
        List<String> done = new ArrayList<>();
        calls.forEach(call -> done.addAll(call.done));
        String story = "seed " + seed + ": " + done + ", and somebody else at " + bystander.touched;
        assertEquals(List.of(), bystander.lost(store.root()), story);
        Set<Path> concerned = concerned(calls, bystander.touched, files);
        TreeState now = TreeState.of(root, false);
        for (String name : before.lines().keySet()) {
            Path path = root.resolve(name);
            if (concerned.stream().noneMatch(each -> each.startsWith(path) || path.startsWith(each))) {
                assertEquals(before.at(name), now.at(name), () -> name + " of " + story);
            }
        }
    }

    /** The names of every file that has several. */
    private static Collection<Set<Path>> files(Path root) throws IOException {
        Map<Object, Set<Path>> files = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.computeIfAbsent(Files.getAttribute(path, "unix:ino"), none -> new TreeSet<>())
                            .add(path);
                }
            }
        }
        files.values().removeIf(names -> names.size() == 1);
        return files.values();
    }

    /** What he touched, and all that the calls touched which had to do with it, and so on. */
    private static Set<Path> concerned(List<RandomCall> calls, Set<Path> touched, Collection<Set<Path>> files) {
        Set<Path> all = new TreeSet<>(touched);
        for (int size = -1; size != all.size(); ) {
            size = all.size();
            for (RandomCall call : calls) {
                if (Set.copyOf(all).stream().anyMatch(call::touches)) {
                    all.addAll(call.touched());
                }
            }
            for (Set<Path> names : files) {
                if (names.stream().anyMatch(name -> all.stream().anyMatch(name::startsWith))) {
                    all.addAll(names);
                }
            }
        }
        return all;
    }
}
