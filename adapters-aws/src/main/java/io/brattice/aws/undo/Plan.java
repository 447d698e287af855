package io.brattice.aws.undo;

import io.brattice.action.Preview;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.List;
import java.util.Objects;

/**
 * What would be sent to take a call back.
 *
 * @param calls in this order; none where everything is as it was already
 * @param preview for the gate: what comes back, and the fingerprint of the state that was seen
 */
public record Plan(List<AwsCall> calls, Preview preview) {
    public Plan {
        calls = List.copyOf(calls);
        Objects.requireNonNull(preview, "preview");
    }

    /**
     * Sends them, and reads again.
     *
     * @return what was put back, for people
     * @throws AwsException when a call was refused, or what is there afterwards is not what was there before; says what was sent
     */
    public String run(AwsSender sender) throws AwsException, InterruptedException {
        for (AwsCall call : calls) {
            sender.send(call);
        }
        return preview.text();
    }
}
