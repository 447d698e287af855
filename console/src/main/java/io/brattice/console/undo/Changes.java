package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.files.store.Before;
import io.brattice.files.undo.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What calls changed, place by place: from what the first of them found to what is there now. It comes from the journal and from the
 * store. Calls that were taken back count for nothing. Used by one thread.
 */
final class Changes {

    private final List<Place> places = new ArrayList<>();
    private final Map<Path, Place> byPath = new HashMap<>();
    private final Set<String> repositories = new LinkedHashSet<>();

    private Changes() {}

    /**
     * Goes through calls in the order in which they came.
     *
     * @throws IOException when what a call kept cannot be read
     */
    static Changes of(List<Chronicle.Call> calls, WaysBack ways) throws IOException {
        Changes changes = new Changes();
        for (Chronicle.Call call : calls) {
            if (Deeds.ran(call)) {
                for (Part part : ways.parts(call)) {
                    changes.take(call.id(), part);
                }
            }
        }
        return changes;
    }

    /** The repositories whose state may have been changed: branches, index, stash, settings. */
    Set<String> repositories() {
        return repositories;
    }

    /** Every place that is different now, in the order of the paths. */
    List<Change> all() throws IOException {
        Map<Path, Set<Part>> below = new HashMap<>();
        for (Place place : places) {
            for (Path up = place.now(); up != null; up = up.getParent()) {
                Set<Part> parts = below.computeIfAbsent(up, path -> new HashSet<>());
                place.last().ifPresent(parts::add);
            }
        }
        List<Change> all = new ArrayList<>();
        for (Place place : places) {
            Change change = place.change(isTouchedAround(place, below.getOrDefault(place.now(), Set.of())));
            for (Change each : change.opened()) {
                if (each.kind().isPresent()) {
                    all.add(each);
                }
            }
        }
        all.sort(Comparator.comparing(change -> change.now().toString()));
        return all;
    }

    /** True when other steps came to what is in it, or to the folder that it is in: then what it left is not what is there, and nobody else's work. */
    private boolean isTouchedAround(Place place, Set<Part> below) {
        if (below.size() > 1) {
            return true;
        }
        for (Path up = place.now().getParent(); up != null; up = up.getParent()) {
            Place around = byPath.get(up);
            if (around != null && !around.last().equals(place.last())) {
                return true;
            }
        }
        return false;
    }

    private void take(String call, Part part) throws IOException {
        if (part.step().resource().scheme().equals("git")) {
            String whole = part.step().resource().whole();
            repositories.add(whole.substring(whole.lastIndexOf(':') + 1));
        }
        for (Before before : part.step().before(part.left())) {
            if (before.renamed().isPresent()) {
                rename(call, part, before);
            } else {
                touch(call, part, before);
            }
        }
    }

    /** The first that was found at a place counts. What is in a folder that the calls themselves made was not there before. */
    private void touch(String call, Part part, Before before) {
        Place known = byPath.get(before.path());
        Optional<Place> around = madeAround(before.path());
        if (known != null) {
            known.touch(before, call, part);
        } else if (around.isPresent()) {
            around.get().touchInside(before.path(), call, part);
        } else {
            add(new Place(before, call, part));
        }
    }

    private void add(Place place) {
        places.add(place);
        byPath.put(place.now(), place);
    }

    private Optional<Place> madeAround(Path path) {
        for (Path up = path.getParent(); up != null; up = up.getParent()) {
            Place place = byPath.get(up);
            if (place != null && place.isNew()) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private void rename(String call, Part part, Before renamed) {
        Path from = renamed.path();
        Path to = renamed.renamed().orElseThrow();
        Place itself = byPath.get(from);
        for (Place place : places) {
            if (place.now().startsWith(from)) {
                byPath.remove(place.now(), place);
                place.moveTo(place.now().equals(from) ? to : to.resolve(from.relativize(place.now())));
                byPath.put(place.now(), place);
            }
        }
        Optional<Place> around = madeAround(from);
        if (itself != null) {
            itself.touch(renamed, call, part);
        } else if (around.isPresent()) {
            around.get().touchInside(to, call, part);
        } else {
            add(new Place(renamed, call, part));
        }
    }
}
