package io.brattice;

import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * Journal, ledger, snapshots, rulebooks, keys and the places where questions are answered: any effect of an agent on them is
 * DENY, and nothing relaxes it. A read of a folder above them passes; a read inside, and any other effect on, inside or above
 * them, does not.
 */
final class ProtectedPlaces {

    private final Set<Resource> places;

    ProtectedPlaces(Set<Resource> places) {
        this.places = Set.copyOf(places);
    }

    Optional<Verdict> objection(Evidence evidence) {
        if (places.isEmpty() || evidence.call().caller().kind() == Caller.Kind.PERSON) {
            return Optional.empty();
        }
        for (Effect effect : evidence.effects()) {
            for (Resource place : places) {
                if (touches(effect, place)) {
                    return Optional.of(Verdict.deny(
                                    "protected", "`" + effect.resource() + "` belongs to the gate itself")
                            .advising("leave the gate's own files alone; nothing an agent does may touch them"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean touches(Effect effect, Resource place) {
        Resource resource = effect.resource();
        if (resource.scheme().equals("git") && resource.uri().startsWith("git:" + place.scheme() + ":")) {
            // A repository that lies in the place. One that the place lies in has other effects on it to show.
            Resource where = new Resource(resource.uri().substring("git:".length()));
            return where.overlaps(place)
                    && where.whole().length() >= place.whole().length();
        }
        if (!resource.overlaps(place)) {
            return false;
        }
        boolean above = resource.whole().length() < place.whole().length();
        return effect.verb() != Verb.READ || !above;
    }
}
