package io.brattice.console.report;

import io.brattice.Chronicle.State;
import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What was done in one session, from one pass over the journal: every call is in it, whatever id it came under. An entry under the id of
 * a call that has run already never hides that call.
 *
 * <p>Of reads it holds their number; of other calls some hundred bytes each, and their words only of the first {@value #SHOWN} plain
 * and as many grave ones.
 */
final class Account implements Consumer<Entry> {

    /** How many plain calls are shown with their words, and how many of those that somebody should look at. */
    static final int SHOWN = 20_000;

    private static final int LATEST_READS = 10_000;
    private static final int MOST_CHILDREN = 1_000;
    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);

    private final String session;
    private final Map<String, Deed> known = new HashMap<>();
    private final Map<String, String> undoers = new HashMap<>();
    private final Map<String, String> undoes = new HashMap<>();
    private final List<Object> timeline = new ArrayList<>();
    private final Set<String> children = new TreeSet<>();
    /** The newest reads, since one may turn out to have changed something. */
    private final Map<String, Deed> latestReads = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deed> eldest) {
            return size() > LATEST_READS;
        }
    };

    private final Set<String> callers = new TreeSet<>();
    private long entries;
    private long reads;
    private long plain;
    private long grave;
    private long shortened;
    private final List<Instant> pruned = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    Account(String session) {
        this.session = session;
    }

    @Override
    public void accept(Entry entry) {
        entries++;
        Arguments body = entry.body();
        if (Facts.caller(body, "parent").equals(session) && children.size() < MOST_CHILDREN) {
            children.add(Facts.caller(body, "session"));
        }
        boolean ours = Facts.caller(body, "session").equals(session)
                && !Facts.text(body, "tool").isEmpty();
        switch (entry.kind()) {
            case READ -> {
                if (ours) {
                    read(entry);
                }
            }
            case REFUSED, ASKED, INTENT -> {
                if (ours) {
                    begin(entry);
                } else if (entry.kind() == Entry.Kind.INTENT) {
                    other(entry);
                }
            }
            case ANSWERED, SECURED, DONE, FAILED, UNDONE, SETTLED, NOTED -> goOn(entry);
        }
    }

    private void read(Entry entry) {
        seen(entry);
        reads++;
        if (timeline.isEmpty() || !(timeline.get(timeline.size() - 1) instanceof Reads)) {
            timeline.add(new Reads(entry.at()));
        }
        Deed told = new Deed(entry);
        told.tell(entry);
        latestReads.put(told.id, told);
        ((Reads) timeline.get(timeline.size() - 1)).add(told.tool, told.asked);
    }

    private void begin(Entry entry) {
        seen(entry);
        Deed deed = known.get(entry.call());
        boolean again = deed != null && deed.isPast();
        if (deed == null || again) {
            Deed next = new Deed(entry);
            timeline.add(next);
            if (again) {
                next.notes.add("an earlier call that ran has the same id");
            }
            if (!again || entry.kind() == Entry.Kind.INTENT) {
                known.put(entry.call(), next); // what was refused under the id of a call that ran is not that call
            }
            deed = next;
        }
        deed.tell(entry);
        if (!deed.undoes.isEmpty()) {
            undoes.put(deed.id, deed.undoes);
            undoers.put(deed.id, who(entry.body()));
        }
    }

    /** A call of another session; if it takes a call back, that may be one of ours. */
    private void other(Entry entry) {
        String undone = Facts.text(entry.body(), "undoes");
        if (known.containsKey(undone)) {
            undoes.put(entry.call(), undone);
            undoers.put(entry.call(), who(entry.body()));
        }
    }

    private void goOn(Entry entry) {
        Deed deed = known.get(entry.call());
        if (deed != null && entry.kind() != Entry.Kind.UNDONE) {
            seen(entry);
            deed.tell(entry);
            measure(deed, entry);
        }
        if (deed == null && entry.kind() == Entry.Kind.NOTED) {
            noteOfARead(entry);
        }
        boolean took = entry.kind() == Entry.Kind.DONE
                || (entry.kind() == Entry.Kind.SETTLED
                        && entry.body().bool("ran").orElse(false));
        if (took && undoes.containsKey(entry.call())) {
            undone(undoes.getOrDefault(entry.call(), ""), entry.call(), entry.at());
        } else if (entry.kind() == Entry.Kind.UNDONE) {
            undone(entry.call(), Facts.text(entry.body(), "by"), entry.at());
        } else if (entry.kind() == Entry.Kind.NOTED
                && Facts.text(entry.body(), "what").equals("shortened")) {
            pruned(entry);
        }
    }

    private void pruned(Entry entry) {
        try {
            pruned.add(Instant.parse(Facts.text(entry.body(), "until")));
        } catch (DateTimeException e) {
            pruned.add(entry.at());
        }
    }

    /** A call that was judged to only read may say that it changed something: then it is a call like any other. */
    private void noteOfARead(Entry entry) {
        Deed read = latestReads.remove(entry.call());
        if (read != null) {
            read.tell(entry);
            read.ran = true;
            read.complete = false;
            timeline.add(read);
        }
    }

    private void undone(String call, String by, Instant at) {
        Deed deed = known.get(call);
        if (deed != null) {
            deed.undone(undoers.containsKey(by) ? undoers.getOrDefault(by, "") + ", call " + by : "call " + by);
            deed.last = at;
        }
    }

    private void measure(Deed deed, Entry entry) {
        if (entry.kind() != Entry.Kind.DONE) {
            return;
        }
        boolean isGrave = deed.isGrave();
        if ((isGrave ? ++grave : ++plain) > SHOWN) {
            deed.shorten();
            shortened++;
        }
    }

    private void seen(Entry entry) {
        first = first.or(() -> Optional.of(entry.at()));
        last = Optional.of(last.filter(known -> known.isAfter(entry.at())).orElse(entry.at()));
        if (!Facts.caller(entry.body(), "name").isEmpty()) {
            callers.add(who(entry.body()));
        }
    }

    private static String who(Arguments body) {
        String tenant = Facts.caller(body, "tenant");
        String person = Facts.caller(body, "onBehalfOf");
        return Facts.caller(body, "name")
                + (person.isEmpty() ? "" : " for " + person)
                + (tenant.isEmpty() ? "" : " of " + tenant);
    }

    /** Sessions that were started by this one: what they did is theirs. */
    Set<String> children() {
        return children;
    }

    String session() {
        return session;
    }

    boolean isEmpty() {
        return reads == 0 && timeline.isEmpty();
    }

    /** Deeds and reads in a row, in the order in which they began. */
    List<Object> timeline() {
        return timeline;
    }

    /** Every call but reads. */
    List<Deed> deeds() {
        return timeline.stream()
                .filter(Deed.class::isInstance)
                .map(Deed.class::cast)
                .toList();
    }

    /** What an agent did: without the calls that took others back. */
    List<Deed> own() {
        return deeds().stream().filter(deed -> deed.undoes.isEmpty()).toList();
    }

    long count(State state) {
        return own().stream().filter(deed -> deed.state == state).count();
    }

    long reads() {
        return reads;
    }

    long entries() {
        return entries;
    }

    /** How often entries were pruned that may have been of this session: it began within a month of the newest of them. */
    long missing() {
        return pruned.stream()
                .filter(until -> first.filter(begun -> begun.isAfter(until.plus(LONGEST_SILENCE)))
                        .isEmpty())
                .count();
    }

    /** Calls whose words are not shown since there are too many. */
    long shortened() {
        return shortened;
    }

    Set<String> callers() {
        return callers;
    }

    Optional<Instant> first() {
        return first;
    }

    Optional<Instant> last() {
        return last;
    }
}
