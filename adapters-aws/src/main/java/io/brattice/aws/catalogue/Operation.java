package io.brattice.aws.catalogue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one operation when nothing is known of its request.
 *
 * @param service as botocore names its folder
 * @param name as the model names it: {@code DeleteDBInstance}
 * @param verb what it does to its resource
 * @param inherent its class for the gravest request, when nothing is secured first
 * @param evidence what the class rests on
 * @param inverse what takes it back; a candidate: whether it does is for a curated row to say
 * @param dryRun the parameter that makes it a dry run, where it has one
 * @param members the members of its request, under their names
 * @param required those that it must have
 * @param metered true when it makes, or enlarges, something that costs money for as long as it is there
 * @param why what a person wrote down where the evidence is {@link Evidence#CURATED}, a clause; else empty
 */
public record Operation(
        String service,
        String name,
        Verb verb,
        Reversibility inherent,
        Evidence evidence,
        Optional<Inverse> inverse,
        Optional<String> dryRun,
        List<String> members,
        Set<String> required,
        boolean metered,
        String why) {

    public Operation {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(inherent, "inherent");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(inverse, "inverse");
        Objects.requireNonNull(dryRun, "dryRun");
        members = List.copyOf(members);
        required = Set.copyOf(required);
        Objects.requireNonNull(why, "why");
    }

    /** One that costs nothing to keep, and of which nobody wrote anything down. */
    public Operation(
            String service,
            String name,
            Verb verb,
            Reversibility inherent,
            Evidence evidence,
            Optional<Inverse> inverse,
            Optional<String> dryRun,
            List<String> members,
            Set<String> required) {
        this(service, name, verb, inherent, evidence, inverse, dryRun, members, required, false, "");
    }

    /** {@code rds:DeleteDBInstance}. */
    public String id() {
        return service + ":" + name;
    }

    /** What a class rests on, from the strongest to the weakest. */
    public enum Evidence {
        /** A person decided, and wrote down why. */
        CURATED,
        /** Name, traits and HTTP method agree. */
        AGREED,
        /** The verb of its name alone. */
        VERB,
        /** Nothing tells: the worst is assumed. */
        NOTHING
    }

    /**
     * An operation of the same service that takes this one back.
     *
     * @param operation its name
     * @param parameters each member that it must have, and where its value comes from: {@code request.Bucket} or
     *     {@code response.VolumeId}
     */
    public record Inverse(String operation, Map<String, String> parameters) {
        public Inverse {
            Objects.requireNonNull(operation, "operation");
            parameters = Map.copyOf(parameters);
        }
    }
}
