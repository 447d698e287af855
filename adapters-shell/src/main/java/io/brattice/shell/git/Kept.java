package io.brattice.shell.git;

import io.brattice.action.Preview;
import io.brattice.files.World;
import io.brattice.files.store.Step;
import io.brattice.shell.program.Prepared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept of a repository before a call whose class does not depend on it: once a person has agreed, it can be taken back all the same. */
final class Kept {

    private Kept() {}

    /** The state of a repository in the workspace, where it can be kept; none otherwise. */
    static List<Step> state(Desk desk, Repository repository, World world) {
        boolean inside = desk.workspace().stream().allMatch(repository.top()::startsWith);
        boolean keeps = desk.secures()
                && inside
                && !world.supposes()
                && repository.ordinary(world)
                && GitState.keeps(repository.common());
        return keeps ? List.of(kept(desk, repository)) : List.of();
    }

    private static GitKept kept(Desk desk, Repository repository) {
        Path top = repository.top();
        Git git = Git.asking(top, desk.execution().orElseThrow());
        return new GitKept(
                git,
                top,
                repository.dir(),
                repository.common(),
                desk.shelf().orElseThrow().next());
    }

    /** The same with the objects, for what may remove some. */
    static Optional<Prepared> all(Desk desk, Repository repository, World world) {
        List<Step> steps = new ArrayList<>(state(desk, repository, world));
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        steps.add(new GitObjectsKept(
                repository.common(), desk.shelf().orElseThrow().next()));
        return Optional.of(besides(steps, "the repository is kept first, with its objects"));
    }

    /** Steps besides effects that are told as they are. */
    static Prepared besides(List<Step> steps, String clause) {
        return new Prepared(List.of(), Set.of(), steps, Preview.Fidelity.PARTIAL, "", clause, clause, Optional.empty());
    }
}
