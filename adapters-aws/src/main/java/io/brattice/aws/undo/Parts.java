package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that does several things, taken apart: each is taken back like a call of its own.
 *
 * @param row that takes it back
 * @param call as if it were made alone
 */
record Parts(String row, AwsCall call) {

    /** How many things a call may do and still be taken back. */
    static final int MOST = 100;

    /** The call itself, or what it is made of. */
    static List<Parts> of(String id, AwsCall call) throws UndoException {
        Map<String, @Nullable Object> request = call.parameters().asMap();
        List<Parts> parts = new ArrayList<>();
        switch (id) {
            case "s3:DeleteObjects" -> {
                for (Object object : Tree.items(Tree.at(request, "/Delete/Objects"))) {
                    Map<String, @Nullable Object> one = common(request, "Delete");
                    one.putAll(Tree.members(object));
                    parts.add(part(call, "DeleteObject", "", one));
                }
            }
            case "dynamodb:BatchWriteItem" -> {
                for (Map.Entry<String, @Nullable Object> table :
                        Tree.members(request.get("RequestItems")).entrySet()) {
                    for (Object write : Tree.items(table.getValue())) {
                        parts.add(write(call, table.getKey(), Tree.members(write)));
                    }
                }
            }
            case "dynamodb:TransactWriteItems" -> {
                for (Object write : Tree.items(request.get("TransactItems"))) {
                    Map<String, @Nullable Object> one = Tree.members(write);
                    one.remove("ConditionCheck");
                    for (Map.Entry<String, @Nullable Object> what : one.entrySet()) {
                        parts.add(part(call, what.getKey() + "Item", "", Tree.members(what.getValue())));
                    }
                }
            }
            case "route53:ChangeResourceRecordSets" -> {
                for (Object change : Tree.items(Tree.at(request, "/ChangeBatch/Changes"))) {
                    Map<String, @Nullable Object> one = common(request, "ChangeBatch");
                    one.put("Change", change);
                    parts.add(part(call, "ChangeResourceRecordSets", "#record", one));
                }
            }
            default -> {
                return List.of(new Parts(id, call));
            }
        }
        if (parts.isEmpty() || parts.size() > MOST) {
            throw new UndoException(
                    "`" + call.id() + "` with " + parts.size() + " things is not taken back; pass 1 to " + MOST);
        }
        return parts;
    }

    /** Whether all of it is taken back, or nothing. */
    static boolean together(String id) {
        return id.equals("dynamodb:TransactWriteItems") || id.equals("route53:ChangeResourceRecordSets");
    }

    /** Changes of records in one zone are made at once. */
    static List<AwsCall> merged(List<AwsCall> calls) {
        boolean records = calls.size() > 1
                && calls.stream().allMatch(call -> call.id().equals("route53:ChangeResourceRecordSets"));
        if (!records) {
            return calls;
        }
        List<@Nullable Object> changes = new ArrayList<>();
        calls.forEach(
                call -> changes.addAll(Tree.items(Tree.at(call.parameters().asMap(), "/ChangeBatch/Changes"))));
        AwsCall first = calls.get(0);
        return List.of(first.other(
                first.service(),
                first.operation(),
                first.parameters().with("ChangeBatch", Map.of("Changes", changes))));
    }

    private static Parts write(AwsCall call, String table, Map<String, @Nullable Object> write) throws UndoException {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("TableName", table);
        if (write.get("PutRequest") instanceof Map<?, ?> put) {
            one.putAll(Tree.members(put));
            return part(call, "PutItem", "", one);
        }
        if (write.get("DeleteRequest") instanceof Map<?, ?> delete) {
            one.putAll(Tree.members(delete));
            return part(call, "DeleteItem", "", one);
        }
        throw new UndoException("`" + call.id() + "` has a write that neither puts nor deletes");
    }

    private static Map<String, @Nullable Object> common(Map<String, @Nullable Object> request, String without) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>(request);
        one.remove(without);
        return one;
    }

    private static Parts part(AwsCall call, String operation, String kind, Map<String, @Nullable Object> request) {
        AwsCall part = call.other(call.service(), operation, Arguments.from(request));
        return new Parts(part.id() + kind, part);
    }
}
