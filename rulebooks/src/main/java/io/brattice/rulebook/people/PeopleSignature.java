package io.brattice.rulebook.people;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.approval.PersonKey;
import io.brattice.rulebook.keys.Statement;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a people file, in a file of its own beside it: {@code people.yaml.sig}.
 *
 * @param digest of the bytes of the people file
 * @param serial grows with every signature
 * @param expires from this instant on the people file vouches for nobody
 * @param key the fingerprint of the key that signed
 * @param signature Ed25519, in base64
 */
public record PeopleSignature(Digest digest, long serial, Instant expires, String key, String signature) {

    /** What is signed begins so, and nothing else that is signed with such a key does. */
    private static final String HEADING = "brattice people file\n";

    private static final Set<String> MEMBERS =
            Set.of("brattice", "version", "sha256", "serial", "expires", "key", "signature");
    private static final long VERSION = 1;
    static final int MAX_BYTES = 4096;

    /** The signature of these bytes by this pair of keys. */
    public static PeopleSignature sign(byte[] people, long serial, Instant expires, PersonKey key, PrivateKey secret) {
        if (serial < 1) {
            throw new IllegalArgumentException("a serial is at least 1, not " + serial);
        }
        PeopleSignature unsigned = new PeopleSignature(Digest.of(people), serial, expires, key.id(), "");
        String signature = unsigned.statement().signature(secret);
        return new PeopleSignature(unsigned.digest, serial, expires, key.id(), signature);
    }

    /**
     * Reads one. That it can be read proves nothing.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PeopleSignature read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("longer than a signature is; make it anew with `brattice keys sign`");
        }
        Arguments all = Arguments.fromJson(new String(bytes, StandardCharsets.UTF_8).strip());
        if (!all.names().equals(MEMBERS)
                || !all.string("brattice").equals(Optional.of("people"))
                || !all.integer("version").equals(Optional.of(VERSION))) {
            throw new IllegalArgumentException(
                    "not the signature of a people file; make it anew with `brattice keys sign`");
        }
        try {
            return new PeopleSignature(
                    Digest.parse(all.string("sha256").orElse("")),
                    all.integer("serial").orElse(0L),
                    Instant.parse(all.string("expires").orElse("")),
                    all.string("key").orElse(""),
                    all.string("signature").orElse(""));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("it expires at no time; make it anew with `brattice keys sign`", e);
        }
    }

    /** The canonical form, with a line end. */
    public byte[] bytes() {
        Map<String, @Nullable Object> all = plain();
        all.put("signature", signature);
        return (Arguments.from(all).json() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** True when the holder of exactly this key signed exactly this. */
    public boolean isOf(PersonKey signer) {
        return key.equals(signer.id()) && statement().isSignedBy(signer, signature);
    }

    private Statement statement() {
        return Statement.of(HEADING, Arguments.from(plain()).canonical());
    }

    private Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("brattice", "people");
        all.put("version", VERSION);
        all.put("sha256", digest.hex());
        all.put("serial", serial);
        all.put("expires", expires);
        all.put("key", key);
        return all;
    }
}
