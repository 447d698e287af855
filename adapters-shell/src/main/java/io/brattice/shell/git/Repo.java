package io.brattice.shell.git;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data of one repository, or the file or link in a work tree that leads there, as it was before a call: no more of it than what decides
 * which code git runs.
 *
 * @param path without links
 * @param own what is there
 * @param settings files of settings in it
 * @param links other files and links in it that lead git to code
 * @param hooks by name
 * @param obeyed files and folders of the work tree that the settings name
 */
record Repo(
        Path path, Lever own, List<Lever> settings, List<Lever> links, Map<String, Sighting> hooks, Set<Path> obeyed) {

    private static final String HOOKS = "hooks";
    private static final String COMMON = "commondir";
    private static final List<String> SETTINGS = List.of("config", "config.worktree");

    static Repo at(Path path) throws IOException {
        Lever own = Lever.at(path);
        if (own.seen().kind() != Sighting.Kind.FOLDER) {
            return new Repo(path, own, List.of(), List.of(), Map.of(), Set.of());
        }
        List<Lever> settings = new ArrayList<>();
        for (String name : SETTINGS) {
            settings.add(Lever.at(path.resolve(name)));
        }
        List<Lever> links = List.of(Lever.at(path.resolve(COMMON)), Lever.at(path.resolve(HOOKS)));
        return new Repo(
                path,
                own,
                settings,
                links,
                hooks(path),
                obeyed(path, settings.get(0).text().orElse("")));
    }

    /** Where none was. */
    static Repo absent(Path path) throws IOException {
        return new Repo(
                path,
                Lever.at(path),
                SETTINGS.stream().map(name -> Lever.absent(path.resolve(name))).toList(),
                List.of(Lever.absent(path.resolve(COMMON)), Lever.absent(path.resolve(HOOKS))),
                Map.of(),
                Set.of());
    }

    /** The path of the repository of which a path is a part that matters; empty for all others. */
    static Optional<Path> holding(Path root, Path path) {
        String name = String.valueOf(path.getFileName());
        Path folder = path.getParent();
        if (folder == null || path.equals(root)) {
            return Optional.empty();
        }
        if (name.equals(".git")) {
            return Optional.of(path);
        }
        if (name.equals("HEAD") || name.equals(COMMON) || name.equals(HOOKS) || SETTINGS.contains(name)) {
            return Optional.of(folder);
        }
        boolean hook = folder.endsWith(HOOKS) && !folder.equals(root);
        return hook ? Optional.ofNullable(folder.getParent()) : Optional.empty();
    }

    /** What is there and must stay as it is. A link cannot be closed; what it leads to can. */
    Set<Path> closed(boolean ofGit) {
        List<Lever> all = new ArrayList<>(links);
        if (!ofGit) {
            all.addAll(settings);
        }
        if (own.seen().kind() == Sighting.Kind.FILE) {
            all.add(own);
        }
        Set<Path> closed = new LinkedHashSet<>();
        all.stream().map(Lever::path).filter(Files::exists).forEach(closed::add);
        return closed;
    }

    boolean obeys(Path changed) {
        return obeyed.stream().anyMatch(changed::startsWith);
    }

    /** Gives each file and each hook that is not as it was another name, and puts files back; one line for each. */
    List<String> takeAway() throws IOException {
        List<String> lines = new ArrayList<>();
        Path folder = path.getParent();
        Sighting.Kind now = Sighting.of(path).kind();
        if (now == Sighting.Kind.NOTHING) {
            return lines;
        }
        if (folder == null || !folder.toRealPath().equals(folder)) {
            // What is there now is something else: nothing of that may be renamed.
            lines.add("`" + path
                    + "` is not where it was; look at its hooks and settings before anybody calls git there");
            return lines;
        }
        if (own.isChanged(false)) {
            lines.add(own.takeAway());
            return lines;
        }
        if (now != Sighting.Kind.FOLDER) {
            return lines;
        }
        for (Lever lever : settings) {
            if (lever.isChanged(true)) {
                lines.add(lever.takeAway());
            }
        }
        for (Lever lever : links) {
            if (lever.isChanged(false) && !isFolderOfHooks(lever)) {
                lines.add(lever.takeAway());
            }
        }
        Path place = path.resolve(HOOKS);
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return lines;
        }
        for (Map.Entry<String, Sighting> hook : hooks(path).entrySet()) {
            Sighting before = hooks.getOrDefault(hook.getKey(), Sighting.NOTHING);
            if (!hook.getValue().isUntouchedSince(before)) {
                lines.add(Lever.absent(place.resolve(hook.getKey())).takeAway());
            }
        }
        return lines;
    }

    /** One that comes to be is looked into. */
    private static boolean isFolderOfHooks(Lever lever) throws IOException {
        return lever.path().endsWith(HOOKS)
                && lever.seen().kind() == Sighting.Kind.NOTHING
                && Sighting.of(lever.path()).kind() == Sighting.Kind.FOLDER;
    }

    /** What may run, by name. */
    static Map<String, Sighting> hooks(Path path) throws IOException {
        Map<String, Sighting> found = new LinkedHashMap<>();
        Path place = path.resolve(HOOKS);
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(place)) {
                for (Path hook : all) {
                    String name = hook.getFileName().toString();
                    if (!name.endsWith(".sample") && !name.contains(Lever.AWAY)) {
                        found.put(name, Sighting.of(hook));
                    }
                }
            }
        }
        return found;
    }

    private static Set<Path> obeyed(Path path, String text) {
        Set<Path> found = new LinkedHashSet<>();
        Path top = path.endsWith(".git") && path.getParent() != null ? path.getParent() : path;
        try {
            for (Settings.Setting setting : Settings.read(text).all()) {
                String key = setting.key();
                boolean included = key.equals("include.path") || key.startsWith("includeif.");
                if (included || key.equals("core.hookspath")) {
                    found.add((included ? path : top).resolve(setting.value()).normalize());
                }
            }
        } catch (Unclear | IllegalArgumentException e) {
            // Git does not read it either.
        }
        return found;
    }
}
