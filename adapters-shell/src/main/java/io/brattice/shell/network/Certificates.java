package io.brattice.shell.network;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;

/** X.509 certificates of version 3 (RFC 5280) over keys on P-256, as the strict modes of OpenSSL, Go, Java and Python want them. */
final class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.identifier(2, 5, 4, 3);
    private static final byte[] SUBJECT_KEY = Der.identifier(2, 5, 29, 14);
    private static final byte[] KEY_USAGE = Der.identifier(2, 5, 29, 15);
    private static final byte[] ALTERNATIVE_NAME = Der.identifier(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.identifier(2, 5, 29, 19);
    private static final byte[] AUTHORITY_KEY = Der.identifier(2, 5, 29, 35);
    private static final byte[] EXTENDED_USAGE = Der.identifier(2, 5, 29, 37);
    private static final byte[] OF_A_SERVER = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 1);

    private Certificates() {}

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    /** A certificate that can sign those of hosts, and no further authority. */
    static X509Certificate ofAuthority(String name, KeyPair keys, Instant from, Instant to)
            throws GeneralSecurityException {
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                critical(KEY_USAGE, Der.bits(1, (byte) 0b0000_0110)), // signs certificates and lists of revoked ones
                extension(SUBJECT_KEY, Der.octets(identity(keys.getPublic()))));
        return signed(name, name, keys.getPublic(), extensions, from, to, keys.getPrivate());
    }

    /** A certificate of one host. */
    static X509Certificate ofHost(
            HostName host, PublicKey key, String authority, KeyPair keys, Instant from, Instant to)
            throws GeneralSecurityException {
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence()),
                critical(KEY_USAGE, Der.bits(7, (byte) 0b1000_0000)), // signs what is said
                extension(EXTENDED_USAGE, Der.sequence(OF_A_SERVER)),
                extension(
                        ALTERNATIVE_NAME,
                        Der.sequence(Der.inContext(2, false, host.name().getBytes(StandardCharsets.US_ASCII)))),
                extension(SUBJECT_KEY, Der.octets(identity(key))),
                extension(AUTHORITY_KEY, Der.sequence(Der.inContext(0, false, identity(keys.getPublic())))));
        // A common name has 64 letters at most; what counts is the alternative name.
        return signed("host of a session", authority, key, extensions, from, to, keys.getPrivate());
    }

    private static X509Certificate signed(
            String subject,
            String issuer,
            PublicKey key,
            byte[] extensions,
            Instant from,
            Instant to,
            PrivateKey signer)
            throws GeneralSecurityException {
        byte[] body = Der.sequence(
                Der.inContext(0, true, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, RANDOM).setBit(120)),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(Der.time(from), Der.time(to)),
                name(subject),
                key.getEncoded(),
                Der.inContext(3, true, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer, RANDOM);
        signature.update(body);
        byte[] certificate = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(common))));
    }

    private static byte[] extension(byte[] identifier, byte[] value) {
        return Der.sequence(identifier, Der.octets(value));
    }

    private static byte[] critical(byte[] identifier, byte[] value) {
        return Der.sequence(identifier, Der.yes(), Der.octets(value));
    }

    /** Any name of a key will do that is the same for the same key: RFC 7093, the first 160 bits of its SHA-256. */
    private static byte[] identity(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(digest, 20);
    }
}
