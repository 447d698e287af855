package io.brattice.shell.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Command lines that bash accepts, one for each thing the grammar knows. */
final class Snippets {
    private Snippets() {}

    static List<String> all() throws IOException {
        try (InputStream in = Snippets.class.getResourceAsStream("snippets.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.substring(0, text.length() - 1).split("\n%%\n", -1));
        }
    }
}
