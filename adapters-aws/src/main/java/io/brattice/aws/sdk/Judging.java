package io.brattice.aws.sdk;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.aws.call.AwsCall;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What judges the calls of one session.
 *
 * @param atOnce from what is in memory: waits for nothing, and judges at its worst what it would have to look up
 * @param tool judges, rehearses, secures and takes back, as for any tool; its {@link Tool#run} is not called, the client makes the call
 * @param arguments of that tool for a call
 * @param after learns what a call answered that changed something
 */
public record Judging(
        Function<AwsCall, Assessment> atOnce, Tool tool, Function<AwsCall, Arguments> arguments, After after) {

    public Judging {
        Objects.requireNonNull(atOnce, "atOnce");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(after, "after");
    }

    /** Learns of a call that has run, before its end is written down. */
    @FunctionalInterface
    public interface After {
        /**
         * Notes what undo needs in the permit.
         *
         * @param answer under the names of the model; without streams
         */
        void ran(AwsCall call, Permit permit, Map<String, @Nullable Object> answer);
    }
}
