package io.brattice.aws.rule;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The curated rules in this jar. Immutable to its users, and safe for use by many threads. The rules of a service are read when it is first
 * asked for; after that a ruling needs no file.
 */
public final class Rules {

    private static final Rules SHIPPED = new Rules(Rules::resource);
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9-]*");

    /** The file of what is the same for every service. */
    static final String EVERY = "any";

    /** How many services are kept, those that do not exist among them: names come from agents. */
    private static final int MOST = 1_000;

    private final Function<String, Optional<String>> files;
    private final Map<String, RuleFile> read = new ConcurrentHashMap<>();

    private Rules(Function<String, Optional<String>> files) {
        this.files = files;
    }

    /** Those in this jar. */
    public static Rules shipped() {
        return SHIPPED;
    }

    /** Rules from elsewhere: the text of the file of a service. */
    static Rules from(Function<String, Optional<String>> files) {
        return new Rules(files);
    }

    /**
     * What the rules say of a call; empty where they say nothing, and the catalogue decides. A fact that is unknown, and a member that is
     * not of the type that it should be, counts as whatever makes the outcome graver. A file that is broken says IRREVERSIBLE of all.
     */
    public Optional<Ruling> ruling(AwsCall call, Facts facts) {
        RuleFile file = file(call.service());
        RuleFile every = file(EVERY);
        for (RuleFile each : List.of(file, every)) {
            if (each.problem().isPresent()) {
                return Optional.of(worst(call.id(), each.problem().get(), List.of()));
            }
        }
        World world = new World(call, this::fact, facts);
        Optional<Rule> rule = file.rule(call.operation())
                .or(() -> every.rule(call.operation()).filter(found -> exists(call)));
        Optional<Ruling> ruling = rule.map(found -> new Weighing(call, world).by(found, call.id()));
        Set<Guard> dangers = Guards.seen(call, rule.map(Rule::skips).orElse(Set.of()), world);
        return dangers.isEmpty() ? ruling : Optional.of(graver(call, ruling, dangers, world));
    }

    /** The row of the fact of this id. */
    public Optional<FactRow> fact(String id) {
        int dot = id.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(file(id.substring(0, dot)).facts().get(id));
    }

    RuleFile file(String service) {
        RuleFile known = read.get(service);
        if (known != null) {
            return known;
        }
        return read.size() < MOST ? read.computeIfAbsent(service, this::load) : load(service);
    }

    /** What holds for every service holds for no operation that nobody knows. */
    private static boolean exists(AwsCall call) {
        return Catalogue.shipped().operation(call.service(), call.operation()).isPresent();
    }

    private RuleFile load(String service) {
        if (!SERVICE.matcher(service).matches()) {
            return RuleFile.NONE;
        }
        return files.apply(service).map(json -> RuleReader.read(service, json)).orElse(RuleFile.NONE);
    }

    private static Ruling graver(AwsCall call, Optional<Ruling> ruling, Set<Guard> dangers, World world) {
        String why = dangers.stream().map(Guard::why).collect(Collectors.joining(", "));
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        dangers.forEach(danger -> verbs.add(danger.verb()));
        ruling.ifPresent(ruled -> verbs.addAll(ruled.verbs()));
        if (ruling.isPresent() && ruling.get().letter() == Ruling.Letter.IRREVERSIBLE) {
            why = ruling.get().why() + "; it also " + why;
        }
        return new Ruling(
                ruling.map(Ruling::rule).orElse(call.id()) + "+"
                        + dangers.iterator().next(),
                Ruling.Letter.IRREVERSIBLE,
                List.copyOf(verbs),
                why,
                Optional.empty(),
                ruling.flatMap(Ruling::safer),
                world.asked());
    }

    private static Ruling worst(String id, String why, List<Ruling.Looked> facts) {
        return new Ruling(id, Ruling.Letter.IRREVERSIBLE, List.of(), why, Optional.empty(), Optional.empty(), facts);
    }

    private static Optional<String> resource(String service) {
        try (InputStream in = Rules.class.getResourceAsStream(service + ".json")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the rules of `" + service + "` cannot be read", e);
        }
    }
}
