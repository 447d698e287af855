package io.brattice.aws.catalogue.make;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The lines of a curated file that say something. */
final class Lines {

    private Lines() {}

    /** Without empty lines and comments; what is at the margin stays there. */
    static List<String> of(String file) {
        try (InputStream in = Lines.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no `" + file + "` beside the classes; build the module anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is between blanks. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (StringTokenizer left = new StringTokenizer(line); left.hasMoreTokens(); ) {
            words.add(left.nextToken());
        }
        return words;
    }
}
