package io.brattice.aws.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of addresses. */
final class Networks {

    private static final Pattern RANGE = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");

    /** Two ranges of half the internet each are the internet, and nobody owns a network as wide as this. */
    private static final int WIDE = 7;

    private Networks() {}

    /** Whether a range is so wide that anybody may be in it; unknown for what is no range. */
    static Truth open(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            return text.contains("/") || text.isBlank() ? Truth.UNKNOWN : Truth.NO;
        }
        return Truth.of(Integer.parseInt(matcher.group(2)) <= WIDE);
    }

    /** Whether a string is such a range without doubt. */
    static boolean wide(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        return matcher.matches() && Integer.parseInt(matcher.group(2)) <= WIDE;
    }
}
