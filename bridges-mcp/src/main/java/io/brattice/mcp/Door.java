package io.brattice.mcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where clients come in, and which.
 *
 * <p>Guarantees: a web page of another origin does not get in, also where its name was made to point here, and without a token nobody from another
 * machine does.
 *
 * <p>Does not tell the programs of this machine apart where there is no token.
 *
 * @param token what a client must present as a bearer; empty to let in every program of this machine
 * @param origins of web pages that may come in besides those of this machine, as {@code https://console.example.com}
 */
public record Door(InetSocketAddress address, Optional<String> token, Set<String> origins) {

    private static final int SHORTEST = 16;
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public Door {
        origins = Set.copyOf(origins);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "`" + address.getHostString() + "` is no address of this machine; use `127.0.0.1:PORT`");
        }
        if (!address.getAddress().isLoopbackAddress() && token.isEmpty()) {
            throw new IllegalArgumentException("other machines can reach `" + address.getHostString()
                    + "`, and nobody would be asked who they are; listen on `127.0.0.1`, or name a token");
        }
        if (token.isPresent()
                && (token.get().length() < SHORTEST || !token.get().matches("[\\x21-\\x7e]+"))) {
            throw new IllegalArgumentException("a token is at least " + SHORTEST
                    + " letters without spaces; make one with `openssl rand -hex 32`");
        }
    }

    /** For the programs of this machine; {@code 0} takes any free port. */
    public static Door here(int port) {
        return new Door(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Optional.empty(), Set.of());
    }

    /** The same door for those who know a token. */
    public Door withToken(String secret) {
        return new Door(address, Optional.of(secret), origins);
    }

    /** Why a web page of this origin, or a caller by this name of the machine, stays out; empty where it may come in. */
    Optional<String> strange(List<String> hosts, List<String> said) {
        boolean named = hosts.size() == 1
                && (!address.getAddress().isLoopbackAddress() || HERE.contains(withoutPort(hosts.get(0))));
        if (!named) {
            return Optional.of("refused: this machine is not called that; use `127.0.0.1`");
        }
        for (String origin : said) {
            if (!origins.contains(origin) && !(address.getAddress().isLoopbackAddress() && isHere(origin))) {
                return Optional.of("refused: pages of this origin may not come in; name it with `--origin`");
            }
        }
        return Optional.empty();
    }

    /** True for who presents the token, where there is one. */
    boolean knows(List<String> authorization) {
        return token.isEmpty()
                || (authorization.size() == 1
                        && MessageDigest.isEqual(
                                authorization.get(0).getBytes(StandardCharsets.UTF_8),
                                ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8)));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isHere(String origin) {
        try {
            URI uri = URI.create(origin);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && HERE.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return "Door[" + address + (token.isPresent() ? ", by token" : "") + "]";
    }
}
