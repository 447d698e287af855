package io.brattice.rulebook.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key under a passphrase: PKCS #8, PBES2, PBKDF2 with HMAC-SHA256, AES-256 in CBC mode, as
 * {@code openssl pkcs8 -topk8} writes it too.
 */
final class EncryptedKey {

    static final String LABEL = "ENCRYPTED PRIVATE KEY";

    /** About half a second of one core for each guess. */
    static final int ITERATIONS = 600_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT = 16;
    private static final int BLOCK = 16;
    private static final int KEY_BITS = 256;

    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final String HMAC_SHA256 = "2a864886f70d0209";
    private static final String AES256_CBC = "60864801650304012a";

    private EncryptedKey() {}

    static byte[] encrypt(PrivateKey key, char[] passphrase) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT];
        byte[] iv = new byte[BLOCK];
        random.nextBytes(salt);
        random.nextBytes(iv);
        byte[] plain = key.getEncoded();
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ITERATIONS, iv)
                    .doFinal(plain);
            byte[] derivation = Der.sequence(
                    Der.oid(PBKDF2),
                    Der.sequence(
                            Der.octets(salt),
                            Der.integer(ITERATIONS),
                            Der.sequence(Der.oid(HMAC_SHA256), Der.nothing())));
            byte[] scheme = Der.sequence(Der.oid(AES256_CBC), Der.octets(iv));
            return Der.sequence(Der.sequence(Der.oid(PBES2), Der.sequence(derivation, scheme)), Der.octets(secret));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * The key in these bytes.
     *
     * @throws IllegalArgumentException if they are no such key, or the passphrase is another one
     */
    static PrivateKey decrypt(byte[] der, char[] passphrase) throws GeneralSecurityException {
        Der all = Der.of(der);
        Der key = all.enter();
        all.end();
        Der algorithm = key.enter();
        algorithm.oid(PBES2, "PBES2");
        Der schemes = algorithm.enter();
        algorithm.end();
        Der derivation = schemes.enter();
        derivation.oid(PBKDF2, "PBKDF2");
        Der parameters = derivation.enter();
        derivation.end();
        byte[] salt = parameters.next(Der.OCTETS);
        int iterations = iterations(parameters.next(Der.INTEGER));
        if (parameters.isNext(Der.INTEGER)) {
            parameters.next(Der.INTEGER); // the length of the key, which AES-256 says already
        }
        Der prf = parameters.enter();
        parameters.end();
        prf.oid(HMAC_SHA256, "HMAC-SHA256");
        prf.next(Der.NULL);
        prf.end();
        Der scheme = schemes.enter();
        schemes.end();
        scheme.oid(AES256_CBC, "AES-256");
        byte[] iv = scheme.next(Der.OCTETS);
        scheme.end();
        byte[] secret = key.next(Der.OCTETS);
        key.end();
        if (iv.length != BLOCK || secret.length == 0 || secret.length % BLOCK != 0) {
            throw new IllegalArgumentException("not an encrypted private key (PKCS #8); pass the file as it was made");
        }
        byte[] plain = new byte[0];
        try {
            plain = cipher(Cipher.DECRYPT_MODE, passphrase, salt, iterations, iv)
                    .doFinal(secret);
            return KeyFactory.getInstance("Ed25519", "SunEC").generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (BadPaddingException | java.security.spec.InvalidKeySpecException e) {
            throw new IllegalArgumentException("the passphrase is not the one of this key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static int iterations(byte[] number) {
        BigInteger count = number.length == 0 ? BigInteger.ZERO : new BigInteger(number);
        if (count.signum() <= 0 || count.compareTo(BigInteger.valueOf(MOST_ITERATIONS)) > 0) {
            throw new IllegalArgumentException("a key of " + count + " iterations; at most 10,000,000 are computed");
        }
        return count.intValueExact();
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, int iterations, byte[] iv)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(derived, "AES"), new IvParameterSpec(iv));
        Arrays.fill(derived, (byte) 0);
        return cipher;
    }
}
