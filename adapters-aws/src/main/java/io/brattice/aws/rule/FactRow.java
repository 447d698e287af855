package io.brattice.aws.rule;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one fact is looked up: a row of {@code facts.json}.
 *
 * @param id as rules name it: {@code s3.versioning}
 * @param service whose read-only operation answers
 * @param operation which one
 * @param parameters of that call; a string {@code $.Bucket} stands for the member of the call that is judged
 * @param take where in the answer, as an RFC 6901 pointer: {@code /Status}, {@code /DBInstances/0/DeletionProtection}; {@code *} for every
 *     item of a list
 * @param absent what it is when the answer has nothing there
 * @param nothing codes of errors by which the service says that there is nothing: {@code NoSuchTagSet}. They are an answer, and it
 *     is {@code absent}; any other error leaves the fact unknown
 */
public record FactRow(
        String id,
        String service,
        String operation,
        Map<String, @Nullable Object> parameters,
        String take,
        @Nullable Object absent,
        Set<String> nothing) {

    public FactRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(take, "take");
        nothing = Set.copyOf(nothing);
    }
}
