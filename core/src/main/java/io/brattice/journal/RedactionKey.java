package io.brattice.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that stands between a replaced value and somebody who guesses it.
 *
 * <p>Once its file is gone no guess can be checked any more; the hashes of the journal do not depend on it.
 */
final class RedactionKey {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private RedactionKey(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** The key of a file, which is created where it is missing. Processes that do so at once get the same key. */
    static RedactionKey in(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (hex.length() != 2 * BYTES) {
            throw new JournalException("the key in `" + file + "` is not " + 2 * BYTES
                    + " hexadecimal digits; restore it, or remove the file to begin a new one");
        }
        try {
            return new RedactionKey(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "the key in `" + file + "` is not hexadecimal; restore it, or remove the file to begin a new one",
                    e);
        }
    }

    /** The HMAC of a value, as hexadecimal digits. */
    String hmac(byte[] value) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(value));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(
                    "every Java platform must have HMAC-SHA256; check the security providers", e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            OwnerOnly.createWhole(file, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException expected) {
            // another process was first: its key is read
        }
    }
}
