package io.brattice.shell.remote;

import java.io.IOException;

/** What is there could not be kept before the effect. The message is one clause for people. */
public final class UnkeptException extends IOException {
    private static final long serialVersionUID = 1;

    public UnkeptException(String message) {
        super(message);
    }
}
