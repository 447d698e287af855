package io.brattice.shell.containment;

import io.brattice.shell.containment.Place.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is to stay as it is in folders that are written to. */
final class Closed {

    private final Map<Path, Place> places;
    private final Map<Place, Path> within = new LinkedHashMap<>();

    /** @param places of the view, to which those of what is closed are added */
    Closed(Map<Path, Place> places) {
        this.places = places;
    }

    /**
     * Closes what is there. The folder around it becomes a mount of its own, as it could be renamed else and another one made in its place; but for
     * a file that leads to a repository, whose folder is a work tree: things are moved out of that.
     */
    void add(Path given) throws IOException {
        Path real = Files.exists(given) ? given.toRealPath() : given;
        Path folder = real.getParent();
        Optional<Path> opened = opened(real);
        if (folder == null || opened.isEmpty() || !Files.exists(real)) {
            return;
        }
        if (!places.containsKey(folder) && !real.endsWith(".git")) {
            put(new Place(Kind.WRITABLE, folder, folder), opened.get());
        }
        put(new Place(Kind.READ_ONLY, real, real), opened.get());
    }

    private void put(Place place, Path opened) {
        places.put(place.path(), place);
        within.put(place, opened);
    }

    /** The folder that is open to the cell in which a path lies; empty where it is written to through none. */
    private Optional<Path> opened(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            Place place = places.get(at);
            if (place != null) {
                boolean written = place.kind() == Kind.WRITABLE && place.shows(path);
                return written ? Optional.of(within.getOrDefault(place, at)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * What is closed, each with the open folder that it is in. Others who may write there can exchange a part of the way for a link between the
     * look and the mount: so whether the very thing was mounted at its own place is to be seen afterwards, from within.
     */
    Map<Path, Path> mounts() {
        Map<Path, Path> mounts = new LinkedHashMap<>();
        within.forEach((place, opened) -> {
            if (place.equals(places.get(place.path()))) { // else it is hidden besides
                mounts.put(place.path(), opened);
            }
        });
        return mounts;
    }
}
