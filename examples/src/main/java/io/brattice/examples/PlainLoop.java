package io.brattice.examples;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.InvalidArgumentsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loop of an agent without a framework: the model wants calls, reads what became of them, and goes on. */
public final class PlainLoop {

    private PlainLoop() {}

    /** What a model wants next: calls, or nothing but words. */
    record Turn(String words, List<Wanted> calls) {}

    /** One call that a model wants. */
    record Wanted(String tool, String json) {}

    /** A model: it reads, and wants something. */
    interface Model {
        Turn next(List<String> read);
    }

    /** Talks until the model wants nothing more. */
    static String run(Gate gate, Model model, Map<String, Tool> tools, String words) {
        // tag: loop
        Session agent = gate.as(Caller.agent("shop-bot").session("chat-17").onBehalfOf("ada"));
        Turn turn = model.next(List.of(words));
        while (!turn.calls().isEmpty()) {
            List<String> results = new ArrayList<>();
            for (Wanted wanted : turn.calls()) {
                results.add(call(agent, Optional.ofNullable(tools.get(wanted.tool())), wanted));
            }
            turn = model.next(results);
        }
        return turn.words();
        // end: loop
    }

    private static String call(Session agent, Optional<Tool> tool, Wanted wanted) {
        if (tool.isEmpty()) {
            return "there is no tool `" + wanted.tool() + "`";
        }
        try {
            Outcome outcome = agent.call(tool.get(), Arguments.fromJson(wanted.json()));
            return outcome instanceof Outcome.Ran ran ? String.valueOf(ran.value()) : outcome.told();
        } catch (InvalidArgumentsException e) {
            return "not run: " + e.getMessage();
        }
    }
}
