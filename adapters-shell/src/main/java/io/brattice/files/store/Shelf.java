package io.brattice.files.store;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.InvalidArgumentsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of one call.
 *
 * @param call its id; empty where the manifest is damaged
 * @param session of whoever called; empty where nobody said
 * @param at when it was kept
 * @param bytes how much it was said to need, and what others need too counted with it
 * @param done true once the call was taken back
 * @param place the folder; its name is the digest of the call's id
 */
public record Shelf(String call, String session, Instant at, long bytes, boolean done, Path place) {

    /** The digest of the call's id, in hex. */
    public String digest() {
        return String.valueOf(place.getFileName());
    }

    static Path place(Path root, String call) {
        return root.resolve(Digest.of("call:" + call).hex());
    }

    static Arguments manifest(String call, String session, Instant at, long bytes, List<?> steps) throws IOException {
        try {
            return Arguments.of("call", call, "session", session, "at", at, "bytes", bytes)
                    .with("steps", steps);
        } catch (InvalidArgumentsException e) {
            throw new IOException("what the call would change is too much to be written down; do less in one call", e);
        }
    }

    /** All folders that may be shelves, also those that were never finished. */
    static List<Path> places(Path root) throws IOException {
        List<Path> places = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path each : all) {
                if (Blobs.isHash(String.valueOf(each.getFileName()))
                        && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    places.add(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return places;
    }

    /** All that are complete, the oldest first. */
    static List<Shelf> all(Path root) throws IOException {
        List<Shelf> shelves = new ArrayList<>();
        for (Path place : places(root)) {
            read(place).ifPresent(shelves::add);
        }
        shelves.sort(Comparator.comparing(Shelf::at).thenComparing(Shelf::digest));
        return shelves;
    }

    /** Empty for one that was never finished. Of one whose manifest is damaged only age and size are known. */
    static Optional<Shelf> read(Path place) throws IOException {
        boolean done = Files.exists(place.resolve(Names.DONE));
        try {
            Arguments manifest = Arguments.fromJson(Files.readString(place.resolve(Names.MANIFEST)));
            return Optional.of(new Shelf(
                    manifest.string("call").orElse(""),
                    manifest.string("session").orElse(""),
                    Instant.parse(manifest.string("at").orElse("")),
                    manifest.integer("bytes").orElse(0L),
                    done,
                    place));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (InvalidArgumentsException | DateTimeException | CharacterCodingException e) {
            Instant at = Files.getLastModifiedTime(place).toInstant();
            return Optional.of(new Shelf("", "", at, Usage.below(place, path -> {}), done, place));
        }
    }

    /** The blobs that what is on a shelf needs. A line that was never finished belongs to nothing that was kept. */
    static Set<String> references(Path place) throws IOException {
        Set<String> hashes = new HashSet<>();
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(place, Names.REFERENCES + "*")) {
            for (Path list : lists) {
                Files.readAllLines(list, StandardCharsets.ISO_8859_1).stream()
                        .filter(Blobs::isHash)
                        .forEach(hashes::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return hashes;
    }
}
