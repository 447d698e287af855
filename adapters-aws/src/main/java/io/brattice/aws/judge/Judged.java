package io.brattice.aws.judge;

import io.brattice.action.Assessment;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.rule.Ruling;
import io.brattice.aws.undo.Undos;
import java.util.Objects;
import java.util.Optional;

/**
 * What one call is.
 *
 * @param call as it was judged: for a call that only carries another one (Cloud Control), still the outer one
 * @param inner the native call that it carries, which is what the class is that of
 * @param assessment for the gate
 * @param operation the row of the catalogue; empty for one that is not in it
 * @param ruling what a curated rule says, where one speaks
 * @param undo the row of {@code undo.json} that takes it back, where one does; the safeguard is then {@link #CAPTURED}
 * @param rehearsal true for a call that only rehearses: its dry-run parameter is set
 */
public record Judged(
        AwsCall call,
        Optional<AwsCall> inner,
        Assessment assessment,
        Optional<Operation> operation,
        Optional<Ruling> ruling,
        Optional<String> undo,
        boolean rehearsal) {

    /** The safeguard of a call whose resource is read first, so that a row of {@code undo.json} can put it back. */
    public static final String CAPTURED = Undos.CAPTURED;

    /** The safeguard of a call that makes something: the operation's inverse deletes exactly what was made. */
    public static final String TAKEN_BACK = Undos.TAKEN_BACK;

    public Judged {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(inner, "inner");
        Objects.requireNonNull(assessment, "assessment");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(ruling, "ruling");
        Objects.requireNonNull(undo, "undo");
    }

    /** A call that nobody here can read. */
    static Judged unknown(AwsCall call, Optional<Operation> operation, String why) {
        return new Judged(
                call, Optional.empty(), Assessment.unknown(why), operation, Optional.empty(), Optional.empty(), false);
    }
}
