package io.brattice.rulebook.decide;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The names of hosts, alone and in the URIs of resources. */
final class Hosts {

    private static final Set<String> WITH_HOST = Set.of(
            "host", "http", "https", "git", "ssh", "ftp", "sftp", "ws", "wss", "mail", "mailto", "smtp", "tcp", "udp");

    private Hosts() {}

    /** In lower case, without the dot at the end; empty where it is no host name. */
    static Optional<String> name(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()
                || name.length() > 253
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            return Optional.empty();
        }
        boolean letters = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean fits = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!fits) {
                return Optional.empty();
            }
            // An address in figures has no letter behind its last dot.
            letters = c != '.' && (letters || letter);
        }
        return letters ? Optional.of(name.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The host of a resource as it is written; empty where things of its scheme have none. */
    static Optional<String> of(String uri) {
        int colon = uri.indexOf(':');
        if (!WITH_HOST.contains(uri.substring(0, colon))) {
            return Optional.empty();
        }
        String rest = uri.substring(colon + 1);
        if (rest.startsWith("file:")) {
            return Optional.empty();
        }
        int inner = rest.indexOf("://");
        String from = inner >= 0 ? rest.substring(inner + 3) : rest.startsWith("//") ? rest.substring(2) : rest;
        int end = 0;
        while (end < from.length() && "/#?".indexOf(from.charAt(end)) < 0) {
            end++;
        }
        String authority = from.substring(from.lastIndexOf('@', end - 1) + 1, end);
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return Optional.of(close < 0 ? authority : authority.substring(1, close));
        }
        int port = authority.indexOf(':');
        boolean six = port >= 0 && authority.indexOf(':', port + 1) >= 0;
        return Optional.of(port < 0 || six ? authority : authority.substring(0, port));
    }
}
