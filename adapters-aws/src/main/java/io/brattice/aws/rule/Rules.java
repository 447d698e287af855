package io.brattice.aws.rule;

import io.brattice.aws.call.AwsCall;
import java.util.Optional;

/** The curated rules in this jar. Immutable, and safe for use by many threads. */
public final class Rules {

    private static final Rules SHIPPED = new Rules();

    private Rules() {}

    /** Those in this jar. */
    public static Rules shipped() {
        return SHIPPED;
    }

    /**
     * What the rules say of a call; empty where they say nothing, and the catalogue decides. A fact that is unknown, and a member that is
     * not of the type that it should be, counts as whatever makes the outcome graver.
     */
    public Optional<Ruling> ruling(AwsCall call, Facts facts) {
        return Optional.empty();
    }

    /** The row of the fact of this id. */
    public Optional<FactRow> fact(String id) {
        return Optional.empty();
    }
}
