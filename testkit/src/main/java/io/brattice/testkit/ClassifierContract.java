package io.brattice.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every classifier must pass: it reads whatever an agent sends, the same way each time, and never guesses mildly. */
public abstract class ClassifierContract {

    /** The classifier under test. It may be asked about the same world many times. */
    protected abstract Classifier classifier();

    /** Calls it knows, at least one. */
    protected abstract List<ToolCall> known();

    /** Calls in the form of {@link #known()} whose meaning it cannot know. */
    protected abstract List<ToolCall> unknown();

    /** The tool and arguments as a call by some agent. */
    protected static ToolCall call(String tool, Arguments arguments) {
        return new ToolCall(
                "contract", tool, arguments, Caller.agent("contract").session("contract"), "");
    }

    private List<ToolCall> hostile() {
        List<Arguments> arguments = new ArrayList<>(List.of(
                Arguments.none(),
                Arguments.of("", ""),
                Arguments.of("\u202e\u0000\u001b]8;;x", "\u0007\ud83d\ude00\uffff"),
                Arguments.fromJson("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"),
                Arguments.of("long", "x".repeat(500_000))));
        for (ToolCall each : known()) {
            each.arguments().names().forEach(name -> {
                arguments.add(each.arguments().with(name, null));
                arguments.add(each.arguments().with(name, ""));
                arguments.add(each.arguments().with(name, "\u0000\n$(x) '\" `"));
                arguments.add(each.arguments().with(name, -1));
                arguments.add(each.arguments().with(name, List.of(Map.of("a", true))));
            });
        }
        List<ToolCall> calls = new ArrayList<>();
        for (Arguments each : arguments) {
            known().forEach(call -> calls.add(call(call.tool(), each)));
            calls.add(call("some.other/tool", each));
        }
        return calls;
    }

    @Test
    final void itNeverThrowsWhateverItIsSent() {
        for (ToolCall call : hostile()) {
            Optional<Assessment> opinion = assertDoesNotThrow(() -> classifier().assess(call), call::toString);
            assertTrue(opinion != null, call::toString);
        }
    }

    @Test
    final void itSaysTheSameEachTime() throws Exception {
        List<ToolCall> every = new ArrayList<>(known());
        every.addAll(unknown());
        every.addAll(hostile());
        for (ToolCall call : every) {
            assertEquals(classifier().assess(call), classifier().assess(call), call::toString);
        }
    }

    @Test
    final void itLeavesTheCallAsItWas() throws Exception {
        for (ToolCall call : known()) {
            String before = call.arguments().json();
            classifier().assess(call);
            assertEquals(before, call.arguments().json());
            assertEquals(
                    call(call.tool(), Arguments.fromJson(before)).arguments().digest(),
                    call.arguments().digest());
        }
    }

    @Test
    final void itKnowsWhatItKnows() throws Exception {
        assertTrue(!known().isEmpty(), "a classifier knows at least one call");
        for (ToolCall call : known()) {
            assertTrue(classifier().assess(call).isPresent(), call::toString);
        }
    }

    @Test
    final void whatItDoesNotKnowIsIrreversibleOrNotIts() throws Exception {
        for (ToolCall call : unknown()) {
            Optional<Assessment> opinion = classifier().assess(call);
            assertTrue(
                    opinion.filter(one -> one.reversibility() != Reversibility.IRREVERSIBLE)
                            .isEmpty(),
                    () -> call + ": " + opinion);
        }
    }
}
