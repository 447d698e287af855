package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private final Instant now = Instant.now();

    @TempDir
    private Path folder;

    @Test
    void theCertificateOfAHostIsSignedByTheAuthority() throws Exception {
        KeyPair authority = Certificates.keys();
        KeyPair host = Certificates.keys();
        X509Certificate root = Certificates.ofAuthority("a", authority, now.minusSeconds(5), now.plusSeconds(500));
        X509Certificate leaf = Certificates.ofHost(
                new HostName("x.example"), host.getPublic(), "a", authority, now.minusSeconds(5), now.plusSeconds(500));
        root.verify(authority.getPublic());
        leaf.verify(authority.getPublic());
        assertEquals(3, leaf.getVersion());
        assertEquals(0, root.getBasicConstraints());
        assertEquals(-1, leaf.getBasicConstraints());
        assertEquals(List.of(List.of(2, "x.example")), List.copyOf(leaf.getSubjectAlternativeNames()));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
        assertTrue(root.getKeyUsage()[5] && root.getKeyUsage()[6] && !root.getKeyUsage()[0]);
        assertTrue(leaf.getKeyUsage()[0] && !leaf.getKeyUsage()[5]);
        assertEquals(root.getSubjectX500Principal(), leaf.getIssuerX500Principal());
        assertNotEquals(root.getSerialNumber(), leaf.getSerialNumber());
        assertTrue(leaf.getSerialNumber().signum() > 0);
    }

    @Test
    void timesAreWrittenInBothForms() throws Exception {
        Instant late = Instant.parse("2061-02-03T04:05:06Z");
        X509Certificate root =
                Certificates.ofAuthority("a", Certificates.keys(), Instant.parse("2026-01-02T03:04:05Z"), late);
        assertEquals(late, root.getNotAfter().toInstant());
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), root.getNotBefore().toInstant());
    }

    @Test
    void opensslVerifiesItStrictly() throws Exception {
        String openssl = Inside.program("openssl");
        KeyPair authority = Certificates.keys();
        Instant to = now.plus(Duration.ofDays(1));
        Path root = written("root.pem", Certificates.ofAuthority("a", authority, now.minusSeconds(60), to));
        Path leaf = written(
                "leaf.pem",
                Certificates.ofHost(
                        new HostName("x.example"),
                        Certificates.keys().getPublic(),
                        "a",
                        authority,
                        now.minusSeconds(60),
                        to));
        assertEquals(0, verify(openssl, root, leaf, "x.example"));
        assertNotEquals(0, verify(openssl, root, leaf, "y.example"));
        Path other = written("other.pem", Certificates.ofAuthority("a", Certificates.keys(), now.minusSeconds(60), to));
        assertNotEquals(0, verify(openssl, other, leaf, "x.example"));
    }

    private static int verify(String openssl, Path root, Path leaf, String host) throws Exception {
        Process process = new ProcessBuilder(
                        openssl,
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        host,
                        "-no-CApath",
                        "-CAfile",
                        root.toString(),
                        leaf.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private Path written(String name, X509Certificate certificate) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }
}
