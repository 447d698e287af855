package io.brattice.rulebook.load;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What is wrong with a glob, a regular expression, a path, a network or a domain, with what to write instead. Empty where nothing is. */
final class Patterns {

    private static final int MOST_ALTERNATIVES = 1_000;
    private static final java.util.regex.Pattern LABELS = java.util.regex.Pattern.compile(
            "([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final java.util.regex.Pattern IPV4 = java.util.regex.Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final java.util.regex.Pattern IPV6 =
            java.util.regex.Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Patterns() {}

    static Optional<String> glob(String text, int longest) {
        if (text.length() > longest) {
            return Optional.of("has more than " + longest + " characters; divide it into several");
        }
        boolean braces = false;
        boolean anything = false;
        long product = 1;
        long alternatives = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> {
                    if (++i == text.length()) {
                        return Optional.of("ends with `\\`; write `\\\\` for the character itself");
                    }
                    anything = true;
                }
                case '{' -> {
                    if (braces) {
                        return Optional.of("has braces inside braces; write the alternatives out");
                    }
                    braces = true;
                    alternatives = 1;
                    anything = false;
                }
                case ',' -> {
                    alternatives += braces ? 1 : 0;
                }
                case '}' -> {
                    if (!braces) {
                        return Optional.of("has a `}` without `{`; write `\\}` for the character itself");
                    }
                    if (alternatives == 1) {
                        return Optional.of(
                                "has braces around a single alternative; write `{a,b}`, or `\\{` for the character itself");
                    }
                    braces = false;
                    product *= alternatives;
                    if (product > MOST_ALTERNATIVES) {
                        return Optional.of(
                                "stands for more than " + MOST_ALTERNATIVES + " texts; divide it into several");
                    }
                }
                case '[' -> {
                    return Optional.of(
                            "has a `[`, which means only itself in a glob; write `{a,b}`, a regex, or `\\[` for the character");
                }
                case '*' -> {
                    if (text.startsWith("***", i)) {
                        return Optional.of(
                                "has more than two stars together; write `**` for any run, `*` for one without `/`");
                    }
                    anything = true;
                }
                default -> anything = true;
            }
        }
        return braces
                ? Optional.of("has a `{` without `}`; close it, or write `\\{` for the character itself")
                : anything ? Optional.empty() : Optional.of("matches nothing; write at least one character");
    }

    static Optional<String> regex(String text, int longest) {
        if (text.length() > longest) {
            return Optional.of("has more than " + longest + " characters; divide it into several");
        }
        if (text.contains("\\Q")) {
            return Optional.of("quotes by `\\Q`; write a `\\` before each character instead");
        }
        if (RegexSize.of(text) > RegexSize.MOST) {
            return Optional.of("repeats too much; make its counts smaller");
        }
        try {
            Pattern.compile(text);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            boolean look = text.contains("(?=") || text.contains("(?!") || text.contains("(?<");
            return Optional.of("is no regular expression of RE2 ("
                    + Complaints.excerpt(String.valueOf(e.getDescription())) + "); "
                    + (look ? "it has no look-around: use `not`" : "see https://github.com/google/re2/wiki/Syntax"));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("is no regular expression of RE2; write a simpler one");
        }
    }

    static Optional<String> under(String text) {
        String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
        if (path.startsWith("~")) {
            return Optional.of("begins with `~`, which nobody resolves here; write the absolute path");
        }
        if (!path.startsWith("/")) {
            return Optional.of("is no absolute path; begin with `/` or `file:/`");
        }
        if (path.contains("*") || path.contains("?")) {
            return Optional.of(
                    "has a star or a question mark; `under` takes a plain path: all below it fits, else use `glob`");
        }
        if (text.startsWith("file:") && text.contains("%")) {
            return Optional.of("is percent-encoded; write the path itself, without `file:`");
        }
        boolean normal =
                path.equals("/") || !(path + "/").matches(".*(//|/\\.\\.?/).*") || path.matches("/[^/]+(/[^/]+)*/");
        return normal && !(path + "/").contains("/../") && !(path + "/").contains("/./")
                ? Optional.empty()
                : Optional.of("has an empty, `.` or `..` step; write it without");
    }

    static Optional<String> domain(String text) {
        if (text.startsWith("*.")) {
            return Optional.of(
                    "has a star; a domain has all below it: write `" + Complaints.excerpt(text.substring(2)) + "`");
        }
        if (text.contains("://") || text.contains("/") || text.contains(":")) {
            return Optional.of("is more than a host name; write it without scheme, port and path");
        }
        return text.length() <= 253 && LABELS.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is no host name; write one like `example.com`, in its ASCII form");
    }

    static Optional<String> cidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.of("has no `/`; write a network like `10.0.0.0/8`, or `" + Complaints.excerpt(text)
                    + (text.contains(":") ? "/128`" : "/32`") + " for one address");
        }
        String address = text.substring(0, slash);
        String bits = text.substring(slash + 1);
        Optional<byte[]> bytes = address(address);
        if (bytes.isEmpty()) {
            return Optional.of("has no address before the `/`; write a network like `10.0.0.0/8` or `fd00::/8`");
        }
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > bytes.get().length * 8) {
            return Optional.of("has no length from 0 to " + bytes.get().length * 8 + " behind the `/`");
        }
        return onlyNetwork(bytes.get(), Integer.parseInt(bits))
                ? Optional.empty()
                : Optional.of("has bits behind its length; write the address of the network itself");
    }

    private static Optional<byte[]> address(String text) {
        if (text.length() > 45
                || (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean onlyNetwork(byte[] bytes, int bits) {
        for (int i = bits; i < bytes.length * 8; i++) {
            if ((bytes[i / 8] >> (7 - i % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
