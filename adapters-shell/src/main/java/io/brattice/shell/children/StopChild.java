package io.brattice.shell.children;

import io.brattice.Permit;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code bash.stop}: ends one of the session's own children. Any other is not there. */
final class StopChild implements Tool {

    private final Children children;

    StopChild(Children children) {
        this.children = children;
    }

    @Override
    public String name() {
        return "bash.stop";
    }

    @Override
    public Optional<Classifier> classifier() {
        return Optional.of(call -> Optional.of(
                child(call).filter(RunningChild::isRunning).isPresent()
                        ? Assessment.of(
                                Reversibility.REVERSIBLE,
                                "it stops what this session started",
                                Effect.of(
                                        Verb.INTERRUPT,
                                        new Resource("child:"
                                                + child(call).orElseThrow().id()),
                                        Reversibility.REVERSIBLE))
                        : Assessment.of(Reversibility.READ_ONLY, "there is nothing of this session to stop")));
    }

    private Optional<RunningChild> child(ToolCall call) {
        return call.arguments().string("child").flatMap(id -> children.named(call.caller(), id));
    }

    @Override
    public Child run(Permit permit) throws IOException, InterruptedException {
        ToolCall call = permit.redeem();
        if (!call.arguments().names().equals(Set.of("child"))) {
            throw new IllegalArgumentException("`bash.stop` takes exactly `child`, such as `child-1`");
        }
        RunningChild child = child(call)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no such child of this session; `bash.children` lists them"));
        child.stop();
        return child.seen();
    }
}
