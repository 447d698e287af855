package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signed word about a stream: up to this entry it is what it is, and this is its hash.
 *
 * <p>Since each entry holds the hash of the one before, one checkpoint speaks for every entry up to it. It says nothing of what
 * came later, and nothing against whoever holds the private key. It may be copied elsewhere: what was cut off the end of a
 * stream since is found by it.
 *
 * <p>The signature is Ed25519 over {@code brattice.checkpoint.1}, a line end, and the canonical JSON of all the rest but the
 * signature: of a mark that older entries were pruned, over {@code brattice.pruned.1}.
 *
 * @param stream the id of the stream
 * @param sequence the number of the entry; of a mark, of the newest one that was pruned
 * @param hash its hash
 * @param at when it was signed, by the clock of the signer
 * @param segment of a mark, the number of the segment with which the stream begins now; 0 of any other
 * @param key the fingerprint of the public key
 * @param signature in Base64
 */
public record Checkpoint(
        String stream, long sequence, Digest hash, Instant at, long segment, String key, String signature) {
    private static final String HERE = "brattice.checkpoint.1\n";
    private static final String PRUNED = "brattice.pruned.1\n";

    public Checkpoint {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(signature, "signature");
        if (sequence < 0 || segment < 0) {
            throw new IllegalArgumentException(
                    "entry `" + sequence + "`, segment `" + segment + "`; pass none below 0");
        }
    }

    /** Signed by this key. */
    static Checkpoint by(SigningKey key, String stream, long sequence, Digest hash, Instant at, long segment) {
        Checkpoint unsigned = new Checkpoint(stream, sequence, hash, at, segment, key.fingerprint(), "");
        String signature = Base64.getEncoder().encodeToString(key.sign(unsigned.signed()));
        return new Checkpoint(stream, sequence, hash, at, segment, unsigned.key, signature);
    }

    /** Reads {@link #json}; empty where it is none. */
    public static Optional<Checkpoint> parse(String json) {
        try {
            Arguments read = Arguments.fromJson(json);
            return Optional.of(new Checkpoint(
                    read.string("stream").orElseThrow(),
                    read.integer("sequence").orElseThrow(),
                    Digest.parse(read.string("hash").orElseThrow()),
                    Instant.parse(read.string("at").orElseThrow()),
                    read.integer("segment").orElse(0L),
                    read.string("key").orElseThrow(),
                    read.string("signature").orElseThrow()));
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** On one line. */
    public String json() {
        return Arguments.from(facts(true)).json();
    }

    /** Whether the holder of the private part of this key signed it. */
    public boolean isBy(PublicKey signer) {
        return SigningKey.fingerprint(signer).equals(key) && SigningKey.verifies(signer, signed(), signature);
    }

    private byte[] signed() {
        byte[] canonical = Arguments.from(facts(false)).canonical();
        byte[] domain = (segment == 0 ? HERE : PRUNED).getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[domain.length + canonical.length];
        System.arraycopy(domain, 0, all, 0, domain.length);
        System.arraycopy(canonical, 0, all, domain.length, canonical.length);
        return all;
    }

    private Map<String, @Nullable Object> facts(boolean whole) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("stream", stream);
        facts.put("sequence", sequence);
        facts.put("hash", hash.hex());
        facts.put("at", at.toString());
        facts.put("key", key);
        if (segment != 0) {
            facts.put("segment", segment);
        }
        if (whole) {
            facts.put("signature", signature);
        }
        return facts;
    }
}
