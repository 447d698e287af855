package io.brattice.shell;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commands of one line whose order is not certain: the stages of a pipeline, what runs in the background, a trap, the rounds of a loop.
 * Where one of them may put a link or another file where another one writes, what is written to is not known.
 */
record Races(List<Object> acts, Set<Path> texts, World world) {

    private static final int MOST = 400;

    /** Acts {@code from} to {@code middle} may come before, between or behind those from {@code begin} to {@code to}. */
    record Race(int from, int middle, int begin, int to) {}

    /** Why what the line does depends on which command is first; empty when it does not. */
    Optional<String> in(List<Race> races) {
        for (Race race : races) {
            for (int i = race.from(); i < race.to(); i++) {
                if (acts.get(i) instanceof Findings.OnFile found
                        && changes(found)
                        && found.path()
                                .flatMap(world::target)
                                .filter(texts::contains)
                                .isPresent()) {
                    return Optional.of("one of its commands changes a file that another one runs");
                }
            }
            if (race.middle() - race.from() > MOST && race.to() - race.begin() > MOST) {
                return Optional.of("too many commands run at the same time");
            }
            for (int i = race.from(); i < race.middle(); i++) {
                for (int j = race.begin(); j < race.to(); j++) {
                    if (i != j && meet(acts.get(i), acts.get(j))) {
                        return Optional.of("which of its commands comes first decides what is written to");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean meet(Object one, Object two) {
        if (!(one instanceof Findings.OnFile first) || !(two instanceof Findings.OnFile second)) {
            return false;
        }
        boolean harmful = changes(first) && changes(second) && (moves(first) || moves(second));
        return harmful && (near(first, second) || near(second, first));
    }

    private static boolean changes(Findings.OnFile found) {
        return switch (found.act()) {
            case LIST, READ, READ_TREE -> false;
            case WRITE,
                    APPEND,
                    UPDATE,
                    UPDATE_TREE,
                    TOUCH,
                    FOLDER,
                    FOLDERS,
                    DELETE,
                    DELETE_EMPTY,
                    DELETE_TREE,
                    MOVE_AWAY,
                    REPLACE,
                    CREATE,
                    FRESH,
                    LINK,
                    WRITE_TREE,
                    MODE,
                    MODE_TREE,
                    SHRED -> true;
        };
    }

    /** True for what may put a link somewhere, or takes a folder away. */
    private static boolean moves(Findings.OnFile found) {
        return switch (found.act()) {
            case MOVE_AWAY, REPLACE, CREATE, LINK, WRITE_TREE -> true;
            case LIST,
                    READ,
                    READ_TREE,
                    WRITE,
                    APPEND,
                    UPDATE,
                    UPDATE_TREE,
                    TOUCH,
                    FOLDER,
                    FOLDERS,
                    FRESH,
                    DELETE,
                    DELETE_EMPTY,
                    DELETE_TREE,
                    MODE,
                    MODE_TREE,
                    SHRED -> false;
        };
    }

    private boolean near(Findings.OnFile one, Findings.OnFile two) {
        Optional<Path> first = one.path().flatMap(world::real);
        Optional<Path> second = two.path().flatMap(world::real);
        return first.isEmpty() || second.isEmpty() || first.get().startsWith(second.get());
    }
}
