package io.brattice.shell.network;

import java.util.Optional;

/**
 * A host as it must be written to be granted or reached: lower-case ASCII labels. An address in any form, a trailing dot, an upper-case or
 * a foreign letter make it none: whatever two programs could read differently has one spelling here, or no right.
 */
record HostName(String name) {

    private static final int MOST = 253;
    private static final int MOST_OF_A_LABEL = 63;

    HostName {
        if (!isWritten(name)) {
            throw new IllegalArgumentException(
                    "`" + shown(name) + "` is not the name of a host; pass one in lower case,"
                            + " without a port, a dot at its end or an address");
        }
    }

    /** The host, if it is written as it must be. */
    static Optional<HostName> of(String text) {
        return isWritten(text) ? Optional.of(new HostName(text)) : Optional.empty();
    }

    private static boolean isWritten(String text) {
        if (text.isEmpty() || text.length() > MOST) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isLabel(text.substring(start, dot))) {
                return false;
            }
            start = dot + 1;
        }
        // No top-level domain starts with a digit, but every way to write an IPv4 address ends in a label that does:
        // `127.1`, `0x7f000001`.
        return isLabel(text.substring(start)) && isLetter(text.charAt(start));
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MOST_OF_A_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** Text of a stranger, for one line: short, and without anything that acts on a terminal or a header. */
    static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().limit(80).forEach(c -> line.append(c > 0x20 && c < 0x7f && c != '`' ? (char) c : '?'));
        return text.length() > 80 ? line.append("...").toString() : line.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
