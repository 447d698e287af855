package io.brattice.shell;

import io.brattice.files.SecretNames;

/** Thrown while a command line is read: it is not understood completely, so it counts as unknown. */
final class Opaque extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why completes "`…` is not a plain command: " */
    Opaque(String why) {
        super(why, null, false, false);
    }

    /** Refuses what may be a secret. */
    static void ifSecret(String path) {
        if (SecretNames.reason(path).isPresent()) {
            throw new Opaque("it reads what may be a secret");
        }
    }
}
