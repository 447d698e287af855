package io.brattice.rulebook.decide;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.rulebook.language.TextTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the URI of a resource says, and what it leaves open: see docs/rulebook-meaning.md. */
public final class ResourceText {

    /** Names that stand for something that nobody could name. */
    private static final Set<String> NAMELESS = Set.of("tool:unknown", "tool:files");

    private static final String UNKNOWN = "unknown";

    private ResourceText() {}

    /** Up to where a name is known: its length where it is resolved. */
    static int known(String uri) {
        if (uri.startsWith("unknown:") || NAMELESS.contains(uri)) {
            return 0;
        }
        int escape = strangeEscape(uri);
        return Math.min(unknownStep(uri), escape);
    }

    /** False where only the beginning of the name is known. */
    public static boolean resolved(String uri) {
        return known(uri) == uri.length();
    }

    /** A file may be called {@code unknown}; everything else that is, is not known. */
    private static int unknownStep(String uri) {
        if (uri.startsWith("file:") || uri.startsWith("git:file:")) {
            return uri.length();
        }
        for (int at = uri.indexOf(UNKNOWN); at >= 0; at = uri.indexOf(UNKNOWN, at + 1)) {
            int end = at + UNKNOWN.length();
            boolean begins = at > 0 && ":/#@".indexOf(uri.charAt(at - 1)) >= 0;
            boolean ends = end == uri.length() || ":/#@".indexOf(uri.charAt(end)) >= 0;
            if (begins && ends) {
                return at;
            }
        }
        return uri.length();
    }

    private static int strangeEscape(String uri) {
        boolean file = uri.startsWith("file:") || uri.startsWith("git:file:");
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()) {
                return file ? at : uri.length();
            }
            String digits = uri.substring(at + 1, at + 3);
            int high = Character.digit(digits.charAt(0), 16);
            int low = Character.digit(digits.charAt(1), 16);
            int c = high < 0 || low < 0 ? -1 : high * 16 + low;
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || (c > 0 && "-._~".indexOf(c) >= 0);
            boolean ours = c >= 0
                    && (c < ' ' || c == '%' || c == '#' || c == '?' || c >= 0x7f)
                    && digits.equals(digits.toLowerCase(Locale.ROOT));
            if (plain || (file && !ours)) {
                return at;
            }
        }
        return uri.length();
    }

    /**
     * The name of the thing that contains the others, without a slash at its end; for {@code package:npm/*} what stands before the
     * star. Empty where it is a part of something, and so contains nothing.
     */
    static String container(String uri) {
        if (uri.indexOf('#') >= 0) {
            return "";
        }
        boolean every = uri.endsWith("/*") || uri.endsWith(":*");
        String base = every ? uri.substring(0, uri.length() - 1) : uri;
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Where a repository lies, for one that lies in a folder of this machine; else empty. */
    static String repository(String uri) {
        return uri.startsWith("git:file:") ? uri.substring("git:".length()) : "";
    }

    /** True when what begins with {@code head} lies inside the container. */
    static boolean contains(String container, String head) {
        return !container.isEmpty()
                && head.length() > container.length()
                && head.startsWith(container)
                && (container.endsWith(":")
                        || head.charAt(container.length()) == '/'
                        || head.charAt(container.length()) == '#');
    }

    /** True when doing this to a thing does it to what is in it. */
    static boolean reachesInside(Effect effect) {
        return effect.verb() != Verb.READ;
    }

    /** What the texts that fit begin with, one for each way; an empty one where that is not known. */
    public static List<String> heads(TextTest test) {
        if (test instanceof TextTest.Is is) {
            return List.of(is.text());
        }
        if (test instanceof TextTest.In in) {
            return List.copyOf(in.texts());
        }
        if (test instanceof TextTest.Prefix prefix) {
            return List.of(prefix.prefix());
        }
        if (test instanceof TextTest.Glob glob) {
            return List.of(GlobPattern.of(glob.pattern()).head());
        }
        if (test instanceof TextTest.Under under) {
            String file = Resource.file(Path.of(under.path())).uri();
            return List.of(file, "git:" + file);
        }
        if (test instanceof TextTest.Matches matches) {
            return List.of(head(matches.regex()));
        }
        return List.of("");
    }

    /** The letters that a regular expression begins with, as far as that can be told at a glance. */
    private static String head(String regex) {
        if (regex.indexOf('|') >= 0) {
            return "";
        }
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            boolean escaped = c == '\\' && i + 1 < regex.length() && "./-#".indexOf(regex.charAt(i + 1)) >= 0;
            boolean plain = Character.isLetterOrDigit(c) || ":/-_#@,=~ ".indexOf(c) >= 0;
            if (!plain && !escaped) {
                boolean repeats = "*?{+".indexOf(c) >= 0;
                return repeats && head.length() > 0 ? head.substring(0, head.length() - 1) : head.toString();
            }
            head.append(escaped ? regex.charAt(++i) : c);
        }
        return head.toString();
    }
}
