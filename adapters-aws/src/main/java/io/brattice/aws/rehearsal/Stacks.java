package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.rehearsal.StackChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the resources of a stack: of one that is deleted by going through them, since there is no change set for it; of one that is updated by
 * a change set, and the change sets of the stacks nested in it.
 */
final class Stacks {

    private static final int DEEPEST = 5;

    private static final String STACK = "AWS::CloudFormation::Stack";

    private Stacks() {}

    /** @throws AwsException when any part of it could not be read: then nobody knows what goes */
    static List<StackChange> deleted(String stack, Purse purse) throws AwsException, InterruptedException {
        List<StackChange> all = new ArrayList<>();
        deleted(stack, "", all, purse, 0);
        return all;
    }

    private static void deleted(String stack, String above, List<StackChange> all, Purse purse, int depth)
            throws AwsException, InterruptedException {
        if (depth > DEEPEST) {
            throw new AwsException("", true, "stacks are nested deeper than " + DEEPEST);
        }
        List<Map<String, @Nullable Object>> resources =
                purse.pages("ListStackResources", Arguments.of("StackName", stack), "StackResourceSummaries");
        DeletionPolicies policies = policies(stack, purse);
        for (Map<String, @Nullable Object> resource : resources) {
            if ("DELETE_COMPLETE".equals(resource.get("ResourceStatus"))) {
                continue;
            }
            String type = Look.text(resource, "ResourceType");
            String logical = Look.text(resource, "LogicalResourceId");
            String physical = Look.text(resource, "PhysicalResourceId");
            StackChange change = deletion(type, above + logical, physical, policies.said(logical), policies.readable());
            all.add(change);
            if (type.equals(STACK) && change.what().destroys() && !physical.isEmpty()) {
                deleted(physical, above + logical + "/", all, purse, depth + 1);
            }
        }
    }

    private static DeletionPolicies policies(String stack, Purse purse) throws InterruptedException {
        try {
            Arguments which = Arguments.of("StackName", stack, "TemplateStage", "Processed");
            return DeletionPolicies.of(purse.read("GetTemplate", which).get("TemplateBody"));
        } catch (AwsException e) {
            return new DeletionPolicies(Map.of(), false);
        }
    }

    private static StackChange deletion(
            String type, String logical, String physical, Optional<String> said, boolean readable) {
        String policy = said.orElse(type.equals("AWS::RDS::DBCluster") ? "Snapshot" : "Delete");
        What what = switch (policy) {
            case "Retain", "RetainExceptOnCreate" -> What.KEPT;
            case "Snapshot" -> readable ? What.SNAPSHOT : What.UNKNOWN;
            case "Delete" -> What.DELETED;
            default -> What.UNKNOWN;
        };
        String why = said.map(one -> "DeletionPolicy " + one)
                .orElse(readable ? "no DeletionPolicy" : "the template could not be read");
        return new StackChange(what, type, logical, physical, why);
    }

    /** @param changeSet its name and stack, or its ARN */
    static List<StackChange> changed(Arguments changeSet, Purse purse) throws AwsException, InterruptedException {
        List<StackChange> all = new ArrayList<>();
        changed(changeSet, "", all, purse, 0);
        return all;
    }

    private static void changed(Arguments changeSet, String above, List<StackChange> all, Purse purse, int depth)
            throws AwsException, InterruptedException {
        if (depth > DEEPEST) {
            throw new AwsException("", true, "stacks are nested deeper than " + DEEPEST);
        }
        for (Map<String, @Nullable Object> change : purse.pages("DescribeChangeSet", changeSet, "Changes")) {
            Map<String, @Nullable Object> resource = Look.members(change.get("ResourceChange"));
            if (resource.isEmpty()) {
                continue;
            }
            StackChange one = change(resource, above);
            all.add(one);
            if (resource.get("ChangeSetId") instanceof String nested && !nested.isEmpty()) {
                changed(Arguments.of("ChangeSetName", nested), one.logical() + "/", all, purse, depth + 1);
            } else if (one.type().equals(STACK)
                    && one.what() == What.DELETED
                    && !one.physical().isEmpty()) {
                deleted(one.physical(), one.logical() + "/", all, purse, depth + 1);
            } else if (one.type().equals(STACK) && one.what() == What.CHANGED) {
                all.add(new StackChange(
                        What.UNKNOWN,
                        STACK,
                        one.logical() + "/*",
                        "",
                        "the change set does not include nested stacks"));
            }
        }
    }

    /** What is not known of a change is the worst that it can be. */
    private static StackChange change(Map<String, @Nullable Object> resource, String above) {
        String action = Look.text(resource, "Action");
        String replacement = Look.text(resource, "Replacement");
        String policy = Look.text(resource, "PolicyAction");
        What what = switch (action) {
            case "Add", "Import" -> What.ADDED;
            case "Remove" -> removal(policy);
            case "Modify" -> modification(replacement, policy);
            case "SyncWithActual" -> What.CHANGED;
            default -> What.UNKNOWN;
        };
        String why = String.join(
                ", ",
                List.of(
                                action.isEmpty() || action.equals("Add") ? "" : action,
                                replacement.isEmpty() || action.equals("Add") ? "" : "Replacement " + replacement,
                                policy.isEmpty() ? "" : "PolicyAction " + policy)
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new StackChange(
                what,
                Look.text(resource, "ResourceType"),
                above + Look.text(resource, "LogicalResourceId"),
                Look.text(resource, "PhysicalResourceId"),
                why);
    }

    private static What removal(String policy) {
        return switch (policy) {
            case "Retain" -> What.KEPT;
            case "Snapshot" -> What.SNAPSHOT;
            default -> What.DELETED;
        };
    }

    private static What modification(String replacement, String policy) {
        if (policy.equals("ReplaceAndRetain")) {
            return What.KEPT;
        }
        if (policy.equals("ReplaceAndSnapshot")) {
            return What.SNAPSHOT;
        }
        if (policy.equals("ReplaceAndDelete") || policy.equals("Delete")) {
            return What.REPLACED;
        }
        return switch (replacement) {
            case "False" -> What.CHANGED;
            case "Conditional" -> What.MAYBE_REPLACED;
            case "True" -> What.REPLACED;
            default -> What.UNKNOWN;
        };
    }
}
