package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a call does, before it and after it: how it is written down. */
final class Part {

    private Part() {}

    /** What was there before. */
    static Map<String, @Nullable Object> captured(Recipe recipe, AwsCall call, AwsSender sender)
            throws UndoException, InterruptedException {
        Scope scope = Scope.of(call);
        Map<String, @Nullable Object> state;
        try {
            state = recipe.state(scope, sender);
        } catch (AwsException e) {
            throw new UndoException("what is there cannot be read: " + said(e));
        }
        Optional<String> secret = Secrets.in(state);
        if (secret.isPresent()) {
            throw new UndoException("`" + secret.get() + "` looks like a secret, which is not written down");
        }
        Scope before = scope.with("kept", state);
        Optional<String> broken = Recipe.firstBroken(recipe.requires(), before);
        if (broken.isPresent()) {
            throw new UndoException(broken.get());
        }
        recipe.settable(before);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("row", recipe.row().id());
        kept.put("call", Notes.of(recipe.needed(call)));
        kept.put("state", state);
        return kept;
    }

    /** What is there after it. */
    static Map<String, @Nullable Object> left(
            Recipe recipe, Map<String, @Nullable Object> kept, Map<String, @Nullable Object> answer, AwsSender sender)
            throws UndoException, InterruptedException {
        AwsCall call = Notes.call(kept.get("call"));
        Map<String, @Nullable Object> before = Tree.members(kept.get("state"));
        Map<String, @Nullable Object> response = recipe.needed(answer);
        Scope scope = Scope.of(call).with("kept", before).with("response", response);
        Map<String, @Nullable Object> state;
        try {
            state = recipe.state(scope, sender);
        } catch (AwsException e) {
            throw new UndoException(said(e));
        }
        if (Secrets.in(state).isPresent() || Secrets.in(response).isPresent()) {
            throw new UndoException("what it left looks like a secret, which is not written down");
        }
        boolean changed = !Reversal.differing(recipe.touched(recipe.compares(), call), before, state)
                .isEmpty();
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        left.put("state", state);
        left.put("response", response);
        if (changed && !recipe.expects().isEmpty() && !Reversal.expected(recipe, scope, state)) {
            left.put("foreign", true);
        }
        return left;
    }

    static Optional<Long> days(@Nullable Object value) {
        try {
            return value == null ? Optional.empty() : Optional.of(Long.valueOf(value.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String said(AwsException e) {
        return e.code().isEmpty() ? String.valueOf(e.getMessage()) : e.code();
    }

    /** Some of the members. */
    static Arguments some(Arguments all, Set<String> names) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>(all.asMap());
        some.keySet().retainAll(names);
        return Arguments.from(some);
    }
}
