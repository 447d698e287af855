package io.brattice.shell.network;

import java.util.List;
import java.util.Locale;

/**
 * What a variable of a {@link PathForm} can stand for. None has a `%` or a `/`, or starts with a dot: nothing is left
 * for a server to decode or to leave out.
 */
enum PathWord {
    /** A package of npm. */
    PACKAGE(1, 214, "", "._~-"),
    /** What stands before the slash of a package of npm, without its `@`. */
    SCOPE(1, 214, "", "._~-"),
    VERSION(1, 128, "", "._+~!-"),
    PROJECT(1, 128, "", "._-"),
    CRATE(1, 64, "_", "_-"),
    LETTER(1, 1, "", ""),
    PAIR(2, 2, "_", "_-"),
    HEX2(2, 2, "", ""),
    HEX60(60, 60, "", ""),
    FILE(1, 200, "_", "._+~!-"),
    GROUP(1, 64, "_", "_-"),
    ARTIFACT(1, 128, "_", "._-"),
    /** What follows a version in the name of a file: {@code -sources.jar.sha1}. */
    TAIL(1, 80, ".-", "._+-"),
    /** The end of a digest's name, or nothing: {@code .sha256}. */
    DIGEST(0, 7, ".", "");

    private final int least;
    private final int most;
    private final String first;
    private final String rest;

    PathWord(int least, int most, String first, String rest) {
        this.least = least;
        this.most = most;
        this.first = first;
        this.rest = rest;
    }

    /** Whether it can stand for this. */
    boolean matches(String text) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!fits(text.charAt(i), i == 0 ? first : rest)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(char c, String others) {
        boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (this == HEX2 || this == HEX60) {
            return hex;
        }
        if (this == DIGEST && !others.isEmpty()) {
            return c == '.';
        }
        return hex || (c >= 'g' && c <= 'z') || (c >= 'A' && c <= 'Z') || others.indexOf(c) >= 0;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    static PathWord of(String name) {
        for (PathWord word : values()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(name)) {
                return word;
            }
        }
        throw new IllegalArgumentException(
                "`{" + name + "}` is no variable of a path; use one of " + List.of(values()));
    }
}
