package io.brattice.console.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that says how far a long reading has come, and is gone afterwards. Nothing where there is no terminal. */
public final class Progress implements AutoCloseable {

    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long NEXT_NANOS = 250_000_000L;
    private static final int EVERY = 1024;

    private final PrintWriter to;
    private final boolean shown;
    private long entries;
    private long next = System.nanoTime() + FIRST_NANOS;
    private int width;

    /** @param to where errors go, so that what is piped elsewhere stays clean */
    public Progress(Terminal terminal, PrintWriter to) {
        this.to = to;
        this.shown = terminal.showing().getAsBoolean();
    }

    /** One more entry was read. */
    public void step() {
        entries++;
        if (shown && entries % EVERY == 0 && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + NEXT_NANOS;
            String line = String.format(Locale.ROOT, "%,d entries read", entries);
            width = line.length();
            to.print("\r" + line);
            to.flush();
        }
    }

    @Override
    public void close() {
        if (width > 0) {
            to.print("\r" + " ".repeat(width) + "\r");
            to.flush();
        }
    }
}
