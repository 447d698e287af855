package io.brattice.rulebook.decide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A glob, taken apart. {@link #fits} goes through the text once for each part and keeps the set of places it may have come to, so
 * that no pattern makes it slow: time grows with the product of the two lengths at most, never with the number of ways to match.
 */
public final class GlobPattern {

    /** A part of a pattern. */
    public sealed interface Part {
        record Letter(int codePoint) implements Part {}

        /** Any one character but a slash. */
        record One() implements Part {}

        /** Any run; without a slash unless {@code deep}. */
        record Run(boolean deep) implements Part {}

        record Either(List<List<Part>> of) implements Part {}
    }

    private static final int LONGEST = 4096;
    private static final int DEEPEST = 16;

    private final String text;
    private final List<Part> parts;
    private int at;

    private GlobPattern(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a glob has at most 4096 characters; write several shorter ones");
        }
        this.parts = List.copyOf(sequence(0));
    }

    /**
     * Takes a pattern apart.
     *
     * @throws IllegalArgumentException if a brace is not closed, or a backslash stands at the end
     */
    public static GlobPattern of(String text) {
        return new GlobPattern(text);
    }

    /** True when the whole text is like this. */
    public boolean fits(String candidate) {
        BitSet start = new BitSet();
        start.set(0);
        return after(parts, candidate, start).get(candidate.length());
    }

    /** Its parts, in order. */
    public List<Part> parts() {
        return parts;
    }

    /** The characters that every text that fits begins with, up to the first wildcard. */
    String head() {
        StringBuilder head = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Part.Letter letter)) {
                break;
            }
            head.appendCodePoint(letter.codePoint());
        }
        return head.toString();
    }

    private static BitSet after(List<Part> sequence, String text, BitSet from) {
        BitSet places = from;
        for (Part part : sequence) {
            places = after(part, text, places);
        }
        return places;
    }

    private static BitSet after(Part part, String text, BitSet from) {
        BitSet to = new BitSet();
        if (part instanceof Part.Either either) {
            for (List<Part> one : either.of()) {
                to.or(after(one, text, from));
            }
            return to;
        }
        if (part instanceof Part.Run run) {
            boolean open = false;
            for (int i = 0; i <= text.length(); i++) {
                open = open || from.get(i);
                to.set(i, open);
                open = open && i < text.length() && (run.deep() || text.charAt(i) != '/');
            }
            return to;
        }
        for (int i = from.nextSetBit(0); i >= 0 && i < text.length(); i = from.nextSetBit(i + 1)) {
            int c = text.codePointAt(i);
            boolean fits = part instanceof Part.Letter letter ? letter.codePoint() == c : c != '/';
            if (fits) {
                to.set(i + Character.charCount(c));
            }
        }
        return to;
    }

    private List<Part> sequence(int depth) {
        List<Part> found = new ArrayList<>();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (depth > 0 && (c == ',' || c == '}')) {
                return found;
            }
            at += Character.charCount(c);
            switch (c) {
                case '*' -> {
                    boolean deep = at < text.length() && text.charAt(at) == '*';
                    at += deep ? 1 : 0;
                    found.add(new Part.Run(deep));
                }
                case '?' -> found.add(new Part.One());
                case '{' -> found.add(either(depth + 1));
                case '\\' -> {
                    if (at == text.length()) {
                        throw new IllegalArgumentException(
                                "the glob `" + text + "` ends with a backslash; write two to mean one");
                    }
                    int taken = text.codePointAt(at);
                    at += Character.charCount(taken);
                    found.add(new Part.Letter(taken));
                }
                default -> found.add(new Part.Letter(c));
            }
        }
        return found;
    }

    private Part either(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "the glob `" + text + "` has braces inside braces too deep; write several");
        }
        List<List<Part>> of = new ArrayList<>();
        while (true) {
            of.add(List.copyOf(sequence(depth)));
            if (at == text.length()) {
                throw new IllegalArgumentException(
                        "the glob `" + text + "` has a brace that is not closed; close it, or write `\\{`");
            }
            char end = text.charAt(at++);
            if (end == '}') {
                return new Part.Either(List.copyOf(of));
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
