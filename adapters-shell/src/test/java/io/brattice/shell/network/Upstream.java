package io.brattice.shell.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Real servers that play the hosts of the world, over TLS and without, and tell what reached them. */
final class Upstream implements Closeable {

    private static final char[] NO_PASSWORD = new char[0];

    /** A request as it arrived. */
    record Seen(String method, String host, String target, Map<String, String> headers, String body) {}

    private final HttpsServer tls;
    private final HttpServer plain;
    private final X509Certificate authority;
    private final Set<String> hosts;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ByName names;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Upstream(HttpsServer tls, HttpServer plain, X509Certificate authority, Set<String> hosts, ByName names) {
        this.tls = tls;
        this.plain = plain;
        this.authority = authority;
        this.hosts = hosts;
        this.names = names;
    }

    static Upstream of(Set<String> hosts) throws IOException, GeneralSecurityException {
        Instant from = Instant.now().minus(Duration.ofDays(1));
        Instant to = from.plus(Duration.ofDays(30));
        KeyPair keys = Certificates.keys();
        X509Certificate authority = Certificates.ofAuthority("the world", keys, from, to);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        for (String host : hosts) {
            KeyPair own = Certificates.keys();
            X509Certificate leaf =
                    Certificates.ofHost(new HostName(host), own.getPublic(), "the world", keys, from, to);
            store.setKeyEntry(host, own.getPrivate(), NO_PASSWORD, new Certificate[] {leaf, authority});
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        ByName byName = new ByName((X509ExtendedKeyManager) managers.getKeyManagers()[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {byName}, null, null);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpsServer tls = HttpsServer.create(address, 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(context));
        Upstream upstream = new Upstream(tls, HttpServer.create(address, 0), authority, hosts, byName);
        for (HttpServer server : List.of(upstream.tls, upstream.plain)) {
            server.setExecutor(upstream.threads);
            server.createContext("/", upstream::answer);
            server.start();
        }
        return upstream;
    }

    Upstream page(String host, String path, byte[] body) {
        pages.put(host + path, body);
        return this;
    }

    Upstream page(String host, String path, String body) {
        return page(host, path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A page that sends the client to another address. */
    Upstream redirect(String host, String path, String to) {
        return page(host, path, "-> " + to);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            String target = exchange.getRequestURI().toString();
            seen.add(new Seen(exchange.getRequestMethod(), host, target, headers, body));
            byte[] page = pages.get(host.replaceFirst(":[0-9]+$", "") + target);
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String text = new String(page, StandardCharsets.ISO_8859_1);
            if (text.startsWith("-> ")) {
                exchange.getResponseHeaders().set("Location", text.substring(3));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            if (target.endsWith("/") && target.startsWith("/simple/")) {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            boolean chunked = target.contains("chunked");
            exchange.sendResponseHeaders(200, head ? -1 : chunked ? 0 : page.length);
            if (!head) {
                exchange.getResponseBody().write(page);
            }
        }
    }

    /** What arrived so far, in order. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** From now on it proves this name, whatever name it is asked for. */
    void proves(String host) {
        names.always = host;
    }

    void forget() {
        seen.clear();
    }

    X509Certificate authority() {
        return authority;
    }

    Set<String> hosts() {
        return hosts;
    }

    /** Reaches these servers by the names of their hosts. */
    Dialler dialler() throws IOException, GeneralSecurityException {
        return dialler(host -> {
            if (!hosts.contains(host)) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
    }

    Dialler dialler(Resolver resolver) throws IOException, GeneralSecurityException {
        return new Dialler(
                resolver,
                trusting(authority).getSocketFactory(),
                port -> (port == 443 ? tls : plain).getAddress().getPort());
    }

    static SSLContext trusting(X509Certificate authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Proves to a client the name that it asked for. */
    private static final class ByName extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager all;
        private volatile String always = "";

        ByName(X509ExtendedKeyManager all) {
            this.all = all;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            List<SNIServerName> names = ((ExtendedSSLSession) engine.getHandshakeSession()).getRequestedServerNames();
            return always.isEmpty() ? new String(names.get(0).getEncoded(), StandardCharsets.US_ASCII) : always;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return all.getClientAliases(keyType, issuers);
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return all.chooseClientAlias(keyType, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return all.getServerAliases(keyType, issuers);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return all.chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return all.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return all.getPrivateKey(alias);
        }
    }

    @Override
    public void close() {
        tls.stop(0);
        plain.stop(0);
        threads.shutdownNow();
    }
}
