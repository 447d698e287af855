package io.brattice.approval;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may answer by signature: whose each key is, what they may do, and from when to when.
 *
 * <p>A look-up, asked anew for every answer, so that what is revoked counts no longer at once. One that throws vouches for
 * nobody. An implementation must give one human one name, however many keys they have.
 */
public interface People {

    /** Whose key this is, also where it is not valid yet, not any more, or revoked; empty where nobody holds it. */
    Optional<Holder> key(String id);

    /** Every key of the person of exactly this name; empty where nobody has that name. */
    List<Holder> named(String name);

    /**
     * A person with one of their keys.
     *
     * @param name one name per human
     * @param roles what they hold, whatever an answer or a channel says
     * @param from the key counts from this instant on
     * @param until and no longer from this one on
     * @param revoked from this instant on the key counts for nothing, also what it signed before
     */
    record Holder(
            String name, Set<String> roles, PersonKey key, Instant from, Instant until, Optional<Instant> revoked) {

        public Holder {
            if (Objects.requireNonNull(name, "name").isBlank()) {
                throw new IllegalArgumentException("a person needs a name");
            }
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(revoked, "revoked");
            roles = Set.copyOf(roles);
        }

        /** Why the key does not count at this instant; empty when it does. */
        public Optional<String> objection(Instant now) {
            if (revoked.isPresent() && !now.isBefore(revoked.get())) {
                return Optional.of("the key of `" + name + "` is revoked since " + revoked.get());
            }
            if (now.isBefore(from) || !now.isBefore(until)) {
                return Optional.of(
                        "the key of `" + name + "` is valid from " + from + " until " + until + ", and it is " + now);
            }
            return Optional.empty();
        }

        /** The person as a question's answers name them. */
        public Person person() {
            return new Person(name, "ed25519:" + key.id(), roles);
        }
    }
}
