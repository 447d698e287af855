package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.Truth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A condition on every simple command of a line. */
final class CommandCheck extends Check {

    private final Optional<TextMatcher> program;
    private final Optional<TextMatcher> subcommand;
    private final Set<String> options;
    private final Optional<Set<String>> allowed;

    CommandCheck(Condition.Command command) {
        this.program = command.program().map(TextMatcher::of);
        this.subcommand = command.subcommand().map(TextMatcher::of);
        this.options = command.options();
        this.allowed = command.allowed();
    }

    @Override
    Truth on(Sight sight) {
        Optional<List<SimpleCommand>> line = sight.commands();
        if (line.isEmpty() || line.get().isEmpty()) {
            return Truth.UNKNOWN;
        }
        Truth first = on(line.get().get(0));
        for (int i = 1; i < line.get().size() && first != Truth.UNKNOWN; i++) {
            if (on(line.get().get(i)) != first) {
                return Truth.UNKNOWN;
            }
        }
        return first;
    }

    private Truth on(SimpleCommand one) {
        Truth truth = Truth.of(one.options().containsAll(options)
                && (allowed.isEmpty() || allowed.get().containsAll(one.options())));
        if (program.isPresent()) {
            truth = truth.and(program.get().on(one.program()));
        }
        if (subcommand.isPresent()) {
            truth = truth.and(
                    one.subcommand().isPresent()
                            ? subcommand.get().on(one.subcommand().get())
                            : Truth.FALSE);
        }
        return truth;
    }
}
