package io.brattice.aws.rule;

import io.brattice.aws.call.AwsCall;

/** What rules ask about the world. Asked only when a case needs it, and each fact at most once a decision. */
@FunctionalInterface
public interface Facts {

    /** Nothing is known: what is not known is judged at its worst. */
    Facts UNKNOWN = (row, call) -> Fact.unknown("nothing is looked up");

    /** The fact of this row of {@code facts.json}, of the resource that the call names. Never throws: what cannot be had is unknown. */
    Fact of(FactRow row, AwsCall call);
}
