package io.brattice.aws.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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
}
