package io.brattice.rulebook.check;

import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.ValueTest;
import io.brattice.rulebook.load.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Patterns that hardly take what they were written for. */
final class Misses {

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern LOOSE_DOT =
            Pattern.compile("(^|[^\\\\])\\.(com|org|net|io|dev|de|eu|uk|test|example|internal|local)\\b");
    private static final Pattern BLANK = Pattern.compile("\\{[^}]*(, | ,)[^}]*}|\\{ | }");
    private static final Pattern SUFFIX = Pattern.compile(
            "\\*+[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.(com|org|net|io|dev|de|eu|uk|test|example|internal|local)");
    private static final Pattern HOST_ONLY = Pattern.compile("[a-z][a-z0-9+.-]*://[^/*?{]+\\*+");
    private static final List<String> SCHEMES = List.of(
            "file",
            "git",
            "tool",
            "package",
            "host",
            "https",
            "http",
            "aws",
            "process",
            "terminal",
            "terraform",
            "unknown");

    private final List<Finding> findings = new ArrayList<>();

    private Misses() {}

    static List<Finding> of(List<Book> layers) {
        Misses misses = new Misses();
        for (Book book : layers) {
            for (Tier tier : book.tiers()) {
                for (TextTest pattern : tier.patterns()) {
                    misses.resource(pattern, tier.place(), "a pattern of the tier `" + tier.name() + "`", true);
                }
            }
            for (Clause clause : book.clauses()) {
                misses.clause(clause);
            }
            misses.reachable(book);
        }
        return misses.findings;
    }

    private void clause(Clause clause) {
        boolean restricts = clause.then() != Decision.ALLOW;
        String whose = "`" + clause.id() + "`";
        Walk.each(clause.when(), (part, negated) -> {
            if (part instanceof Condition.EffectResource resource) {
                resource(resource.uri(), clause.place(), whose, restricts != negated);
            }
            if (part instanceof Condition.Argument argument && argument.test() instanceof ValueTest.Text text) {
                regex(text.test(), clause.place(), whose);
                blanks(text.test(), clause.place(), whose);
                if (!restricts && !negated) {
                    neighbours(text.test(), clause.place(), whose);
                }
            }
            if (part instanceof Condition.EffectResource resource && !restricts && !negated) {
                neighbours(resource.uri(), clause.place(), whose);
            }
        });
    }

    private void add(Place place, String text) {
        findings.add(Finding.Kind.PATTERN_MISSES.at(place, text));
    }

    /** @param wide true where a pattern that takes too little lets something through */
    private void resource(TextTest test, Place place, String whose, boolean wide) {
        if (test instanceof TextTest.Matches matches) {
            regex(matches, place, whose);
            String regex = matches.regex();
            if (!regex.contains(":") && !regex.startsWith(".") && !regex.startsWith("(") && !regex.startsWith("[")) {
                add(
                        place,
                        "the regex `" + regex + "` of " + whose
                                + " must fit the whole resource, and that begins with a scheme such as `file:`;"
                                + " write `.*" + regex + ".*` if that is meant");
            }
            return;
        }
        blanks(test, place, whose);
        List<String> texts = test instanceof TextTest.Glob glob
                ? List.of(glob.pattern())
                : test instanceof TextTest.Prefix prefix ? List.of(prefix.prefix()) : Texts.words(test);
        for (String text : texts) {
            objection(text, test).ifPresent(why -> add(place, "`" + text + "` of " + whose + " " + why));
        }
        if (test instanceof TextTest.Glob glob && wide && oneLevel(glob.pattern())) {
            add(
                    place,
                    "`" + glob.pattern() + "` of " + whose
                            + " takes what is directly in that folder and nothing further down; write `"
                            + glob.pattern() + "*` for all of it");
        }
        if (test instanceof TextTest.Prefix prefix
                && prefix.prefix().startsWith("file:/")
                && !prefix.prefix().endsWith("/")
                && !prefix.prefix().contains("#")) {
            add(
                    place,
                    "the prefix `" + prefix.prefix() + "` of " + whose + " takes neighbours too, such as `"
                            + prefix.prefix() + "-old`; write `under: "
                            + prefix.prefix().substring("file:".length()) + "`");
        }
    }

    /** An alternative of a glob that begins or ends with a blank. */
    private void blanks(TextTest test, Place place, String whose) {
        if (test instanceof TextTest.Glob glob && BLANK.matcher(glob.pattern()).find()) {
            add(
                    place,
                    "`" + glob.pattern() + "` of " + whose
                            + " has a blank beside a comma or a brace, which belongs to the text then; take it out");
        }
    }

    /** Hosts that are let through although they only look like those that are meant. */
    private void neighbours(TextTest test, Place place, String whose) {
        if (test instanceof TextTest.Glob glob && SUFFIX.matcher(glob.pattern()).matches()) {
            String host = glob.pattern().replaceFirst("^\\*+", "");
            add(
                    place,
                    "`" + glob.pattern() + "` of " + whose + " takes `evil" + host + "` too; write `domain: " + host
                            + "`");
        }
        String text = test instanceof TextTest.Prefix prefix
                ? prefix.prefix()
                : test instanceof TextTest.Glob glob
                                && HOST_ONLY.matcher(glob.pattern()).matches()
                        ? glob.pattern().replaceFirst("\\*+$", "")
                        : "";
        if (text.matches("[a-z][a-z0-9+.-]*://[^/*?{]+")) {
            add(
                    place,
                    "`" + text + "` of " + whose + " takes `" + text + ".example` too; write `" + text
                            + "/`, or `domain`");
        }
    }

    private static boolean oneLevel(String glob) {
        return glob.startsWith("file:/")
                && glob.endsWith("/*")
                && !glob.substring(0, glob.length() - 1).contains("*");
    }

    /** Why it fits no resource, or not the one that is meant; empty where nothing is wrong. */
    private static Optional<String> objection(String text, TextTest test) {
        int colon = text.indexOf(':');
        int wild = wildcard(text);
        if (colon < 0) {
            return wild == 0 || text.startsWith("{")
                    ? Optional.empty()
                    : Optional.of(
                            "fits no resource: those are called `scheme:…`, such as `file:/srv/x`; write the scheme before it, or `**"
                                    + text + "`");
        }
        if (wild < colon) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon);
        if (!SCHEME.matcher(scheme).matches()) {
            return Optional.of("fits no resource: a scheme has small letters, such as `file:`");
        }
        if (!SCHEMES.contains(scheme)) {
            Optional<String> near = Nearest.to(scheme, SCHEMES)
                    .filter(word -> Math.abs(word.length() - scheme.length()) <= 1 && scheme.length() > 2);
            return near.map(word -> "has a scheme that nothing here has; did you mean `" + word + ":`?");
        }
        return scheme.equals("file") ? file(text.substring(colon + 1), test) : Optional.empty();
    }

    private static Optional<String> file(String path, TextTest test) {
        if (path.startsWith("~")) {
            return Optional.of("fits no file: nobody resolves `~` here; write the absolute path");
        }
        boolean starts = path.startsWith("/") || path.startsWith("**") || path.startsWith("{") || path.isEmpty();
        if (!starts) {
            return Optional.of(
                    "fits no file: their paths begin with `/`, which `*` does not take; write `file:/…` or `file:**`");
        }
        boolean steps = path.contains("//") || (path + "/").contains("/../") || (path + "/").contains("/./");
        if (steps) {
            return Optional.of("fits no file: their names have no empty, `.` or `..` steps; write `file:/srv/…`");
        }
        return path.contains("\\\\") || (path.contains("\\") && test instanceof TextTest.Is)
                ? Optional.of("has a backslash; write paths with `/`")
                : Optional.empty();
    }

    private static int wildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private void regex(TextTest test, Place place, String whose) {
        if (test instanceof TextTest.Matches matches
                && LOOSE_DOT.matcher(matches.regex()).find()
                && !matches.regex().contains("/")) {
            add(
                    place,
                    "a dot in the regex `" + matches.regex() + "` of " + whose
                            + " is any character; write `\\.`, or `domain:`");
        }
    }

    /** A tier behind another one that takes all of its patterns. */
    private void reachable(Book book) {
        List<Tier> before = new ArrayList<>();
        for (Tier tier : book.tiers()) {
            Optional<Tier> wider = before.stream()
                    .filter(other -> tier.patterns().stream()
                            .allMatch(narrow -> other.patterns().stream().anyMatch(wide -> covers(wide, narrow))))
                    .findFirst();
            wider.ifPresent(
                    other -> findings.add(
                            Finding.Kind.SHADOWED.at(
                                    tier.place(),
                                    "nothing is ever in the tier `" + tier.name() + "`: `" + other.name() + "` ("
                                            + other.place()
                                            + ") stands before it and takes all of it; the first tier that fits counts, so write the narrow one first")));
            before.add(tier);
        }
    }

    private static boolean covers(TextTest wide, TextTest narrow) {
        return Implication.implies(new Condition.EffectResource(narrow), new Condition.EffectResource(wide));
    }
}
