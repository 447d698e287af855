package io.brattice.rulebook.keys;

import io.brattice.approval.PersonKey;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;

/** A text that is signed with a person's key, under a heading with which nothing else that is signed with such a key begins. */
public final class Statement {

    private final byte[] signed;

    private Statement(byte[] signed) {
        this.signed = signed;
    }

    /**
     * This text under this heading.
     *
     * @param heading ASCII, in one line with its end
     * @param text in a canonical form: the same statement is always the same bytes
     */
    public static Statement of(String heading, byte[] text) {
        byte[] head = heading.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + text.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return new Statement(all);
    }

    /** The signature by this key: Ed25519, in base64. */
    public String signature(PrivateKey secret) {
        return Base64.getEncoder().encodeToString(PersonKey.sign(signed, secret));
    }

    /** True when the holder of this key made this signature of exactly this; what is no base64 is none. */
    public boolean isSignedBy(PersonKey signer, String signature) {
        try {
            return signer.hasSigned(signed, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) { // not base64
            return false;
        }
    }
}
