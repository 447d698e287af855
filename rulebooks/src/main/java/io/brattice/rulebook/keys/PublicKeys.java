package io.brattice.rulebook.keys;

import io.brattice.approval.PersonKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys as text: PEM, or the base64 of the 32 bytes. */
public final class PublicKeys {

    private static final String LABEL = "PUBLIC KEY";

    private PublicKeys() {}

    /** As PEM, which {@code openssl pkey -pubin} reads too. */
    public static String pem(PersonKey key) {
        return Pem.write(LABEL, key.key().getEncoded());
    }

    /** On one line: the base64 of the 32 bytes. */
    public static String line(PersonKey key) {
        return Base64.getEncoder().encodeToString(key.raw());
    }

    /**
     * Reads both, and the base64 of the X.509 form.
     *
     * @throws IllegalArgumentException if it is none of them, or a key that proves nothing
     */
    public static PersonKey read(String text) {
        try {
            byte[] bytes = Pem.isPem(text)
                    ? Pem.read(LABEL, text)
                    : Base64.getDecoder().decode(text.strip());
            return bytes.length == PersonKey.LENGTH
                    ? PersonKey.of(bytes)
                    : PersonKey.of(
                            KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "not an Ed25519 public key; pass PEM, or the base64 of its 32 bytes, as `brattice keys list` shows it",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not an Ed25519 public key (" + e.getMessage()
                            + "); pass PEM, or the base64 of its 32 bytes, as `brattice keys list` shows it",
                    e);
        }
    }
}
