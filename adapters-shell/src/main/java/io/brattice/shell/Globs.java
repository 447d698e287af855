package io.brattice.shell;

import io.brattice.files.World;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Bash's patterns as far as they are plain: {@code *}, {@code ?}, {@code [a-z]}; a backslash takes the meaning from what follows. */
final class Globs {

    private static final int MOST_MATCHES = 10_000;
    private static final int MOST_LOOKS = 2_000;

    private Globs() {}

    /** Appends a text so that every character of it stands for itself. */
    static void quote(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') {
                into.append('\\');
            }
            into.append(c);
        }
    }

    /** True when bash would match it against files. */
    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?' || c == '[') {
                return true;
            }
        }
        return false;
    }

    /** The folder, with its slash, that everything a pattern matches lies in; else what every match begins with. */
    static String fixedFolder(String pattern) {
        StringBuilder fixed = new StringBuilder();
        int folder = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                return fixed.substring(0, folder);
            }
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            fixed.append(c);
            if (c == '/') {
                folder = fixed.length();
            }
        }
        return fixed.substring(0, folder);
    }

    private static String unquoted(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            text.append(c == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : c);
        }
        return text.toString();
    }

    /**
     * Every path that a pattern matches, in the order of their characters; none when nothing matches.
     *
     * @return empty when it cannot be told: a folder that cannot be listed, extended patterns, too many
     */
    static Optional<List<String>> expand(String pattern, Optional<Path> cwd, World world) {
        if (pattern.indexOf('(') >= 0 || pattern.contains("**")) {
            return Optional.empty(); // what extended patterns mean depends on options of the shell
        }
        boolean absolute = pattern.startsWith("/");
        if (!absolute && cwd.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>(List.of(absolute ? "/" : ""));
        int looks = 0;
        String[] steps = pattern.split("/+", -1);
        for (int i = absolute ? 1 : 0; i < steps.length; i++) {
            String step = steps[i];
            boolean last = i == steps.length - 1;
            List<String> next = new ArrayList<>();
            for (String base : found) {
                if (step.isEmpty()) {
                    next.add(base);
                    continue;
                }
                if (++looks > MOST_LOOKS) {
                    return Optional.empty();
                }
                Optional<Path> folder = path(base, cwd);
                if (folder.isEmpty()) {
                    return Optional.empty();
                }
                Optional<List<String>> names =
                        isPattern(step) ? matching(step, folder.get(), world) : Optional.of(List.of(unquoted(step)));
                if (names.isEmpty()) {
                    return Optional.empty();
                }
                for (String name : names.get()) {
                    String path = base + name;
                    boolean there = last
                            ? isPattern(step)
                                    || path(path, cwd)
                                            .filter(p -> world.kind(p).exists())
                                            .isPresent()
                            : path(path, cwd).filter(p -> isFolder(p, world)).isPresent();
                    if (there) {
                        next.add(last ? path : path + "/");
                    }
                }
                if (next.size() > MOST_MATCHES) {
                    return Optional.empty();
                }
            }
            found = next;
        }
        Collections.sort(found);
        return Optional.of(found);
    }

    private static boolean isFolder(Path path, World world) {
        World.Kind kind = world.followed(path);
        return kind == World.Kind.FOLDER || kind == World.Kind.UNKNOWN;
    }

    private static Optional<List<String>> matching(String step, Path folder, World world) {
        if (!world.followed(folder).exists()) {
            return Optional.of(List.of());
        }
        return world.names(folder)
                .map(names -> names.stream()
                        .filter(name -> (!name.startsWith(".") || step.startsWith(".")) && matches(name, step))
                        .toList());
    }

    private static Optional<Path> path(String text, Optional<Path> cwd) {
        try {
            if (text.startsWith("/")) {
                return Optional.of(Path.of(text));
            }
            return text.isEmpty() ? cwd : cwd.map(folder -> folder.resolve(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** True when the whole text fits the pattern. A slash is an ordinary character here. */
    static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? fits(text.charAt(t), pattern, p) : -1;
            if (next >= 0) {
                t++;
                p = next;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on behind the element at {@code at}, when the character fits it; else -1. */
    private static int fits(char c, String pattern, int at) {
        char element = pattern.charAt(at);
        if (element == '?') {
            return at + 1;
        }
        if (element == '[') {
            int close = pattern.indexOf(']', at + 2);
            if (close > 0) {
                return inSet(c, pattern.substring(at + 1, close)) ? close + 1 : -1;
            }
        }
        if (element == '\\' && at + 1 < pattern.length()) {
            return pattern.charAt(at + 1) == c ? at + 2 : -1;
        }
        return element == c ? at + 1 : -1;
    }

    private static boolean inSet(char c, String set) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean in = set.contains("[:"); // a class of characters: more rather than fewer
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                in |= set.charAt(i) <= c && c <= set.charAt(i + 2);
                i += 2;
            } else {
                in |= set.charAt(i) == c;
            }
        }
        return set.contains("[:") || in != negated;
    }

    /** {@code ${x#p}}, {@code ${x##p}}, {@code ${x%p}}, {@code ${x%%p}}; empty for patterns that are not plain. */
    static Optional<String> trimmed(String text, String operator, String pattern) {
        if (pattern.indexOf('(') >= 0 || pattern.contains("[:") || text.length() > 4096) {
            return Optional.empty();
        }
        boolean front = operator.startsWith("#");
        boolean longest = operator.length() == 2;
        int n = text.length();
        for (int i = 0; i <= n; i++) {
            int cut = longest == front ? n - i : i;
            String part = front ? text.substring(0, cut) : text.substring(cut);
            if (matches(part, pattern)) {
                return Optional.of(front ? text.substring(cut) : text.substring(0, cut));
            }
        }
        return Optional.of(text);
    }
}
