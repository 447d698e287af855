package io.brattice.action;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A SHA-256 value, which names some bytes without holding them.
 *
 * <p>Two digests are equal if and only if all their 256 bits are. A digest proves nothing about who computed it, and it
 * does not hide content that can be guessed.
 */
public final class Digest {
    private static final int LENGTH = 32;
    private static final int SHORT_FORM_DIGITS = 12;
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of exactly these bytes. */
    public static Digest of(byte[] content) {
        return new Digest(sha256().digest(content));
    }

    /** The digest of what has been put in. */
    static Digest of(MessageDigest finished) {
        return new Digest(finished.digest());
    }

    /**
     * The digest of the UTF-8 form of a text, which is not normalised first.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate: it has no UTF-8 form, and what Java would
     *     put in its place would give different texts the same digest
     */
    public static Digest of(String utf8) {
        if (Unicode.hasUnpairedSurrogate(utf8)) {
            throw new IllegalArgumentException(
                    "unpaired surrogate in `" + Unicode.visible(utf8) + "`; pass well-formed Unicode");
        }
        return of(utf8.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads back what {@link #hex()} wrote.
     *
     * @throws IllegalArgumentException if the text is anything but 64 lower-case hexadecimal digits
     */
    public static Digest parse(String hex64) {
        Objects.requireNonNull(hex64, "hex64");
        if (hex64.length() != 2 * LENGTH || !hex64.chars().allMatch(Digest::isLowerCaseHex)) {
            throw new IllegalArgumentException(
                    "not a SHA-256 digest: `" + Unicode.visible(hex64) + "`; pass 64 hexadecimal digits in lower case");
        }
        return new Digest(HEX.parseHex(hex64));
    }

    /** The 32 bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The 64 hexadecimal digits, in lower case. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /** The first 12 hexadecimal digits: enough to tell two digests apart on a screen, never enough to compare by. */
    public String shortForm() {
        return HEX.formatHex(bytes, 0, SHORT_FORM_DIGITS / 2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code sha256:} and the 64 digits. */
    @Override
    public String toString() {
        return "sha256:" + hex();
    }

    private static boolean isLowerCaseHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256; check the security providers", e);
        }
    }
}
