package io.brattice.shell.git;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file or link by which git is told what to run, as it was before a call.
 *
 * @param text of a file; empty for all else, and where it is too long for git to be meant
 */
record Lever(Path path, Sighting seen, Optional<String> text) {

    static final String AWAY = ".taken-away";

    private static final int MOST = 1 << 20;

    static Lever at(Path path) throws IOException {
        Sighting seen = Sighting.of(path);
        boolean read = seen.kind() == Sighting.Kind.FILE && seen.size() <= MOST;
        return new Lever(
                path,
                seen,
                read
                        ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)) // of any bytes
                        : Optional.empty());
    }

    static Lever absent(Path path) {
        return new Lever(path, Sighting.NOTHING, Optional.empty());
    }

    /**
     * True when something else is there than was. One that is gone runs nothing.
     *
     * @param settings true where it matters what the change means
     */
    boolean isChanged(boolean settings) throws IOException {
        Lever now = at(path);
        if (now.seen.kind() == Sighting.Kind.NOTHING || now.seen.isUntouchedSince(seen)) {
            return false;
        }
        return switch (now.seen.kind()) {
            case LINK -> seen.kind() != Sighting.Kind.LINK || !now.seen.held().equals(seen.held());
            case FILE -> !now.text.isPresent() || !now.text.equals(text) && !(settings && now.isHarmlessAfter(this));
            case FOLDER, OTHER, NOTHING -> now.seen.kind() != seen.kind();
        };
    }

    private boolean isHarmlessAfter(Lever before) {
        boolean plain = before.seen.kind() == Sighting.Kind.NOTHING || before.text.isPresent();
        try {
            List<Settings.Setting> were = Settings.read(before.text.orElse("")).all();
            List<Settings.Setting> are = Settings.read(text.orElse("")).all();
            return plain
                    && without(are, were).stream().allMatch(Lever::isPlain)
                    && without(were, are).stream().allMatch(Lever::isPlain);
        } catch (Unclear e) {
            return false;
        }
    }

    private static List<Settings.Setting> without(List<Settings.Setting> all, List<Settings.Setting> others) {
        List<Settings.Setting> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }

    /** True for a setting by which git runs nothing. */
    static boolean isPlain(Settings.Setting setting) {
        boolean runs = setting.value().contains("::") || setting.value().startsWith("-");
        return !runs
                && (Table.get().lists("plain-settings", setting.key(), setting.value())
                        || Table.get().lists("harmless-local-settings", setting.key(), setting.value()));
    }

    /** Gives what is there now a name that git does not know, and puts the file or link back that was there. */
    String takeAway() throws IOException {
        String name = path.getFileName() + AWAY;
        Path away = path.resolveSibling(name);
        for (int i = 2; Files.exists(away, LinkOption.NOFOLLOW_LINKS); i++) {
            away = path.resolveSibling(name + "-" + i);
        }
        Files.move(path, away);
        if (seen.kind() == Sighting.Kind.LINK) {
            Files.createSymbolicLink(path, Path.of(seen.held()));
        } else if (text.isPresent()) {
            Files.write(path, text.get().getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.CREATE_NEW);
        }
        return "`" + path + "` would have decided what git runs outside of a cell, whoever calls it: it is called `"
                + away.getFileName() + "` now; look at it, or pass `contained: false`, and a person is asked";
    }
}
