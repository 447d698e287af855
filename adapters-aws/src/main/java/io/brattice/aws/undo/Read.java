package io.brattice.aws.undo;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One read of a row, and what of its answer is the state.
 *
 * @param nothing the errors that say that there is nothing
 * @param keep by name: where in the answer, and what of it
 * @param first true where the first page is all that is asked for
 * @param when it is made only then
 */
record Read(
        String service,
        String operation,
        Map<String, @Nullable Object> parameters,
        Set<String> nothing,
        Map<String, @Nullable Object> keep,
        boolean first,
        List<Condition> when) {

    /** Kept where the service answers, whatever it says. */
    private static final String THERE = "$there";

    private static final List<String> MORE = List.of(
            "NextToken",
            "nextToken",
            "NextMarker",
            "Marker",
            "NextContinuationToken",
            "LastEvaluatedKey",
            "LastEvaluatedTableName",
            "PaginationToken");

    static Read read(String service, Map<String, @Nullable Object> row) {
        return new Read(
                row.get("service") instanceof String other ? other : service,
                Tree.text(row.get("operation")),
                Tree.members(row.get("parameters")),
                Set.copyOf(Tree.texts(row.get("nothing"))),
                Tree.members(row.get("keep")),
                Boolean.TRUE.equals(row.get("first")),
                Recipe.conditions(row.get("when")));
    }

    /** Adds to the state what this read answers: null for what is not there. */
    void into(Map<String, @Nullable Object> state, Scope scope, AwsSender sender)
            throws UndoException, AwsException, InterruptedException {
        Scope here = scope.with("read", state).with("state", state);
        if (!Condition.all(when, here)) {
            keep.keySet().forEach(name -> state.put(name, null));
            return;
        }
        AwsCall call = scope.call().other(service, operation, Template.parameters(parameters, here));
        Optional<Map<String, @Nullable Object>> answer = answer(call, sender);
        for (Map.Entry<String, @Nullable Object> one : keep.entrySet()) {
            Object value = THERE.equals(one.getValue())
                    ? (answer.isPresent() ? true : null)
                    : kept(one.getValue(), answer.orElse(Map.of()), here);
            state.put(one.getKey(), value);
        }
    }

    /** Empty where the service says that there is nothing. */
    private Optional<Map<String, @Nullable Object>> answer(AwsCall call, AwsSender sender)
            throws UndoException, AwsException, InterruptedException {
        Map<String, @Nullable Object> answer;
        try {
            answer = sender.send(call);
        } catch (AwsException e) {
            if (e.answered() && nothing.contains(e.code())) {
                return Optional.empty();
            }
            throw e;
        }
        boolean more = Boolean.TRUE.equals(answer.get("IsTruncated"))
                || MORE.stream()
                        .anyMatch(name ->
                                !Tree.text(answer.get(name)).isEmpty() || answer.get(name) instanceof Map<?, ?>);
        if (more && !first) {
            throw new UndoException("`" + call.id() + "` answers more than one page");
        }
        return Optional.of(answer);
    }

    /** A pointer; or an object: {@code at}, {@code where} (the first item that fits), {@code take}, {@code or}, and {@code as}: a template over {@code $value}. */
    private static @Nullable Object kept(@Nullable Object spec, Map<String, @Nullable Object> answer, Scope scope)
            throws UndoException {
        if (spec instanceof String pointer) {
            return Tree.at(answer, pointer);
        }
        Map<String, @Nullable Object> how = Tree.members(spec);
        Object value = Tree.at(answer, Tree.text(how.get("at")));
        if (how.containsKey("where")) {
            List<@Nullable Object> fit = Functions.where(value, Tree.members(Template.fill(how.get("where"), scope)));
            value = fit.isEmpty() ? null : fit.get(0);
        }
        value = Tree.at(value, Tree.text(how.get("take")));
        if (how.containsKey("as")) {
            Map<String, @Nullable Object> root = new LinkedHashMap<>();
            root.put("it", value);
            value = Template.fill(how.get("as"), scope.with("value", root));
        }
        return value == null ? how.get("or") : value;
    }
}
