package io.brattice.shell.git;

import io.brattice.files.store.Before;
import io.brattice.files.store.Blobs;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the files of a work tree were, for people who compare. What only git has is written onto the shelf, once. */
final class WorkShown {

    private WorkShown() {}

    static List<Before> of(GitWork work, Map<String, Sighting> was) throws IOException {
        Path shown = work.aside().resolve("shown");
        write(work, shown, objects(shown, was));
        Blobs blobs = WorkKept.blobs(work.aside());
        List<Before> found = new ArrayList<>();
        was.forEach((name, seen) -> {
            Path place = work.top().resolve(name);
            Optional<Path> bytes = seen.held().startsWith(WorkKept.IN_GIT)
                    ? Optional.of(object(shown, seen)).filter(Files::isRegularFile)
                    : blobs.find(seen.held());
            boolean file = seen.kind() == Sighting.Kind.FILE;
            found.add(
                    file && bytes.isEmpty()
                            ? new Before(place, Optional.empty(), Optional.empty(), Optional.empty())
                            : Before.seen(place, seen, file ? bytes : Optional.empty()));
        });
        return found;
    }

    /** Beside it first, so that one that broke off is not taken for what the file was. */
    private static void write(GitWork work, Path shown, Set<String> wanted) throws IOException {
        GitObjects git = new GitObjects(work.git());
        Set<String> missing = git.missing(List.copyOf(wanted));
        Path fresh = Files.createTempDirectory(work.aside(), "shown-");
        Map<Path, String> objects = new LinkedHashMap<>();
        for (String object : wanted) {
            if (!missing.contains(object)) {
                objects.put(fresh.resolve(object), object);
            }
        }
        git.write(objects, fresh.resolve("scratch"));
        Files.createDirectories(shown);
        for (Map.Entry<Path, String> each : objects.entrySet()) {
            Files.move(each.getKey(), shown.resolve(each.getValue()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(fresh);
    }

    private static Set<String> objects(Path shown, Map<String, Sighting> was) {
        Set<String> objects = new TreeSet<>();
        for (Sighting seen : was.values()) {
            boolean inGit = seen.kind() == Sighting.Kind.FILE && seen.held().startsWith(WorkKept.IN_GIT);
            if (inGit && !Files.exists(object(shown, seen))) {
                objects.add(seen.held().substring(WorkKept.IN_GIT.length()));
            }
        }
        return objects;
    }

    private static Path object(Path shown, Sighting seen) {
        return shown.resolve(seen.held().substring(WorkKept.IN_GIT.length()));
    }
}
