package io.brattice.rulebook.replay;

import io.brattice.action.Reversibility;
import io.brattice.journal.Entry;
import io.brattice.policy.Decision;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules that would have spared repeated questions, found in a journal, which is read twice: first {@link #learn}, then {@link #replay}.
 *
 * <p>Guarantees: no rule reaches what is inherently irreversible, or a call of which not everything is known; each is drawn from at least two
 * calls to which at least two people said yes, none of them within three seconds; none would have let pass what a person refused. What it would let
 * pass besides is counted by deciding every call of the journal again.
 *
 * <p>Does not: know whether people were right, or what agents will ask for tomorrow. Nothing is changed.
 */
public final class Suggestions {

    /** What is answered sooner was hardly read. */
    public static final Duration QUICK = Duration.ofSeconds(3);

    private static final int LEAST_CALLS = 2;
    private static final int LEAST_PEOPLE = 2;
    private static final int MOST_KINDS = 50_000;
    private static final int MOST_CANDIDATES = 100;
    private static final int MOST_EXAMPLES = 5;

    /** A question, and who said yes to it after reading it. */
    private record Question(Instant at, Set<String> yes) {}

    /** What speaks for a candidate. */
    private static final class Support {
        private long calls;
        private final Set<String> people = new TreeSet<>();
    }

    /** What a candidate would do. */
    private static final class Trial {
        private final Candidate candidate;
        private final Set<String> people;
        private final Decider with;
        private final List<String> examples = new ArrayList<>();
        private final Map<Decision, Long> others = new EnumMap<>(Decision.class);
        private final List<String> otherExamples = new ArrayList<>();
        private long spared;
        private boolean refused;

        private Trial(Candidate candidate, Set<String> people, Decider with) {
            this.candidate = candidate;
            this.people = people;
            this.with = with;
        }

        private long beside() {
            return others.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final List<Book> layers;
    private final CommandReader commands;
    private final Decider now;
    private final Map<String, Question> open = new HashMap<>();
    private final Map<Candidate, Support> found = new LinkedHashMap<>();
    private final Set<String> approved = new HashSet<>();
    private final Map<String, List<Trial>> byTool = new HashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private long questions;
    private boolean learnt;

    private Suggestions(List<Book> layers, CommandReader commands) {
        this.layers = List.copyOf(layers);
        this.commands = commands;
        this.now = Decider.of(layers, commands);
    }

    /** For the lowest of these layers, the uppermost first. */
    public static Suggestions of(List<Book> layers, CommandReader commands) {
        return new Suggestions(layers, commands);
    }

    /** One entry more, in the order of the journal. */
    public void learn(Entry entry) {
        switch (entry.kind()) {
            case ASKED -> {
                questions++;
                open.put(entry.call(), new Question(entry.at(), new TreeSet<>()));
            }
            case ANSWERED -> answered(entry);
            case INTENT -> {
                Question asked = open.remove(entry.call());
                if (asked != null && !asked.yes().isEmpty()) {
                    PastCall.of(entry).ifPresent(past -> passed(entry.call(), past, asked.yes()));
                }
            }
            case REFUSED -> open.remove(entry.call());
            case READ, SECURED, DONE, FAILED, UNDONE, SETTLED, NOTED -> {}
        }
    }

    private void answered(Entry entry) {
        Question asked = open.get(entry.call());
        boolean counts = entry.body().bool("counted").orElse(false)
                && entry.body().bool("yes").orElse(false)
                && entry.body().get("edit").isEmpty();
        if (asked != null && counts && Duration.between(asked.at(), entry.at()).compareTo(QUICK) >= 0) {
            entry.body().string("by").ifPresent(asked.yes()::add);
        }
    }

    private void passed(String call, PastCall past, Set<String> people) {
        if (now.decide(past.evidence().unspent(now)).decision() != Decision.ESCALATE) {
            return; // the rules in force ask about it no more
        }
        approved.add(call);
        for (Candidate candidate : Candidate.of(past, commands)) {
            if (found.size() < MOST_KINDS || found.containsKey(candidate)) {
                Support support = found.computeIfAbsent(candidate, none -> new Support());
                support.calls++;
                support.people.addAll(people);
            }
        }
    }

    /** One entry more of the same journal; nothing is learnt any more. */
    public void replay(Entry entry) {
        begin();
        Optional<PastCall> past = PastCall.of(entry);
        if (past.isEmpty() || past.get().isRead()) {
            return;
        }
        List<Trial> mine = byTool.getOrDefault(past.get().evidence().call().tool(), List.of());
        if (mine.isEmpty()) {
            return;
        }
        Decision before = now.decide(past.get().evidence().unspent(now)).decision();
        boolean byPerson = isNo(entry);
        for (Trial trial : mine) {
            Decision after =
                    trial.with.decide(past.get().evidence().unspent(trial.with)).decision();
            if (after.compareTo(before) < 0) {
                count(trial, entry, before, after, byPerson);
            }
        }
    }

    private void count(Trial trial, Entry entry, Decision before, Decision after, boolean byPerson) {
        trial.refused |= byPerson;
        if (before == Decision.ESCALATE && after == Decision.ALLOW && approved.contains(entry.call())) {
            trial.spared++;
            example(trial.examples, entry.call());
        } else {
            trial.others.merge(before, 1L, Long::sum);
            example(trial.otherExamples, entry.call());
        }
    }

    private static void example(List<String> examples, String call) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(call);
        }
    }

    private static boolean isNo(Entry entry) {
        return entry.kind() == Entry.Kind.REFUSED
                && entry.body().get("reasons").orElse(List.of()) instanceof List<?> reasons
                && reasons.stream().anyMatch(reason -> String.valueOf(reason).startsWith("approval.refused"));
    }

    /** Only now is it known which candidates enough people speak for. */
    private void begin() {
        if (learnt) {
            return;
        }
        learnt = true;
        found.entrySet().stream()
                .filter(each -> each.getValue().calls >= LEAST_CALLS
                        && each.getValue().people.size() >= LEAST_PEOPLE)
                .sorted(Comparator.comparing((Map.Entry<Candidate, Support> each) -> -each.getValue().calls)
                        .thenComparing(each -> each.getKey().width()))
                .limit(MOST_CANDIDATES)
                .forEach(each -> trials.add(
                        new Trial(each.getKey(), each.getValue().people, with(each.getKey(), trials.size()))));
        for (Trial trial : trials) {
            byTool.computeIfAbsent(tool(trial.candidate), none -> new ArrayList<>())
                    .add(trial);
        }
    }

    private static String tool(Candidate candidate) {
        Condition.Tool tool =
                (Condition.Tool) ((Condition.All) candidate.when()).of().get(0);
        return ((TextTest.Is) tool.name()).text();
    }

    /** The rulebooks with one rule more, in the lowest layer. */
    private Decider with(Candidate candidate, int number) {
        Book last = layers.get(layers.size() - 1);
        List<Clause> clauses = new ArrayList<>(last.clauses());
        clauses.add(new Clause(
                "suggested/" + number,
                last.place(),
                candidate.when(),
                Decision.ALLOW,
                Reversibility.RECOVERABLE,
                Optional.empty(),
                "",
                List.of(),
                List.of()));
        List<Book> all = new ArrayList<>(layers.subList(0, layers.size() - 1));
        all.add(new Book(
                last.name(),
                last.place(),
                last.layer(),
                last.readOnly(),
                last.defaults(),
                last.tiers(),
                clauses,
                last.delegations(),
                last.budgets(),
                last.errorBudget()));
        return Decider.of(all, commands);
    }

    /** How many questions there were. */
    public long questions() {
        return questions;
    }

    /** The narrowest first; one that spares nothing more than a narrower one is left out. */
    public List<Suggestion> report() {
        begin();
        List<Suggestion> told = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        trials.stream()
                .filter(trial -> !trial.refused && trial.spared >= LEAST_CALLS)
                .sorted(Comparator.comparing(Trial::beside)
                        .thenComparing(trial -> trial.candidate.width())
                        .thenComparing(trial -> -trial.spared)
                        .thenComparing(trial -> trial.candidate.text()))
                .filter(trial -> seen.add(List.of(tool(trial.candidate), trial.spared, trial.examples)))
                .forEach(trial -> told.add(new Suggestion(
                        rule(trial.candidate, told.size() + 1),
                        trial.spared,
                        trial.people,
                        trial.examples,
                        trial.others,
                        trial.otherExamples)));
        return told;
    }

    private static String rule(Candidate candidate, int number) {
        return "- id: spared-" + number + "\n  when: " + candidate.text() + "\n  then: allow\n  up-to: recoverable\n";
    }
}
