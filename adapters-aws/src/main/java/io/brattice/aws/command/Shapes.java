package io.brattice.aws.command;

import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the values of members are written, one letter each: {@code b} true or false, {@code i} a whole number, {@code f} a number, {@code x} bytes,
 * {@code X} bytes from a file that is streamed, {@code S} a structure, {@code V} a structure with nothing but a truth value in it, {@code M} a
 * map, {@code l} a list of texts, {@code n} a list of numbers, {@code L} a list of structures, maps or lists, {@code j} JSON,
 * {@code s} a text.
 */
final class Shapes {

    private static final Set<String> STREAMS = Set.copyOf(new HashSet<>(rows("streams.txt")));

    private final Catalogue catalogue;

    Shapes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The lines of a resource that are no comments. */
    static List<String> rows(String resource) {
        try (InputStream in = Shapes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("`" + resource + "` is missing; build the jar anew");
            }
            List<String> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    rows.add(line);
                }
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How what the request holds at a path is written: {@code Delete}, {@code Delete.Objects[].Key}. */
    char at(String service, String operation, String path) {
        if (STREAMS.contains(service + " " + operation + " " + path)) {
            return 'X';
        }
        Optional<Kind> kind = catalogue.request(service, operation, path);
        if (kind.isEmpty()) {
            return 's';
        }
        return switch (kind.get()) {
            case STRING, TIME -> 's';
            case INTEGER -> 'i';
            case NUMBER -> 'f';
            case BOOLEAN -> 'b';
            case BYTES -> 'x';
            case LIST -> list(catalogue.request(service, operation, path + "[]"));
            case MAP -> 'M';
            case STRUCTURE ->
                service.equals("ec2")
                                && catalogue
                                        .request(service, operation, path + ".Value")
                                        .filter(value -> value == Kind.BOOLEAN)
                                        .isPresent()
                        ? 'V'
                        : 'S';
            case DOCUMENT -> 'j';
        };
    }

    private static char list(Optional<Kind> item) {
        if (item.isEmpty()) {
            return 'l';
        }
        return switch (item.get()) {
            case STRING, TIME, BOOLEAN, BYTES -> 'l';
            case INTEGER, NUMBER -> 'n';
            case LIST, MAP, STRUCTURE, DOCUMENT -> 'L';
        };
    }

    /** True where the answer is a stream, which the program writes into a file. */
    boolean streams(String service, String operation) {
        return STREAMS.contains(service + " " + operation + " >");
    }
}
