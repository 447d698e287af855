package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What happened, append-only, in an order nobody can change unseen.
 *
 * <p>Safe for use by many threads. Once writing has failed the journal is poisoned: every later call throws, because what
 * cannot be recorded must not run.
 */
public interface Journal extends AutoCloseable {

    /** Returns once the entry is durable. */
    void append(Entry entry) throws JournalException;

    /** The stage completes once the entry is durable, or fails with {@link JournalException}; never throws it directly. */
    CompletionStage<Void> submit(Entry entry);

    /** Takes its place in the chain now and is durable within a second. Throws only when the journal is poisoned. */
    void note(Entry entry) throws JournalException;

    /** Every entry of every stream, merged by time and, within a stream, in chain order; a snapshot of what is durable now. */
    void read(Consumer<? super Entry> reader) throws JournalException;

    /** True when this would be kept exactly as it is: false where redaction would take something out. */
    default boolean keeps(Arguments body) throws JournalException {
        return true;
    }

    /** What no agent may ever touch: the files this journal lives in. */
    default Set<Resource> protects() {
        return Set.of();
    }

    @Override
    void close();

    /** In memory, chained and hashed like the real one, and gone with the process. */
    static Journal inMemory() {
        return new MemoryJournal();
    }

    /** Entries of one call, oldest first. */
    default List<Entry> entriesOf(String call) throws JournalException {
        List<Entry> found = new ArrayList<>();
        read(entry -> {
            if (entry.call().equals(call)) {
                found.add(entry);
            }
        });
        return found;
    }
}
