package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change set that is made to see what an update of a stack would do, looked at, and deleted again whatever happens. */
final class Trial {

    /** What of an update there is no change set for, or what a change set takes as it is. */
    private static final List<String> MEMBERS = List.of(
            "StackName",
            "TemplateBody",
            "TemplateURL",
            "UsePreviousTemplate",
            "Parameters",
            "Capabilities",
            "ResourceTypes",
            "RoleARN",
            "RollbackConfiguration",
            "NotificationARNs",
            "Tags");

    private static final int POLLS = 20;
    private static final long PAUSE_MILLIS = 500;

    private Trial() {}

    /**
     * What was seen.
     *
     * @param rest what is left behind, for people; empty where nothing is
     */
    record Seen(List<StackChange> changes, String rest) {}

    static Seen of(AwsCall update, Purse purse) throws AwsException, InterruptedException {
        String name = "brattice-" + UUID.randomUUID();
        Map<String, @Nullable Object> request =
                new LinkedHashMap<>(update.parameters().asMap());
        request.keySet().retainAll(MEMBERS);
        request.put("ChangeSetName", name);
        request.put("ChangeSetType", "UPDATE");
        request.put("IncludeNestedStacks", true);
        request.put("Description", "made to see what an update would do; deleted again");
        Arguments which = Arguments.of("StackName", request.get("StackName"), "ChangeSetName", name);
        String problem = "";
        List<StackChange> seen = List.of();
        String rest;
        try {
            purse.send("CreateChangeSet", Arguments.from(request));
            await(which, purse);
            seen = Stacks.changed(which, purse);
        } catch (AwsException e) {
            problem = String.valueOf(e.getMessage());
        } finally {
            // Also when this thread is interrupted: nothing is to stay behind.
            rest = tidied(which, name, purse);
        }
        if (!problem.isEmpty()) {
            throw new AwsException("", true, rest.isEmpty() ? problem : problem + "; " + rest);
        }
        return new Seen(seen, rest);
    }

    private static String tidied(Arguments which, String name, Purse purse) throws InterruptedException {
        try {
            purse.tidy("DeleteChangeSet", which);
            return "";
        } catch (AwsException e) {
            boolean never = e.answered() && e.code().startsWith("ChangeSetNotFound");
            return never ? "" : "the change set `" + name + "` that was made to see this may still be there: delete it";
        }
    }

    private static void await(Arguments which, Purse purse) throws AwsException, InterruptedException {
        for (int poll = 0; poll < POLLS && !purse.isOver(); poll++) {
            Map<String, @Nullable Object> answer = purse.read("DescribeChangeSet", which);
            String status = Look.text(answer, "Status");
            String reason = Look.text(answer, "StatusReason");
            if (status.equals("CREATE_COMPLETE")) {
                return;
            }
            if (status.equals("FAILED")) {
                boolean nothing =
                        reason.contains("didn't contain changes") || reason.contains("No updates are to be performed");
                if (nothing) {
                    return;
                }
                throw new AwsException("", true, "no change set can be made: " + reason);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AwsException("", true, "the change set takes too long");
    }
}
