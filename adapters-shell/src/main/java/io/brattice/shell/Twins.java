package io.brattice.shell;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Letters and signs that pass for those of ASCII. A word that mixes scripts needs no table; a word wholly in another script
 * passes for one of ASCII when all its letters are drawn like letters of ASCII.
 *
 * <p>Source: the confusables of Unicode Technical Standard 39, those that are drawn alike in upright fonts.
 */
final class Twins {

    /** What a word is taken for. */
    enum Kind {
        /** What it is: it is ASCII. */
        PLAIN,
        /** A word of another language, or one with accents. */
        PROSE,
        /** A word of ASCII that it is not. */
        PASSES,
        /** The same, or one of the small words of a language, if the text has other words of it. */
        PASSES_UNLESS_PROSE
    }

    private static final int SMALL = 3;

    /** Drawn as ASCII letters are. */
    private static final String CYRILLIC =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u04cf\u051b\u051d"
                    + "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
                    + "\u050c\u051a\u051c";

    /** Drawn as ASCII letters are. */
    private static final String GREEK =
            "\u03bf\u03bd\u03c1\u03c5\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1"
                    + "\u03a4\u03a5\u03a7";

    /** Drawn as ASCII letters are. */
    private static final String ARMENIAN = "\u0585\u0578\u057d\u0581\u0570\u0531\u0555\u054d\u053c";

    /** Latin letters, but not those of the keyboard. */
    private static final String LATIN =
            "\u1d00\u0299\u1d04\u1d05\u1d07\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18"
                    + "\u0280\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22\u0251\u0261\u0131\u0237\u017f\ua78c";

    /** Drawn as the punctuation that a shell acts on, or that separates a host or a path; besides what Unicode says is the same. */
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7"),
            Map.entry("/", "\u2044\u2215\u2571\u29f8\u27cb"),
            Map.entry("\\", "\u2216\u29f5\u29f9"),
            Map.entry("|", "\u2223\u01c0\u2758"),
            Map.entry(">", "\u203a"),
            Map.entry("<", "\u2039"),
            Map.entry("`", "\u2035\u02cb"),
            Map.entry("*", "\u2217\u204e"),
            Map.entry("~", "\u223c\u02dc"),
            Map.entry(":", "\u02d0\ua789\u2236"),
            Map.entry(".", "\u2024\u3002\uff61"));

    private static final Set<UnicodeScript> WRITTEN_TOGETHER = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    private Twins() {}

    /** How this word, letters and digits only, is read. */
    static Kind of(String word) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        boolean foreign = false;
        boolean onlyTwins = true;
        boolean twins = false;
        boolean styled = false;
        for (int i = 0, c; i < word.length(); i += Character.charCount(c)) {
            c = word.codePointAt(i);
            UnicodeScript script = UnicodeScript.of(c);
            if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                scripts.add(script);
            }
            if (c >= 0x80) {
                boolean twin = isTwin(c);
                foreign = true;
                twins |= twin;
                onlyTwins &= twin;
                styled |= isStyled(c);
            } else if (Character.isLetter(c)) {
                onlyTwins = false;
            }
        }
        boolean strangers = scripts.size() > 1 && !WRITTEN_TOGETHER.containsAll(scripts);
        boolean onlyLatin = scripts.equals(EnumSet.of(UnicodeScript.LATIN));
        if (!foreign) {
            return Kind.PLAIN;
        }
        if (strangers || styled || (twins && onlyLatin)) {
            return Kind.PASSES;
        }
        boolean small = word.codePointCount(0, word.length()) < SMALL;
        return !onlyTwins ? Kind.PROSE : small ? Kind.PASSES_UNLESS_PROSE : Kind.PASSES;
    }

    private static boolean isTwin(int c) {
        return CYRILLIC.indexOf(c) >= 0 || GREEK.indexOf(c) >= 0 || ARMENIAN.indexOf(c) >= 0 || LATIN.indexOf(c) >= 0;
    }

    /** A letter or digit of ASCII in other clothes: full-width, bold, circled. */
    private static boolean isStyled(int c) {
        if (c < 0x2100) {
            return false;
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return !plain.isEmpty() && plain.chars().allMatch(p -> p < 0x80 && Character.isLetterOrDigit(p));
    }

    /** The sign of ASCII that it is taken for; empty for what looks like none. */
    static String sign(int c) {
        if (Character.isLetterOrDigit(c) && SIGNS.values().stream().noneMatch(all -> all.indexOf(c) >= 0)) {
            return "";
        }
        for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
            if (sign.getValue().indexOf(c) >= 0) {
                return sign.getKey();
            }
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        boolean punctuation = plain.length() == 1 && plain.charAt(0) > ' ' && plain.charAt(0) < 0x7f;
        return punctuation && !Character.isLetterOrDigit(plain.charAt(0)) ? plain : "";
    }
}
