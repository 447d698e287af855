package io.brattice.shell.git;

import io.brattice.files.store.Step;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.process.Execution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the notes of the steps that git's calls keep. */
public final class GitSteps {

    private GitSteps() {}

    /**
     * True when one of the steps keeps a whole work tree and another one keeps or moves something in it: taken back together, each
     * would find what the other put back. Such a line cannot be taken back.
     */
    public static boolean clash(List<? extends Step> steps) {
        for (Step step : steps) {
            if (step instanceof GitWork work) {
                for (Step other : steps) {
                    boolean gits = other instanceof GitWork || other instanceof GitKept;
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
        if (!kind.equals(GitKept.KIND) && !kind.equals(GitWork.KIND)) {
            return Optional.empty();
        }
        Path top = Path.of(Restoration.text(note, "top"));
        Path aside = Path.of(Restoration.text(note, "aside"));
        Path dir = Path.of(Restoration.text(note, "dir"));
        Path common = Path.of(Restoration.text(note, "common"));
        Git git = Git.asking(top, execution);
        return Optional.of(
                kind.equals(GitKept.KIND)
                        ? new GitKept(git, top, dir, common, aside)
                        : new GitWork(git, top, dir, common, aside));
    }
}
