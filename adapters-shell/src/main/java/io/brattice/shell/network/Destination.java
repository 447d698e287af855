package io.brattice.shell.network;

/**
 * A host and a port, as a request names them.
 *
 * @param host as it is written, which may be no name
 */
record Destination(String host, int port) {

    static final int TLS = 443;
    static final int PLAIN = 80;

    /** Reads {@code host:port} and {@code host}; the port is zero where it is none. */
    static Destination of(String text, int usual) {
        int colon = text.lastIndexOf(':');
        return colon < 0
                ? new Destination(text, usual)
                : new Destination(text.substring(0, colon), port(text, colon + 1));
    }

    private static int port(String text, int from) {
        int port = 0;
        boolean written = from < text.length() && text.length() <= from + 5 && text.charAt(from) != '0';
        for (int i = from; written && i < text.length(); i++) {
            char c = text.charAt(i);
            written = c >= '0' && c <= '9';
            port = port * 10 + (c - '0');
        }
        return written && port <= 0xffff ? port : 0;
    }

    /** Whether a {@code Host} header names the same. */
    boolean isNamedBy(String header) {
        return header.equals(host) || header.equals(host + ":" + port);
    }
}
