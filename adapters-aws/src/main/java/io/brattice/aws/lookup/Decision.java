package io.brattice.aws.lookup;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts of one decision: each call is made once, and no more are made when the budget is used up. */
final class Decision implements Facts {

    private static final List<String> MORE = List.of(
            "NextToken",
            "nextToken",
            "NextMarker",
            "Marker",
            "PaginationToken",
            "NextContinuationToken",
            "LastEvaluatedKey");

    private final Senders senders;
    private final long allowed;
    private final Map<AwsCall, Answer> answers = new HashMap<>();
    private int left;
    private long spent;

    /** What a service said: one of the two. */
    private record Answer(Map<String, @Nullable Object> members, Optional<AwsException> error) {}

    Decision(Senders senders, int calls, Duration time) {
        this.senders = senders;
        this.left = calls;
        this.allowed = time.toNanos();
    }

    @Override
    public synchronized Fact of(FactRow row, AwsCall judged) {
        Optional<AwsCall> asking = Asking.call(row, judged);
        if (asking.isEmpty()) {
            return Fact.unknown("`" + row.id() + "`: the call does not name what to look at");
        }
        AwsCall call = asking.get();
        Answer answer = answers.get(call);
        if (answer == null) {
            answer = ask(call);
            answers.put(call, answer);
        }
        return fact(row, call, answer);
    }

    private Answer ask(AwsCall call) {
        if (left <= 0 || spent >= allowed) {
            String why = "the budget for look-ups of this decision is used up";
            return new Answer(Map.of(), Optional.of(new AwsException("", false, why)));
        }
        left--;
        long start = System.nanoTime();
        try {
            return new Answer(senders.send(call, allowed - spent), Optional.empty());
        } catch (AwsException e) {
            return new Answer(Map.of(), Optional.of(e));
        } finally {
            spent += System.nanoTime() - start;
        }
    }

    private static Fact fact(FactRow row, AwsCall call, Answer answer) {
        if (answer.error().isPresent()) {
            AwsException error = answer.error().get();
            if (error.answered() && row.nothing().contains(error.code())) {
                return Fact.known(row.absent(), call.id() + ": " + error.code());
            }
            return Fact.unknown(call.id() + ": " + (error.code().isEmpty() ? error.getMessage() : error.code()));
        }
        Object value = Pointer.take(answer.members(), row.take(), row.absent());
        if (row.take().contains("/*") && hasMore(answer.members())) {
            return Fact.unknown(call.id() + ": there is more than one page");
        }
        return Fact.known(value, call.id());
    }

    private static boolean hasMore(Map<String, @Nullable Object> answer) {
        if (Boolean.TRUE.equals(answer.get("IsTruncated"))) {
            return true;
        }
        return MORE.stream().anyMatch(name -> answer.get(name) instanceof String text && !text.isEmpty());
    }
}
