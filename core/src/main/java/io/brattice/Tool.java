package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent may call: what an adapter writes.
 *
 * <p>The gate calls {@link #run} only with a permit, at most once per permit. A tool that declares no class and has no
 * classifier is IRREVERSIBLE.
 */
public interface Tool {

    /** 1 to 200 printable ASCII characters, compared exactly. */
    String name();

    /**
     * Runs the call, from {@link Permit#redeem()} and nothing else, on the state that was judged: check right before the
     * effect, or let the engine do it, and throw {@link StaleException} when it moved and nothing has been done.
     *
     * @return a plain value, or null, or a {@code CompletionStage} of one, which is awaited; a stream, iterator, callback or
     *     other future acts outside the gate and is a failure
     * @throws InterruptedException when cancelled; the outcome is then unknown
     */
    @Nullable
    Object run(Permit permit) throws Exception;

    /** The class its author declares for every call, one opinion among others; empty where the classifier knows better. */
    default Optional<Reversibility> declared() {
        return Optional.empty();
    }

    /** What each call would do. Combined with the declared class and with the gate's classifiers; the gravest wins. */
    default Optional<Classifier> classifier() {
        return Optional.empty();
    }

    /**
     * How a call of this tool is shown before it runs, and how what is there is secured first. Empty where neither is possible: a
     * question about it then comes without a preview, and a class that depends on a safeguard does not hold.
     */
    default Optional<Rehearsal> rehearsal() {
        return Optional.empty();
    }

    /**
     * The tool that takes a call back. Its arguments are {@code {"call": id, "secured": …, "left": …}}: what
     * {@link Rehearsal#secure} kept and what {@link Permit#leave} noted. It is reached only through {@code Session.undo}, and
     * goes through the gate like any other; its rehearsal must refuse where somebody else changed the state since.
     */
    default Optional<Tool> undo() {
        return Optional.empty();
    }

    /**
     * For a tool that takes calls back: true when an attempt may follow one of which nobody knows how far it came (its process was
     * killed, its reply was lost), because doing it again leads to the same as doing it once. Its rehearsal must then accept a state
     * that is half put back, and refuse any other. The arguments of such an attempt have {@code "attempt"}, a number, beside the others.
     *
     * <p>False unless said otherwise: a person must then settle the earlier attempt first.
     */
    default boolean repeatable() {
        return false;
    }

    /**
     * Looks whether a call whose outcome is unknown took effect: true, false, or empty when that cannot be told. Must not
     * change anything.
     */
    default Optional<Boolean> probe(Arguments arguments) throws Exception {
        return Optional.empty();
    }

    /** What approvals bind to: another tool under the same name, or a new version, has another digest. */
    default Digest digest() {
        return Digest.of("tool:" + name() + "\n" + getClass().getName() + "\n" + declared());
    }

    /**
     * A tool from a function, with a declared class. Its digest names the class the function was written in; two functions
     * of one class under one name look alike to an approval.
     */
    static Tool of(String name, Reversibility declared, Body body) {
        return new DeclaredTool(name, declared, body);
    }

    /** What a tool from a function does with the arguments that were approved. */
    @FunctionalInterface
    interface Body {
        /** As {@link Tool#run}, with the arguments taken from the permit already. */
        @Nullable
        Object run(Arguments arguments) throws Exception;
    }
}
