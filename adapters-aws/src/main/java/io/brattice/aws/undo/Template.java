package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values with holes in them. {@code "$kept/policy"} is what was kept, and must be there; {@code "$?kept/policy"} is left out where it is not. An
 * object with the one member {@code $NAME} is what that function makes; the member {@code $with} adds the members of what it makes.
 */
final class Template {

    private static final String WITH = "$with";

    private Template() {}

    /** @throws UndoException when something that must be there is not */
    static @Nullable Object fill(@Nullable Object template, Scope scope) throws UndoException {
        if (template instanceof String text && text.startsWith("$")) {
            boolean optional = text.startsWith("$?");
            Object value = scope.at(text.substring(optional ? 2 : 1));
            if (value == null && !optional) {
                throw new UndoException("there is no `" + text.substring(1) + "`");
            }
            return value;
        }
        if (template instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Object item : items) {
                Object value = fill(item, scope);
                if (value != null) {
                    all.add(value);
                }
            }
            return all;
        }
        return template instanceof Map<?, ?> members ? object(Tree.members(members), scope) : template;
    }

    /** The parameters of a call. */
    static Arguments parameters(Map<String, @Nullable Object> template, Scope scope) throws UndoException {
        return Arguments.from(Tree.members(fill(template, scope)));
    }

    private static @Nullable Object object(Map<String, @Nullable Object> members, Scope scope) throws UndoException {
        if (members.size() == 1) {
            Map.Entry<String, @Nullable Object> only =
                    members.entrySet().iterator().next();
            if (only.getKey().startsWith("$") && !only.getKey().equals(WITH)) {
                return Functions.call(only.getKey(), arguments(only.getValue(), scope));
            }
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            Object value = fill(member.getValue(), scope);
            if (member.getKey().equals(WITH)) {
                all.putAll(Tree.members(value));
            } else if (value != null) {
                all.put(member.getKey(), value);
            }
        }
        return all;
    }

    /** A function's arguments keep their places: what is not there is null. */
    private static List<@Nullable Object> arguments(@Nullable Object templates, Scope scope) throws UndoException {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object template : templates instanceof List<?> list ? list : Arrays.asList(templates)) {
            all.add(fill(template, scope));
        }
        return all;
    }
}
