package io.brattice.aws.lookup;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.rule.FactRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read-only call that answers a fact of the call that is judged. */
final class Asking {

    private static final String MEMBER = "$.";

    private Asking() {}

    /** Empty where the call does not have a member that the row stands on. */
    static Optional<AwsCall> call(FactRow row, AwsCall judged) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> member : row.parameters().entrySet()) {
            Optional<Object> value = filled(member.getValue(), judged.parameters());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parameters.put(member.getKey(), value.get());
        }
        try {
            return Optional.of(judged.other(row.service(), row.operation(), Arguments.from(parameters)));
        } catch (InvalidArgumentsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> filled(@Nullable Object value, Arguments from) {
        if (value instanceof String text && text.startsWith(MEMBER)) {
            return member(from.asMap(), text.substring(MEMBER.length()));
        }
        if (value instanceof List<?> items) {
            List<Object> all = new ArrayList<>();
            for (Object item : items) {
                Optional<Object> one = filled(item, from);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                all.add(one.get());
            }
            return Optional.of(all);
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                Optional<Object> one = filled(member.getValue(), from);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                all.put(String.valueOf(member.getKey()), one.get());
            }
            return Optional.of(all);
        }
        return Optional.ofNullable(value);
    }

    /** {@code Delete.Objects.0.Key}, or {@code Delete.Objects[0].Key}: the value there; empty texts and lists are nothing. */
    private static Optional<Object> member(Map<String, ?> parameters, String path) {
        String pointer = "/"
                + path.replace("[]", "/*").replace("[", "/").replace("]", "").replace('.', '/');
        Object value = Pointer.take(parameters, pointer, null);
        boolean nothing = value == null
                || (value instanceof String text && text.isEmpty())
                || (value instanceof List<?> items && (items.isEmpty() || items.contains(null)));
        return nothing ? Optional.empty() : Optional.ofNullable(value);
    }
}
