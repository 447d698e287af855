package io.brattice.action;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The name of one thing that a call touches: {@code scheme:path} with an optional {@code #part}.
 *
 * <p>Every world documents its own grammar. In core: {@code file:/absolute/path} (after links; {@code %}, {@code #} and
 * control characters percent-encoded), {@code file:/path#lines} for lines inside a file, {@code git:URL#ref},
 * {@code tool:name} for a tool that names nothing finer.
 *
 * @param uri at most 8192 printable characters, scheme in lower case
 */
public record Resource(String uri) {

    private static final int LONGEST = 8192;

    public Resource {
        Objects.requireNonNull(uri, "uri");
        int colon = uri.indexOf(':');
        if (colon < 1 || uri.length() > LONGEST || !isScheme(uri, colon) || hasControl(uri)) {
            throw new IllegalArgumentException(
                    "not a resource name: expected `scheme:path` of at most 8192 characters without control characters");
        }
        if (!isNormal(uri)) {
            throw new IllegalArgumentException(
                    "not the name of a file: it has an empty, `.` or `..` step; build it with `Resource.file`");
        }
    }

    /** Two names of one file would slip past each other: a file is named without empty, {@code .} and {@code ..} steps. */
    private static boolean isNormal(String uri) {
        if (!uri.startsWith("file:")) {
            return true;
        }
        int hash = uri.indexOf('#');
        String path = (hash < 0 ? uri : uri.substring(0, hash)) + "/";
        int empty = path.indexOf("//");
        boolean onlyAtTheEnd = empty < 0 || empty == path.length() - 2;
        return onlyAtTheEnd && !path.contains("/../") && !path.contains("/./");
    }

    /** The resource of a file or folder. The caller resolves links first; this only makes the path absolute and normal. */
    public static Resource file(Path path) {
        String raw = path.toAbsolutePath().normalize().toString();
        // Elsewhere a backslash is a letter like any other, and `a\b` another file than `a/b`.
        String absolute = path.getFileSystem().getSeparator().equals("\\") ? raw.replace('\\', '/') : raw;
        return new Resource("file:" + (absolute.startsWith("/") ? "" : "/") + encoded(absolute));
    }

    /** The resource of a tool that names nothing finer. */
    public static Resource tool(String name) {
        return new Resource("tool:" + encoded(name));
    }

    /** The same resource, narrowed to a part of it: {@code file:/a.txt} becomes {@code file:/a.txt#lines}. */
    public Resource part(String name) {
        return new Resource(whole() + "#" + encoded(name));
    }

    /** {@code file}, {@code git}, {@code tool}, … */
    public String scheme() {
        return uri.substring(0, uri.indexOf(':'));
    }

    /** The name without its {@code #part}. */
    public String whole() {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    /** True when the two name the same thing, or one contains the other: a folder and a file below it, a thing and its part. */
    public boolean overlaps(Resource other) {
        String mine = whole();
        String theirs = other.whole();
        if (mine.equals(theirs)) {
            return uri.length() == mine.length() || other.uri.length() == theirs.length() || uri.equals(other.uri);
        }
        return contains(mine, theirs) || contains(theirs, mine);
    }

    private static boolean contains(String folder, String inside) {
        return inside.startsWith(folder)
                && (folder.endsWith("/") || folder.endsWith(":") || inside.charAt(folder.length()) == '/');
    }

    private static boolean isScheme(String uri, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = uri.charAt(i);
            boolean fits = isLetter(c) || (i > 0 && (isDigit(c) || c == '-' || c == '+' || c == '.'));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                return true;
            }
        }
        return false;
    }

    private static String encoded(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 8);
        raw.codePoints().forEach(c -> {
            boolean escape = isControl(c) || c == '%' || c == '#' || Character.getType(c) == Character.SURROGATE;
            if (!escape) {
                text.appendCodePoint(c);
                return;
            }
            for (byte b : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8)) {
                text.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        });
        return text.toString();
    }

    @Override
    public String toString() {
        return uri;
    }
}
