package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Preview;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool that a method of a guarded interface is.
 *
 * <p>It answers JSON, or a stage of it, never an object of the target. With a preview method it runs only while a new
 * preview still has the fingerprint of the one that was judged.
 */
final class MethodTool implements Tool {

    private final GuardedMethod method;
    private final Optional<MethodPreview> preview;
    private final Digest digest;
    private final Optional<Classifier> classifier;
    /** Set once, before the first call: two methods may take each other back. */
    private Optional<UndoTool> undo = Optional.empty();

    private Optional<Rehearsal> rehearsal;

    MethodTool(GuardedMethod method, Optional<GuardedMethod> preview) {
        this.method = method;
        this.preview = preview.map(shown -> new MethodPreview(method, shown));
        this.classifier = Optional.of(call -> Optional.of(method.assess(call.arguments())));
        this.rehearsal = this.preview.map(shown -> new MethodRehearsal(method, this.preview, false));
        this.digest = Digest.of("guarded:" + method.tool() + "\n" + method.description());
    }

    void undoneBy(UndoTool taker) {
        undo = Optional.of(taker);
        rehearsal = Optional.of(new MethodRehearsal(method, preview, true));
    }

    GuardedMethod method() {
        return method;
    }

    boolean hasPreview() {
        return preview.isPresent();
    }

    /** The same method of the same target is the same tool, however often it is guarded. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MethodTool that
                && method.target() == that.method.target()
                && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String name() {
        return method.tool();
    }

    @Override
    public Optional<Classifier> classifier() {
        return classifier;
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return rehearsal;
    }

    @Override
    public Optional<Tool> undo() {
        return undo.map(tool -> tool);
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        return run(permit, permit.redeem().arguments());
    }

    /** Runs it with arguments that come from the permit. */
    @Nullable
    Object run(Permit permit, Arguments arguments) throws Exception {
        @Nullable Object[] values = method.rebuild(arguments);
        checkState(permit, arguments);
        @Nullable Object answer = method.invoke(values);
        return method.result().later()
                ? method.stage(answer).thenApply(value -> left(permit, value))
                : left(permit, answer);
    }

    private void checkState(Permit permit, Arguments arguments) throws Exception {
        Optional<Preview> judged = permit.preview().filter(seen -> seen.fidelity() != Preview.Fidelity.NONE);
        if (preview.isEmpty() || judged.isEmpty()) {
            return;
        }
        Preview now = preview.get().of(arguments);
        if (!now.fingerprint().equals(judged.get().fingerprint())) {
            throw new StaleException("the preview of `" + method.tool() + "` is no longer the one that was judged");
        }
    }

    private @Nullable Object left(Permit permit, @Nullable Object answer) {
        @Nullable Object json = method.encode(answer);
        if (undo.isPresent() && undo.get().needsResult()) {
            try {
                permit.leave(Arguments.of(UndoTool.RESULT, json));
            } catch (InvalidArgumentsException e) {
                // Too large to keep. The effect has happened, so this is no failure; the undo will say that it is
                // missing.
            }
        }
        return json;
    }
}
