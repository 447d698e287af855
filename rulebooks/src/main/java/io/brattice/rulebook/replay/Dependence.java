package io.brattice.rulebook.replay;

import io.brattice.policy.Evidence;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Whether rulebooks look at what a journal does not tell. */
final class Dependence {

    private final Interpreter definition;
    private final CommandReader commands;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, List<Condition>> byTool = new ConcurrentHashMap<>();

    Dependence(List<Book> layers, CommandReader commands) {
        this.definition = Interpreter.of(layers, commands);
        this.commands = commands;
        for (Book book : layers) {
            book.clauses().forEach(clause -> conditions.add(clause.when()));
            book.delegations().forEach(one -> conditions.add(one.when()));
        }
    }

    boolean any(Predicate<Condition> like) {
        return conditions.stream().anyMatch(one -> Conditions.any(one, like));
    }

    /** True when a rule that may speak of this tool looks at what was redacted. */
    boolean onRedacted(PastCall call) {
        if (call.redacted().isEmpty() && !call.namesRedacted()) {
            return false;
        }
        Evidence evidence = call.evidence();
        String tool = evidence.call().tool();
        if (byTool.size() > 4_096) {
            byTool.clear();
        }
        List<Condition> mine = byTool.computeIfAbsent(
                tool,
                none -> conditions.stream()
                        .filter(one -> onTool(one, evidence) != Truth.FALSE)
                        .toList());
        return mine.stream().anyMatch(one -> Conditions.any(one, atom -> looksAt(atom, call)));
    }

    private boolean looksAt(Condition atom, PastCall call) {
        if (atom instanceof Condition.EffectResource || atom instanceof Condition.EffectTier) {
            return call.namesRedacted();
        }
        if (atom instanceof Condition.Argument argument) {
            return call.redacted().stream().anyMatch(path -> meet(argument.path(), path));
        }
        return atom instanceof Condition.Command
                && call.redacted().stream()
                        .anyMatch(path -> path.isEmpty()
                                || commands.isCommandLine(call.evidence().call().tool(), path.get(0))
                                || path.get(0).equals("command"));
    }

    /** One leads to the other, or to what is in it. */
    private static boolean meet(List<String> asked, List<String> path) {
        for (int i = 0; i < Math.min(asked.size(), path.size()); i++) {
            if (!asked.get(i).equals("*") && !asked.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Truth onTool(Condition condition, Evidence evidence) {
        if (condition instanceof Condition.All all) {
            return all.of().stream().map(one -> onTool(one, evidence)).reduce(Truth.TRUE, Truth::and);
        }
        if (condition instanceof Condition.Any any) {
            return any.of().stream().map(one -> onTool(one, evidence)).reduce(Truth.FALSE, Truth::or);
        }
        if (condition instanceof Condition.Not not) {
            return onTool(not.of(), evidence).not();
        }
        return condition instanceof Condition.Tool
                ? definition.truth(0, condition, evidence, Optional.empty())
                : Truth.UNKNOWN;
    }
}
