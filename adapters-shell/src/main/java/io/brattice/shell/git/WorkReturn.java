package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.files.store.Blobs;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The way back of a work tree as it is now.
 *
 * @param back what each name that is put back was
 * @param times when folders that nobody else changed were changed last
 * @param leaves what somebody else changed since, or is no longer kept, one line each
 */
record WorkReturn(GitWork work, NavigableMap<String, Sighting> back, Map<String, Long> times, List<String> leaves) {

    /** Compares what was, what the call left, and what is there now. */
    static WorkReturn of(GitWork work, WorkFiles before, WorkFiles after) throws IOException {
        Path top = work.top();
        NavigableMap<String, Sighting> back = new TreeMap<>();
        List<String> leaves = new ArrayList<>();
        for (Map.Entry<String, Sighting> changed : after.changedSince(before).entrySet()) {
            String name = changed.getKey();
            Sighting now = WorkFiles.now(top, name);
            Sighting was = before.at(name);
            if (isBack(now, was)) {
                continue; // an undo that broke off had come to it
            }
            if (!isAsLeft(top.resolve(name), now, changed.getValue())) {
                leaves.add("`" + name + "` was changed since");
            } else {
                back.put(name, was);
            }
        }
        dropUnkept(work, back, leaves);
        dropBlocked(top, back, leaves);
        return new WorkReturn(work, back, times(top, back, before, after), leaves);
    }

    private static Map<String, Long> times(
            Path top, NavigableMap<String, Sighting> back, WorkFiles before, WorkFiles after) throws IOException {
        Set<String> parents = new HashSet<>();
        back.keySet().forEach(name -> parents.add(name.substring(0, Math.max(0, name.lastIndexOf('/')))));
        Map<String, Long> times = new LinkedHashMap<>();
        for (Map.Entry<String, Sighting> entry : before.entries().entrySet()) {
            String name = entry.getKey();
            Sighting was = entry.getValue();
            Sighting left = after.at(name);
            boolean concerned = parents.contains(name) || left.modified() != was.modified();
            if (was.kind() == Sighting.Kind.FOLDER
                    && concerned
                    && (back.containsKey(name) || WorkFiles.now(top, name).modified() == left.modified())) {
                times.put(name, was.modified());
            }
        }
        return times;
    }

    private static boolean isBack(Sighting now, Sighting was) {
        boolean same = now.kind() == was.kind()
                && now.mode() == was.mode()
                && now.uid() == was.uid()
                && now.gid() == was.gid();
        return same
                && (now.kind() != Sighting.Kind.FILE || now.size() == was.size() && now.modified() == was.modified())
                && (now.kind() != Sighting.Kind.LINK || now.held().equals(was.held()));
    }

    private static boolean isAsLeft(Path path, Sighting now, Sighting left) throws IOException {
        boolean read = now.kind() == Sighting.Kind.FILE
                && left.kind() == Sighting.Kind.FILE
                && !now.isUntouchedSince(left)
                && now.size() == left.size();
        return (read ? now.holding(WorkFiles.bytes(path)) : now).isLike(left);
    }

    private static void dropUnkept(GitWork work, NavigableMap<String, Sighting> back, List<String> leaves)
            throws IOException {
        Blobs blobs = WorkKept.blobs(work.aside());
        List<String> objects = back.values().stream()
                .map(Sighting::held)
                .filter(held -> held.startsWith(WorkKept.IN_GIT))
                .map(held -> held.substring(WorkKept.IN_GIT.length()))
                .toList();
        Set<String> missing = new GitObjects(work.git()).missing(objects);
        back.entrySet().removeIf(entry -> {
            Sighting was = entry.getValue();
            boolean kept = was.kind() != Sighting.Kind.FILE
                    || (was.held().startsWith(WorkKept.IN_GIT)
                            ? !missing.contains(was.held().substring(WorkKept.IN_GIT.length()))
                            : blobs.has(was.held()));
            if (!kept) {
                leaves.add("what `" + entry.getKey() + "` was is no longer there to put back");
            }
            return !kept;
        });
    }

    /** What would have to go to make room, and is somebody else's. */
    private static void dropBlocked(Path top, NavigableMap<String, Sighting> back, List<String> leaves)
            throws IOException {
        boolean again = true;
        while (again) {
            again = false;
            for (String name : List.copyOf(back.keySet())) {
                if (isBlocked(top, name, back)) {
                    back.remove(name);
                    leaves.add("something else is at or above `" + name + "` now");
                    again = true;
                }
            }
        }
    }

    private static boolean isBlocked(Path top, String name, NavigableMap<String, Sighting> back) throws IOException {
        Sighting was = back.getOrDefault(name, Sighting.NOTHING);
        Path path = top.resolve(name);
        if (was.kind() != Sighting.Kind.NOTHING) {
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                String up = name.substring(0, slash);
                Sighting now = WorkFiles.now(top, up);
                boolean room = now.kind() == Sighting.Kind.NOTHING || now.kind() == Sighting.Kind.FOLDER;
                Sighting then = back.getOrDefault(up, Sighting.NOTHING);
                if (!room && then.kind() != Sighting.Kind.FOLDER) {
                    return true;
                }
            }
        }
        boolean file = was.kind() == Sighting.Kind.FILE || was.kind() == Sighting.Kind.LINK;
        if (file && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (String below :
                    WorkFiles.of(path, Set.of(), List.of()).entries().keySet()) {
                String whole = below.isEmpty() ? name : name + "/" + below;
                if (!back.containsKey(whole)
                        || (!below.isEmpty() && back.getOrDefault(whole, was).kind() != Sighting.Kind.NOTHING)) {
                    return true;
                }
            }
            return Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
        }
        return false;
    }

    /** Goes it. */
    void go() throws IOException {
        Map<String, Path> fresh = made();
        Path gone = Files.createDirectories(work.aside().resolve("gone"));
        int number = count(gone);
        for (String name : back.descendingKeySet()) {
            moveAway(work.top().resolve(name), back.getOrDefault(name, Sighting.NOTHING), free(gone, number++));
        }
        for (Map.Entry<String, Sighting> entry : back.entrySet()) {
            Path path = work.top().resolve(entry.getKey());
            Sighting was = entry.getValue();
            if (was.kind() == Sighting.Kind.NOTHING) {
                continue;
            }
            try {
                Store.refuseLinkedParent(path);
            } catch (StaleException e) {
                throw new IOException(e.getMessage(), e);
            }
            if (was.kind() == Sighting.Kind.FOLDER) {
                Files.createDirectories(path);
                setFacts(path, was);
            } else {
                Files.createDirectories(Store.parent(path));
                Files.move(fresh.getOrDefault(entry.getKey(), path), path);
            }
        }
        for (Map.Entry<String, Long> time : times.entrySet()) {
            Path folder = work.top().resolve(time.getKey());
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                setTime(folder, time.getValue());
            }
        }
    }

    /** The files and links as they were, on the shelf. */
    private Map<String, Path> made() throws IOException {
        Path folder = Files.createDirectories(work.aside().resolve("fresh"));
        Blobs blobs = WorkKept.blobs(work.aside());
        int number = count(folder);
        Map<String, Path> fresh = new LinkedHashMap<>();
        Map<Path, String> objects = new LinkedHashMap<>();
        for (Map.Entry<String, Sighting> entry : back.entrySet()) {
            Sighting was = entry.getValue();
            if (was.kind() == Sighting.Kind.FILE || was.kind() == Sighting.Kind.LINK) {
                Path place = free(folder, number++);
                fresh.put(entry.getKey(), place);
                if (was.kind() == Sighting.Kind.LINK) {
                    Files.createSymbolicLink(place, Path.of(was.held()));
                } else if (was.held().startsWith(WorkKept.IN_GIT)) {
                    objects.put(place, was.held().substring(WorkKept.IN_GIT.length()));
                } else {
                    blobs.restore(was.held(), place);
                }
            }
        }
        new GitObjects(work.git()).write(objects, free(folder, number));
        for (Map.Entry<String, Path> entry : fresh.entrySet()) {
            Sighting was = back.getOrDefault(entry.getKey(), Sighting.NOTHING);
            setFacts(entry.getValue(), was);
            setTime(entry.getValue(), was.modified());
        }
        return fresh;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return Math.toIntExact(all.count());
        }
    }

    private static Path free(Path folder, int from) {
        int number = from;
        while (Files.exists(folder.resolve(Integer.toString(number)), LinkOption.NOFOLLOW_LINKS)) {
            number++; // left by an undo that broke off
        }
        return folder.resolve(Integer.toString(number));
    }

    private static void moveAway(Path path, Sighting was, Path gone) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (was.kind() != Sighting.Kind.FOLDER) {
                try {
                    Files.delete(path);
                } catch (DirectoryNotEmptyException e) {
                    return; // somebody has put something there since
                }
            }
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, gone);
        }
    }

    private static void setFacts(Path path, Sighting was) throws IOException {
        Sighting now = Sighting.of(path);
        if (now.uid() != was.uid() || now.gid() != was.gid()) {
            Files.setAttribute(path, "unix:uid", was.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", was.gid(), LinkOption.NOFOLLOW_LINKS);
        }
        if (was.kind() != Sighting.Kind.LINK) {
            Files.setAttribute(path, "unix:mode", was.mode(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static void setTime(Path path, long modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(modified, TimeUnit.NANOSECONDS), null, null);
    }
}
