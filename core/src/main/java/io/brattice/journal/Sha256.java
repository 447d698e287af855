package io.brattice.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 with a name in front, so that a hash made for one purpose is never one made for another.
 *
 * <p>Each name owns a digest that has already taken it in; a computation starts from a copy, which is cheaper than asking
 * the security providers again.
 */
final class Sha256 {
    /** How long a hash is, in bytes. */
    static final int BYTES = 32;

    private final MessageDigest named;

    private Sha256(MessageDigest named) {
        this.named = named;
    }

    static Sha256 named(String domain) {
        MessageDigest digest = plain();
        digest.update(domain.getBytes(StandardCharsets.US_ASCII));
        return new Sha256(digest);
    }

    /** A computation that begins with the name. Not to be shared between threads. */
    MessageDigest begin() {
        try {
            return (MessageDigest) named.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of this platform cannot be copied; check its providers", e);
        }
    }

    byte[] of(byte[] content) {
        return begin().digest(content);
    }

    private static MessageDigest plain() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256; check the security providers", e);
        }
    }
}
