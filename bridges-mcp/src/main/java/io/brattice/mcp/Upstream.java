package io.brattice.mcp;

import java.net.URI;
import java.util.Optional;

/**
 * Where a server is that speaks HTTP.
 *
 * @param token what the gate presents as a bearer in place of what a client does; empty to pass on what the client presents
 */
public record Upstream(URI uri, Optional<String> token) {

    public Upstream {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("`" + uri.getScheme()
                    + ":` is no address of a server; write `https://HOST/PATH` without a user and a `#`");
        }
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("the token for the server has letters that no header may hold");
        }
    }

    public static Upstream at(URI uri) {
        return new Upstream(uri, Optional.empty());
    }

    /** As clients must ask for it at the gate, too. */
    String path() {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** Without the token and the query, which may be secrets. */
    @Override
    public String toString() {
        return "Upstream[" + uri.getScheme() + "://" + uri.getRawAuthority() + path() + "]";
    }
}
