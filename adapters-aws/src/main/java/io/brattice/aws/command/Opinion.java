package io.brattice.aws.command;

import io.brattice.action.Assessment;
import io.brattice.aws.call.AwsCall;

/** Says what one call is. Never throws: what cannot be judged is unknown. */
@FunctionalInterface
public interface Opinion {

    /** The effects of the call, at its gravest, and why. */
    Assessment of(AwsCall call);
}
