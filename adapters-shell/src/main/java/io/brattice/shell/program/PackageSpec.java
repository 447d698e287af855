package io.brattice.shell.program;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one word asks an installer for.
 *
 * @param name the package, where it comes from the registry by its name; empty when it comes from elsewhere
 */
record PackageSpec(String text, Optional<String> name) {

    private static final Set<String> ARCHIVES =
            Set.of(".whl", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".gem", ".crate", ".egg");

    /** Reads a word as the clients of this registry do. */
    static PackageSpec of(Registry registry, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean file = ARCHIVES.stream().anyMatch(lower::endsWith);
        if (file || text.startsWith(".") || text.startsWith("~") || text.startsWith("/") || lower.contains("://")) {
            return new PackageSpec(text, Optional.empty());
        }
        String name = switch (registry) {
            case PYPI -> python(text);
            case NPM -> npm(text);
            case CRATES, GO -> upTo(text, '@');
            case RUBYGEMS -> upTo(text, ':');
        };
        return new PackageSpec(text, registry.isName(name) ? Optional.of(name) : Optional.empty());
    }

    /** {@code name[extra]==1; marker}; a direct reference ({@code name @ url}) leaves an {@code @} and so no name. */
    private static String python(String text) {
        String bare = upTo(text, ';').strip();
        int end = 0;
        while (end < bare.length() && "=<>!~( [".indexOf(bare.charAt(end)) < 0) {
            end++;
        }
        String rest = bare.substring(end).strip();
        if (rest.startsWith("[")) {
            int close = rest.indexOf(']');
            rest = close < 0 ? "@" : rest.substring(close + 1).strip();
        }
        boolean version = rest.isEmpty() || "=<>!~(".indexOf(rest.charAt(0)) >= 0;
        return version && rest.indexOf('@') < 0 && rest.indexOf('/') < 0 ? bare.substring(0, end) : "";
    }

    /** {@code name@range}, {@code @scope/name@range}, {@code alias@npm:name@range}; a range that is an address leaves no name. */
    private static String npm(String text) {
        int at = text.indexOf('@', 1);
        if (at < 0) {
            return text;
        }
        String range = text.substring(at + 1);
        if (range.startsWith("npm:")) {
            return npm(range.substring("npm:".length()));
        }
        boolean plain =
                range.indexOf('/') < 0 && range.indexOf(':') < 0 && !range.startsWith(".") && !range.startsWith("~/");
        return plain ? text.substring(0, at) : "";
    }

    private static String upTo(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
