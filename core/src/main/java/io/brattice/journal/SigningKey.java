package io.brattice.journal;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The Ed25519 key by which a journal signs its checkpoints. Whoever holds it can write a journal anew.
 *
 * <p>Its file holds the private and the public part as PEM, and can be read by its owner alone. The public part also lies in the
 * folder of the journal.
 */
final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int FINGERPRINT = 16;

    private final PrivateKey secret;
    private final PublicKey open;

    private SigningKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /**
     * The key of a file, which is created where it is missing. Processes that do so at once get the same key.
     *
     * @param published where its public part lies for everybody to read: what is signed by another key would not be believed, so
     *     it is refused here
     */
    static SigningKey in(Path file, Path published) throws IOException {
        try {
            if (!Files.exists(file)) {
                if (Files.exists(published)) {
                    throw new JournalException("there is no key in `" + file + "` that belongs to `" + published
                            + "`; name the file of the right one, or remove that to begin a new one");
                }
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                byte[] both = (pem(PRIVATE, pair.getPrivate().getEncoded())
                                + pem(PUBLIC, pair.getPublic().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII);
                createUnlessThere(file, both);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(unwrapped(text, PRIVATE, file)));
            SigningKey key = new SigningKey(secret, publicKey(text, file));
            byte[] probe = {1};
            if (!verifies(key.open, probe, Base64.getEncoder().encodeToString(key.sign(probe)))) {
                throw new JournalException(
                        "the two parts of the key in `" + file + "` do not belong together; restore it");
            }
            if (!Files.exists(published)) {
                createUnlessThere(published, pem(PUBLIC, key.open.getEncoded()).getBytes(StandardCharsets.US_ASCII));
            }
            if (!publicKey(published).equals(key.open)) {
                throw new JournalException("the key in `" + file + "` is not the one of `" + published
                        + "`; name the file of the right one");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new JournalException("`" + file + "` holds no Ed25519 key (" + e.getMessage() + "); restore it", e);
        }
    }

    /** Reads a public key in PEM. */
    static PublicKey publicKey(Path file) throws IOException {
        try {
            return publicKey(Files.readString(file, StandardCharsets.US_ASCII), file);
        } catch (GeneralSecurityException e) {
            throw new JournalException("`" + file + "` holds no public Ed25519 key; pass one in PEM", e);
        }
    }

    static String fingerprint(PublicKey key) {
        return Digest.of(key.getEncoded()).hex().substring(0, FINGERPRINT);
    }

    static boolean verifies(PublicKey key, byte[] text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    String fingerprint() {
        return fingerprint(open);
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read signs nothing; check the security providers", e);
        }
    }

    private static void createUnlessThere(Path file, byte[] content) throws IOException {
        try {
            OwnerOnly.createWhole(file, content);
        } catch (FileAlreadyExistsException expected) {
            // another process was first: its key is read
        }
    }

    private static PublicKey publicKey(String text, Path file) throws GeneralSecurityException, JournalException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(unwrapped(text, PUBLIC, file)));
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }

    private static byte[] unwrapped(String text, String what, Path file) throws JournalException {
        String begin = "-----BEGIN " + what + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + what + "-----");
        if (from < 0 || to < from) {
            throw new JournalException(
                    "`" + file + "` holds no `" + what + "` in PEM; restore it, or name another file");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new JournalException("the key in `" + file + "` is not in Base64; restore it", e);
        }
    }
}
