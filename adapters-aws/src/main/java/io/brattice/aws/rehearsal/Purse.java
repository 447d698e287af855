package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** So many reads, and so long, for one preview of stacks: every page is a call. For one thread. */
final class Purse {

    private final AwsSender sender;
    private final AwsCall at;
    private final long end;
    private int left;

    Purse(AwsSender sender, AwsCall at, int calls, Duration time) {
        this.sender = sender;
        this.at = at;
        this.left = calls;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** @throws AwsException when the budget is used up, or it is no read */
    Map<String, @Nullable Object> read(String operation, Arguments parameters)
            throws AwsException, InterruptedException {
        boolean reads = Catalogue.shipped()
                .operation("cloudformation", operation)
                .filter(known -> known.inherent() == Reversibility.READ_ONLY)
                .isPresent();
        if (!reads) {
            throw new AwsException("", true, "`" + operation + "` is not known to be a read");
        }
        return send(operation, parameters);
    }

    /** What is no read: a change set that is made to be looked at. */
    Map<String, @Nullable Object> send(String operation, Arguments parameters)
            throws AwsException, InterruptedException {
        if (left-- <= 0 || System.nanoTime() > end) {
            throw new AwsException("", true, "the budget for look-ups of this preview is used up");
        }
        return sender.send(at.other("cloudformation", operation, parameters));
    }

    /** What must be sent even when the budget is used up, so that nothing stays behind. */
    Map<String, @Nullable Object> tidy(String operation, Arguments parameters)
            throws AwsException, InterruptedException {
        return sender.send(at.other("cloudformation", operation, parameters));
    }

    boolean isOver() {
        return left <= 0 || System.nanoTime() > end;
    }

    /** The items of all pages. */
    List<Map<String, @Nullable Object>> pages(String operation, Arguments parameters, String member)
            throws AwsException, InterruptedException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        Arguments next = parameters;
        while (true) {
            Map<String, @Nullable Object> page = read(operation, next);
            if (page.get(member) instanceof List<?> items) {
                items.forEach(item -> all.add(Look.members(item)));
            }
            if (!(page.get("NextToken") instanceof String token) || token.isEmpty()) {
                return all;
            }
            next = parameters.with("NextToken", token);
        }
    }
}
