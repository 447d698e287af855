package io.brattice.aws.undo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be so.
 *
 * @param of a template
 * @param in the values that it may have, or must not have
 * @param not true where it must have none of them
 * @param otherwise what people read where it is not so
 */
record Condition(@Nullable Object of, List<@Nullable Object> in, boolean not, String otherwise) {

    /** {@code {"of": "$?request/VersionId", "is": null, "else": "…"}}; {@code not} and {@code in} for {@code is}. */
    static Condition read(Map<String, @Nullable Object> row) {
        boolean not = row.containsKey("not");
        List<@Nullable Object> values = row.containsKey("in")
                ? Tree.items(row.get("in"))
                : Collections.singletonList(row.get(not ? "not" : "is"));
        return new Condition(row.get("of"), values, not, Tree.text(row.get("else")));
    }

    boolean holds(Scope scope) throws UndoException {
        Object value = Template.fill(of, scope);
        for (Object one : in) {
            if (Tree.same(value, one instanceof String ? Template.fill(one, scope) : one)) {
                return !not;
            }
        }
        return not;
    }

    static boolean all(List<Condition> conditions, Scope scope) throws UndoException {
        for (Condition condition : conditions) {
            if (!condition.holds(scope)) {
                return false;
            }
        }
        return true;
    }
}
