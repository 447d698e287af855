package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The streams of a folder, read together. Each is a folder of its own, named by its id. */
final class JournalFolder {
    private static final Pattern STREAM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private JournalFolder() {}

    /** The folders of the streams, in order of their ids. */
    static List<Path> streams(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> STREAM.matcher(nameOf(child)).matches())
                    .sorted(Comparator.comparing(JournalFolder::nameOf))
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    static Verification verify(Path folder, Collection<PublicKey> keys, Collection<Checkpoint> kept)
            throws IOException {
        List<Verification.Stream> checked = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Path stream : streams(folder)) {
            there.add(nameOf(stream));
            checked.add(StreamCheck.of(stream, keys, kept));
        }
        kept.stream()
                .filter(each -> !there.contains(each.stream()))
                .map(each -> StreamCheck.missing(folder, each))
                .forEach(checked::add);
        return new Verification(checked);
    }

    /**
     * Merges the streams by time; within one, the chain has the last word.
     *
     * @param own the stream of this process
     * @param durable the newest entry of it to be read
     */
    static void read(Path folder, UUID own, long durable, Consumer<? super Recorded> reader) throws IOException {
        List<Cursor> opened = new ArrayList<>();
        try {
            Queue<Cursor> cursors = new PriorityQueue<>(
                    Comparator.comparing(cursor -> cursor.entry.entry().at()));
            for (Path stream : streams(folder)) {
                boolean isOwn = nameOf(stream).equals(own.toString());
                Cursor cursor = new Cursor(stream, isOwn ? durable : Long.MAX_VALUE);
                opened.add(cursor);
                if (cursor.advance()) {
                    cursors.add(cursor);
                }
            }
            while (!cursors.isEmpty()) {
                Cursor oldest = cursors.remove();
                reader.accept(oldest.entry);
                if (oldest.advance()) {
                    cursors.add(oldest);
                }
            }
        } finally {
            for (Cursor cursor : opened) {
                cursor.close();
            }
        }
    }

    private static String nameOf(Path path) {
        return path.getFileName().toString();
    }

    /** One stream being read, and the entry it has come to. */
    private static final class Cursor implements Closeable {
        private final StreamReader stream;
        private final long newest;
        private Recorded entry;

        Cursor(Path folder, long newest) throws IOException {
            try {
                this.stream = new StreamReader(folder);
            } catch (DamagedException e) {
                throw e.refusal();
            }
            this.newest = newest;
            this.entry = Recorded.beforeTheFirst(stream.stream());
        }

        boolean advance() throws IOException {
            try {
                Optional<Frame> frame = stream.sequence() < newest ? stream.next() : Optional.empty();
                if (frame.isEmpty()) {
                    return false;
                }
                entry = Recorded.in(stream.stream(), frame.get());
                return true;
            } catch (DamagedException e) {
                throw e.refusal();
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
