package io.brattice.console.cloud;

import io.brattice.aws.call.AwsCall;
import java.util.List;

/**
 * One disaster with AWS.
 *
 * @param title what is lost, in a few words
 * @param story what really happened, or where it is from
 * @param source where the answers are from
 * @param cloud what is called
 * @param furnishing calls that make the world as it was
 * @param script what the agent calls, one after the other, whatever comes of it
 * @param undo true where the agent's session is taken back at the end
 * @param lost what a run without a gate loses
 */
record Scene(
        String title,
        String story,
        String source,
        Cloud cloud,
        List<AwsCall> furnishing,
        List<AwsCall> script,
        boolean undo,
        String lost) {

    Scene {
        furnishing = List.copyOf(furnishing);
        script = List.copyOf(script);
    }
}
