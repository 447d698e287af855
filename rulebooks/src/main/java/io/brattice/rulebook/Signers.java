package io.brattice.rulebook;

import io.brattice.action.Digest;
import io.brattice.approval.PersonKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Trusts a key for each layer: what is signed by it counts for that layer, and for no other.
 *
 * <p>A file without a signature beside it is unsigned, which is read once and never again. A file with one that is not good is not read at all:
 * of another text, by a key that is not the layer's, or for another layer.
 */
public final class Signers implements Trusted {

    private final Map<String, PersonKey> byLayer;

    private Signers(Map<String, PersonKey> byLayer) {
        this.byLayer = Map.copyOf(byLayer);
    }

    /** The key that may sign each layer, by the name that rulebooks give the layer. */
    public static Signers of(Map<String, PersonKey> byLayer) {
        return new Signers(byLayer);
    }

    /** Where the signature of this rulebook is. */
    public static Path signatureOf(Path rulebook) {
        return rulebook.resolveSibling(
                Objects.requireNonNull(rulebook.getFileName(), "a rulebook has a name") + ".sig");
    }

    @Override
    public Optional<Signature> signature(Path file, byte[] content) {
        Path beside = signatureOf(file);
        if (!Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        RulebookSignature signature = read(beside);
        PersonKey key = byLayer.get(signature.layer());
        if (key == null) {
            throw new IllegalArgumentException("`" + beside + "` signs for the layer `" + signature.layer()
                    + "`, which nobody is trusted with here; trust a key for it, or sign for another layer");
        }
        if (!signature.digest().equals(Digest.of(content))) {
            throw new IllegalArgumentException("`" + beside + "` is the signature of another text; sign it anew");
        }
        if (!signature.isOf(key)) {
            throw new IllegalArgumentException("`" + beside + "` is not by the key of the layer `" + signature.layer()
                    + "` (" + key.id() + "); have its holder sign it");
        }
        return Optional.of(new Signature(
                signature.key(), Optional.of(signature.layer()), signature.serial(), Optional.of(signature.expires())));
    }

    private static RulebookSignature read(Path beside) {
        try {
            if (Files.size(beside) > RulebookSignature.MAX_BYTES) {
                throw new IllegalArgumentException("`" + beside + "` is longer than a signature is; sign anew");
            }
            return RulebookSignature.read(Files.readAllBytes(beside));
        } catch (IOException e) {
            throw new IllegalArgumentException("`" + beside + "` cannot be read: " + e.getMessage() + "; sign anew", e);
        }
    }

    /** The serial after that of the signature which is there; 1 where there is none. */
    public static long next(Path rulebook) throws IOException {
        Path beside = signatureOf(rulebook);
        return Files.notExists(beside)
                ? 1
                : Math.addExact(
                        RulebookSignature.read(Files.readAllBytes(beside)).serial(), 1);
    }

    /** A signature of this rulebook, with the next serial, in place of the one that is there. */
    public static RulebookSignature sign(Path rulebook, String layer, Instant expires, PersonKey key, PrivateKey secret)
            throws IOException {
        RulebookSignature signature =
                RulebookSignature.sign(Files.readAllBytes(rulebook), layer, next(rulebook), expires, key, secret);
        Path beside = signatureOf(rulebook);
        Path fresh = beside.resolveSibling(beside.getFileName() + ".next");
        Files.write(fresh, signature.bytes());
        Files.move(fresh, beside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return signature;
    }
}
