package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import java.util.Optional;
import java.util.Set;

/** The rehearsal of a guarded method: its preview method shows, and its undo method needs no more than the arguments kept. */
final class MethodRehearsal implements Rehearsal {

    private final GuardedMethod method;
    private final Optional<MethodPreview> preview;
    private final boolean undoable;

    MethodRehearsal(GuardedMethod method, Optional<MethodPreview> preview, boolean undoable) {
        this.method = method;
        this.preview = preview;
        this.undoable = undoable;
    }

    @Override
    public Preview preview(ToolCall call) throws Exception {
        return preview.isPresent()
                ? preview.get().of(call.arguments())
                : Preview.none("`" + method.tool() + "` declares no preview method");
    }

    @Override
    public Secured secure(ToolCall call, Preview judged) throws Exception {
        if (!undoable) {
            return Rehearsal.super.secure(call, judged);
        }
        String undo = method.effects().map(Effects::undo).orElse("");
        Arguments kept = Arguments.of(UndoTool.ARGUMENTS, call.arguments());
        return new Secured(Set.of(GuardedMethod.UNDO), kept, "`" + undo + "` takes it back");
    }
}
