package io.brattice.shell.program;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every row that there is. */
final class Rows {

    private Rows() {}

    /** Name and JSON. */
    static Map<String, String> all() throws IOException, URISyntaxException {
        URL one = Rows.class.getResource("rm.json");
        if (one == null) {
            throw new AssertionError("the folder of the rows is not there");
        }
        Map<String, String> rows = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".json")) {
                    rows.put(name.substring(0, name.length() - 5), Files.readString(file));
                }
            }
        }
        return rows;
    }
}
