package io.brattice.journal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Which values must not be written down: by the name of their key, or by what they look like.
 *
 * <p>A value whose key matches is replaced as a whole, at any depth and whatever it is, but for {@code null}. Of other text,
 * key names included, only the part that looks like a secret is. What is put in its place tells equal secrets from different
 * ones, to whoever has the journal's key, and nothing else about them but their length.
 *
 * <p>Guarantees: what is replaced is replaced before it is hashed or written, and takes time linear in the text, whatever an
 * agent sends. Does not: find a secret that neither its key nor its look gives away, such as {@code mysql -phunter2} in a
 * command line, look into text that is encoded or that is JSON itself, or keep an agent from writing something that looks like a replacement.
 *
 * <p>Immutable.
 */
public final class Redaction {
    private static final List<String> USUAL_KEYS = List.of(
            "*password*",
            "*passwd*",
            "*passphrase*",
            "pwd",
            "*secret",
            "*secret*key*",
            "secretstring",
            "secretbinary",
            "*token",
            "*apikey*",
            "*api_key*",
            "*api-key*",
            "*private*key*",
            "*credential*",
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie");

    private final Set<String> keys;
    private final List<SecretScanner> scanners;

    private Redaction(Set<String> keys, List<SecretScanner> scanners) {
        this.keys = Set.copyOf(keys);
        this.scanners = List.copyOf(scanners);
    }

    /** What well-known secrets look like. */
    public enum Shape {
        /** {@code AKIA}, {@code ASIA} and their like with 16 letters and digits. */
        AWS_ACCESS_KEY_ID,
        /** A PEM block of any private key, up to its end or that of the text. */
        PRIVATE_KEY,
        /** {@code Bearer}, in any case, and at least 16 characters of a token. */
        BEARER_TOKEN,
        /** Three parts of base64 with dots between them, of which the first begins with {@code eyJ}. */
        JWT,
        /** {@code ghp_}, {@code github_pat_} and their like. */
        GITHUB_TOKEN,
        /** An e-mail address. Personal, not secret: not among the {@linkplain Redaction#defaults() defaults}. */
        EMAIL
    }

    /** Nothing is replaced: whoever reads the journal reads every secret that passed. */
    public static Redaction none() {
        return new Redaction(Set.of(), List.of());
    }

    /**
     * Keys that usually hold secrets ({@code *password*}, {@code *token}, {@code authorization}, …) and every shape but
     * {@link Shape#EMAIL}.
     */
    public static Redaction defaults() {
        return builder().usual().build();
    }

    /** Starts from nothing; {@link Builder#usual()} adds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    boolean isNone() {
        return keys.isEmpty() && scanners.isEmpty();
    }

    boolean matchesKey(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return keys.stream().anyMatch(glob -> matches(glob, folded));
    }

    List<SecretScanner> scanners() {
        return scanners;
    }

    /** Takes at most the product of both lengths; the glob is the operator's, so that is linear in what an agent sends. */
    private static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retry = n;
            } else if (g < glob.length() && glob.charAt(g) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    /** Collects rules; more rules never let through what fewer would have replaced. */
    public static final class Builder {
        private final Set<String> keys = new LinkedHashSet<>();
        private final Set<Shape> shapes = EnumSet.noneOf(Shape.class);
        private final List<SecretScanner> tokens = new ArrayList<>();

        private Builder() {}

        /** What {@link Redaction#defaults()} replaces. */
        public Builder usual() {
            USUAL_KEYS.forEach(this::key);
            shapes.addAll(EnumSet.complementOf(EnumSet.of(Shape.EMAIL)));
            return this;
        }

        /**
         * Replaces every value of keys of this name, in any case.
         *
         * @param glob the name; {@code *} stands for any characters, or none
         */
        public Builder key(String glob) {
            if (glob.isEmpty()) {
                throw new IllegalArgumentException("the name of a key is empty; pass a name, or `*` for all of them");
            }
            keys.add(glob.toLowerCase(Locale.ROOT));
            return this;
        }

        /** Replaces what looks like this. */
        public Builder shape(Shape shape) {
            shapes.add(Objects.requireNonNull(shape, "shape"));
            return this;
        }

        /**
         * Replaces tokens that begin in a way of their own, such as {@code xoxb-} and at least 20 of {@code A-Z a-z 0-9 _ -}.
         *
         * @param name how the replacement calls it
         * @param prefix how it begins, in this case
         * @param atLeast how many characters follow at the least
         */
        public Builder token(String name, String prefix, int atLeast) {
            if (prefix.isEmpty() || atLeast < 1) {
                throw new IllegalArgumentException(
                        "a token `" + name
                                + "` without a prefix or of no length would match everything; pass how it begins and how long it is");
            }
            tokens.add(new TokenScanner(name, prefix, TokenScanner.URL_SAFE, atLeast));
            return this;
        }

        /** The rules. */
        public Redaction build() {
            List<SecretScanner> scanners = new ArrayList<>();
            shapes.forEach(shape -> scanners.addAll(SecretScanner.of(shape)));
            scanners.addAll(tokens);
            return new Redaction(keys, scanners);
        }
    }
}
