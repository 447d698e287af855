package io.brattice.rulebook.decide;

import com.google.re2j.Pattern;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link TextTest} made ready to be asked often. Agrees with {@link PlainTexts}. */
@FunctionalInterface
interface TextMatcher {

    Truth on(String text);

    static TextMatcher of(TextTest test) {
        if (test instanceof TextTest.Is is) {
            String wanted = is.text();
            return text -> Truth.of(wanted.equals(text));
        }
        if (test instanceof TextTest.In in) {
            Set<String> wanted = Set.copyOf(in.texts());
            return text -> Truth.of(wanted.contains(text));
        }
        if (test instanceof TextTest.Prefix begins) {
            String prefix = begins.prefix();
            return text -> Truth.of(text.startsWith(prefix));
        }
        if (test instanceof TextTest.Glob glob) {
            GlobMatcher matcher = GlobMatcher.of(GlobPattern.of(glob.pattern()));
            return text -> Truth.of(matcher.fits(text));
        }
        if (test instanceof TextTest.Matches matches) {
            Pattern pattern = PlainTexts.pattern(matches.regex());
            return text -> Truth.of(pattern.matches(text));
        }
        if (test instanceof TextTest.Under under) {
            List<String> above = PlainTexts.steps(under.path()).orElseThrow();
            return text -> under(above, text);
        }
        if (test instanceof TextTest.Cidr cidr) {
            Network network = Network.of(cidr.network());
            return text -> {
                Optional<byte[]> address = Network.address(text);
                return address.isEmpty() ? Truth.UNKNOWN : Truth.of(network.contains(address.get()));
            };
        }
        String domain = Hosts.name(((TextTest.Domain) test).name()).orElseThrow();
        String below = "." + domain;
        return text -> {
            Optional<String> name = Hosts.name(text);
            return name.isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(name.get().equals(domain) || name.get().endsWith(below));
        };
    }

    /** The same of the URI of a resource, if that is an ordinary one. */
    static TextMatcher ofUri(TextTest test) {
        TextMatcher matcher = of(test);
        if (test instanceof TextTest.Under) {
            return uri -> uri.startsWith("file:")
                    ? matcher.on(uri)
                    : uri.startsWith("git:file:") ? matcher.on(uri.substring("git:".length())) : Truth.FALSE;
        }
        if (test instanceof TextTest.Cidr || test instanceof TextTest.Domain) {
            return uri -> {
                Optional<String> host = Hosts.of(uri);
                return host.isEmpty() ? Truth.FALSE : matcher.on(host.get());
            };
        }
        return matcher;
    }

    /** Compares steps where they stand; only what is encoded is taken apart first. */
    private static Truth under(List<String> above, String text) {
        int hash = text.startsWith("file:") ? text.indexOf('#') : -1;
        int end = hash < 0 ? text.length() : hash;
        int at = text.startsWith("file:") ? "file:".length() : 0;
        if (at > 0 && text.indexOf('%') >= 0) {
            Optional<List<String>> steps = PlainTexts.steps(text);
            return steps.isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(steps.get().size() >= above.size()
                            && steps.get().subList(0, above.size()).equals(above));
        }
        if (at >= end || text.charAt(at) != '/') {
            return Truth.UNKNOWN;
        }
        int found = 0;
        boolean same = true;
        while (at < end) {
            int slash = text.indexOf('/', at);
            int stop = slash < 0 || slash > end ? end : slash;
            int length = stop - at;
            boolean dot = length == 1 && text.charAt(at) == '.';
            if (length == 2 && text.charAt(at) == '.' && text.charAt(at + 1) == '.') {
                return Truth.UNKNOWN;
            }
            if (length > 0 && !dot) {
                if (found < above.size()) {
                    String wanted = above.get(found);
                    same = same && wanted.length() == length && text.startsWith(wanted, at);
                }
                found++;
            }
            at = stop + 1;
        }
        return Truth.of(same && found >= above.size());
    }
}
