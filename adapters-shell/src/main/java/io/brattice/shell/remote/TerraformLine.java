package io.brattice.shell.remote;

import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a {@code terraform} or {@code tofu}, all of them known, as far as they say which state is meant.
 *
 * @param program by which name it was called
 * @param before the global options
 * @param command with the one below it: {@code state rm}
 * @param options of the command, each without its leading dashes and its value
 * @param operands what is no option
 */
record TerraformLine(
        String program,
        List<String> before,
        String command,
        List<String> options,
        List<String> operands,
        Path cwd,
        Situation situation) {

    private static final Set<String> PAIRS = Set.of("state", "workspace", "providers");

    /** These name another state than the one that is pulled. */
    private static final Set<String> ELSEWHERE = Set.of("state", "state-out", "backup", "backup-out", "dry-run");

    private static final Set<String> PLAIN = Set.of(
            "lock", "lock-timeout", "no-color", "input", "allow-missing", "compact-warnings", "ignore-remote-version");

    private static final Set<String> VALUED =
            Set.of("var", "var-file", "target", "replace", "parallelism", "lock-timeout", "config", "exclude");

    static Optional<TerraformLine> of(Invocation call) {
        Situation situation = call.situation();
        boolean known = call.words().stream().allMatch(Term::known)
                && situation.environment().values().stream().allMatch(Term::known);
        if (!known || situation.cwd().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = call.arguments().stream().map(Term::text).toList();
        int at = 0;
        while (at < words.size() && words.get(at).matches("--?chdir=.+")) {
            at++;
        }
        List<String> before = words.subList(0, at);
        if (at == words.size() || words.get(at).startsWith("-") || before.size() > 1) {
            return Optional.empty();
        }
        String command = words.get(at++);
        if (PAIRS.contains(command) && at < words.size()) {
            command += " " + words.get(at++);
        }
        List<String> options = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        while (at < words.size()) {
            String word = words.get(at++);
            if (!word.startsWith("-")) {
                operands.add(word);
                continue;
            }
            String bare = word.replaceFirst("^--?", "");
            String name = bare.replaceFirst("=.*", "");
            options.add(name);
            at += VALUED.contains(name) && name.equals(bare) ? 1 : 0;
        }
        return Optional.of(new TerraformLine(
                call.name(), before, command, options, operands, situation.cwd().get(), situation));
    }

    /** For people. */
    String shown() {
        return program + " " + command;
    }

    /** Where the configuration is. */
    Path folder() {
        return before.isEmpty()
                ? cwd
                : cwd.resolve(before.get(0).replaceFirst("^--?chdir=", "")).normalize();
    }

    boolean elsewhere() {
        return options.stream().anyMatch(ELSEWHERE::contains);
    }

    boolean plain() {
        return PLAIN.containsAll(options);
    }

    /** The plan that the line itself names. */
    Optional<Path> plan() {
        return command.equals("apply") && operands.size() == 1
                ? Optional.of(folder().resolve(operands.get(0)))
                : Optional.empty();
    }

    /** What the line or the tool has set. */
    Map<String, Term> variables() {
        return situation.environment();
    }
}
