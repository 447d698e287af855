package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that puts something back.
 *
 * @param when it is sent only then
 * @param members of the request that are put back if the request has them, with the name of what was kept of each
 */
record Send(
        String service,
        String operation,
        List<Condition> when,
        Map<String, @Nullable Object> parameters,
        Map<String, String> members) {

    static Send read(String service, Map<String, @Nullable Object> row, Map<String, String> members) {
        return new Send(
                row.get("service") instanceof String other ? other : service,
                Tree.text(row.get("operation")),
                Recipe.conditions(row.get("when")),
                Tree.members(row.get("parameters")),
                members);
    }

    AwsCall call(Scope scope) throws UndoException {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>(Tree.members(Template.fill(parameters, scope)));
        for (Map.Entry<String, String> member : members.entrySet()) {
            if (scope.at("request/" + member.getKey()) != null) {
                Object value = scope.at("kept/" + member.getValue());
                if (value == null) {
                    throw new UndoException("`" + member.getKey() + "` was not set before, and cannot be unset");
                }
                filled.put(member.getKey(), value);
            }
        }
        return scope.call().other(service, operation, Arguments.from(filled));
    }
}
