package io.brattice.aws.undo;

import io.brattice.action.Preview;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What would be sent to take a call back, and how it is known afterwards that it was. */
public final class Plan {

    /** Services tell of a change a little late: so often it is looked again, each time after twice as long. */
    private static final int LOOKS = 6;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final List<AwsCall> calls;
    private final Preview preview;
    private final List<Check> checks;

    /** Looks whether something is as it was before the call. */
    @FunctionalInterface
    interface Check {
        /** What is not as it was; empty where all of it is. */
        Optional<String> missing(AwsSender sender) throws AwsException, UndoException, InterruptedException;
    }

    Plan(List<AwsCall> calls, Preview preview, List<Check> checks) {
        this.calls = List.copyOf(calls);
        this.preview = Objects.requireNonNull(preview, "preview");
        this.checks = List.copyOf(checks);
    }

    /** In this order; none where everything is as it was already. */
    public List<AwsCall> calls() {
        return calls;
    }

    /** For the gate: what comes back, what stays as it is, and the fingerprint of the state that was seen. */
    public Preview preview() {
        return preview;
    }

    /**
     * Sends them, and reads again.
     *
     * @return what was put back, for people
     * @throws AwsException when a call was refused, or what is there afterwards is not what was there before; says how much was sent
     */
    public String run(AwsSender sender) throws AwsException, InterruptedException {
        for (int sent = 0; sent < calls.size(); sent++) {
            AwsCall call = calls.get(sent);
            try {
                sender.send(call);
            } catch (AwsException e) {
                String how = sent == 0 && e.answered()
                        ? "nothing was put back"
                        : sent + " of " + calls.size() + " calls were made";
                throw new AwsException(
                        e.code(), sent == 0 && e.answered(), "`" + call.id() + "`: " + e.getMessage() + "; " + how, e);
            }
        }
        for (Check check : calls.isEmpty() ? List.<Check>of() : checks) {
            settle(check, sender);
        }
        return preview.text();
    }

    private static void settle(Check check, AwsSender sender) throws AwsException, InterruptedException {
        String missing = "";
        for (int look = 0; look < LOOKS; look++) {
            if (look > 0) {
                Thread.sleep(FIRST_PAUSE_MILLIS << look);
            }
            try {
                Optional<String> found = check.missing(sender);
                if (found.isEmpty()) {
                    return;
                }
                missing = found.get();
            } catch (UndoException e) {
                missing = String.valueOf(e.getMessage());
            }
        }
        throw new AwsException("", false, "it was sent, but " + missing + ": look at it by hand");
    }
}
