package io.brattice.rulebook.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob made ready to be asked often. What it begins with is compared as it is; the rest goes through the text once, all ways to
 * match at the same time as the bits of one number. Patterns too long for that are left to {@link GlobPattern}.
 */
final class GlobMatcher {

    private static final int MOST_PARTS = 62;
    private static final int MOST_WAYS = 32;

    private final GlobPattern pattern;
    private final Way[] ways;

    private GlobMatcher(GlobPattern pattern, Way[] ways) {
        this.pattern = pattern;
        this.ways = ways;
    }

    static GlobMatcher of(GlobPattern pattern) {
        List<List<GlobPattern.Part>> flat = new ArrayList<>();
        flat.add(new ArrayList<>());
        if (!flatten(pattern.parts(), flat)) {
            return new GlobMatcher(pattern, new Way[0]);
        }
        Way[] ways = new Way[flat.size()];
        for (int i = 0; i < ways.length; i++) {
            Way way = Way.of(flat.get(i));
            if (way == null) {
                return new GlobMatcher(pattern, new Way[0]);
            }
            ways[i] = way;
        }
        return new GlobMatcher(pattern, ways);
    }

    boolean fits(String text) {
        Way[] all = ways;
        if (all.length == 0) {
            return pattern.fits(text);
        }
        for (Way way : all) {
            int fits = way.fits(text);
            if (fits != Way.NO) {
                return fits == Way.YES || pattern.fits(text);
            }
        }
        return false;
    }

    /** Every way through the braces; false where there are too many. */
    private static boolean flatten(List<GlobPattern.Part> parts, List<List<GlobPattern.Part>> into) {
        for (GlobPattern.Part part : parts) {
            if (!(part instanceof GlobPattern.Part.Either either)) {
                into.forEach(way -> way.add(part));
                continue;
            }
            List<List<GlobPattern.Part>> all = new ArrayList<>();
            for (List<GlobPattern.Part> one : either.of()) {
                List<List<GlobPattern.Part>> copies = new ArrayList<>();
                into.forEach(way -> copies.add(new ArrayList<>(way)));
                if (!flatten(one, copies) || all.size() + copies.size() > MOST_WAYS) {
                    return false;
                }
                all.addAll(copies);
            }
            into.clear();
            into.addAll(all);
        }
        return true;
    }

    /** One way through a pattern, without braces: bit {@code i} of a state says that its first {@code i} parts are behind us. */
    private static final class Way {

        static final int NO = 0;
        static final int YES = 1;

        /** There is a character of two halves: only the pattern itself can count those. */
        static final int ASK = 2;

        private final String head;
        private final int parts;
        private final long[] letters = new long[128];
        private final char[] others;
        private final long ones;
        private final long runs;
        private final long deep;

        private Way(String head, List<GlobPattern.Part> rest) {
            this.head = head;
            this.parts = rest.size();
            this.others = new char[parts];
            long one = 0;
            long run = 0;
            long all = 0;
            for (int i = 0; i < parts; i++) {
                GlobPattern.Part part = rest.get(i);
                if (part instanceof GlobPattern.Part.Letter letter) {
                    if (letter.codePoint() < 128) {
                        letters[letter.codePoint()] |= 1L << i;
                    } else {
                        others[i] = (char) letter.codePoint();
                    }
                } else if (part instanceof GlobPattern.Part.Run any) {
                    run |= 1L << i;
                    all |= any.deep() ? 1L << i : 0;
                } else {
                    one |= 1L << i;
                }
            }
            this.ones = one;
            this.runs = run;
            this.deep = all;
        }

        static @org.jspecify.annotations.Nullable Way of(List<GlobPattern.Part> all) {
            StringBuilder head = new StringBuilder();
            List<GlobPattern.Part> rest = new ArrayList<>();
            for (GlobPattern.Part part : all) {
                boolean letter = part instanceof GlobPattern.Part.Letter;
                if (letter && ((GlobPattern.Part.Letter) part).codePoint() > 0xffff) {
                    return null;
                }
                if (letter && rest.isEmpty()) {
                    head.appendCodePoint(((GlobPattern.Part.Letter) part).codePoint());
                } else if (part instanceof GlobPattern.Part.Run run
                        && !rest.isEmpty()
                        && rest.get(rest.size() - 1) instanceof GlobPattern.Part.Run before) {
                    rest.set(rest.size() - 1, new GlobPattern.Part.Run(run.deep() || before.deep()));
                } else {
                    rest.add(part);
                }
            }
            return rest.size() > MOST_PARTS ? null : new Way(head.toString(), rest);
        }

        int fits(String text) {
            int from = head.length();
            if (!text.startsWith(head)) {
                return NO;
            }
            if (parts == 0) {
                return text.length() == from ? YES : NO;
            }
            if (parts == 1 && deep == 1) {
                return YES;
            }
            if (parts == 1 && runs == 1) {
                return text.indexOf('/', from) < 0 ? YES : NO;
            }
            long state = 1 | (runs & 1) << 1;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                long advance;
                if (c < 128) {
                    advance = c == '/' ? letters[c] : letters[c] | ones;
                } else if (Character.isSurrogate(c)) {
                    return ASK;
                } else {
                    advance = ones | other(c);
                }
                long stay = state & (c == '/' ? deep : runs);
                long next = (state & advance) << 1 | stay;
                state = next | (next & runs) << 1;
                if (state == 0) {
                    return NO;
                }
            }
            return (state >>> parts & 1) == 1 ? YES : NO;
        }

        private long other(char c) {
            long mask = 0;
            for (int i = 0; i < others.length; i++) {
                mask |= others[i] == c ? 1L << i : 0;
            }
            return mask;
        }
    }
}
