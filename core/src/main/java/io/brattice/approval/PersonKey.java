package io.brattice.approval;

import io.brattice.action.Digest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The public half of the Ed25519 key that a person signs answers with.
 *
 * <p>Guarantees: it is a point for which only the holder of the private half can sign; the few points for which anybody could are
 * refused. Verification is that of the JDK (RFC 8032).
 *
 * <p>Does not: say whose it is, or whether it is still good. {@link People} does.
 */
public final class PersonKey {

    /** How many bytes a public key has. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String PROVIDER = "SunEC";
    /** An X.509 public key of this kind is these bytes and the 32 of the point. */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final int ID_SHOWN = 16;
    /** The y of every point whose multiples are so few that a signature proves nothing: of order 1, 2, 4 and 8. */
    private static final Set<BigInteger> WEAK = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            PRIME.subtract(BigInteger.ONE),
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));

    private final byte[] raw;
    private final PublicKey key;

    private PersonKey(byte[] raw) {
        this.raw = raw;
        byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + LENGTH);
        System.arraycopy(raw, 0, encoded, HEAD.length, LENGTH);
        try {
            this.key = KeyFactory.getInstance(ALGORITHM, PROVIDER).generatePublic(new X509EncodedKeySpec(encoded));
            key.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + e.getMessage(), e);
        }
    }

    /**
     * The key of these 32 bytes (RFC 8032).
     *
     * @throws IllegalArgumentException if they are no key, or one for which anybody can sign
     */
    public static PersonKey of(byte[] raw) {
        if (raw.length != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        BigInteger y = y(raw);
        if (y.compareTo(PRIME) >= 0 || WEAK.contains(y)) {
            throw new IllegalArgumentException(
                    "not a key that proves anything: anybody could sign for it; make one with `brattice keys new`");
        }
        return new PersonKey(raw.clone());
    }

    /**
     * The same of a key of the JDK.
     *
     * @throws IllegalArgumentException if it is no Ed25519 key, or one for which anybody can sign
     */
    public static PersonKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != HEAD.length + LENGTH
                || !Arrays.equals(encoded, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key; make one with `brattice keys new`");
        }
        return of(Arrays.copyOfRange(encoded, HEAD.length, encoded.length));
    }

    /** Its fingerprint, which names it: the SHA-256 of the 32 bytes, as 64 hexadecimal digits. */
    public String id() {
        return Digest.of(raw).hex();
    }

    /** The 32 bytes, as a copy. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The key for the JDK; its encoded form is X.509. */
    public PublicKey key() {
        return key;
    }

    /** True when the holder of the private half has signed exactly these bytes. Never throws for what somebody made up. */
    public boolean hasSigned(byte[] message, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM, PROVIDER);
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519; use one with the module jdk.crypto.ec", e);
        }
    }

    /** The signature of these bytes by that private key. */
    public static byte[] sign(byte[] message, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with this key: " + e.getMessage(), e);
        }
    }

    private static BigInteger y(byte[] raw) {
        byte[] bigEndian = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bigEndian[i] = raw[LENGTH - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        return new BigInteger(1, bigEndian);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** {@code ed25519:} and the first digits of the fingerprint: to be read, not to be compared by. */
    @Override
    public String toString() {
        return "ed25519:" + id().substring(0, ID_SHOWN);
    }
}
