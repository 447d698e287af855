package io.brattice.aws.undo;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what taking a call back would put back and leave, part by part, newest first. For one thread. */
final class Reversal {

    private final Recipe whole;
    private final Instant now;
    private final List<AwsCall> calls = new ArrayList<>();
    private final List<Plan.Check> checks = new ArrayList<>();
    private final List<String> leaves = new ArrayList<>();
    private final StringBuilder seen = new StringBuilder();
    private int already;

    Reversal(Recipe whole, Instant now) {
        this.whole = whole;
        this.now = now;
    }

    /** @throws StaleException when it is too late */
    void within(@Nullable Object days, @Nullable Object at) throws StaleException {
        Optional<Long> lasts = Part.days(days);
        if (lasts.isPresent() && at instanceof String when) {
            Instant end = Instant.parse(when).plus(Duration.ofDays(lasts.get()));
            if (!now.isBefore(end)) {
                throw new StaleException("it could be taken back until " + end + ": it is too late");
            }
        }
    }

    void add(Recipe recipe, Map<String, @Nullable Object> kept, Map<String, @Nullable Object> left, AwsSender sender)
            throws UndoException, AwsException, InterruptedException {
        AwsCall call = Notes.call(kept.get("call"));
        Map<String, @Nullable Object> before = Tree.members(kept.get("state"));
        Scope scope = Scope.of(call)
                .with("kept", before)
                .with("left", Tree.members(left.get("state")))
                .with("response", Tree.members(left.get("response")));
        Map<String, @Nullable Object> here = recipe.state(scope, sender);
        seen.append(Arguments.from(here).json()).append('\n');
        Set<String> compared = recipe.touched(recipe.compares(), call);
        if (differing(compared, before, here).isEmpty()) {
            already++;
            return;
        }
        Optional<String> moved = moved(recipe, scope, before, left, here);
        if (moved.isPresent()) {
            leaves.add(moved.get());
            return;
        }
        calls.addAll(recipe.back(scope.with("now", here).with("state", here)));
        Set<String> verified = recipe.touched(recipe.verifies(), call);
        if (!verified.isEmpty()) {
            checks.add(later -> {
                List<String> missing = differing(verified, before, recipe.state(scope, later));
                return missing.isEmpty()
                        ? Optional.empty()
                        : Optional.of("`" + missing.get(0) + "` of " + name(call) + " is not as it was");
            });
        }
    }

    /** Why the state cannot be what this call, and nobody else, made of it. */
    private static Optional<String> moved(
            Recipe recipe,
            Scope scope,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> left,
            Map<String, @Nullable Object> here)
            throws UndoException {
        Set<String> compared = recipe.touched(recipe.compares(), scope.call());
        if (left.containsKey("foreign")) {
            return Optional.of(name(scope.call()) + " was changed by somebody else at the same time");
        }
        Map<String, @Nullable Object> after = Tree.members(left.get("state"));
        boolean noted = !after.isEmpty() && !differing(compared, before, after).isEmpty();
        if (!noted) {
            // Nobody noted what it left, or the service told of it late: only the request can tell.
            boolean ours = !recipe.expects().isEmpty() && expected(recipe, scope, here);
            return ours
                    ? Optional.empty()
                    : Optional.of(
                            name(scope.call()) + " is neither as it was nor as the call is known to have left it");
        }
        List<String> differing = differing(compared, after, here);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "`" + differing.get(0) + "` of " + name(scope.call()) + " was changed by somebody else since");
    }

    /** Whether a state is what was there before, with what the request says put over it. */
    static boolean expected(Recipe recipe, Scope scope, Map<String, @Nullable Object> state) throws UndoException {
        Map<String, @Nullable Object> before = Tree.members(scope.roots().get("kept"));
        for (String name : recipe.touched(recipe.compares(), scope.call())) {
            boolean as = recipe.expects().containsKey(name)
                    ? Tree.alike(Template.fill(recipe.expects().get(name), scope), state.get(name))
                    : Tree.same(before.get(name), state.get(name));
            if (!as) {
                return false;
            }
        }
        return true;
    }

    static List<String> differing(
            Set<String> names, Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        return names.stream()
                .filter(name -> !Tree.same(one.get(name), other.get(name)))
                .toList();
    }

    Plan plan(Arguments kept, Arguments left) throws StaleException {
        boolean together = Parts.together(whole.row().id());
        if (!leaves.isEmpty() && (together || calls.isEmpty())) {
            throw new StaleException(leaves.get(0));
        }
        List<AwsCall> sent = Parts.merged(calls);
        List<Effect> effects = sent.stream()
                .map(call -> Effect.of(Verb.UPDATE, resource(call), Reversibility.REVERSIBLE))
                .toList();
        Digest digest = Digest.of(kept.digest().hex()
                + left.digest().hex()
                + Digest.of(seen.toString()).hex());
        return new Plan(sent, Preview.exact(effects, digest, text(sent)), checks);
    }

    private String text(List<AwsCall> sent) {
        List<String> lines = new ArrayList<>();
        if (sent.isEmpty()) {
            lines.add("all of it is as it was already");
        } else {
            lines.add(whole.row().back());
            sent.stream().limit(20).forEach(call -> lines.add("sends " + call.id() + " of " + name(call)));
            if (sent.size() > 20) {
                lines.add("and " + (sent.size() - 20) + " more");
            }
            if (already > 0) {
                lines.add(already + " of it as it was already");
            }
            if (!whole.row().limits().isEmpty()) {
                lines.add(whole.row().limits());
            }
        }
        leaves.forEach(leave -> lines.add("leaves as it is: " + leave));
        return String.join("\n", lines);
    }

    /** What a call is about, for people: the first texts of its request. */
    static String name(AwsCall call) {
        List<String> texts = new ArrayList<>();
        call.parameters().forEachLeaf((pointer, value) -> {
            if (value instanceof String text
                    && texts.size() < 2
                    && text.length() <= 200
                    && pointer.indexOf('/', 1) < 0) {
                texts.add(text);
            }
        });
        return texts.isEmpty() ? call.id() : "`" + String.join(" ", texts) + "`";
    }

    static Resource resource(AwsCall call) {
        StringBuilder name = new StringBuilder();
        String plain = name(call).replace("`", "").replace(' ', '/');
        plain.chars()
                .limit(1000)
                .forEach(c -> name.append(c <= ' ' || (c >= 0x7f && c < 0xa0) || c == '#' ? '_' : (char) c));
        return new Resource(
                "aws:unknown:" + call.place().region().orElse("unknown") + ":" + call.service() + ":unknown:" + name);
    }
}
