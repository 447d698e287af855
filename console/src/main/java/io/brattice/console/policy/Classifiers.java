package io.brattice.console.policy;

import io.brattice.action.Classifier;
import io.brattice.action.ToolCall;
import io.brattice.console.assess.RawCalls;
import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Classifiers of the tools that this library has, for raw calls in rulebooks: the same answer on every machine. */
final class Classifiers {

    private Classifiers() {}

    static RawCalls raw() {
        return new RawCalls(Optional.empty(), true, false);
    }

    /** For the tools that these examples name. */
    static Map<String, Classifier> of(List<Book> layers) {
        RawCalls raw = raw();
        Map<String, Classifier> known = new HashMap<>();
        for (Book book : layers) {
            for (Clause clause : book.clauses()) {
                clause.matches().forEach(example -> add(example, raw, known));
                clause.matchesNot().forEach(example -> add(example, raw, known));
            }
        }
        return known;
    }

    private static void add(Example example, RawCalls raw, Map<String, Classifier> known) {
        ToolCall call = example.call();
        if (RawCalls.knows(call.tool())) {
            known.put(
                    call.tool(),
                    each -> Optional.of(raw.evidence(each, Cases.NO_TIME).assessment()));
        }
    }
}
