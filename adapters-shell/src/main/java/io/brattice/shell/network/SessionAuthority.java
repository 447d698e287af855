package io.brattice.shell.network;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/**
 * Speaks for the hosts of registries to the commands of one session, which alone are told to trust it.
 *
 * <p>Guarantees: its keys are made for the session and never leave this process's memory.
 */
final class SessionAuthority {

    private static final String NAME = "Brattice, for one session";
    private static final char[] NO_PASSWORD = new char[0];
    private static final Duration SKEW = Duration.ofHours(12);
    /** Longer than any session should be, shorter than what clients distrust in the certificate of a host (398 days). */
    private static final Duration LIFE = Duration.ofDays(390);

    private final KeyPair keys;
    private final KeyPair keysOfHosts;
    private final X509Certificate certificate;
    private final Instant from;
    private final ConcurrentMap<HostName, SSLContext> contexts = new ConcurrentHashMap<>();

    private SessionAuthority(KeyPair keys, KeyPair keysOfHosts, X509Certificate certificate, Instant from) {
        this.keys = keys;
        this.keysOfHosts = keysOfHosts;
        this.certificate = certificate;
        this.from = from;
    }

    static SessionAuthority madeAt(Instant now) {
        try {
            KeyPair keys = Certificates.keys();
            Instant from = now.minus(SKEW);
            X509Certificate certificate = Certificates.ofAuthority(NAME, keys, from, from.plus(LIFE));
            return new SessionAuthority(keys, Certificates.keys(), certificate, from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign certificates; run one that has ECDSA on P-256", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The certificate of a host, and its issuer's. */
    private Certificate[] chain(HostName host) throws GeneralSecurityException {
        X509Certificate leaf = Certificates.ofHost(
                host, keysOfHosts.getPublic(), NAME, keys, from, from.plus(LIFE).minusSeconds(1));
        return new Certificate[] {leaf, certificate};
    }

    /** The server's side of TLS with a client that connected to a host, over a connection of which something may be read already. */
    SSLSocket serve(HostName host, Socket connection) throws IOException {
        SSLSocket socket = (SSLSocket)
                contexts.computeIfAbsent(host, this::context).getSocketFactory().createSocket(connection, null, true);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new Only(host)));
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private SSLContext context(HostName host) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("host", keysOfHosts.getPrivate(), NO_PASSWORD, chain(host));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            KeyManager[] managers = factory.getKeyManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers, null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot serve TLS; run one that can", e);
        }
    }

    /** Accepts the name of one host and no other. */
    private static final class Only extends SNIMatcher {
        private final HostName host;

        Only(HostName host) {
            super(StandardConstants.SNI_HOST_NAME);
            this.host = host;
        }

        @Override
        public boolean matches(SNIServerName name) {
            return new String(name.getEncoded(), StandardCharsets.US_ASCII).equals(host.name());
        }
    }
}
