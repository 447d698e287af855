package io.brattice.console.undo;

import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Nearest;
import java.io.Serial;
import java.util.Collection;
import java.util.List;

/** Somebody named a session or call that the journal does not know. */
public final class UnknownId extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 3;

    /** With what to tell. */
    public UnknownId(String message) {
        super(message);
    }

    /** With the nearest ids that there are. */
    public static UnknownId of(String what, String id, Collection<String> known) {
        List<String> near = Nearest.to(id, known, SHOWN).stream()
                .map(each -> "`" + VisibleText.line(each) + "`")
                .toList();
        return new UnknownId("no " + what + " `" + VisibleText.line(id) + "` in the journal; "
                + (near.isEmpty()
                        ? "`brattice sessions` lists what there is"
                        : "did you mean " + String.join(" or ", near) + "?"));
    }
}
