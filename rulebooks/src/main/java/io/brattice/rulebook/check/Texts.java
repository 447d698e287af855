package io.brattice.rulebook.check;

import io.brattice.rulebook.language.TextTest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said of tests of texts without any text: which takes all that another takes, and which exclude each other. */
final class Texts {

    private Texts() {}

    /** True when the wide one certainly holds wherever the narrow one does. */
    static boolean covers(TextTest wide, TextTest narrow) {
        if (wide.equals(narrow) || wide.equals(new TextTest.Glob("**"))) {
            return true;
        }
        Optional<Set<String>> exact = exact(narrow);
        if (exact.isPresent()) {
            return exact.get().stream().allMatch(text -> takes(wide, text));
        }
        if (wide instanceof TextTest.Under upper && narrow instanceof TextTest.Under lower) {
            return lower.path().startsWith(upper.path().endsWith("/") ? upper.path() : upper.path() + "/")
                    || lower.path().equals(upper.path());
        }
        if (wide instanceof TextTest.Domain upper && narrow instanceof TextTest.Domain lower) {
            return takes(upper, lower.name());
        }
        // What begins with all of its head, where the wide one takes whatever goes on.
        return anyBehind(wide).filter(head -> begins(narrow).startsWith(head)).isPresent();
    }

    /** The texts that alone fit, where there are only some. */
    static Optional<Set<String>> exact(TextTest test) {
        if (test instanceof TextTest.Is is) {
            return Optional.of(Set.of(is.text()));
        }
        if (test instanceof TextTest.In in) {
            return Optional.of(in.texts());
        }
        return test instanceof TextTest.Glob glob && !glob.pattern().matches(".*[*?{\\\\].*")
                ? Optional.of(Set.of(glob.pattern()))
                : Optional.empty();
    }

    /** True when the text certainly fits, or when that is hard to tell and it may; for patterns that are plain enough it is exact. */
    static boolean takes(TextTest test, String text) {
        if (test instanceof TextTest.Is is) {
            return is.text().equals(text);
        }
        if (test instanceof TextTest.In in) {
            return in.texts().contains(text);
        }
        if (test instanceof TextTest.Prefix prefix) {
            return text.startsWith(prefix.prefix());
        }
        if (test instanceof TextTest.Glob glob) {
            return Globs.matches(glob.pattern(), text);
        }
        if (test instanceof TextTest.Matches matches) {
            return com.google.re2j.Pattern.matches(matches.regex(), text);
        }
        if (test instanceof TextTest.Under under) {
            String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
            return path.equals(under.path())
                    || path.startsWith(under.path().endsWith("/") ? under.path() : under.path() + "/");
        }
        if (test instanceof TextTest.Domain domain) {
            String name = domain.name().toLowerCase(java.util.Locale.ROOT);
            String mine = text.toLowerCase(java.util.Locale.ROOT);
            return mine.equals(name) || mine.endsWith("." + name);
        }
        return false;
    }

    /** True when certainly no text fits both. */
    static boolean exclude(TextTest one, TextTest other) {
        Optional<Set<String>> mine = exact(one);
        Optional<Set<String>> theirs = exact(other);
        if (mine.isPresent() && theirs.isPresent()) {
            Set<String> both = new HashSet<>(mine.get());
            both.retainAll(theirs.get());
            return both.isEmpty();
        }
        if (mine.isPresent() || theirs.isPresent()) {
            TextTest pattern = mine.isPresent() ? other : one;
            return !(pattern instanceof TextTest.Cidr)
                    && mine.or(() -> theirs).orElseThrow().stream().noneMatch(text -> takes(pattern, text));
        }
        String a = begins(one);
        String b = begins(other);
        return !a.startsWith(b) && !b.startsWith(a);
    }

    /** What every text that fits begins with; empty where that is not known. */
    static String begins(TextTest test) {
        if (test instanceof TextTest.Prefix prefix) {
            return prefix.prefix();
        }
        if (test instanceof TextTest.Glob glob) {
            return Globs.head(glob.pattern());
        }
        return exact(test)
                .filter(texts -> texts.size() == 1)
                .map(texts -> texts.iterator().next())
                .orElse("");
    }

    /** The head of a test that takes everything that begins with it. */
    private static Optional<String> anyBehind(TextTest test) {
        if (test instanceof TextTest.Prefix prefix) {
            return Optional.of(prefix.prefix());
        }
        if (test instanceof TextTest.Glob glob) {
            String head = Globs.head(glob.pattern());
            return glob.pattern().equals(head + "**") ? Optional.of(head) : Optional.empty();
        }
        return Optional.empty();
    }

    /** All the tests in one. */
    static List<String> words(TextTest test) {
        return exact(test).map(List::copyOf).orElse(List.of());
    }
}
