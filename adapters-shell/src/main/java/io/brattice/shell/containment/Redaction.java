package io.brattice.shell.containment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settings without what is secret in them, so that tools which need them find them.
 *
 * <p>Leaves out more than it must: every line that names something secret or has a name and password in an address.
 */
final class Redaction {

    private static final List<String> SECRET = List.of(
            "pass",
            "token",
            "secret",
            "auth",
            "credential",
            "key",
            "cookie",
            "header",
            "bearer",
            "basic ",
            "jwt",
            "pin=");
    private static final String NO_SETTINGS = "<settings/>\n";

    private Redaction() {}

    /** What is to be shown instead; empty when the text holds nothing secret. */
    static Optional<String> of(String name, String text) {
        return name.endsWith(".xml") ? ofMaven(text) : ofLines(text);
    }

    private static Optional<String> ofLines(String text) {
        String shown = text.lines()
                .filter(line -> !isSecret(line))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        boolean same = text.lines().noneMatch(Redaction::isSecret);
        return same ? Optional.empty() : Optional.of(shown);
    }

    private static boolean isSecret(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(lower::contains) || hasUser(lower);
    }

    /** {@code https://name:password@host}. */
    private static boolean hasUser(String line) {
        int scheme = line.indexOf("://");
        return scheme >= 0 && line.indexOf('@', scheme) >= 0;
    }

    /** Without its servers, which have the passwords; without anything when something secret is left then. */
    private static Optional<String> ofMaven(String text) {
        int begin = text.indexOf("<servers");
        int end = text.lastIndexOf("</servers>");
        String rest = begin >= 0 && end > begin ? text.substring(0, begin) + text.substring(end + 10) : text;
        if (rest.lines().anyMatch(Redaction::isSecret)) {
            return Optional.of(NO_SETTINGS);
        }
        return rest.equals(text) ? Optional.empty() : Optional.of(rest);
    }
}
