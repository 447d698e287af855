package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Part;
import io.brattice.files.undo.TreeKept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What decides which code git runs in the repositories of some folders, for whoever calls it there: hooks, settings, and the files that lead
 * git to them. Code that nobody has read must not leave any there, as it would run outside of its cell.
 *
 * <p>Of repositories that were there before, what came to be or was changed is taken away, under another name beside its place; settings get
 * their text back. Of repositories that are new, what would run code is named.
 */
public final class Levers {

    private static final int MOST_REPOSITORIES = 1_000;
    private static final int MOST_CLOSED = 48;
    private static final int MOST_LINES = 12;
    private static final String DOT = ".git";

    private final Map<Path, Repo> known;
    private final boolean ofGit;

    private Levers(Map<Path, Repo> known, boolean ofGit) {
        this.known = known;
        this.ofGit = ofGit;
    }

    /**
     * Those that are there before a call that may write anywhere in these folders.
     *
     * @param ofGit true where git itself is all that is called, so that it may write settings that run nothing
     */
    public static Levers of(List<TreeKept> folders, boolean ofGit) throws IOException {
        Map<Path, Repo> known = new LinkedHashMap<>();
        for (TreeKept folder : folders) {
            for (String name : repositories(folder.state())) {
                if (known.size() < MOST_REPOSITORIES) {
                    Path path = folder.path().resolve(name);
                    known.put(path, Repo.at(path));
                }
            }
        }
        return new Levers(known, ofGit);
    }

    /** The names of what git would take for the data of a repository, or for the way to one; those near the top first. */
    private static List<String> repositories(Manifest state) {
        Set<String> found = new TreeSet<>();
        for (String name : state.entries().keySet()) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (last.equals(DOT)) {
                found.add(name);
            } else if (last.equals("HEAD")) {
                String folder = name.equals(last) ? "" : name.substring(0, name.length() - last.length() - 1);
                String below = folder.isEmpty() ? "" : folder + "/";
                boolean data = state.at(below + "objects").kind() != Sighting.Kind.NOTHING
                        || state.at(below + "commondir").kind() != Sighting.Kind.NOTHING;
                if (data) {
                    found.add(folder);
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt((String name) -> Path.of(name).getNameCount())
                        .thenComparing(name -> name))
                .toList();
    }

    /** What the call must not be able to write: what is there of the repositories near the top. The others are looked at afterwards. */
    public Set<Path> closed() {
        Set<Path> closed = new LinkedHashSet<>();
        for (Repo repo : known.values()) {
            if (closed.size() < MOST_CLOSED) {
                closed.addAll(repo.closed(ofGit));
            }
        }
        return closed;
    }

    /**
     * Takes away what the call left, once nothing of it runs any more.
     *
     * @param parts the folders, with what the call left in them
     * @return what was done and what is to be known, in one line each
     */
    public List<String> takeAway(List<Part> parts) {
        List<String> lines = new ArrayList<>();
        for (Repo repo : known.values()) {
            try {
                lines.addAll(repo.takeAway());
            } catch (IOException e) {
                lines.add("`" + repo.path()
                        + "` cannot be looked at; look at its hooks and settings before anybody calls" + " git there");
            }
        }
        for (Part part : parts) {
            if (part.step() instanceof TreeKept tree) {
                lines.addAll(arrived(tree, part.left()));
            }
        }
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES;
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("and " + more + " more of the kind");
        }
        return lines;
    }

    /** What is to be known of repositories that are new, and of hooks and settings that are files of the work tree. */
    private List<String> arrived(TreeKept tree, String left) {
        List<String> lines = new ArrayList<>();
        try {
            Set<Path> seen = new LinkedHashSet<>();
            for (Change change : tree.changes(left).changes()) {
                if (change.kind() == Change.Kind.DELETED) {
                    continue;
                }
                Path path = tree.path().resolve(change.name());
                known.values().stream()
                        .filter(repo -> !ofGit && repo.obeys(path))
                        .findFirst()
                        .ifPresent(repo ->
                                lines.add("`" + path + "` was changed, and git runs or obeys it: look at it before"
                                        + " anybody calls git there"));
                Repo.holding(tree.path(), path)
                        .filter(each -> !known.containsKey(each))
                        .ifPresent(seen::add);
            }
            for (Path path : seen) {
                Optional<String> line = New.repository(path, tree.path());
                if (line.isPresent() && known.containsKey(path.resolve(DOT))) {
                    lines.addAll(Repo.absent(path).takeAway()); // git takes it where the one that was known is broken
                } else {
                    line.ifPresent(lines::add);
                }
            }
        } catch (IOException | StaleException e) {
            lines.add("what was left in `" + tree.path()
                    + "` cannot be told; look for repositories that are new there before"
                    + " anybody calls git in them");
        }
        return lines;
    }
}
