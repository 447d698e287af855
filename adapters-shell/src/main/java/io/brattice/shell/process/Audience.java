package io.brattice.shell.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener that cannot break anything: told by one thread at a time, and not any more once it throws or nobody waits. */
final class Audience {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final OutputListener listener;
    private volatile boolean listens;

    Audience(OutputListener listener) {
        this.listener = listener;
        this.listens = listener != OutputListener.NONE;
    }

    boolean listens() {
        return listens;
    }

    synchronized void tell(boolean error, String text) {
        if (!listens) {
            return;
        }
        try {
            listener.output(error, text);
        } catch (RuntimeException e) {
            listens = false;
            LOG.warn("a listener to a command's output failed; it is not told anything more", e);
        }
    }

    /** From now on nothing is told: the result is out. */
    void leave() {
        listens = false;
    }
}
