package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Made;
import io.brattice.files.store.Store;
import io.brattice.shell.program.FileAct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where things come from: what the session made itself, what it moved here, and what it took away before. Asked before a line runs, and
 * noted after it.
 */
final class Travels {

    static final Travels NONE = new Travels(Made.nothing(), Optional.empty());

    private final Made made;
    private final Optional<World> world;
    private final Map<Path, Path> moves = new HashMap<>();
    private final Set<Path> own = new HashSet<>();
    private boolean unsure;

    Travels(Made made, Optional<World> world) {
        this.made = made;
        this.world = world;
    }

    /** True for what the session made, and nobody touched since. */
    boolean isOwn(Path path) {
        boolean is = world.filter(there -> there.supposes() ? there.isMade(path) : made.isOwn(path))
                .isPresent();
        if (is) {
            own.add(path);
        }
        return is;
    }

    /** Where the session moved from what is at a path, above it or below it. */
    Optional<Path> origin(Path path) {
        return made.origin(path);
    }

    /** The line moves something. */
    void moves(Findings.OnFile from, Object next) {
        Optional<Path> source = real(from);
        Optional<Path> end =
                next instanceof Findings.OnFile to && to.act() != FileAct.MOVE_AWAY ? real(to) : Optional.empty();
        if (source.isPresent() && end.isPresent()) {
            moves.put(end.get(), source.get());
            isOwn(source.get());
        } else {
            unsure = true;
        }
    }

    private Optional<Path> real(Findings.OnFile found) {
        return world.flatMap(there -> found.path().flatMap(there::real));
    }

    /** What these effects remove may have been kept from them by a file that the session took away: which one. */
    Optional<Path> unhidden(List<Effect> effects) {
        return made.gone().stream()
                .filter(ignore -> effects.stream().anyMatch(effect -> isRemovedBeside(effect, ignore)))
                .findFirst();
    }

    private static boolean isRemovedBeside(Effect effect, Path ignore) {
        Path folder = Store.parent(ignore);
        return effect.verb() == Verb.DELETE
                && effect.resource().whole().startsWith(Resource.file(folder).whole() + "/");
    }

    private static boolean isIgnore(Path path) {
        return path.endsWith(".gitignore") || path.endsWith(".git/info/exclude");
    }

    /** Notes what became of a line that has run. What cannot be noted counts as somebody else's. */
    void note(Plan plan) {
        boolean certain = plan.assessment().complete()
                && !plan.isContained()
                && !unsure
                && plan.parts().stream().allMatch(part -> part.effects().isEmpty());
        try {
            for (Provision provision : plan.decided().provisions()) {
                note(provision, certain);
            }
            for (Map.Entry<Path, Path> move : moves.entrySet()) {
                boolean gone = !Files.exists(move.getValue(), LinkOption.NOFOLLOW_LINKS);
                if (gone && Files.exists(move.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                    travelled(move.getValue(), move.getKey(), certain);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Not known to be the session's own, then.
        }
    }

    private void note(Provision provision, boolean certain) throws IOException {
        Path path = provision.path();
        boolean again = provision.kind() == Provision.Kind.COPIED || provision.kind() == Provision.Kind.MODES;
        boolean makes = provision.kind() == Provision.Kind.CREATED || (again && own.contains(path));
        if (makes && certain) {
            made.made(path, moves.keySet());
        } else if (isIgnore(path) && provision.kind() != Provision.Kind.CREATED) {
            made.gone(path);
        }
    }

    private void travelled(Path from, Path to, boolean certain) throws IOException {
        if (certain && own.contains(from)) {
            made.made(to, Set.of());
        } else {
            made.moved(made.origin(from).orElse(from), to);
        }
    }
}
