package io.brattice.shell.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way to say that there is no network.
 *
 * @param who says it
 * @param pieces of the text, in order: literal ones, and those that stand for something
 */
record TroubleRow(String who, List<String> pieces) {

    private static final String HOST = "{host}";
    private static final String ANYTHING = "...";

    TroubleRow {
        pieces = List.copyOf(pieces);
    }

    /** What a line says: nothing, or that there is no network, perhaps for a host. */
    record Reading(boolean says, String host) {
        private static final Reading NOTHING = new Reading(false, "");
    }

    /** @throws IllegalStateException when the row is none, or its example does not say what it should */
    static TroubleRow of(String line) {
        List<String> cells =
                List.of(line.split(" \\| ", -1)).stream().map(String::strip).toList();
        if (cells.size() != 4) {
            throw new IllegalStateException("bad row `" + line + "`; expected `WHO | TEXT | EXAMPLE | HOST`");
        }
        List<String> pieces = new ArrayList<>();
        for (String rest = cells.get(1); !rest.isEmpty(); ) {
            int next = next(rest);
            String piece = next == 0 ? (rest.startsWith(HOST) ? HOST : ANYTHING) : rest.substring(0, next);
            pieces.add(piece);
            rest = rest.substring(piece.length());
        }
        TroubleRow row = new TroubleRow(cells.get(0), pieces);
        Reading read = row.read(cells.get(2));
        if (!read.says() || !(read.host().isEmpty() ? "-" : read.host()).equals(cells.get(3))) {
            throw new IllegalStateException("the row `" + line + "` reads `" + read + "` from its example; correct it");
        }
        return row;
    }

    private static int next(String text) {
        int host = text.indexOf(HOST);
        int anything = text.indexOf(ANYTHING);
        return host < 0 ? (anything < 0 ? text.length() : anything) : anything < 0 ? host : Math.min(host, anything);
    }

    /** Whether a line says so. A line that names only this machine says nothing. */
    Reading read(String line) {
        // What stands before a host at the start of the row is not known, so it ends where the next piece starts, and
        // has a dot.
        boolean leads = pieces.get(0).equals(HOST);
        int at = 0;
        boolean anywhere = true;
        String host = "";
        for (int i = leads ? 1 : 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (piece.equals(ANYTHING)) {
                anywhere = true;
            } else if (piece.equals(HOST)) {
                int start = at;
                while (anywhere && start < line.length() && !isOfAHost(line.charAt(start))) {
                    start++;
                }
                int end = start;
                while (end < line.length() && isOfAHost(line.charAt(end))) {
                    end++;
                }
                host = line.substring(start, end);
                at = end;
                anywhere = false;
            } else {
                int found = anywhere ? line.indexOf(piece, at) : line.startsWith(piece, at) ? at : -1;
                if (found < 0) {
                    return Reading.NOTHING;
                }
                if (leads && i == 1) {
                    host = before(line, found);
                }
                at = found + piece.length();
                anywhere = false;
            }
        }
        return pieces.contains(HOST) ? ofHost(host) : new Reading(true, "");
    }

    private static String before(String line, int end) {
        int start = end;
        while (start > 0 && isOfAHost(line.charAt(start - 1))) {
            start--;
        }
        String word = line.substring(start, end);
        return word.contains(".") ? word : "";
    }

    private static Reading ofHost(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (host.isEmpty() || host.equals("localhost") || host.endsWith(".localhost") || isLoopback(host)) {
            return Reading.NOTHING;
        }
        Optional<HostName> name = HostName.of(host);
        return new Reading(true, name.map(HostName::name).orElse(""));
    }

    private static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("0.0.0.0");
    }

    private static boolean isOfAHost(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-_".indexOf(c) >= 0;
    }
}
