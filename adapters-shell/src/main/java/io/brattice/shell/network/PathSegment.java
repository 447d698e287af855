package io.brattice.shell.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands between two slashes of a {@link PathForm}: fixed parts, a variable or none, fixed parts.
 *
 * @param several true when the variable stands for one segment or more
 */
record PathSegment(List<Fixed> before, Optional<PathWord> variable, List<Fixed> after, boolean several) {

    PathSegment {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** @throws IllegalArgumentException when it is none */
    static PathSegment of(String text) {
        List<Fixed> before = new ArrayList<>();
        List<Fixed> after = new ArrayList<>();
        Optional<PathWord> variable = Optional.empty();
        boolean several = false;
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '{' ? text.indexOf('}', at) + 1 : text.indexOf('{', at);
            if (end == 0) {
                throw new IllegalArgumentException("`" + text + "` does not end what it opens; write `}`");
            }
            String part = text.substring(at, end < 0 ? text.length() : end);
            at += part.length();
            List<Fixed> fixed = variable.isPresent() ? after : before;
            if (!part.startsWith("{")) {
                fixed.add(new Fixed(part, Optional.empty()));
            } else if (part.startsWith("{=")) {
                fixed.add(new Fixed("", Optional.of(PathWord.of(part.substring(2, part.length() - 1)))));
            } else if (variable.isPresent()) {
                throw new IllegalArgumentException(
                        "`" + text + "` can be read in two ways; use one variable in a segment");
            } else {
                several = part.endsWith("*}");
                variable = Optional.of(PathWord.of(part.substring(1, part.length() - (several ? 2 : 1))));
            }
        }
        return new PathSegment(before, variable, after, several);
    }

    /** Whether a segment of a path is of this form; what the variable stands for is added to what is bound. */
    boolean matches(String segment, Map<PathWord, String> bound) {
        int start = 0;
        for (Fixed fixed : before) {
            String wanted = fixed.in(bound);
            if (!segment.startsWith(wanted, start)) {
                return false;
            }
            start += wanted.length();
        }
        int end = segment.length();
        for (int i = after.size() - 1; i >= 0; i--) {
            String wanted = after.get(i).in(bound);
            if (end - wanted.length() < start || !segment.startsWith(wanted, end - wanted.length())) {
                return false;
            }
            end -= wanted.length();
        }
        String middle = segment.substring(start, end);
        if (variable.isEmpty()) {
            return middle.isEmpty();
        }
        bound.put(variable.get(), middle);
        return variable.get().matches(middle);
    }

    /** Literal text, or what an earlier variable stood for. */
    record Fixed(String literal, Optional<PathWord> again) {

        private static final String NOTHING_FITS = "\0";

        String in(Map<PathWord, String> bound) {
            return again.map(word -> bound.getOrDefault(word, NOTHING_FITS)).orElse(literal);
        }
    }
}
