package io.brattice.shell.git;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A repository that a call made: where it would run code, that is to be known. */
final class New {

    private New() {}

    /**
     * What is to be known of what is there, in one line; empty where that is nothing.
     *
     * @param root the folder that the call could write to
     */
    static Optional<String> repository(Path path, Path root) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Sighting.of(path).kind() != Sighting.Kind.FOLDER) {
            return led(path, root)
                    .map(where -> "`" + path + "` leads git to `" + where + "`, which is elsewhere" + END);
        }
        boolean data = path.endsWith(".git")
                || Files.exists(path.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                        && (Files.exists(path.resolve("objects")) || Files.exists(path.resolve("commondir")));
        return data
                ? runs(path).map(what -> "the repository `" + path + "` is new and has " + what + END)
                : Optional.empty();
    }

    private static final String END =
            ", which may run code outside of a cell when somebody calls git there: look at it first";

    /** Where a file or a link leads, if that is not in the folder. */
    private static Optional<Path> led(Path path, Path root) throws IOException {
        Lever lever = Lever.at(path);
        String text = lever.text().orElse(lever.seen().held()).strip();
        String said = text.startsWith("gitdir: ") ? text.substring("gitdir: ".length()) : text;
        try {
            Path folder = path.getParent() == null ? path : path.getParent();
            Path there = folder.resolve(said).normalize();
            return there.startsWith(root) ? Optional.empty() : Optional.of(there);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // git cannot go there either
        }
    }

    private static Optional<String> runs(Path path) throws IOException {
        Optional<String> hook = Repo.hooks(path).keySet().stream().findFirst();
        if (hook.isPresent()) {
            return Optional.of("the hook `" + hook.get() + "`");
        }
        for (String name : List.of("config", "config.worktree")) {
            Path file = path.resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            if (Files.isSymbolicLink(file)) {
                return Optional.of("settings that are elsewhere");
            }
            try {
                Optional<Settings.Setting> grave = Settings.read(
                                Lever.at(file).text().orElse("["))
                        .all()
                        .stream()
                        .filter(setting -> !Lever.isPlain(setting))
                        .findFirst();
                if (grave.isPresent()) {
                    return Optional.of("the setting `" + grave.get().key() + "`");
                }
            } catch (Unclear e) {
                return Optional.of("settings that cannot be read");
            }
        }
        return Optional.empty();
    }
}
