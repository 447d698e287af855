package io.brattice.aws.call;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls: by the SDK, or by the {@code aws} command line. It asks nobody; whoever calls it has judged what it sends.
 *
 * <p>Safe for use by many threads.
 */
public interface AwsSender {

    /** Whether calls of this service can be sent from here: its client is on the class path. */
    boolean sends(String service);

    /**
     * Sends one call and waits for its answer, which is plain JSON values as in {@link io.brattice.action.Arguments#asMap()}, under the
     * names of the model. What is not in the answer is not in the map. Streams are not read.
     *
     * @throws AwsException when the service refuses, or no answer came
     */
    Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException;
}
