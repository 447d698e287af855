package io.brattice.console.audit;

import io.brattice.action.Arguments;
import io.brattice.console.report.Facts;
import io.brattice.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts what a journal holds, in one pass. Every call that was decided within the time is counted once, whatever id it came under: an id
 * that is used again hides nothing.
 *
 * <p>Holds a few words of each call that has no end yet, and sums: memory does not grow with what has ended. Of teams, agents, people and
 * rules, the first {@value #MOST} are told apart; what comes after is summed under one name.
 */
final class Audit implements Consumer<Entry> {

    /** How many names are told apart. */
    static final int MOST = 10_000;

    static final String OTHERS = "(others)";

    /** A call that has no end yet. */
    private static final class Open {
        final String team;
        final String agent;
        Optional<Instant> asked = Optional.empty();
        boolean ran;

        Open(String team, String agent) {
            this.team = team;
            this.agent = agent;
        }
    }

    private final Instant from;
    private final Instant to;
    private final ZoneId zone;
    private final TierTally tiers;
    private final Map<String, Open> open = new HashMap<>();
    private final Tally all = new Tally();
    private final Map<String, Tally> teams = new TreeMap<>();
    private final Map<String, Tally> agents = new TreeMap<>();
    private final Map<String, Tally> people = new TreeMap<>();
    private final Map<LocalDate, Tally> days = new TreeMap<>();
    private final Map<String, Long> rules = new HashMap<>();
    private final Waits waits = new Waits();
    private final Map<String, Long> noted = new TreeMap<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long entries;
    private long discounted;
    private long lost;

    Audit(Instant from, Instant to, ZoneId zone, TierTally tiers) {
        this.from = from;
        this.to = to;
        this.zone = zone;
        this.tiers = tiers;
    }

    @Override
    public void accept(Entry entry) {
        boolean counts = !entry.at().isBefore(from) && entry.at().isBefore(to);
        if (counts) {
            entries++;
            first = first.or(() -> Optional.of(entry.at()));
            last = Optional.of(entry.at());
        }
        switch (entry.kind()) {
            case READ -> {
                if (counts) {
                    each(of(entry), entry.at(), tally -> tally.reads++);
                }
            }
            case REFUSED -> refused(entry, counts);
            case ASKED -> asked(entry, counts);
            case ANSWERED -> answered(entry, counts);
            case INTENT -> intent(entry, counts);
            case DONE, FAILED -> ended(entry, counts);
            case UNDONE -> {
                if (counts) {
                    all.undone++;
                    day(entry.at()).undone++;
                }
            }
            case SETTLED -> open.remove(entry.call());
            case NOTED -> note(entry, counts);
            case SECURED -> {}
        }
    }

    private interface Change {
        void to(Tally tally);
    }

    private void each(Open call, Instant at, Change change) {
        change.to(all);
        change.to(named(teams, call.team));
        change.to(named(agents, call.agent));
        change.to(day(at));
    }

    private Tally day(Instant at) {
        return days.computeIfAbsent(at.atZone(zone).toLocalDate(), day -> new Tally());
    }

    private static Tally named(Map<String, Tally> tallies, String name) {
        String known = tallies.containsKey(name) || tallies.size() < MOST ? name : OTHERS;
        return tallies.computeIfAbsent(known, each -> new Tally());
    }

    private static Open of(Entry entry) {
        Arguments body = entry.body();
        String team = Facts.caller(body, "tenant");
        String name = Facts.caller(body, "name");
        return new Open(team, team.isEmpty() ? name : team + " / " + name);
    }

    private void refused(Entry entry, boolean counts) {
        Open call = open.get(entry.call());
        if (call == null || call.ran) { // what is refused under the id of a call that runs is another
            call = of(entry);
        } else {
            open.remove(entry.call());
        }
        if (counts) {
            each(call, entry.at(), tally -> tally.refused++);
            rules(entry.body(), "refused");
        }
    }

    private void asked(Entry entry, boolean counts) {
        Open call = open.get(entry.call());
        if (call == null || call.ran) {
            call = of(entry);
            open.put(entry.call(), call);
        }
        call.asked = Optional.of(entry.at());
        if (counts) {
            each(call, entry.at(), tally -> tally.questions++);
            rules(entry.body(), "asked");
        }
    }

    private void answered(Entry entry, boolean counts) {
        if (!counts) {
            return;
        }
        Arguments body = entry.body();
        if (!body.bool("counted").orElse(false)) {
            discounted++;
            return;
        }
        boolean yes = body.bool("yes").orElse(false);
        Open call = open.getOrDefault(entry.call(), new Open("", ""));
        Tally person = named(people, Facts.text(body, "by"));
        Optional<Duration> wait = call.asked.map(asked -> Duration.between(asked, entry.at()));
        boolean quick = wait.filter(known -> known.compareTo(Waits.QUICK) < 0).isPresent();
        wait.ifPresent(waits::add);
        Change change = tally -> {
            tally.yes += yes ? 1 : 0;
            tally.no += yes ? 0 : 1;
            tally.quick += quick ? 1 : 0;
        };
        each(call, entry.at(), change);
        change.to(person);
    }

    private void intent(Entry entry, boolean counts) {
        Open before = open.get(entry.call());
        lost += before != null && before.ran ? 1 : 0; // it has no end, and what ends now is the other
        Open call = before != null && !before.ran ? before : of(entry);
        open.put(entry.call(), call);
        call.ran = true;
        if (counts) {
            Arguments body = entry.body();
            each(call, entry.at(), tally -> {
                tally.ran++;
                Facts.reversibility(body, "reversibility")
                        .ifPresent(grave -> tally.classes.merge(grave, 1L, Long::sum));
                tally.effects(Facts.effects(body));
                boolean more = body.integer("effectsInAll").orElse(0L)
                        > Facts.effects(body).size();
                tally.vague += more || !body.bool("complete").orElse(true) ? 1 : 0;
            });
            rules(body, "passed");
            tiers.add(Facts.effects(body), true);
        }
    }

    private void ended(Entry entry, boolean counts) {
        Open call = open.remove(entry.call());
        if (counts && call != null) {
            each(call, entry.at(), tally -> {
                tally.failed += entry.kind() == Entry.Kind.FAILED ? 1 : 0;
                tally.effects(Facts.effects(entry.body()));
            });
            tiers.add(Facts.effects(entry.body()), false);
        }
    }

    private void note(Entry entry, boolean counts) {
        String what = Facts.text(entry.body(), "what");
        Open call = open.get(entry.call());
        if (call != null && (what.equals("stale") || what.equals("unsecured"))) {
            call.ran = false; // nothing has run: it goes round
            if (counts) {
                each(call, entry.at(), tally -> tally.ran--);
            }
        }
        if (counts && noted.size() < MOST) {
            noted.merge(what, 1L, Long::sum);
        }
    }

    private void rules(Arguments body, String how) {
        for (String reason : Facts.texts(body, "reasons")) {
            int colon = reason.indexOf(": ");
            String rule = how + "\n" + (colon < 0 ? reason : reason.substring(0, colon));
            rules.merge(rules.containsKey(rule) || rules.size() < MOST ? rule : how + "\n" + OTHERS, 1L, Long::sum);
        }
    }

    Tally all() {
        return all;
    }

    Map<String, Tally> teams() {
        return teams;
    }

    Map<String, Tally> agents() {
        return agents;
    }

    Map<String, Tally> people() {
        return people;
    }

    /** By day, oldest first; days without an entry are left out. */
    Map<LocalDate, Tally> days() {
        return days;
    }

    /** How often each rule took part: {@code how}, a line end, and the rule. */
    Map<String, Long> rules() {
        return rules;
    }

    TierTally tiers() {
        return tiers;
    }

    Map<String, Long> noted() {
        return noted;
    }

    Waits waits() {
        return waits;
    }

    /** Calls that were let through and have no end. */
    long unended() {
        return lost + open.values().stream().filter(call -> call.ran).count();
    }

    /** Calls about which a person was asked, and that have no end. */
    long waiting() {
        return open.values().stream().filter(call -> !call.ran).count();
    }

    /** Answers that did not count. */
    long discounted() {
        return discounted;
    }

    long entries() {
        return entries;
    }

    Optional<Instant> first() {
        return first;
    }

    Optional<Instant> last() {
        return last;
    }
}
