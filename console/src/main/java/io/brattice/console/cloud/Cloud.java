package io.brattice.console.cloud;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cloud of the demo: a server where there is one, recorded answers for what it does not have. Writes down what was sent that is no read.
 *
 * @param server what calls are sent to; empty where all answers are recorded
 * @param recorded answers by call, {@code rds:DescribeDBInstances}; for a server, of what it cannot answer
 * @param changes what was sent that changes something, in order
 */
record Cloud(Optional<AwsSender> server, Map<String, Map<String, @Nullable Object>> recorded, List<String> changes)
        implements AwsSender {

    static Cloud of(Optional<AwsSender> server, Map<String, Map<String, @Nullable Object>> recorded) {
        return new Cloud(server, recorded, new ArrayList<>());
    }

    @Override
    public boolean sends(String service) {
        return true;
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        boolean reads = call.operation().startsWith("Describe")
                || call.operation().startsWith("Get")
                || call.operation().startsWith("List")
                || call.operation().startsWith("Head");
        Map<String, @Nullable Object> answer = recorded.get(call.id());
        if (answer == null && server.isPresent()) {
            answer = server.get().send(call);
        }
        if (answer == null && reads) {
            throw new AwsException("", false, "nothing was recorded for `" + call.id() + "`");
        }
        if (!reads) {
            changes.add(call.id());
        }
        return answer == null ? Map.of() : answer;
    }

    /** Where the answers are from, for people. */
    String source(String name) {
        return server.isPresent()
                ? name + " on this machine"
                        + (recorded.isEmpty() ? "" : "; what it does not have is answered from records")
                : "recorded answers: no server here has this";
    }
}
