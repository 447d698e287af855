package io.brattice;

import io.brattice.journal.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The stories of many calls, from one pass over a journal. Used by one thread. */
final class Stories implements Consumer<Entry> {

    /** How much of each call is held. */
    enum Keep {
        ALL,
        /** What its undo is built from, beside the next. */
        FOR_UNDO,
        /** Who, when, and what became of it. */
        LITTLE
    }

    private final Predicate<Entry> wanted;
    private final Keep keep;
    private long entries;
    private final Map<String, Story> known = new LinkedHashMap<>();
    /** What each undo takes back, whoever's it is: one whose process died may have ended without an UNDONE. */
    private final Map<String, String> undoes = new HashMap<>();

    /** @param wanted asked with the entry that says who called what */
    Stories(Predicate<Entry> wanted, Keep keep) {
        this.wanted = wanted;
        this.keep = keep;
    }

    @Override
    public void accept(Entry entry) {
        entries++;
        Story story = known.get(entry.call());
        if (story == null && Story.begins(entry) && wanted.test(entry)) {
            story = new Story(entry);
            known.put(entry.call(), story);
        }
        if (story != null) {
            story.tell(entry, entries);
            story.keep(keep);
        }
        switch (entry.kind()) {
            case INTENT -> entry.body().string("undoes").ifPresent(undone -> undoes.put(entry.call(), undone));
            case DONE -> tookBack(entry);
            case SETTLED -> {
                if (entry.body().bool("ran").orElse(false)) {
                    tookBack(entry);
                }
            }
            case READ, REFUSED, ASKED, ANSWERED, SECURED, FAILED, UNDONE, NOTED -> {}
        }
    }

    private void tookBack(Entry end) {
        Optional.ofNullable(undoes.get(end.call())).flatMap(this::of).ifPresent(undone -> undone.undone(end.call()));
    }

    /** In the order in which they began. */
    Collection<Story> all() {
        return known.values();
    }

    Optional<Story> of(String call) {
        return Optional.ofNullable(known.get(call));
    }
}
