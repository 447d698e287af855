package io.brattice.testkit;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.Secured;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tool that does nothing but count, and is whatever a test needs it to be. */
public final class FakeTool implements Tool {

    /** What the fake does when it is run. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object run(Permit permit) throws Exception;
    }

    private final String name;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger secured = new AtomicInteger();
    private Optional<Reversibility> declared = Optional.empty();
    private Optional<Classifier> classifier = Optional.empty();
    private Optional<Rehearsal> rehearsal = Optional.empty();
    private Optional<Tool> undo = Optional.empty();
    private Digest digest = Digest.of("fake/1");
    private boolean repeatable;
    private Body body = permit -> permit.redeem().arguments().json();

    private FakeTool(String name) {
        this.name = name;
    }

    /** A tool whose runs may follow one of unknown outcome. */
    public FakeTool repeatedly() {
        repeatable = true;
        return this;
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }

    /** A tool nobody classifies. */
    public static FakeTool named(String name) {
        return new FakeTool(name);
    }

    /** A tool that declares this class for every call. */
    public static FakeTool declared(String name, Reversibility reversibility) {
        FakeTool tool = new FakeTool(name);
        tool.declared = Optional.of(reversibility);
        return tool;
    }

    /** Every call is assessed so. */
    public FakeTool assessed(Function<ToolCall, Assessment> opinion) {
        classifier = Optional.of(call -> Optional.of(opinion.apply(call)));
        return this;
    }

    /** Every call has this one effect on the resource. */
    public FakeTool doing(Verb verb, String resource, Reversibility inherent) {
        return assessed(call -> Assessment.of(inherent, "fake", Effect.of(verb, new Resource(resource), inherent)));
    }

    /** Reversible because of a safeguard, inherently irreversible; secured and undone by this fake. */
    public FakeTool secured(String resource, Tool undoing) {
        Effect effect = Effect.of(Verb.DELETE, new Resource(resource), Reversibility.IRREVERSIBLE)
                .safeguarded(Reversibility.REVERSIBLE);
        classifier = Optional.of(call -> Optional.of(Assessment.safeguarded(
                Reversibility.REVERSIBLE, new Safeguard("fake.kept", "it is kept first"), "fake", List.of(effect))));
        undo = Optional.of(undoing);
        return rehearsed(
                call -> Preview.exact(List.of(effect), Digest.of("state"), "would delete " + resource), call -> {
                    secured.incrementAndGet();
                    return new Secured(Set.of("fake.kept"), Arguments.of("what", resource), "put back " + resource);
                });
    }

    /** Gives previews, and secures nothing. */
    public FakeTool previewed(Function<ToolCall, Preview> preview) {
        rehearsal = Optional.of(preview::apply);
        return this;
    }

    /** Gives previews, and secures. */
    public FakeTool rehearsed(Function<ToolCall, Preview> preview, Function<ToolCall, Secured> securing) {
        rehearsal = Optional.of(new Rehearsal() {
            @Override
            public Preview preview(ToolCall call) {
                return preview.apply(call);
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) {
                return securing.apply(call);
            }
        });
        return this;
    }

    /** Calls are taken back by that tool. */
    public FakeTool undoneBy(Tool tool) {
        undo = Optional.of(tool);
        return this;
    }

    /** What a call does instead of answering its arguments. */
    public FakeTool running(Body what) {
        body = what;
        return this;
    }

    /** Another tool under the same name, as far as approvals can tell. */
    public FakeTool version(String version) {
        digest = Digest.of(version);
        return this;
    }

    /** How often it has run. */
    public int runs() {
        return runs.get();
    }

    /** How often it has secured something. */
    public int securings() {
        return secured.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        runs.incrementAndGet();
        return body.run(permit);
    }

    @Override
    public Optional<Reversibility> declared() {
        return declared;
    }

    @Override
    public Optional<Classifier> classifier() {
        return classifier;
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return rehearsal;
    }

    @Override
    public Optional<Tool> undo() {
        return undo;
    }

    @Override
    public Digest digest() {
        return digest;
    }
}
