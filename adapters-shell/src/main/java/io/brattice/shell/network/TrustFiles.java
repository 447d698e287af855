package io.brattice.shell.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom the commands of a session trust, as the tools read it: whom they trusted before, and the session's own authority. */
final class TrustFiles {

    static final String PEM = "certificates.pem";
    /** For wget, which heeds no variable but the one that names its settings. */
    static final String WGETRC = "wgetrc";

    static final String STORE = "certificates.jks";
    /** A PKCS12 store of as many takes a tenth of a second to read, in every JVM that starts; this one a tenth of that. */
    static final String STORE_TYPE = "JKS";

    /** Protects nothing: what is in the store is public. Some JVMs read no store without one. */
    static final String PASSWORD = "changeit";

    /** Where systems keep theirs: Debian, Fedora, openSUSE, Alpine and the BSDs. */
    private static final List<Path> OF_THE_SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private TrustFiles() {}

    static void write(Path folder, X509Certificate authority) throws IOException {
        try {
            List<X509Certificate> known = ofThisJvm();
            Files.writeString(folder.resolve(PEM), ofTheSystem(known) + pem(authority));
            Files.writeString(folder.resolve(WGETRC), "ca_certificate = " + folder.resolve(PEM) + "\n");
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            store.setCertificateEntry("session", authority);
            for (int i = 0; i < known.size(); i++) {
                store.setCertificateEntry("known-" + i, known.get(i));
            }
            try (OutputStream out = Files.newOutputStream(folder.resolve(STORE))) {
                store.store(out, PASSWORD.toCharArray());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of the session cannot be written", e);
        }
    }

    private static String ofTheSystem(List<X509Certificate> known) throws IOException, GeneralSecurityException {
        for (Path bundle : OF_THE_SYSTEM) {
            if (Files.isReadable(bundle)) {
                return Files.readString(bundle, StandardCharsets.ISO_8859_1).stripTrailing() + "\n";
            }
        }
        StringBuilder all = new StringBuilder();
        for (X509Certificate one : known) {
            all.append(pem(one));
        }
        return all.toString();
    }

    private static List<X509Certificate> ofThisJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((@Nullable KeyStore) null);
        List<X509Certificate> all = new ArrayList<>();
        Stream.of(factory.getTrustManagers())
                .filter(manager -> manager instanceof X509TrustManager)
                .forEach(manager -> all.addAll(List.of(((X509TrustManager) manager).getAcceptedIssuers())));
        return all;
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
