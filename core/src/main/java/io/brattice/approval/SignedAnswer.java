package io.brattice.approval;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person's answer, signed with their key, as it travels: through a folder, a chat, a ticket.
 *
 * <p>It names the ledger, the ticket and the digest of the question that was seen, so that it counts for nothing else. It claims
 * a name and a key, and no roles: what the person may do, only {@link People} says.
 *
 * <p>Does not: hide anything. Whoever carries it can read it, keep it and drop it, but not change it.
 *
 * @param signature Ed25519 over {@link Content#signed()}, in base64
 */
public record SignedAnswer(Content content, String signature) {

    /** How long a signed answer may be, in bytes: enough for the arguments of any call. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int VERSION = 1;
    private static final int LONGEST_WHY = 4000;
    private static final int LONGEST_NAME = 256;
    /** What is signed begins so, and nothing else that is signed with such a key does. */
    private static final byte[] DOMAIN = "brattice signed answer\n".getBytes(StandardCharsets.US_ASCII);

    private static final String[] CONTENT = {
        "version", "ledger", "ticket", "question", "yes", "edit", "why", "name", "key", "issued", "expires"
    };

    public SignedAnswer {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(signature, "signature");
    }

    /**
     * What is signed.
     *
     * @param ledger where the question waits: {@code Ledger.id()}
     * @param question what {@link Question#digest()} was when they saw it
     * @param edit arguments they would rather see, only beside a no
     * @param name who says to have signed
     * @param key the fingerprint of the key that is said to have signed
     * @param expires from this instant on it counts for nothing
     */
    public record Content(
            String ledger,
            String ticket,
            Digest question,
            boolean yes,
            Optional<Arguments> edit,
            String why,
            String name,
            String key,
            Instant issued,
            Instant expires) {

        public Content {
            Objects.requireNonNull(question, "question");
            if (name.isBlank() || name.length() > LONGEST_NAME || why.length() > LONGEST_WHY) {
                throw new IllegalArgumentException(
                        "an answer has a name of at most 256 characters and at most 4,000 of why");
            }
            if (yes && edit.isPresent()) {
                throw new IllegalArgumentException("an edit is a no: answer no and propose, or answer yes");
            }
            if (!issued.isBefore(expires)) {
                throw new IllegalArgumentException("an answer expires after it was issued");
            }
        }

        /** The bytes that the signature is over: a prefix that nothing else has, and the canonical JSON. */
        public byte[] signed() {
            byte[] json = plain().canonical();
            byte[] all = new byte[DOMAIN.length + json.length];
            System.arraycopy(DOMAIN, 0, all, 0, DOMAIN.length);
            System.arraycopy(json, 0, all, DOMAIN.length, json.length);
            return all;
        }

        /** Signed with this key. Whether that is the one it names, {@link SignedAnswer#isSignedBy} tells. */
        public SignedAnswer signedWith(PrivateKey privateKey) {
            return new SignedAnswer(this, Base64.getEncoder().encodeToString(PersonKey.sign(signed(), privateKey)));
        }

        private Arguments plain() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("version", VERSION);
            all.put("ledger", ledger);
            all.put("ticket", ticket);
            all.put("question", question.hex());
            all.put("yes", yes);
            all.put("edit", edit.orElse(null));
            all.put("why", why);
            all.put("name", name);
            all.put("key", key);
            all.put("issued", issued);
            all.put("expires", expires);
            return Arguments.from(all);
        }
    }

    /** What this person answers to the question of this file: to be signed. */
    public static Content content(QuestionFile file, Approval answer, PersonKey key, Instant issued, Instant expires) {
        return new Content(
                file.ledger(),
                file.question().ticket(),
                answer.question(),
                answer.yes(),
                answer.edit(),
                answer.why(),
                answer.by().name(),
                key.id(),
                issued,
                expires);
    }

    /**
     * Reads an answer. That it can be read proves nothing: see {@link #isSignedBy}. White space does not matter, so that what
     * carries it may lay it out anew.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong in one line
     */
    public static SignedAnswer read(byte[] bytes) {
        Members file = Members.read("the signed answer", bytes, MAX_BYTES, "brattice", "answer", "signature");
        if (!file.text("brattice").equals("answer")) {
            throw file.broken("is another file of Brattice");
        }
        Members content = file.object("answer", CONTENT);
        if (content.number("version") != VERSION) {
            throw file.broken("is of version " + content.number("version") + ", and this is version " + VERSION);
        }
        return new SignedAnswer(
                new Content(
                        content.text("ledger"),
                        content.text("ticket"),
                        content.digest("question"),
                        content.flag("yes"),
                        content.maybeArguments("edit"),
                        content.text("why"),
                        content.text("name"),
                        content.text("key"),
                        content.instant("issued"),
                        content.instant("expires")),
                file.text("signature"));
    }

    /** The canonical form, in UTF-8. */
    public byte[] bytes() {
        return Arguments.of("brattice", "answer", "answer", content.plain(), "signature", signature)
                .canonical();
    }

    /** True when the holder of exactly this key has signed exactly this content. */
    public boolean isSignedBy(PersonKey key) {
        if (!content.key().equals(key.id())) {
            return false;
        }
        try {
            return key.hasSigned(content.signed(), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) { // not base64
            return false;
        }
    }
}
