package io.brattice.aws;

import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.undo.Captured;
import io.brattice.aws.undo.UndoException;
import io.brattice.aws.undo.Undos;

/** Makes a call undoable, by the row that its class depends on; and where a person has said yes to it as it is, by any row that fits. */
final class Keeping {

    private Keeping() {}

    /**
     * Reads what is there, or notes what takes back what is made.
     *
     * @throws UndoException when that is not possible; then the call has the class that it has without
     */
    static Captured of(Judged judged, AwsCall call, AwsSender sender) throws UndoException, InterruptedException {
        Undos undos = Undos.shipped();
        if (judged.inner().isPresent() || judged.operation().isEmpty()) {
            throw new UndoException("nothing puts back what is sent as `" + call.id() + "`");
        }
        boolean makes = judged.assessment().safeguards().stream()
                .anyMatch(one -> one.id().equals(Judged.TAKEN_BACK));
        if (makes) {
            return undos.made(judged.operation().get(), call, sender);
        }
        String row = judged.undo().orElse(call.id());
        boolean changes = judged.assessment().inherent().isAtLeast(Reversibility.REVERSIBLE);
        if (!changes || undos.row(row).isEmpty()) {
            throw new UndoException("no row of what can be put back is for `" + call.id() + "`");
        }
        return undos.capture(row, call, sender);
    }
}
