package io.brattice.files.undo;

import io.brattice.action.Digest;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * When the folders in which a call makes, removes or renames something were changed last. Taken back after all the rest: the time of a
 * folder is set back when it holds the very things again that it held before the call, or copies of them, and else stays.
 *
 * <p>So it needs no note of what the call left, and works after a crash. What is noted lies on the shelf, not in the note: in a folder that
 * others use too it changes all the time, and is no reason to judge a call anew.
 */
public final class FolderTimes implements Step {

    static final String KIND = "folder-times";

    /** Folders with more things in them are left out. */
    private static final int MOST_THINGS = 10_000;

    private static final int MOST_FOLDERS = 500;

    private final List<Path> folders;
    private final Set<Path> touched;
    private final Path aside;
    private final Hands hands;

    FolderTimes(List<Path> folders, Set<Path> touched, Path aside, Hands hands) {
        this.folders = List.copyOf(folders);
        this.touched = Set.copyOf(touched);
        this.aside = aside;
        this.hands = hands;
    }

    /**
     * For the steps of a call; empty when none of them is in a folder that is there.
     *
     * @param aside where it is written down
     */
    public static Optional<FolderTimes> of(List<? extends Step> steps, Path aside) {
        return of(steps, aside, LocalHands.LOCAL);
    }

    static Optional<FolderTimes> of(List<? extends Step> steps, Path aside, Hands hands) {
        Set<Path> touched = new TreeSet<>();
        for (Step step : steps) {
            Map<String, Object> note = step.note();
            switch (String.valueOf(note.get("kind"))) {
                case MovedAside.KIND,
                        Created.KIND,
                        Appeared.KIND,
                        Copied.KIND,
                        Renamed.KIND,
                        Rewritten.KIND,
                        Duplicated.KIND -> {
                    touched.add(Path.of(String.valueOf(note.get("path"))));
                    if (note.get("to") instanceof String to) {
                        touched.add(Path.of(to));
                    }
                }
                default -> {} // it keeps whole folders with their times, or changes none
            }
        }
        Set<Path> folders = new TreeSet<>();
        for (Path path : touched) {
            Path folder = path.getParent();
            if (folder != null && folders.size() < MOST_FOLDERS) {
                folders.add(folder);
            }
        }
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(new FolderTimes(new ArrayList<>(folders), touched, aside, hands));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                folders.get(0).toString(),
                "folders",
                folders.stream().map(Path::toString).toList(),
                "touched",
                touched.stream().sorted().map(Path::toString).toList(),
                "aside",
                aside.toString());
    }

    @Override
    public void keep() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < folders.size(); i++) {
            Sighting seen = Sighting.of(folders.get(i));
            if (seen.kind() == Sighting.Kind.FOLDER) {
                Optional<String> very = held(folders.get(i), At::identity);
                if (very.isPresent()) {
                    lines.append(seen.modified()).append(' ').append(very.get());
                    lines.append(' ')
                            .append(held(folders.get(i), FolderTimes::looks).orElse(""));
                }
            }
            lines.append('\n');
        }
        hands.note(aside, lines.toString());
    }

    /** What tells one thing from another. */
    @FunctionalInterface
    private interface Trait {
        String of(Path path) throws IOException;
    }

    /** The folder itself and what is in it, as text that is equal where both are; of what the call touches, whether it is there. */
    private Optional<String> held(Path folder, Trait trait) throws IOException {
        List<Path> entries = At.entries(folder);
        if (entries.size() > MOST_THINGS) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder();
        for (Path entry : entries) {
            all.append(entry.getFileName())
                    .append('\0')
                    .append(touched.contains(entry) ? "" : trait.of(entry))
                    .append('\0');
        }
        return Optional.of(Digest.of(all.toString()).hex());
    }

    /** What is the same of a copy. */
    private static String looks(Path path) throws IOException {
        Sighting seen = Sighting.of(path);
        boolean timed = seen.kind() == Sighting.Kind.FILE || seen.kind() == Sighting.Kind.FOLDER;
        return seen.kind() + " " + seen.mode() + " " + seen.uid() + " " + seen.gid() + " "
                + (timed ? seen.modified() : seen.held()) + " " + (seen.kind() == Sighting.Kind.FILE ? seen.size() : 0);
    }

    @Override
    public String left() {
        return "";
    }

    @Override
    public void check(String left, Set<Path> freed) {}

    @Override
    public void undo(String left) throws IOException {
        if (!At.exists(aside)) {
            return;
        }
        String[] lines = Files.readString(aside, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = Math.min(folders.size(), lines.length) - 1; i >= 0; i--) { // what is in a folder before it
            Path folder = folders.get(i);
            String[] then = lines[i].split(" ", 3);
            if (then.length < 3 || !At.isFolder(folder) || !folder.equals(folder.toRealPath())) {
                continue;
            }
            long before = Long.parseLong(then[0]);
            if (Sighting.of(folder).modified() != before
                    && (held(folder, At::identity).filter(then[1]::equals).isPresent()
                            || held(folder, FolderTimes::looks)
                                    .filter(then[2]::equals)
                                    .isPresent())) {
                hands.time(folder, FileTime.from(before, TimeUnit.NANOSECONDS));
            }
        }
    }

    @Override
    public String summary() {
        return "sets the times of folders back, first that of `" + Step.shown(folders.get(0)) + "`";
    }
}
