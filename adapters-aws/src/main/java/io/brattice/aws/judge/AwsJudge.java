package io.brattice.aws.judge;

import io.brattice.action.Assessment;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.rule.Facts;
import java.util.Objects;
import java.util.Optional;

/**
 * Says what a call is. Computes; looks at the world only through the facts that it is given.
 *
 * <p>Guarantees: an operation, a member or a fact that is not known is judged at its worst; a name in the wrong case is not known.
 *
 * <p>Immutable.
 */
public final class AwsJudge {

    private static final AwsJudge SHIPPED = new AwsJudge(Catalogue.shipped(), Inner.NONE);

    private final Catalogue catalogue;
    private final Inner inner;

    private AwsJudge(Catalogue catalogue, Inner inner) {
        this.catalogue = catalogue;
        this.inner = inner;
    }

    /** By the catalogue and the rules of this jar. */
    public static AwsJudge shipped() {
        return SHIPPED;
    }

    /** The same, with somebody who reads what some calls carry: statements of SQL, lines of a shell. */
    public AwsJudge reading(Inner reader) {
        return new AwsJudge(catalogue, Objects.requireNonNull(reader, "reader"));
    }

    /** What this call is, with these facts, after these steps. Never throws for what a call says. */
    public Judged judge(AwsCall call, Facts facts, Trail trail) {
        Optional<Operation> operation = catalogue.operation(call.service(), call.operation());
        Assessment assessment = Assessment.unknown("no operation `" + call.id() + "` is known; " + inner);
        return new Judged(call, Optional.empty(), assessment, operation, Optional.empty(), Optional.empty(), false);
    }
}
