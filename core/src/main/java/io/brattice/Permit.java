package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
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
