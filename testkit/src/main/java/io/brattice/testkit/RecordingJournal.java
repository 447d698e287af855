package io.brattice.testkit;

import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps every entry in a list. Can be told to fail, and to call somebody at each entry. */
public final class RecordingJournal implements Journal {

    private final List<Entry> entries = new ArrayList<>();
    private volatile Predicate<Entry> failing = entry -> false;
    private volatile Consumer<Entry> watcher = entry -> {};
    private boolean poisoned;

    /** From the first entry that fits on, every write fails: like a full disk. */
    public void failWhen(Predicate<Entry> entry) {
        failing = entry;
    }

    /** Called with each entry once it is kept, on the writing thread. */
    public void onEntry(Consumer<Entry> each) {
        watcher = each;
    }

    @Override
    public void append(Entry entry) throws JournalException {
        synchronized (this) {
            poisoned = poisoned || failing.test(entry);
            if (poisoned) {
                throw new JournalException("the journal is poisoned");
            }
            entries.add(entry);
        }
        watcher.accept(entry);
    }

    @Override
    public CompletionStage<Void> submit(Entry entry) {
        try {
            append(entry);
            return CompletableFuture.completedFuture(null);
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void note(Entry entry) throws JournalException {
        append(entry);
    }

    @Override
    public void read(Consumer<? super Entry> reader) {
        entries().forEach(reader);
    }

    /** Everything so far, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The kinds of the entries of one call, oldest first. */
    public List<Entry.Kind> kinds(String call) {
        return entries().stream()
                .filter(entry -> entry.call().equals(call))
                .map(Entry::kind)
                .toList();
    }

    @Override
    public void close() {}
}
