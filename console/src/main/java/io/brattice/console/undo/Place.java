package io.brattice.console.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One place, while the calls that touched it are gone through. Used by one thread. */
final class Place {

    /** The calls that came to one path, and the newest step there. */
    private static final class Visits {
        private final List<String> calls = new ArrayList<>();
        private Part last;

        Visits(Part last) {
            this.last = last;
        }

        void add(String call, Part part) {
            if (!calls.contains(call)) {
                calls.add(call);
            }
            last = part;
        }
    }

    /** Of the place itself, and of what is in it where the calls themselves made it. */
    private Map<Path, Visits> visits = new TreeMap<>();

    private Before first;
    private Path now;

    Place(Before first, String call, Part part) {
        this.first = first;
        this.now = first.renamed().orElse(first.path());
        touchInside(now, call, part);
    }

    /** Another step came here. What was only renamed until now is known by what that step found. */
    void touch(Before before, String call, Part part) {
        touchInside(now, call, part);
        if (first.renamed().isPresent() && before.renamed().isEmpty()) {
            first = new Before(first.path(), before.was(), before.kept(), Optional.empty());
        }
    }

    /** A step came to something in a folder that was made by the calls themselves. */
    void touchInside(Path path, String call, Part part) {
        visits.computeIfAbsent(path, fresh -> new Visits(part)).add(call, part);
    }

    void moveTo(Path path) {
        Map<Path, Visits> moved = new TreeMap<>();
        visits.forEach((place, visit) -> moved.put(moved(place, path), visit));
        visits = moved;
        now = path;
    }

    private Path moved(Path place, Path to) {
        return place.equals(now) ? to : to.resolve(now.relativize(place));
    }

    Path now() {
        return now;
    }

    /** The newest step at the place itself. */
    Optional<Part> last() {
        return Optional.ofNullable(visits.get(now)).map(visit -> visit.last);
    }

    /** True when nothing was here before the calls. */
    boolean isNew() {
        return first.renamed().isEmpty()
                && first.was()
                        .filter(was -> was.kind() == Sighting.Kind.NOTHING)
                        .isPresent();
    }

    /** @param others true when other places are around it, so that what is not as the steps here left it may be their work */
    Change change(boolean others) throws IOException {
        Map<Path, Change.Touched> touched = new TreeMap<>();
        for (Map.Entry<Path, Visits> visit : visits.entrySet()) {
            // What was made and written into later is told of where it was written into.
            boolean further = visits.keySet().stream()
                    .anyMatch(path -> !path.equals(visit.getKey()) && path.startsWith(visit.getKey()));
            String since = others || further ? "" : since(visit.getValue().last);
            touched.put(visit.getKey(), new Change.Touched(visit.getValue().calls, since));
        }
        return new Change(first.path(), now, first, Sighting.of(now), touched);
    }

    /** What an undo would say of a step. */
    private static String since(Part part) throws IOException {
        try {
            part.step().check(part.left(), new HashSet<>());
            return String.join(", ", part.step().leaves(part.left()));
        } catch (StaleException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
