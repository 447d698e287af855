package io.brattice.shell;

import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.files.store.Made;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import io.brattice.shell.children.Child;
import io.brattice.shell.children.ChildStarted;
import io.brattice.shell.children.Children;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lines that stay: judged, and started in a cell in which they can change nothing.
 */
record Background(Ground ground, Containing containing, Children children, Environment environment, Store store) {

    private static final Safeguard SAFEGUARD = new Safeguard(
            Containable.SAFEGUARD, "contained, without a network but its own, where it can change nothing");

    /** What it would do; a line that cannot be run in this way does nothing, as it is refused. */
    Assessment assess(ToolCall call, Plan plan) {
        Optional<String> refusal = refusal(call, plan);
        if (refusal.isPresent()) {
            return Assessment.of(Reversibility.READ_ONLY, "it is refused: " + refusal.get());
        }
        return Assessment.safeguarded(
                Reversibility.READ_ONLY,
                SAFEGUARD,
                "it runs in the background, contained, where it can change nothing and reach nothing;"
                        + " an undo stops it",
                List.of(Effect.of(Verb.EXECUTE, ChildStarted.resource(call.id()), Reversibility.IRREVERSIBLE)
                        .safeguarded(Reversibility.REVERSIBLE)));
    }

    /** Why a line cannot run in the background, and what to do instead. */
    private Optional<String> refusal(ToolCall call, Plan plan) {
        Findings findings = plan.findings();
        if (!containing.holds()) {
            return Optional.of("this host contains nothing, so that nothing can be kept in the background;"
                    + " leave `background` out");
        }
        if (Boolean.FALSE.equals(call.arguments().get("contained").orElse(true))) {
            return Optional.of("what runs in the background is always contained; leave `contained` out");
        }
        if (call.arguments().get("network").isPresent()) {
            return Optional.of("what runs in the background gets no network but its own;"
                    + " leave `network` out, and fetch what it needs in a call before");
        }
        if (plan.script().isEmpty() || findings.deceives()) {
            return Optional.of(plan.assessment().reasons().get(0) + "; correct the command");
        }
        for (String host : findings.hosts()) {
            if (!Containable.isLoopback(host)) {
                return Optional.of("in the background there is no network, and the command asks `"
                        + Expansion.shortened(host) + "`; leave `background` out");
            }
        }
        for (String name : findings.programs()) {
            if (Containable.isElsewhere(name) && !Containable.isAsking(name)) {
                return Optional.of("`" + name + "` does its work outside of a cell; leave `background` out");
            }
        }
        return plan.decided().effects().stream()
                .flatMap(effect -> refusal(effect).stream())
                .findFirst();
    }

    private Optional<String> refusal(Effect effect) {
        Resource resource = effect.resource();
        String shown = Expansion.shortened(resource.uri());
        if (effect.verb() == Verb.READ) {
            return effect.inherent() == Reversibility.READ_ONLY
                    ? Optional.empty()
                    : Optional.of(
                            "it looks at `" + shown + "`, about which a person is to be asked; leave `background` out");
        }
        if (resource.overlaps(Resource.file(ground.workspace()))) {
            return Optional.of("what runs in the background cannot change the workspace, and the command changes `"
                    + shown + "`; write below /tmp, or do that in a call before");
        }
        boolean temporary = !resource.overlaps(Resource.file(ground.home()))
                && Ground.SCRATCH.stream()
                        .anyMatch(place ->
                                resource.whole().startsWith(Resource.file(place).uri() + "/"));
        return temporary
                ? Optional.empty()
                : Optional.of("what runs in the background can change nothing but /tmp, and the command changes `"
                        + shown + "`; leave `background` out");
    }

    Secured secure(ToolCall call, Plan plan) throws IOException {
        containing.prove();
        Optional<String> refusal = refusal(call, plan);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        ChildStarted step = step(call);
        return new Secured(Set.of(Containable.SAFEGUARD), store.keep(call, List.of(step)), step.summary());
    }

    private ChildStarted step(ToolCall call) {
        return new ChildStarted(ground.workspace(), call.id());
    }

    ShellResult run(ToolCall call, Plan plan, Made made, Optional<Secured> secured, Consumer<Arguments> leave)
            throws IOException, InterruptedException, StaleException {
        Optional<String> refusal = refusal(call, plan);
        boolean judged = secured.isPresent() && secured.get().safeguards().contains(Containable.SAFEGUARD);
        if (refusal.isPresent() && !judged) {
            throw new IllegalArgumentException(refusal.get());
        }
        if (refusal.isPresent() || !judged) {
            throw new StaleException("whether the command can run in the background is not what was judged");
        }
        ChildStarted step = step(call);
        String line = call.arguments().string("command").orElse("");
        Sharing sharing = Sharing.of(ground, line, plan.decided().effects(), made)
                .orElseGet(() -> Sharing.supposed(ground.workspace()));
        Scratch scratch = Scratch.lasting(sharing);
        try {
            Children.Started started = children.start(
                    call.caller(),
                    line,
                    network -> containing.lasting(call, plan, environment, scratch, network),
                    plan.cwd(),
                    scratch,
                    step);
            return started.ended().orElseGet(() -> told(started.child().orElseThrow()));
        } finally {
            leave.accept(Restoration.left(List.of(step)));
        }
    }

    private static ShellResult told(Child child) {
        String text = "`" + child.id() + "` runs in the background: `bash.children` shows what it writes, and"
                + " `bash.stop` with `child` = `" + child.id() + "` stops it\n";
        return new ShellResult(0, text + child.output(), "", false);
    }
}
