package io.brattice.aws.rule;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.List;
import java.util.Objects;

/**
 * What would do with less harm: the same call with other parameters, other calls before it, or both. It is a proposal, judged anew.
 *
 * @param before calls to be made first: a snapshot, a backup
 * @param parameters of the call itself, changed or not
 * @param advice one clause for people and agents: {@code with a final snapshot, and automated backups kept}
 */
public record Safer(List<AwsCall> before, Arguments parameters, String advice) {
    public Safer {
        before = List.copyOf(before);
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(advice, "advice");
    }
}
