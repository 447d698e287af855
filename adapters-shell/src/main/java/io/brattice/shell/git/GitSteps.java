package io.brattice.shell.git;

import io.brattice.files.store.Step;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.process.Execution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the notes of the steps that git's calls keep. */
public final class GitSteps {

    private static final Set<String> KINDS =
            Set.of(GitKept.KIND, GitWork.KIND, GitMade.KIND, Pushed.KIND, GitObjectsKept.KIND);

    private GitSteps() {}

    /**
     * True when one of the steps keeps a whole work tree and another one keeps or moves something in it: taken back together, each
     * would find what the other put back. Such a line cannot be taken back.
     */
    public static boolean clash(List<? extends Step> steps) {
        for (Step step : steps) {
            if (step instanceof GitWork work) {
                for (Step other : steps) {
                    boolean gits = KINDS.contains(String.valueOf(other.note().get("kind")));
                    if (!gits && Path.of(Restoration.text(other.note(), "path")).startsWith(work.top())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * The step of a note; empty when it is none of git's.
     *
     * @param execution how git is started
     * @throws IllegalArgumentException when the note is broken
     */
    public static Optional<Step> read(Map<?, ?> note, Execution execution) {
        String kind = Restoration.text(note, "kind");
        return KINDS.contains(kind) ? Optional.of(step(kind, note, execution)) : Optional.empty();
    }

    private static Step step(String kind, Map<?, ?> note, Execution execution) {
        Path aside = path(note, "aside");
        if (kind.equals(GitObjectsKept.KIND)) {
            return new GitObjectsKept(path(note, "common"), aside);
        }
        Path top = path(note, "top");
        Git git = Git.asking(top, execution);
        return switch (kind) {
            case GitMade.KIND -> new GitMade(git, top, aside);
            case Pushed.KIND -> new Pushed(git, top, "", Restoration.text(note, "remote"), texts(note, "refs"), aside);
            case GitWork.KIND ->
                new GitWork(git, top, path(note, "dir"), path(note, "common"), texts(note, "also"), aside);
            default -> new GitKept(git, top, path(note, "dir"), path(note, "common"), aside);
        };
    }

    private static Path path(Map<?, ?> note, String name) {
        return Path.of(Restoration.text(note, name));
    }

    private static List<String> texts(Map<?, ?> note, String name) {
        return note.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
