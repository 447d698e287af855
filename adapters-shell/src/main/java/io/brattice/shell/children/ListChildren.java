package io.brattice.shell.children;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.util.List;
import java.util.Optional;

/** {@code bash.children}: what the session keeps running, and what of it has ended. */
final class ListChildren implements Tool {

    private final Children children;

    ListChildren(Children children) {
        this.children = children;
    }

    @Override
    public String name() {
        return "bash.children";
    }

    @Override
    public Optional<Reversibility> declared() {
        return Optional.of(Reversibility.READ_ONLY);
    }

    @Override
    public List<Child> run(Permit permit) {
        ToolCall call = permit.redeem();
        if (!call.arguments().names().isEmpty()) {
            throw new IllegalArgumentException("`bash.children` takes no arguments; leave them out");
        }
        return children.of(call.caller());
    }
}
