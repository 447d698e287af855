package io.brattice.aws.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The shipped resource, as bytes. */
final class Resource {

    private Resource() {}

    static byte[] bytes() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.bin")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that a catalogue says, line by line: what two resources have in common whatever packed them. */
    static List<String> lines(Catalogue catalogue) {
        List<String> lines = new ArrayList<>(List.of(catalogue.madeFrom()));
        for (String service : catalogue.services()) {
            catalogue.operations(service).forEach(operation -> lines.add(operation.toString()));
        }
        return lines;
    }
}
