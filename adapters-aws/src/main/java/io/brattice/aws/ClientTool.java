package io.brattice.aws;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.undo.UndoException;
import io.brattice.aws.undo.Undos;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool {@code aws} for calls that a client of the SDK makes by itself: what the model of the service does not have is sent all the same, and
 * so it is judged at its worst, where {@link AwsTool} would not send it.
 */
final class ClientTool implements Tool {

    private final AwsTool tool;
    /** What this session has called. */
    private final Trail trail;

    ClientTool(AwsTool tool, Trail trail) {
        this.tool = tool;
        this.trail = trail;
    }

    /** The arguments of the tool for a call. */
    static Arguments arguments(AwsCall call) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("service", call.service());
        arguments.put("operation", call.operation());
        arguments.put("parameters", call.parameters());
        call.place().region().ifPresent(region -> arguments.put("region", region));
        call.place().endpoint().ifPresent(endpoint -> arguments.put("endpoint", endpoint.toString()));
        return Arguments.from(arguments);
    }

    /** By what is in memory. */
    Assessment atOnce(AwsCall call) {
        return tool.judge.judge(call, tool.lookups.remembered(), trail).assessment();
    }

    /** Notes a call that has run, and what undo needs. */
    void ran(AwsCall call, Permit permit, Map<String, @Nullable Object> answer) {
        trail.ran(tool.judge.judge(call, tool.lookups.remembered(), trail), answer);
        permit.secured().map(Secured::kept).ifPresent(kept -> permit.leave(left(kept, answer)));
    }

    private Arguments left(Arguments kept, Map<String, @Nullable Object> answer) {
        try {
            return Undos.shipped().left(kept, answer, tool.sender);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Arguments.none(); // then nothing is put back
        }
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public Digest digest() {
        return Digest.of("client:" + tool.digest());
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(new Looking());
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(new Showing());
    }

    @Override
    public Optional<Tool> undo() {
        return tool.undo();
    }

    @Override
    public @Nullable Object run(Permit permit) {
        throw new UnsupportedOperationException("the call is its client's: make it again there, and the answer counts");
    }

    private static AwsCall call(ToolCall asked) {
        return AwsArguments.call(asked.arguments(), Place.ofSender());
    }

    private Judged judged(ToolCall asked) {
        return tool.sessions
                .judged(asked)
                .orElseGet(() -> tool.judge.judge(call(asked), tool.lookups.remembered(), trail));
    }

    /** Judges a call, with look-ups. */
    private final class Looking implements Classifier {

        @Override
        public Optional<Assessment> assess(ToolCall asked) {
            if (!asked.tool().equals(name())) {
                return Optional.empty();
            }
            Judged judged;
            try {
                judged = tool.judge.judge(call(asked), tool.lookups.decision(), trail);
            } catch (IllegalArgumentException e) {
                return Optional.of(Assessment.unknown(String.valueOf(e.getMessage())));
            }
            tool.sessions.keep(asked, judged);
            return Optional.of(judged.assessment());
        }

        @Override
        public boolean probes() {
            return true;
        }
    }

    /** Shows what a call would do, and reads what is there first. */
    private final class Showing implements Rehearsal {

        @Override
        public Preview preview(ToolCall asked) throws InterruptedException {
            return tool.rehearsals.preview(judged(asked));
        }

        @Override
        public Secured secure(ToolCall asked, Preview seen) throws UndoException, InterruptedException {
            return Keeping.of(judged(asked), call(asked), tool.sender).secured();
        }
    }
}
