package io.brattice.rulebook.decide;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.brattice.action.Effect;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link TextTest} says of a text, straight from the definition. */
final class PlainTexts {

    private final Map<String, Pattern> regexes = new ConcurrentHashMap<>();
    private final Map<String, GlobPattern> globs = new ConcurrentHashMap<>();
    private final Map<TextTest, List<String>> heads = new ConcurrentHashMap<>();

    /** Of a text that is no resource. */
    Truth of(TextTest test, String text) {
        if (test instanceof TextTest.Is is) {
            return Truth.of(text.equals(is.text()));
        }
        if (test instanceof TextTest.In in) {
            return Truth.of(in.texts().contains(text));
        }
        if (test instanceof TextTest.Prefix prefix) {
            return Truth.of(text.startsWith(prefix.prefix()));
        }
        if (test instanceof TextTest.Glob glob) {
            return Truth.of(
                    globs.computeIfAbsent(glob.pattern(), GlobPattern::of).fits(text));
        }
        if (test instanceof TextTest.Matches matches) {
            return Truth.of(regexes.computeIfAbsent(matches.regex(), PlainTexts::pattern)
                    .matches(text));
        }
        if (test instanceof TextTest.Under under) {
            return under(under.path(), text);
        }
        if (test instanceof TextTest.Cidr cidr) {
            return Network.address(text)
                    .map(address -> Truth.of(Network.of(cidr.network()).contains(address)))
                    .orElse(Truth.UNKNOWN);
        }
        String domain = Hosts.name(((TextTest.Domain) test).name()).orElseThrow();
        return Hosts.name(text)
                .map(name -> Truth.of(name.equals(domain) || name.endsWith("." + domain)))
                .orElse(Truth.UNKNOWN);
    }

    /** Of the URI of a resource. */
    Truth ofResource(TextTest test, Effect effect) {
        String uri = effect.resource().uri();
        int known = ResourceText.known(uri);
        List<String> heads = this.heads.computeIfAbsent(test, ResourceText::heads);
        if (known < uri.length()) {
            String beginning = uri.substring(0, known);
            String inner = ResourceText.repository(beginning);
            return heads.stream().anyMatch(head -> meet(head, beginning) || (!inner.isEmpty() && meet(head, inner)))
                    ? Truth.UNKNOWN
                    : Truth.FALSE;
        }
        Truth asWritten = ofName(test, uri);
        Truth withoutSlash = uri.endsWith("/") ? ofName(test, uri.substring(0, uri.length() - 1)) : asWritten;
        if (asWritten != withoutSlash) {
            return Truth.UNKNOWN;
        }
        String container = ResourceText.container(uri);
        boolean above = ResourceText.reachesInside(effect)
                && heads.stream().anyMatch(head -> ResourceText.contains(container, head));
        String repository = ResourceText.repository(uri);
        boolean lies = !repository.isEmpty() && ofName(test, repository) != Truth.FALSE;
        return asWritten == Truth.FALSE && (above || lies) ? Truth.UNKNOWN : asWritten;
    }

    private static boolean meet(String head, String beginning) {
        return head.startsWith(beginning) || beginning.startsWith(head);
    }

    private Truth ofName(TextTest test, String uri) {
        if (test instanceof TextTest.Under) {
            String file = uri.startsWith("git:file:") ? uri.substring("git:".length()) : uri;
            return file.startsWith("file:") ? of(test, file) : Truth.FALSE;
        }
        if (test instanceof TextTest.Cidr || test instanceof TextTest.Domain) {
            return Hosts.of(uri).map(host -> of(test, host)).orElse(Truth.FALSE);
        }
        return of(test, uri);
    }

    private static Truth under(String path, String text) {
        Optional<List<String>> steps = steps(text);
        List<String> above = steps(path).orElseThrow();
        return steps.map(found -> Truth.of(found.size() >= above.size()
                        && found.subList(0, above.size()).equals(above)))
                .orElse(Truth.UNKNOWN);
    }

    /** The steps of a path; empty where it is not absolute or goes up. */
    static Optional<List<String>> steps(String text) {
        String path = text.startsWith("file:") ? decoded(text.substring("file:".length())) : text;
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                return Optional.empty();
            }
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return Optional.of(steps);
    }

    /** Without its part and its percent-encoding. */
    private static String decoded(String encoded) {
        int hash = encoded.indexOf('#');
        String path = hash < 0 ? encoded : encoded.substring(0, hash);
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); ) {
            int high = path.charAt(i) == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(path.charAt(i + 2), 16) : -1;
            int c = path.codePointAt(i);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 3;
            } else {
                bytes.writeBytes(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "`" + regex + "` is no regular expression: "
                            + e.getDescription().toLowerCase(Locale.ROOT),
                    e);
        }
    }
}
