package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the line itself put where it is: made where nothing was, moved there, or something that may be a link. What it made plainly needs no
 * keeping; what else it put there is not known, and nothing in or through it is either.
 */
final class Making {

    final Set<Path> made = new LinkedHashSet<>();
    final Set<Path> plainly = new LinkedHashSet<>();
    final Set<Path> arrived = new LinkedHashSet<>();
    final Set<Path> murky = new LinkedHashSet<>();
    private final World world;
    private final Account account;
    private final Keeping keeping;
    private boolean shaken;

    Making(World world, Account account, Keeping keeping) {
        this.world = world;
        this.account = account;
        this.keeping = keeping;
    }

    /** Files that are not known were put in place. */
    void shake() {
        shaken = true;
    }

    boolean isShaken() {
        return shaken;
    }

    /** What is at a path when the line comes to it: what it made itself counts as something. */
    World.Kind kind(Path path) {
        return isMade(path) ? World.Kind.FILE : keeping.isGone(path) ? World.Kind.NOTHING : world.kind(path);
    }

    /** True for what the line makes where nothing was, and what is below. */
    boolean isMade(Path path) {
        return isIn(path, made);
    }

    static boolean isIn(Path path, Set<Path> roots) {
        if (roots.isEmpty()) {
            return false;
        }
        for (Path up = path; up != null; up = up.getParent()) {
            if (roots.contains(up)) {
                return true;
            }
        }
        return false;
    }

    /** True for a new name in a folder that the line made, in which nothing is but what it put there plainly. */
    boolean isFresh(Path path) {
        if (shaken || !isMade(path) || made.contains(path) || plainly.contains(path) || isIn(path, murky)) {
            return false;
        }
        for (Path up = path.getParent(); up != null && plainly.contains(up); up = up.getParent()) {
            if (made.contains(up)) {
                return true;
            }
        }
        return false;
    }

    /** The folder nearest to the root that has to be made for a path to be. */
    Path firstMissing(Path path) {
        Path first = path;
        for (Path up = path.getParent();
                up != null && (keeping.isGone(up) || !world.kind(up).exists());
                up = up.getParent()) {
            first = up;
        }
        return first;
    }

    /** Something that may be a link was put there, or above: what it leads to is not known. */
    boolean touchesMurky(Verb verb, Path path, boolean follows) {
        boolean through = murky.contains(path) ? follows : isIn(path, murky);
        if (through) {
            account.bare(
                    verb,
                    path,
                    touches(verb) + " `" + Account.shown(path) + "`, in or through what it put there before");
        }
        return through;
    }

    /**
     * What the line made itself needs no keeping, where it is certain what it is. A copied tree, an archive, a link may lead anywhere: what
     * is done inside or through one is done to something that is not known.
     *
     * @return true when this act is dealt with
     */
    boolean touchesMade(Verb verb, Path path, boolean follows) {
        if (touchesMurky(verb, path, follows)) {
            return true;
        }
        if (!isMade(path)) {
            boolean unsure = shaken;
            if (unsure) {
                account.bare(
                        verb,
                        path,
                        touches(verb) + " `" + Account.shown(path)
                                + "` after files that are not known before were put in place");
            }
            return unsure;
        }
        if (shaken && !plainly.contains(path)) {
            account.bare(
                    verb,
                    path,
                    touches(verb) + " `" + Account.shown(path) + "`, in or through what it put there before");
            return true;
        }
        boolean certain = made.contains(path) && !follows;
        boolean named = plainly.contains(path) || murky.contains(path) || path.getParent() == null;
        for (Path up = named ? path : path.getParent();
                up != null && !certain && plainly.contains(up);
                up = up.getParent()) {
            certain = made.contains(up);
        }
        if (certain) {
            account.effects.add(Effect.of(verb, Resource.file(path), Reversibility.REVERSIBLE));
        } else {
            account.bare(
                    verb,
                    path,
                    touches(verb) + " `" + Account.shown(path) + "`, in or through what it put there before");
        }
        return true;
    }

    /** What was moved is at another place now, and its content is kept nowhere: it must not be touched again. */
    boolean touchesArrived(Verb verb, Path path) {
        if (!isIn(path, arrived) && arrived.stream().noneMatch(each -> each.startsWith(path))) {
            return false;
        }
        account.bare(verb, path, touches(verb) + " what it moved to `" + Account.shown(path) + "` before");
        return true;
    }

    private static String touches(Verb verb) {
        return verb == Verb.DELETE ? "removes" : "changes";
    }

    /** What may have been removed before, or not: neither what is there is kept, nor can it be said that nothing is. */
    boolean touchesPerhapsGone(Verb verb, Path path) {
        boolean perhaps = keeping.isPerhapsGone(path);
        if (perhaps) {
            account.bare(
                    verb,
                    path,
                    touches(verb) + " `" + Account.shown(path) + "`, which it may have removed before, or not");
        }
        return perhaps;
    }
}
