package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a call of a guarded method back by calling another one: with the same arguments, and first its result where the
 * undo method asks for it. As grave as the undo method is declared; with that one's preview, and its own undo.
 */
final class UndoTool implements Tool {

    /** What is kept of a call before it runs: its arguments. */
    static final String ARGUMENTS = "arguments";

    /** What the call leaves for its undo. */
    static final String RESULT = "result";

    private final MethodTool taken;
    private final MethodTool taker;
    private final boolean needsResult;

    UndoTool(MethodTool taken, MethodTool taker, boolean needsResult) {
        this.taken = taken;
        this.taker = taker;
        this.needsResult = needsResult;
    }

    boolean needsResult() {
        return needsResult;
    }

    @Override
    public String name() {
        return taken.name() + ".undo";
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(call -> Optional.of(taker.method().assess(arguments(call.arguments()))));
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return taker.rehearsal().map(rehearsal -> new Rehearsal() {
            @Override
            public Preview preview(ToolCall call) throws Exception {
                return taker.hasPreview() ? rehearsal.preview(translated(call)) : unseen(call);
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) throws Exception {
                return rehearsal.secure(translated(call), judged);
            }
        });
    }

    @Override
    public Optional<Tool> undo() {
        return taker.undo();
    }

    @Override
    public Digest digest() {
        return Digest.of("guarded-undo:" + name() + "\n" + taken.digest().hex() + "\n"
                + taker.digest().hex());
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        return taker.run(permit, arguments(permit.redeem().arguments()));
    }

    /** Nothing was looked at: the undo method is its author's word. */
    private Preview unseen(ToolCall call) {
        String text = "takes the call back with `" + taker.name() + "`, which declares no preview method";
        Arguments arguments = arguments(call.arguments());
        return new Preview(
                taker.method().assess(arguments).effects(), Preview.Fidelity.PARTIAL, arguments.digest(), text);
    }

    private ToolCall translated(ToolCall call) {
        return new ToolCall(call.id(), taker.name(), arguments(call.arguments()), call.caller(), call.rationale());
    }

    /** The arguments of the undo method, from {@code {"call": id, "secured": {"arguments": {…}}, "left": {"result": …}}}. */
    private Arguments arguments(Arguments journaled) {
        Map<?, ?> arguments = object(object(journaled.asMap(), "secured"), ARGUMENTS);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        List<GuardedMethod.Parameter> wanted = taker.method().parameters();
        List<GuardedMethod.Parameter> kept = taken.method().parameters();
        int first = needsResult ? 1 : 0;
        if (needsResult) {
            members.put(wanted.get(0).name(), member(object(journaled.asMap(), "left"), RESULT));
        }
        for (int i = 0; i < kept.size(); i++) {
            members.put(
                    wanted.get(first + i).name(), member(arguments, kept.get(i).name()));
        }
        return Arguments.from(members);
    }

    private Map<?, ?> object(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Map<?, ?> found) {
            return found;
        }
        throw missing(name);
    }

    private @Nullable Object member(Map<?, ?> members, String name) {
        if (!members.containsKey(name)) {
            throw missing(name);
        }
        return members.get(name);
    }

    private IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("`" + what + "` of the call was not kept, so `" + taker.name()
                + "` cannot take it back; call it with the right arguments instead");
    }
}
