package io.brattice.rulebook;

import io.brattice.action.Digest;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One layer: where it is read from, or a rulebook that code has made. */
sealed interface Layer {

    /**
     * A layer that was read.
     *
     * @param source the digest of the bytes it was read from
     */
    record Read(Book book, Digest source, Optional<Trusted.Signature> signature) {}

    /** The layer as it is now. */
    Read read(BookReader reader, Trusted trusted, Instant now);

    /** Made by code. */
    record OfCode(Book book) implements Layer {
        @Override
        public Read read(BookReader reader, Trusted trusted, Instant now) {
            return new Read(book, Digest.of("code"), Optional.empty());
        }
    }

    /**
     * In a file.
     *
     * @param name what the host calls the layer; empty where the file itself says it
     */
    record OfFile(Path file, Optional<String> name) implements Layer {

        @Override
        public Read read(BookReader reader, Trusted trusted, Instant now) {
            byte[] content = content(reader);
            Optional<Trusted.Signature> signature;
            try {
                signature = trusted.signature(file, content);
            } catch (IllegalArgumentException e) {
                throw refused("its signature is not good: " + e.getMessage());
            }
            Reading reading = reader.read(String.valueOf(file.getFileName()), content);
            if (reading instanceof Reading.Problems problems) {
                throw new UnreadableRulebookException(
                        problems.toString().lines().toList());
            }
            Reading.Loaded loaded = (Reading.Loaded) reading;
            Optional<String> layer = layer(loaded.book(), signature);
            signature
                    .flatMap(Trusted.Signature::until)
                    .filter(until -> !now.isBefore(until))
                    .ifPresent(until -> {
                        throw refused("its signature was good until " + until + "; have it signed again");
                    });
            return new Read(named(loaded.book(), layer), loaded.source(), signature);
        }

        private byte[] content(BookReader reader) {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(reader.largest() + 1);
            } catch (IOException e) {
                throw refused("it cannot be read (" + e.getClass().getSimpleName()
                        + "); look at its path and its permissions");
            }
        }

        /** Host, file and key must agree on which layer this is, as far as they say. */
        private Optional<String> layer(Book book, Optional<Trusted.Signature> signature) {
            List<String> said = java.util.stream.Stream.of(
                            name, book.layer(), signature.flatMap(Trusted.Signature::layer))
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            if (said.size() > 1) {
                throw refused("it is the layer `" + said.get(0) + "` and the layer `" + said.get(1)
                        + "`; let host, file and key say the same");
            }
            return said.stream().findFirst();
        }

        private UnreadableRulebookException refused(String why) {
            return new UnreadableRulebookException(List.of(file + ": " + why));
        }

        private static Book named(Book book, Optional<String> layer) {
            return new Book(
                    book.name(),
                    book.place(),
                    layer,
                    book.readOnly(),
                    book.defaults(),
                    book.tiers(),
                    book.clauses(),
                    book.delegations(),
                    book.budgets(),
                    book.errorBudget());
        }
    }
}
