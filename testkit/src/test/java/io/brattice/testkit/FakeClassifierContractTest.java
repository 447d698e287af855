package io.brattice.testkit;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Optional;

/** The contract, on a classifier that knows one word. */
class FakeClassifierContractTest extends ClassifierContract {

    @Override
    protected Classifier classifier() {
        return call -> call.tool().equals("ls") ? Optional.of(listing(call)) : Optional.empty();
    }

    private static Assessment listing(ToolCall call) {
        return call.arguments().equals(Arguments.of("path", "/tmp"))
                ? Assessment.of(
                        Reversibility.READ_ONLY,
                        "lists a folder",
                        Effect.of(Verb.READ, new Resource("file:/tmp"), Reversibility.READ_ONLY))
                : Assessment.unknown("not a folder that it knows");
    }

    @Override
    protected List<ToolCall> known() {
        return List.of(call("ls", Arguments.of("path", "/tmp")));
    }

    @Override
    protected List<ToolCall> unknown() {
        return List.of(call("ls", Arguments.of("path", "/etc")), call("rm", Arguments.none()));
    }
}
