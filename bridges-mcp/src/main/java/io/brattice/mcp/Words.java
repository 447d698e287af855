package io.brattice.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the words in names of tools say, from {@code words.txt}. */
final class Words {

    private static final int SHORT = 3;

    /** What one word says. */
    enum Says {
        READ,
        ABOUT,
        CHANGE,
        DOES,
        THING,
        JOINS,
        SECRET
    }

    private final Map<String, Says> said;

    private Words(Map<String, Says> said) {
        this.said = said;
    }

    /** The rows that come with this library. */
    static Words usual() {
        try (InputStream rows = Words.class.getResourceAsStream("words.txt")) {
            if (rows == null) {
                throw new IllegalStateException("`words.txt` is missing from this library");
            }
            return new Words(read(new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Says> read(BufferedReader rows) throws IOException {
        Map<String, Says> said = new HashMap<>();
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            if (row.isBlank() || row.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(row.strip().split("\\s+"));
            Says says = Says.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
            for (String word : cells.subList(1, cells.size())) {
                Says before = said.putIfAbsent(word, says);
                if (before != null && before != says) {
                    throw new IllegalStateException("`words.txt` has `" + word + "` twice; keep the graver one");
                }
            }
        }
        return said;
    }

    /** What this word says; empty where it is not known. */
    Optional<Says> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        @Nullable Says exact = said.get(lower);
        if (exact == null && lower.length() > SHORT && lower.endsWith("s")) {
            exact = said.get(lower.substring(0, lower.length() - 1));
            if (exact == null && lower.endsWith("ies")) {
                exact = said.get(lower.substring(0, lower.length() - 3) + "y");
            }
            if (exact == null && lower.endsWith("es")) {
                exact = said.get(lower.substring(0, lower.length() - 2));
            }
        }
        return Optional.ofNullable(exact);
    }

    /** The words of a name: at `_`, `-`, `.`, `/`, `:`, spaces, and where a capital follows a small letter. */
    static List<String> in(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            boolean capital = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((!letter || capital) && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }
}
