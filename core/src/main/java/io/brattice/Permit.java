package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that one call passed. Only the gate makes one; it can be redeemed once, and carries the arguments to run.
 */
public final class Permit {

    private final ToolCall call;
    private final Optional<Preview> preview;
    private final Optional<Secured> secured;
    private final AtomicBoolean redeemed = new AtomicBoolean();
    private volatile Arguments left = Arguments.none();
    private List<Effect> did = List.of();

    Permit(ToolCall call, Optional<Preview> preview, Optional<Secured> secured) {
        this.call = call;
        this.preview = preview;
        this.secured = secured;
    }

    /**
     * The call to run, exactly as it was judged and shown.
     *
     * @throws IllegalStateException the second time
     */
    public ToolCall redeem() {
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "the permit of call `" + call.id() + "` has been used: ask for the call again");
        }
        return call;
    }

    /** What was judged; compare its fingerprint with the world right before the effect. */
    public Optional<Preview> preview() {
        return preview;
    }

    /** What was secured for this call. */
    public Optional<Secured> secured() {
        return secured;
    }

    /** Notes the state this call leaves behind, for the undo's drift check. The last note before the end is journaled. */
    public void leave(Arguments state) {
        left = state;
    }

    /**
     * Reports what the call did, where that is only known once it ran: the files that a script changed, found by comparing. It is
     * written down with the end of the call and counts in the history beside what was judged; where both name the same verb and
     * resource, the larger and graver stands. Nothing that was judged is taken away.
     *
     * <p>May be called several times, and adds up. Above 1,000 effects they are summed up per verb and folder.
     */
    public synchronized void did(List<Effect> effects) {
        List<Effect> all = new ArrayList<>(did);
        all.addAll(effects);
        did = Report.of(all);
    }

    synchronized List<Effect> did() {
        return did;
    }

    Arguments left() {
        return left;
    }

    boolean isRedeemed() {
        return redeemed.get();
    }

    /** Voids a permit that was never used, so that it cannot be used later. True when this call voided it. */
    boolean voidIt() {
        return redeemed.compareAndSet(false, true);
    }
}
