package io.brattice.shell.containment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The places that no cell shows, from a table, and where they are on this host. */
final class HiddenPaths {

    static final HiddenPaths TABLE = load();

    enum How {
        HIDE,
        REDACT
    }

    /** One that is there; the path leads through no link. */
    record Found(Path path, How how) {}

    private record Row(boolean home, List<String> names, How how) {}

    private final List<Row> rows;

    private HiddenPaths(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Those that are there. What cannot be looked into has nothing that a command of the same user could see. */
    List<Found> below(Path home) {
        List<Found> found = new ArrayList<>();
        Path root = Path.of("/");
        for (Row row : rows) {
            find(row.home() ? home : root, row.names(), row.how(), found);
        }
        return found;
    }

    /** True for a file of settings of which a part is shown. */
    boolean redacts(Path path) {
        return rows.stream()
                .filter(row -> row.home() && row.how() == How.REDACT)
                .anyMatch(row -> path.endsWith(String.join("/", row.names())));
    }

    private static void find(Path folder, List<String> names, How how, List<Found> found) {
        String name = names.get(0);
        List<String> rest = names.subList(1, names.size());
        if (name.indexOf('*') < 0) {
            add(folder.resolve(name), rest, how, found);
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, name)) {
            all.forEach(path -> add(path, rest, how, found));
        } catch (IOException absent) {
            // Nothing to hide.
        }
    }

    private static void add(Path path, List<String> rest, How how, List<Found> found) {
        if (!rest.isEmpty()) {
            if (rest.size() > 1 || rest.get(0).indexOf('*') >= 0 || Files.isDirectory(path)) {
                find(path, rest, how, found);
            }
            return;
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            found.add(new Found(path.toRealPath(), how));
        } catch (IOException dangling) {
            // A link that leads nowhere shows nothing.
        }
    }

    private static HiddenPaths load() {
        String name = "hidden.txt";
        try (InputStream in = HiddenPaths.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("`" + name + "` is missing; rebuild the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new HiddenPaths(reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(HiddenPaths::row)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        boolean known = cells.size() == 4
                && List.of("home", "system").contains(cells.get(0))
                && List.of("hide", "redact").contains(cells.get(2))
                && !cells.get(1).startsWith("/")
                && !cells.get(3).isEmpty();
        if (!known) {
            throw new IllegalStateException(
                    "bad row `" + line + "`; expected `home or system | PATH | hide or redact | WHAT`");
        }
        return new Row(
                cells.get(0).equals("home"),
                List.of(cells.get(1).split("/", -1)),
                cells.get(2).equals("hide") ? How.HIDE : How.REDACT);
    }
}
