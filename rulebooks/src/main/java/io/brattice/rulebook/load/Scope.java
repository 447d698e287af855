package io.brattice.rulebook.load;

import io.brattice.rulebook.language.CommandReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in a rule a condition stands.
 *
 * @param allows true where the condition lets something pass
 * @param tools the tools that the conditions around it name; empty where none does
 */
record Scope(boolean allows, Optional<Tools> tools) {

    private static final Set<String> EXECUTABLE = Set.of("command", "script", "code", "cmd", "*");
    private static final Set<String> SHELLS =
            Set.of("bash", "sh", "zsh", "shell", "terminal", "powershell", "pwsh", "cmd", "exec");

    /**
     * Tools that are named.
     *
     * @param exact by their names
     * @param open true where a pattern may name others
     */
    record Tools(Set<String> exact, boolean open) {
        Tools and(Tools other) {
            Set<String> both = new TreeSet<>(exact);
            both.addAll(other.exact);
            return new Tools(both, open || other.open);
        }
    }

    Scope beside(Optional<Tools> more) {
        return more.isPresent() ? new Scope(allows, more) : this;
    }

    /** The tools a test names; a test that only says which tool it is not names none. */
    static Optional<Tools> named(Node test) {
        if (!(test instanceof Node.Mapping mapping)) {
            return Optional.of(new Tools(Source.texts(test), false));
        }
        Node.Entry operator = mapping.entries().get(0);
        return switch (operator.key().text()) {
            case "is", "in" -> Optional.of(new Tools(Source.texts(operator.value()), false));
            case "not" -> Optional.empty();
            case "any", "all" ->
                Source.items(operator.value()).stream()
                        .flatMap(each -> named(each).stream())
                        .reduce(Tools::and);
            default -> Optional.of(new Tools(Set.of(), true));
        };
    }

    /** True when the argument may be a command line or a program of one of these tools: text that a shell takes apart. */
    boolean mayExecute(List<String> path, CommandReader commands) {
        if (tools.isEmpty()) {
            return false;
        }
        boolean named = path.stream().anyMatch(each -> EXECUTABLE.contains(each.toLowerCase(Locale.ROOT)));
        return (tools.get().open() && named)
                || tools.get().exact().stream()
                        .anyMatch(tool -> (named && isShell(tool)) || commands.isCommandLine(tool, path.get(0)));
    }

    private static boolean isShell(String tool) {
        for (String word : tool.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            if (SHELLS.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
