package io.brattice.rulebook;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Whom this host trusts to write rulebooks. */
@FunctionalInterface
public interface Trusted {

    /**
     * What is known of who wrote this.
     *
     * @param by the name of the key
     * @param layer which layer that key may write, where it is bound to one
     * @param serial grows with every version; an older one never replaces a newer one
     * @param until after this nothing but reading is allowed
     */
    record Signature(String by, Optional<String> layer, long serial, Optional<Instant> until) {}

    /**
     * The signature of a file; empty when it has none.
     *
     * @throws IllegalArgumentException if it has one that is not good: one line that says why
     */
    Optional<Signature> signature(Path file, byte[] content);

    /** Nobody: every file is unsigned. */
    static Trusted nobody() {
        return (file, content) -> Optional.empty();
    }
}
