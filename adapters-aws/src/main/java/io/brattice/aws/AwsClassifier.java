package io.brattice.aws;

import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.rule.Facts;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges calls of the tool {@code aws} by their arguments alone: {@code service} as botocore names it, {@code operation}, {@code parameters}.
 * Nothing is looked up, so that whatever a rule asks about the world is judged at its worst.
 */
public final class AwsClassifier implements Classifier {

    private static final String TOOL = "aws";

    private final AwsJudge judge;

    private AwsClassifier(AwsJudge judge) {
        this.judge = judge;
    }

    /** By the catalogue and the rules of this jar. */
    public static AwsClassifier shipped() {
        return new AwsClassifier(AwsJudge.shipped());
    }

    /** By a judge that knows more: one that reads SQL. */
    public static AwsClassifier by(AwsJudge judge) {
        return new AwsClassifier(Objects.requireNonNull(judge, "judge"));
    }

    @Override
    public Optional<Assessment> assess(ToolCall call) {
        if (!call.tool().equals(TOOL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(judged(call).assessment());
        } catch (IllegalArgumentException e) {
            return Optional.of(Assessment.unknown(String.valueOf(e.getMessage())));
        }
    }

    /**
     * All that is known of a call of {@code aws}.
     *
     * @throws IllegalArgumentException when its arguments make no call; says what to pass
     */
    public Judged judged(ToolCall call) {
        AwsCall asked = AwsArguments.call(call.arguments(), Place.ofSender());
        return judge.judge(asked, Facts.UNKNOWN, Trail.fresh());
    }
}
