package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.files.store.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a contained line shares with the machine: the workspace, and of the folder for temporary things what the session made there and what
 * the line names. Everything else there belongs to others, and is not seen in the cell.
 *
 * @param workspace kept whole, and written to
 * @param folders the same, below the folder for temporary things
 * @param files brought into the cell, and brought back when they were changed there
 * @param shown brought into the cell only
 * @param outlet what of the network it gets
 */
record Sharing(Path workspace, List<Path> folders, List<Path> files, List<Path> shown, Outlet outlet) {

    /** The folder for temporary things. */
    static final Path TEMPORARY = Path.of("/tmp");

    private static final int MOST_FOLDERS = 3;
    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 256L << 20;
    private static final Pattern NAMED = Pattern.compile("/tmp/+([\\w.@%+,:~-]+)");

    /** With a world that is only supposed: nothing is looked at. */
    static Sharing supposed(Path workspace) {
        return new Sharing(workspace, List.of(), List.of(), List.of(), Outlet.NONE);
    }

    /** The same with something of the network. */
    Sharing with(Outlet other) {
        return new Sharing(workspace, folders, files, shown, other);
    }

    /**
     * For a line and what is known of it.
     *
     * @return empty where something that the line names is too large to be shared, or is neither file nor folder
     */
    static Optional<Sharing> of(Ground ground, String line, List<Effect> effects, Made made) {
        Path workspace = ground.workspace();
        boolean keeps = ground.reaches(TEMPORARY);
        Set<Path> own = new LinkedHashSet<>(made.ownIn(TEMPORARY));
        Set<Path> all = new LinkedHashSet<>(own);
        Matcher names = NAMED.matcher(line);
        while (names.find()) {
            path(names.group(1)).ifPresent(all::add);
        }
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Path> shown = new ArrayList<>();
        long bytes = 0;
        try {
            for (Path path : all) {
                if (workspace.startsWith(path) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(path);
                } else if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(path)) {
                    return Optional.empty();
                } else {
                    boolean written = own.contains(path)
                            || effects.stream()
                                    .anyMatch(each -> each.verb() != Verb.READ
                                            && each.resource().equals(Resource.file(path)));
                    boolean one = Integer.valueOf(1).equals(Files.getAttribute(path, "unix:nlink"));
                    (keeps && written && one ? files : shown).add(path);
                    bytes += Files.size(path);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean fits = (keeps || folders.isEmpty())
                && bytes <= MOST_BYTES
                && files.size() + shown.size() <= MOST_FILES
                && folders.size() <= MOST_FOLDERS
                && new Precaution(folders).fitting().size() == folders.size();
        return fits ? Optional.of(new Sharing(workspace, folders, files, shown, Outlet.NONE)) : Optional.empty();
    }

    private static Optional<Path> path(String name) {
        try {
            Path path = TEMPORARY.resolve(name).normalize();
            return TEMPORARY.equals(path.getParent()) && Objects.nonNull(path.getFileName())
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** All that is kept whole. */
    List<Path> whole() {
        List<Path> all = new ArrayList<>(List.of(workspace));
        all.addAll(folders);
        return all;
    }
}
