package io.brattice.shell.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of this machine as Linux shows them in {@code /proc}, without those that are dead and only not yet buried. */
final class ProcTable {

    private static final Path PROC = Path.of("/proc");

    /** One process. {@code started} tells it from a later one of the same number. */
    record Row(long pid, long parent, long session, long started) {}

    private ProcTable() {}

    static boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : all) {
                row(folder).ifPresent(rows::add);
            }
        } catch (IOException e) {
            return rows; // what cannot be listed is found by other means or not at all
        }
        return rows;
    }

    /** One process; empty when there is none of this number, or it is dead. */
    static Optional<Row> row(long pid) {
        return row(PROC.resolve(Long.toString(pid)));
    }

    private static Optional<Row> row(Path folder) {
        try {
            String stat = new String(Files.readAllBytes(folder.resolve("stat")), StandardCharsets.ISO_8859_1);
            // The name in parentheses may itself hold blanks and parentheses.
            String[] cells = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21);
            boolean dead = cells[0].equals("Z") || cells[0].equals("X");
            return dead
                    ? Optional.empty()
                    : Optional.of(new Row(
                            Long.parseLong(stat.substring(0, stat.indexOf(' '))),
                            Long.parseLong(cells[1]),
                            Long.parseLong(cells[3]),
                            Long.parseLong(cells[19])));
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }
}
