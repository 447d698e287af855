package io.brattice.shell.program;

import java.util.Locale;
import java.util.Set;

/**
 * An address on the command line, as far as it can be trusted.
 *
 * @param scheme in lower case; empty when none is written
 * @param host in lower case, without port; empty when it is not known for certain
 * @param port with its colon; empty when none is written
 * @param rest everything from the path on
 * @param known false when part of it is not known before it runs
 */
record HttpUrl(String scheme, String host, String port, String rest, boolean known) {

    private static final int LONG_QUERY = 400;
    private static final int LONG_LABEL = 40;
    private static final Set<String> SECRET_HOSTS = Set.of(
            "metadata.google.internal",
            "metadata",
            "instance-data",
            "instance-data.ec2.internal",
            "[fd00:ec2::254]",
            "100.100.100.200",
            "metadata.azure.internal",
            "metadata.tencentyun.com");

    static HttpUrl of(Term term) {
        String text = term.text();
        int colon = text.indexOf("://");
        String scheme = colon > 0 ? text.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        int from = colon > 0 ? colon + 3 : 0;
        int end = from;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean whole = term.known() || end < text.length();
        String authority = text.substring(from, end);
        String server = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        int port = server.startsWith("[") ? server.indexOf(':', Math.max(0, server.indexOf(']'))) : server.indexOf(':');
        String host = port < 0 ? server : server.substring(0, port);
        boolean certain = whole && isHost(host) && authority.indexOf('\\') < 0;
        return new HttpUrl(
                scheme,
                certain ? numbered(host) : "",
                port < 0 ? "" : server.substring(port),
                text.substring(end),
                term.known());
    }

    private static boolean isHost(String host) {
        boolean six = host.startsWith("[") && host.endsWith("]");
        String inner = six ? host.substring(1, host.length() - 1) : host;
        return !inner.isEmpty()
                && inner.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= '0' && c <= '9'
                                || c == '-'
                                || c == '.'
                                || c == '_'
                                || six && c == ':');
    }

    /** {@code 0x7f.1} and {@code 2130706433} are the same machine as {@code 127.0.0.1}. */
    private static String numbered(String host) {
        String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] parts = plain.split("\\.", -1);
        if (parts.length > 4) {
            return plain;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = number(parts[i]);
            boolean last = i + 1 == parts.length;
            long most = last ? (1L << (8 * (4 - i))) - 1 : 255;
            if (part < 0 || part > most) {
                return plain;
            }
            address |= last ? part : part << (8 * (3 - i));
        }
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static long number(String text) {
        boolean hex = text.startsWith("0x");
        boolean octal = !hex && text.length() > 1 && text.startsWith("0");
        String digits = hex ? text.substring(2) : text;
        if (digits.isEmpty() || digits.length() > 12) {
            return -1;
        }
        try {
            return Long.parseLong(digits, hex ? 16 : octal ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** True for this machine itself. */
    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || host.equals("0.0.0.0");
    }

    /** True for the hosts that hand out the credentials of a machine in a cloud. */
    boolean handsOutSecrets() {
        return SECRET_HOSTS.contains(host) || host.startsWith("169.254.") || host.contains("a9fe:a9fe");
    }

    /** True when so much is in the address that data may leave by it. */
    boolean carriesMuch() {
        for (String label : host.split("\\.", -1)) {
            if (label.length() > LONG_LABEL) {
                return true;
            }
        }
        return rest.length() > LONG_QUERY;
    }

    /** The name of what is there: without user, password and query. */
    String name() {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        return (host.isEmpty() ? "unknown" : host) + port + (rest.startsWith("/") ? rest.substring(0, end) : "");
    }

    /** What follows the last slash of the path; empty for a folder. */
    String file() {
        String path = rest;
        int hash = path.indexOf('#');
        path = hash < 0 ? path : path.substring(0, hash);
        int query = path.indexOf('?');
        int slash = query < 0 ? path.lastIndexOf('/') : path.lastIndexOf('/', query);
        return slash < 0 ? "" : path.substring(slash + 1);
    }
}
