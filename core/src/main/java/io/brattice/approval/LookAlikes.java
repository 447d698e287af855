package io.brattice.approval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds letters that pass for others: {@code аpple.com} whose first letter is Cyrillic.
 *
 * <p>A character is marked when it looks like ASCII and stands in a word that has ASCII letters or digits, or in a word made
 * of look-alikes only; when it is a styled ASCII letter (full-width, mathematical, circled); when it looks like ASCII
 * punctuation and touches ASCII letters or digits; and when it stands in a word that mixes scripts which no language mixes.
 * A word wholly in one other script is left alone.
 *
 * <p>Does not find words that resemble others in ASCII alone ({@code rn} for {@code m}), nor accents.
 */
final class LookAlikes {

    private static final Set<UnicodeScript> MIXED_WITH_LATIN_IN_EAST_ASIA = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);
    private static final Set<UnicodeScript> OF_NO_LANGUAGE =
            Set.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);

    /** Ordinary in prose: quotes, the ellipsis, and dashes unless they begin an option. */
    private static final String TYPOGRAPHY = "\u2018\u2019\u201c\u201d\u2026";

    private static final String DASHES = "\u2013\u2014";
    private static final LookAlikes TABLE = load("look-alikes.txt");

    private final Map<Integer, String> ascii;

    private LookAlikes(Map<Integer, String> ascii) {
        this.ascii = ascii;
    }

    static LookAlikes table() {
        return TABLE;
    }

    /** What {@code codePoint} can be taken for; empty for ASCII itself and for what looks like nothing else. */
    Optional<String> of(int codePoint) {
        return Optional.ofNullable(ascii.get(codePoint));
    }

    /** The positions, in UTF-16 units, where a look-alike stands in {@code text}. */
    BitSet in(String text) {
        BitSet marked = new BitSet();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isOfWord(c)) {
                int end = endOfWord(text, i);
                markWord(text, i, end, marked);
                i = end;
            } else {
                if (c > 0x7f && passesForPunctuation(text, i, c)) {
                    marked.set(i);
                }
                i += Character.charCount(c);
            }
        }
        return marked;
    }

    private void markWord(String text, int from, int to, BitSet marked) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        boolean plain = false;
        boolean onlyLookAlikes = true;
        boolean anyForeign = false;
        for (int i = from, c; i < to; i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c < 0x80) {
                plain = true;
                if (Character.isLetter(c)) {
                    scripts.add(UnicodeScript.LATIN);
                }
            } else {
                anyForeign = true;
                onlyLookAlikes &= ascii.containsKey(c);
                scripts.add(UnicodeScript.of(c));
            }
        }
        if (!anyForeign) {
            return;
        }
        scripts.removeAll(OF_NO_LANGUAGE);
        boolean mixed = scripts.size() > 1 && !onlyEastAsian(scripts);
        for (int i = from, c; i < to; i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c < 0x80) {
                continue;
            }
            boolean looksAscii = ascii.containsKey(c);
            boolean passes = looksAscii && (plain || onlyLookAlikes || isStyled(c));
            boolean strays = mixed && UnicodeScript.of(c) != UnicodeScript.LATIN;
            if (passes || strays) {
                marked.set(i);
            }
        }
    }

    private static boolean onlyEastAsian(Set<UnicodeScript> scripts) {
        return scripts.stream().allMatch(s -> s == UnicodeScript.LATIN || MIXED_WITH_LATIN_IN_EAST_ASIA.contains(s));
    }

    /** Full-width, mathematical, circled and the like: Latin or of no language, and not an ordinary letter of one. */
    private static boolean isStyled(int c) {
        return c >= 0x2100
                && (UnicodeScript.of(c) == UnicodeScript.LATIN || UnicodeScript.of(c) == UnicodeScript.COMMON);
    }

    private boolean passesForPunctuation(String text, int at, int c) {
        if (!ascii.containsKey(c) || TYPOGRAPHY.indexOf(c) >= 0) {
            return false;
        }
        int next = at + Character.charCount(c);
        boolean before = at > 0 && isPlain(text.charAt(at - 1));
        boolean after = next < text.length() && isPlain(text.charAt(next));
        boolean begins = at == 0 || text.charAt(at - 1) == ' ';
        return DASHES.indexOf(c) >= 0 ? begins && after : before || after;
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && isOfWord(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    private static boolean isOfWord(int c) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c);
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || type == Character.OTHER_SYMBOL;
    }

    private static LookAlikes load(String resource) {
        Map<Integer, String> ascii = new HashMap<>();
        List<String> examples = new ArrayList<>();
        try (InputStream in = LookAlikes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table `" + resource + "` is missing; rebuild the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("match ") || line.startsWith("not_match ")) {
                    examples.add(line);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    addRow(line, ascii);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table `" + resource + "` cannot be read", e);
        }
        LookAlikes table = new LookAlikes(Map.copyOf(ascii));
        examples.forEach(table::check);
        return table;
    }

    private static void addRow(String line, Map<Integer, String> ascii) {
        String[] cells = line.split(" ", -1);
        boolean whole =
                cells.length == 3 && !cells[1].isEmpty() && (cells[2].equals("utr39") || cells[2].equals("nfkc"));
        if (!whole || ascii.put(Integer.parseInt(cells[0], 16), cells[1]) != null) {
            throw new IllegalStateException("bad row `" + line + "`; expected `code-point ascii source`, each once");
        }
    }

    private void check(String example) {
        String word = VisibleText.read(example.substring(example.indexOf(' ') + 1));
        if (in(word).isEmpty() == example.startsWith("match ")) {
            throw new IllegalStateException(
                    "the example `" + example + "` does not hold; correct the row or the example");
        }
    }
}
