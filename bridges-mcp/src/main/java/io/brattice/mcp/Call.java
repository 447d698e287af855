package io.brattice.mcp;

import io.brattice.Admission;
import io.brattice.Permit;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code tools/call} on its way; its monitor guards where it is. */
final class Call {

    private static final int KEPT_OF_RESULT = 48 << 10;
    private static final int KEPT_OF_ERROR = 500;

    private final Wire client;
    private @Nullable Admission admission;
    private boolean unwanted;

    /** @param client hears how it ends, where the gate has to say so */
    Call(Wire client) {
        this.client = client;
    }

    Wire client() {
        return client;
    }

    /** Its permit, once and only while it is wanted; without one it has not run, and the admission is ended. */
    synchronized Optional<Permit> granted(Admission leave) {
        if (leave.permit().isEmpty()) {
            return Optional.empty();
        }
        if (unwanted) {
            leave.notRun("the client does not want it any more");
            return Optional.empty();
        }
        admission = leave;
        return leave.permit();
    }

    /** True once nobody waits for its end. */
    synchronized boolean isUnwanted() {
        return unwanted;
    }

    /** True when it has not gone to the server, and now never will. */
    synchronized boolean unwanted() {
        unwanted = admission == null;
        return unwanted;
    }

    /** Nobody knows how it ended, if it was sent at all. */
    synchronized void lost() {
        unwanted = true;
        if (admission != null) {
            admission.close();
        }
    }

    /** It did not take place as it was meant to. */
    synchronized void failed(String why) {
        unwanted = true;
        if (admission != null) {
            admission.failed(new IOException(why));
        }
    }

    /** It ended as the server says; false where it was never sent. */
    synchronized boolean answered(Message message) {
        if (admission == null) {
            return false;
        }
        String result = message.raw("result").orElse("{}");
        if (message.has("result")
                && message.raw("result.isError").filter("true"::equals).isEmpty()) {
            admission.done(result.length() <= KEPT_OF_RESULT ? result : "a result of " + result.length() + " letters");
        } else {
            String said = message.raw("error").orElse(result);
            admission.failed(new IOException(
                    "the server answered with an error: " + said.substring(0, Math.min(KEPT_OF_ERROR, said.length()))));
        }
        return true;
    }
}
