package io.brattice.aws.call;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a call goes. What is empty is decided by whoever sends it, from its own configuration.
 *
 * @param region as {@code eu-central-1}
 * @param endpoint another address than AWS's own: a server that runs here, a private end point
 * @param profile the name of a profile of the shared configuration, which decides whose credentials are used
 */
public record Place(Optional<String> region, Optional<URI> endpoint, Optional<String> profile) {

    public Place {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(profile, "profile");
    }

    /** Wherever the sender's own configuration says. */
    public static Place ofSender() {
        return new Place(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same in another region. */
    public Place in(String other) {
        return new Place(Optional.of(other), endpoint, profile);
    }

    /** The same at another address. */
    public Place at(URI other) {
        return new Place(region, Optional.of(other), profile);
    }
}
