package io.brattice.rulebook.decide;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Decision;
import io.brattice.policy.Limits;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Condition.CallerIs.Field;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Rulebooks that nobody would write, over few enough words that they often speak of a {@link RandomEvidence}. */
public final class RandomRulebooks {

    static final List<String> TOOLS = List.of("bash", "pay", "svc1.read", "svc1.delete", "svc2.write");
    private static final List<String> TOOL_GLOBS =
            List.of("*", "svc1.*", "svc?.*", "*.delete", "{bash,pay}", "b**h", "x*");
    private static final List<String> URI_GLOBS = List.of(
            "file:/srv/**",
            "file:/srv/*",
            "file:/**/.env",
            "file:/home/{me,you}/**",
            "git:https://git.example.com/shop.git#{main,release/*}",
            "host:*.example.com",
            "**",
            "**/db",
            "package:npm/left-*",
            "file:/srv/a/?b",
            "file:/srv/\\*",
            "{file,git:file}:/srv/**",
            "aws:*:*:prod-*");
    private static final List<String> URIS = List.of(
            "file:/srv/db",
            "file:/srv",
            "file:/home/me/.env",
            "host:10.0.0.5",
            "package:npm/left-pad",
            "tool:pay",
            "git:https://git.example.com/shop.git#main");
    private static final List<String> PREFIXES =
            List.of("file:/srv/", "file:", "", "git:", "host:1", "svc1", "/srv", "a");
    private static final List<String> PATHS = List.of("/srv", "/srv/a", "/", "/home/me/", "/srv/./a//b", "/srv/100%");
    private static final List<String> REGEXES =
            List.of("file:/srv/.*", "[a-z]+", ".*db", "a|b", "(?i)BASH", "file:/srv\\.d?/.*", "host:10\\.0\\..*", "");
    private static final List<String> WORDS =
            List.of("a", "b", "bash", "pay", "/srv/a/x", "10.0.0.5", "www.example.com", "ops", "");
    private static final List<String> NETWORKS =
            List.of("10.0.0.0/8", "10.0.0.5", "::1/128", "2001:db8::/32", "0.0.0.0/0");
    private static final List<String> DOMAINS = List.of("example.com", "WWW.example.com.", "com");
    private static final List<List<String>> ARGUMENTS = List.of(
            List.of("a"),
            List.of("path"),
            List.of("n"),
            List.of("to", "*", "address"),
            List.of("to", "0", "address"),
            List.of("*"),
            List.of("size"),
            List.of("wait"),
            List.of("host"),
            List.of("deep", "x"),
            List.of("missing"));

    private final Random random;
    private int rules;

    public RandomRulebooks(Random random) {
        this.random = random;
    }

    public List<Book> layers() {
        int count = random.nextBoolean() ? 1 + random.nextInt(3) : 1;
        List<Book> layers = new ArrayList<>();
        List<String> tiers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(book(i, count, tiers));
        }
        return layers;
    }

    private Book book(int layer, int layers, List<String> visible) {
        List<Tier> tiers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = pick(List.of("production", "staging", "scratch"));
            tiers.add(new Tier(name, Place.nowhere(), some(2, this::uriTest)));
            visible.add(name);
        }
        List<Clause> clauses = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 24 : 7); i > 0; i--) {
            clauses.add(clause(visible));
        }
        List<Delegation> delegations = new ArrayList<>();
        while (layer + 1 < layers && random.nextInt(3) != 0 && delegations.size() < 3) {
            delegations.add(new Delegation(
                    Place.nowhere(),
                    "layer" + (layer + random.nextInt(layers - layer)),
                    random.nextBoolean() ? new Condition.Always() : condition(1, visible),
                    pick(Reversibility.values())));
        }
        return new Book(
                "book" + layer,
                Place.nowhere(),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of("layer" + layer),
                random.nextInt(20) == 0,
                defaults(),
                tiers,
                clauses,
                delegations,
                List.of(),
                Optional.empty());
    }

    Defaults defaults() {
        return random.nextBoolean()
                ? Defaults.standard()
                : new Defaults(
                        pick(Defaults.Answer.values()),
                        pick(Defaults.Answer.values()),
                        pick(Defaults.Answer.values()),
                        pick(Defaults.Answer.values()),
                        new Limits(random.nextInt(5), random.nextInt(2000)),
                        new ChangeBudget(random.nextInt(20), random.nextInt(5), random.nextInt(5000)));
    }

    Clause clause(List<String> tiers) {
        return clause(pick(Decision.values()), tiers);
    }

    Clause clause(Decision then, List<String> tiers) {
        return new Clause(
                "rule-" + rules++,
                Place.nowhere(),
                condition(3, tiers),
                then,
                pick(Reversibility.values()),
                then == Decision.ESCALATE ? Optional.of(terms()) : Optional.empty(),
                random.nextInt(3) == 0 ? pick(List.of("ask first", "open a ticket")) : "",
                List.of(),
                List.of());
    }

    private ApprovalTerms terms() {
        return ApprovalTerms.people(1 + random.nextInt(3))
                .roles(some(2, () -> pick(List.of("dba", "lead", "cfo"))).stream()
                        .distinct()
                        .toArray(String[]::new))
                .answerWithin(Duration.ofMinutes(1 + random.nextInt(90)))
                .coolDown(Duration.ofMinutes(random.nextInt(9)));
    }

    Condition condition(int depth, List<String> tiers) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        return switch (kind) {
            case 0, 1, 2 -> new Condition.All(some(4, () -> condition(depth - 1, tiers)));
            case 3 -> new Condition.Any(some(3, () -> condition(depth - 1, tiers)));
            case 4 -> new Condition.Not(condition(depth - 1, tiers));
            default -> atom(tiers);
        };
    }

    private Condition atom(List<String> tiers) {
        return switch (random.nextInt(22)) {
            case 0 -> new Condition.Always();
            case 1, 2 -> new Condition.Tool(toolTest());
            case 3, 4, 5 -> new Condition.Argument(pick(ARGUMENTS), random.nextBoolean(), valueTest());
            case 6, 7 -> new Condition.EffectVerb(subset(Verb.class));
            case 8, 9, 10 -> new Condition.EffectResource(uriTest());
            case 11 ->
                tiers.isEmpty()
                        ? new Condition.EffectTier(Set.of())
                        : new Condition.EffectTier(new HashSet<>(some(2, () -> pick(tiers))));
            case 12 -> new Condition.EffectCount(range(5));
            case 13 -> new Condition.EffectBytes(range(2000));
            case 14 -> grade();
            case 15 ->
                new Condition.Command(
                        maybe(this::textTest), maybe(this::textTest), Set.copyOf(options()), maybe(() -> options()));
            case 16 -> new Condition.PreviewFidelity(subset(Preview.Fidelity.class));
            case 17 ->
                random.nextBoolean() ? new Condition.PreviewCount(range(5)) : new Condition.PreviewBytes(range(2000));
            case 18 -> new Condition.CallerIs(pick(Field.values()), textTest());
            case 19 -> window();
            case 20 ->
                new Condition.Lately(
                        pick(Verb.values()),
                        Duration.ofMinutes(random.nextInt(200)),
                        pick(Condition.Lately.Measure.values()),
                        range(4));
            default -> new Condition.Recreated(Duration.ofMinutes(random.nextInt(200)));
        };
    }

    private Condition window() {
        Instant from = RandomEvidence.NOON.minusSeconds(random.nextInt(100_000) - 50_000L);
        return random.nextBoolean()
                ? new Condition.Window(
                        ZoneId.of(pick(List.of("UTC", "Europe/Berlin", "America/New_York"))),
                        subset(DayOfWeek.class),
                        LocalTime.of(random.nextInt(24), 0),
                        LocalTime.of(random.nextInt(24), 0))
                : new Condition.Between(from, from.plusSeconds(random.nextInt(100_000)));
    }

    private Condition grade() {
        return new Condition.EffectClass(
                random.nextBoolean(), pick(Reversibility.values()), pick(Reversibility.values()));
    }

    private Set<String> options() {
        return new HashSet<>(some(2, () -> pick(List.of("--force", "-r", "--all"))));
    }

    private TextTest toolTest() {
        return switch (random.nextInt(4)) {
            case 0 -> new TextTest.Is(pick(TOOLS));
            case 1 -> new TextTest.In(new HashSet<>(some(3, () -> pick(TOOLS))));
            case 2 -> new TextTest.Glob(pick(TOOL_GLOBS));
            default -> textTest();
        };
    }

    TextTest uriTest() {
        return switch (random.nextInt(6)) {
            case 0 -> new TextTest.Is(pick(URIS));
            case 1 -> new TextTest.In(new HashSet<>(some(3, () -> pick(URIS))));
            case 2, 3 -> new TextTest.Glob(pick(URI_GLOBS));
            default -> textTest();
        };
    }

    private TextTest textTest() {
        return switch (random.nextInt(8)) {
            case 0 -> new TextTest.Is(pick(WORDS));
            case 1 -> new TextTest.In(new HashSet<>(some(3, () -> pick(WORDS))));
            case 2 -> new TextTest.Glob(pick(random.nextBoolean() ? TOOL_GLOBS : URI_GLOBS));
            case 3 -> new TextTest.Prefix(pick(PREFIXES));
            case 4 -> new TextTest.Under(pick(PATHS));
            case 5 -> new TextTest.Matches(pick(REGEXES));
            case 6 -> new TextTest.Cidr(pick(NETWORKS));
            default -> new TextTest.Domain(pick(DOMAINS));
        };
    }

    private ValueTest valueTest() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new ValueTest.Text(textTest());
            case 2 -> new ValueTest.Numeric(range(8));
            case 3 -> new ValueTest.Size(range(20_000_000));
            case 4 -> new ValueTest.Length(range(120));
            case 5 -> new ValueTest.Equal(pick(Arrays.asList(null, true, 5L, "a", new BigDecimal("2.5"))));
            case 6 -> new ValueTest.OneOf(Arrays.asList(pick(WORDS), 5L, random.nextBoolean() ? null : false));
            default -> new ValueTest.Present(random.nextBoolean());
        };
    }

    private Range range(int most) {
        Optional<Range.Bound> from = maybe(() -> bound(most));
        Optional<Range.Bound> to = from.isEmpty() ? Optional.of(bound(most)) : maybe(() -> bound(most));
        return new Range(from, to);
    }

    private Range.Bound bound(int most) {
        BigDecimal value = random.nextInt(30) == 0
                ? new BigDecimal("1e" + random.nextInt(25))
                : BigDecimal.valueOf(random.nextInt(most * 10 + 1), 1);
        return new Range.Bound(random.nextInt(10) == 0 ? value.negate() : value, random.nextBoolean());
    }

    private <T> Optional<T> maybe(java.util.function.Supplier<T> one) {
        return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
    }

    private <T> List<T> some(int most, java.util.function.Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(most); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }

    private <E extends Enum<E>> Set<E> subset(Class<E> type) {
        Set<E> set = EnumSet.noneOf(type);
        for (E constant : type.getEnumConstants()) {
            if (random.nextInt(2) == 0) {
                set.add(constant);
            }
        }
        return set;
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> T pick(T[] of) {
        return of[random.nextInt(of.length)];
    }
}
