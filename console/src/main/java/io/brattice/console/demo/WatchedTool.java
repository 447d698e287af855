package io.brattice.console.demo;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool that tells a {@link Watch} when it is rehearsed, secured and run, and is otherwise the tool it was made from. */
final class WatchedTool implements Tool {

    private final Tool tool;
    private final Watch watch;

    WatchedTool(Tool tool, Watch watch) {
        this.tool = tool;
        this.watch = watch;
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        return watch.effect(() -> tool.run(permit));
    }

    @Override
    public Optional<Reversibility> declared() {
        return tool.declared();
    }

    @Override
    public Optional<Classifier> classifier() {
        return tool.classifier();
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return tool.rehearsal().map(WatchedRehearsal::new);
    }

    @Override
    public Optional<Tool> undo() {
        return tool.undo();
    }

    @Override
    public Optional<Boolean> probe(Arguments arguments) throws Exception {
        return tool.probe(arguments);
    }

    @Override
    public Digest digest() {
        return tool.digest();
    }

    private final class WatchedRehearsal implements Rehearsal {
        private final Rehearsal rehearsal;

        WatchedRehearsal(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
        }

        @Override
        public Preview preview(ToolCall call) throws Exception {
            Preview preview = rehearsal.preview(call);
            if (preview.fidelity() != Preview.Fidelity.NONE) {
                watch.pass("rehearsed");
            }
            return preview;
        }

        @Override
        public Secured secure(ToolCall call, Preview judged) throws Exception {
            Secured secured = rehearsal.secure(call, judged);
            watch.pass("secured");
            if (secured.safeguards().contains("containment")) {
                watch.pass("contained");
            }
            return secured;
        }
    }
}
