package io.brattice.files.store;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The bytes of files, each kept once, under their SHA-256.
 *
 * <p>Nothing is durable before {@link Store#sync}.
 */
public final class Blobs {

    private final Path root;

    Blobs(Path root) {
        this.root = root;
    }

    /**
     * Keeps the bytes of a plain file.
     *
     * @return their SHA-256 in hex
     */
    public String put(Path file) throws IOException {
        String hash = Digest.of(Files.readAllBytes(file)).hex();
        Path place = place(hash);
        if (!Files.exists(place)) {
            Files.createDirectories(Store.parent(place));
            Path fresh = Files.createTempFile(Store.parent(place), "new-", "");
            Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return hash;
    }

    /** True when these bytes are kept. */
    public boolean has(String hash) {
        return Files.exists(place(hash));
    }

    /**
     * Writes kept bytes to a place where nothing is, and checks that they are what they were.
     *
     * @throws IOException when they are not kept any more, or damaged; then nothing is at the place
     */
    public void restore(String hash, Path to) throws IOException {
        Files.copy(place(hash), to);
        if (!Digest.of(Files.readAllBytes(to)).hex().equals(hash)) {
            Files.delete(to);
            throw new IOException("what is kept as `" + hash + "` is damaged");
        }
    }

    private Path place(String hash) {
        return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }
}
