package io.brattice.shell.children;

import io.brattice.shell.process.OutputListener;

/** Keeps the end of what a command writes, and nothing else of it. */
final class Tail implements OutputListener {

    private static final int MOST = 8 << 10;
    private static final int MOST_LINES = 40;

    private final StringBuilder kept = new StringBuilder();

    @Override
    public synchronized void output(boolean error, String text) {
        kept.append(text, Math.max(0, text.length() - MOST), text.length());
        if (kept.length() > 2 * MOST) {
            kept.delete(0, kept.length() - MOST);
        }
    }

    /** The last lines. */
    synchronized String text() {
        int from = Math.max(0, kept.length() - MOST);
        int at = kept.length() - 1;
        for (int lines = 0; at > from; at--) {
            if (kept.charAt(at - 1) == '\n' && ++lines == MOST_LINES) {
                break;
            }
        }
        return kept.substring(Math.max(from, at));
    }
}
