package io.brattice.aws;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.lookup.Lookups;
import io.brattice.aws.rehearsal.Rehearsals;
import io.brattice.aws.rule.Facts;
import io.brattice.aws.undo.TakeBack;
import io.brattice.aws.undo.UndoException;
import io.brattice.aws.undo.Undos;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any operation of any service of AWS, as the tool {@code aws}: {@code service}, {@code operation}, {@code parameters}, and where it goes.
 *
 * <p>Guarantees: a call is judged with what rules ask about the world, within a budget; what cannot be had is the worst case; what was judged
 * is sent, once, and nothing else. A call that the service's model does not have is not sent, nor is anybody asked about it: it fails
 * with one line that says what was meant.
 *
 * <p>Does not: send what is streamed (the body of an object); retry; hold back what goes to AWS by another way.
 */
public final class AwsTool implements Tool {

    /** What models are told. */
    public static final String DESCRIPTION =
            "Calls one operation of AWS and answers what the service answers. Reads run at once; what cannot"
                    + " be taken back is shown to a person first. Names are those of the API: service `rds`, operation `DescribeDBInstances`,"
                    + " parameters `{\"DBInstanceIdentifier\": \"orders\"}`. Bytes are Base64, times ISO 8601; bodies that are streamed cannot be sent.";

    /** The arguments, as JSON Schema. */
    public static final String SCHEMA =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"service\",\"operation\"],"
                    + "\"properties\":{"
                    + "\"service\":{\"type\":\"string\",\"description\":\"the service as botocore names it: rds, s3, dynamodb, cognito-idp\"},"
                    + "\"operation\":{\"type\":\"string\",\"description\":\"the operation as the API names it: DescribeDBInstances\"},"
                    + "\"parameters\":{\"type\":\"object\",\"description\":\"the members of the request, under the names of the API\"},"
                    + "\"region\":{\"type\":\"string\",\"description\":\"as eu-central-1; the operator's where it is left out\"},"
                    + "\"endpoint\":{\"type\":\"string\",\"description\":\"another address than the service's own; a person is asked\"},"
                    + "\"profile\":{\"type\":\"string\",\"description\":\"a profile of the shared configuration\"}}}";

    private static final String NAME = "aws";
    private static final String UNDO = "aws.undo";

    final AwsSender sender;
    final Lookups lookups;
    final AwsJudge judge;
    private final Place place;
    final Rehearsals rehearsals;
    final Sessions sessions = new Sessions();

    private AwsTool(AwsSender sender, Lookups lookups, AwsJudge judge, Place place, Rehearsals rehearsals) {
        this.sender = Objects.requireNonNull(sender, "sender");
        this.lookups = Objects.requireNonNull(lookups, "lookups");
        this.judge = Objects.requireNonNull(judge, "judge");
        this.place = Objects.requireNonNull(place, "place");
        this.rehearsals = Objects.requireNonNull(rehearsals, "rehearsals");
    }

    /** Sends and looks up by this sender. */
    public static AwsTool by(AwsSender sender) {
        return new AwsTool(sender, Lookups.by(sender), AwsJudge.shipped(), Place.ofSender(), Rehearsals.by(sender));
    }

    /** The same, for calls that do not say where they go. */
    public AwsTool at(Place otherwise) {
        return new AwsTool(sender, lookups, judge, otherwise, rehearsals);
    }

    /** The same with another judge: one that reads SQL. */
    public AwsTool judging(AwsJudge other) {
        return new AwsTool(sender, lookups, other, place, rehearsals);
    }

    /** The same with another budget for the look-ups of one decision. */
    public AwsTool within(int calls, Duration time) {
        return new AwsTool(sender, lookups.within(calls, time), judge, place, rehearsals);
    }

    /** The same with other rehearsals: with a larger budget, or with change sets. */
    public AwsTool rehearsing(Rehearsals others) {
        return new AwsTool(sender, lookups, judge, place, others);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Digest digest() {
        return Digest.of("tool:" + NAME + "\n" + getClass().getName() + "\n" + place);
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
        return Optional.of(TakeBack.of(UNDO, Undos.shipped(), sender));
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        ToolCall asked = permit.redeem();
        AwsCall call = AwsArguments.call(asked.arguments(), place);
        Optional<String> problem = problem(call);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get() + "; nothing was sent");
        }
        Judged judged = judged(asked, call);
        Trail trail = sessions.trail(asked);
        Map<String, @Nullable Object> answer;
        try {
            answer = sender.send(call);
        } catch (AwsException e) {
            if (e.answered()) {
                throw e;
            }
            trail.ran(judged, Map.of());
            throw doubt(e);
        }
        trail.ran(judged, answer);
        if (permit.secured().isPresent()) {
            permit.leave(Undos.shipped().left(permit.secured().get().kept(), answer, sender));
        }
        return answer;
    }

    /** What core takes for a call that may have taken effect. */
    private static IOException doubt(AwsException e) {
        IOException doubt = new InterruptedIOException(String.valueOf(e.getMessage()));
        doubt.initCause(e);
        return doubt;
    }

    /** How a call was judged when it came in; where that is forgotten, how it is without look-ups. */
    private Judged judged(ToolCall asked, AwsCall call) {
        return sessions.judged(asked).orElseGet(() -> judge.judge(call, Facts.UNKNOWN, sessions.trail(asked)));
    }

    /** Shows what a call would do, and reads what is there first. */
    private final class Showing implements Rehearsal {

        @Override
        public Preview preview(ToolCall asked) throws InterruptedException {
            AwsCall call = AwsArguments.call(asked.arguments(), place);
            return AwsArguments.goesElsewhere(call, place)
                    ? Preview.none("nothing is asked of a server that the operator did not name")
                    : rehearsals.preview(judged(asked, call));
        }

        @Override
        public Secured secure(ToolCall asked, Preview seen) throws UndoException, InterruptedException {
            AwsCall call = AwsArguments.call(asked.arguments(), place);
            if (AwsArguments.goesElsewhere(call, place)) {
                throw new UndoException("nothing is asked of a server that the operator did not name");
            }
            return Keeping.of(judged(asked, call), call, sender).secured();
        }
    }

    /** Judges a call, with look-ups. */
    private final class Looking implements Classifier {

        @Override
        public Optional<Assessment> assess(ToolCall call) {
            if (!call.tool().equals(NAME)) {
                return Optional.empty();
            }
            AwsCall asked;
            try {
                asked = AwsArguments.call(call.arguments(), place);
            } catch (IllegalArgumentException e) {
                return Optional.of(nothingIsSent(String.valueOf(e.getMessage())));
            }
            Optional<String> problem = problem(asked);
            if (problem.isPresent()) {
                return Optional.of(nothingIsSent(problem.get()));
            }
            boolean elsewhere = AwsArguments.goesElsewhere(asked, place);
            Judged judged = judge.judge(asked, elsewhere ? Facts.UNKNOWN : lookups.decision(), sessions.trail(call));
            sessions.keep(call, judged);
            return Optional.of(elsewhere ? judged.assessment().and(leaves(asked)) : judged.assessment());
        }

        @Override
        public boolean probes() {
            return true;
        }
    }

    /** What is wrong with a call, so that it is not sent: a name that the model does not have, a member that must be there. */
    private Optional<String> problem(AwsCall call) {
        Optional<String> misfit = judge.misfit(call);
        if (misfit.isPresent()) {
            return misfit;
        }
        if (!sender.sends(call.service())) {
            return Optional.of("there is no client of `" + call.service() + "` here; add it to the class path");
        }
        List<String> missing = judge.missing(call);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "`" + call.id() + "` lacks `" + String.join("`, `", missing) + "`; pass what is required");
    }

    /** True of a call that cannot be made: {@link #run} refuses it for the same reason. */
    private static Assessment nothingIsSent(String why) {
        return Assessment.of(Reversibility.READ_ONLY, "nothing is sent: " + why);
    }

    private static Assessment leaves(AwsCall call) {
        String host = String.valueOf(call.place().endpoint().orElseThrow());
        Effect effect = Effect.of(Verb.SEND, new Resource("unknown:endpoint"), Reversibility.IRREVERSIBLE);
        return Assessment.of(
                Reversibility.IRREVERSIBLE,
                "the agent sends it, signed, to `" + host.replaceAll("[^A-Za-z0-9.:/_-]", "?")
                        + "`, which the operator did not name",
                effect);
    }
}
