package io.brattice.aws.undo;

import io.brattice.aws.call.AwsCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates may speak of.
 *
 * @param call that is taken back: {@code $request}
 * @param roots by name: {@code kept} before the call, {@code left} by it, {@code now}, {@code response} of it, {@code read} so far
 */
record Scope(AwsCall call, Map<String, Map<String, @Nullable Object>> roots) {

    static Scope of(AwsCall call) {
        return new Scope(call, Map.of("request", call.parameters().asMap()));
    }

    /** The same with one root more, or another. */
    Scope with(String name, Map<String, @Nullable Object> root) {
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>(roots);
        all.put(name, root);
        return new Scope(call, all);
    }

    /** What {@code $kept/policy} leads to; null where nothing is. */
    @Nullable
    Object at(String reference) {
        int slash = reference.indexOf('/');
        String root = slash < 0 ? reference : reference.substring(0, slash);
        return Tree.at(roots.getOrDefault(root, Map.of()), slash < 0 ? "" : reference.substring(slash));
    }
}
