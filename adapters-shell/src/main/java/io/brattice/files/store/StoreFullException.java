package io.brattice.files.store;

import java.io.IOException;

/** Thrown when a store would become larger than its bounds. Nothing has been kept; the line says how much there is, and what to do. */
public final class StoreFullException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreFullException(String message) {
        super(message);
    }
}
