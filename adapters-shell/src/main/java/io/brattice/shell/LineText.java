package io.brattice.shell;

import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Part;
import io.brattice.shell.syntax.Printer;
import io.brattice.shell.syntax.Quoting;
import io.brattice.shell.syntax.Rewriting;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is handed to bash: the line as it was understood, printed anew, with what was found put into it. Globs stand as the files that
 * were shown, what would run other code is switched off, and what is removed is moved into the store instead.
 *
 * @param aside where each thing that a command removes goes
 */
record LineText(Plan plan, Map<Path, Path> aside) {

    private static final String MOVE = "/bin/mv";

    String print() {
        return Printer.print(Rewriting.of(plan.script().orElseThrow(), this::exchanged));
    }

    private Command exchanged(Command.Simple command) {
        List<Decided.Removed> gone = plan.decided().aside().getOrDefault(command, List.of());
        Optional<List<Term>> words = plan.findings().words(command);
        if (words.isEmpty()) {
            return command;
        }
        if (!gone.isEmpty()) {
            return removed(command, words.get(), gone);
        }
        Optional<List<Term>> instead = plan.findings().insteadOf(command);
        boolean matches = command.words().stream()
                .flatMap(word -> word.parts().stream())
                .anyMatch(part -> part instanceof Part.Glob);
        boolean known = instead.orElse(words.get()).stream().allMatch(Term::known);
        if ((instead.isEmpty() && !matches) || !known) {
            return command;
        }
        return new Command.Simple(command.assignments(), literal(instead.orElse(words.get())), command.redirections());
    }

    /** {@code rm}: renames into the store, and itself for whatever else it was told to remove. */
    private Command removed(Command.Simple command, List<Term> words, List<Decided.Removed> gone) {
        List<Script.Item> items = new ArrayList<>();
        for (Decided.Removed each : gone) {
            @Nullable Path place = aside.get(each.path());
            if (place == null) {
                return command; // not secured: the call was judged without it
            }
            items.add(item(simple(List.of(MOVE, "-T", "--", each.path().toString(), place.toString()))));
        }
        rest(words, gone).ifPresent(more -> items.add(item(simple(more))));
        return new Command.Group(new Script(items), command.redirections());
    }

    /** The same removal without what is moved away; empty when nothing is left to be removed. */
    static Optional<List<String>> rest(List<Term> words, List<Decided.Removed> gone) {
        Set<String> moved = gone.stream().map(Decided.Removed::word).collect(Collectors.toSet());
        List<String> more = new ArrayList<>();
        boolean names = false;
        boolean options = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).text();
            boolean option = i == 0 || (options && word.startsWith("-") && word.length() > 1);
            options &= !word.equals("--");
            if (option || !moved.contains(word)) {
                more.add(word);
                names |= !option;
            }
        }
        return names ? Optional.of(more) : Optional.empty();
    }

    private static Script.Item item(Command command) {
        return new Script.Item(
                new Script.Pipeline(false, Script.Time.NONE, List.of(new Script.Stage(command, false))),
                List.of(),
                false);
    }

    private static Command.Simple simple(List<String> words) {
        return new Command.Simple(List.of(), words.stream().map(Quoting::word).toList(), List.of());
    }

    private static List<Word> literal(List<Term> words) {
        return words.stream().map(word -> Quoting.word(word.text())).toList();
    }
}
