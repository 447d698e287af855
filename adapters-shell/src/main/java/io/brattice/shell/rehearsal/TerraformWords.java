package io.brattice.shell.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of {@code terraform apply}, {@code destroy} or {@code plan}, taken apart.
 *
 * @param before the program and its global options
 * @param options those that a plan has too
 * @param saved the plan file that is applied, if the line names one
 */
record TerraformWords(List<String> before, List<String> options, Optional<String> saved) {

    private static final Set<String> VALUED =
            Set.of("var", "var-file", "target", "replace", "state", "parallelism", "lock-timeout", "exclude");
    private static final Set<String> FLAGS = Set.of(
            "destroy", "refresh-only", "refresh", "compact-warnings", "no-color", "input", "lock", "detailed-exitcode");
    private static final Set<String> OF_APPLY =
            Set.of("auto-approve", "json", "no-color", "input", "lock", "detailed-exitcode");

    static TerraformWords of(List<String> argv) throws UnreadableException {
        int at = 1;
        while (at < argv.size() && argv.get(at).startsWith("-chdir=")) {
            at++;
        }
        String command = at < argv.size() ? argv.get(at) : "";
        if (!Set.of("plan", "apply", "destroy").contains(command)) {
            throw new UnreadableException("only `plan`, `apply` and `destroy` have a plan");
        }
        List<String> options = new ArrayList<>();
        if (command.equals("destroy")) {
            options.add("-destroy");
        }
        Optional<String> saved = Optional.empty();
        for (int i = at + 1; i < argv.size(); i++) {
            String word = argv.get(i);
            if (!word.startsWith("-")) {
                if (saved.isPresent() || !command.equals("apply")) {
                    throw new UnreadableException("`" + word + "` is not understood");
                }
                saved = Optional.of(word);
                continue;
            }
            String bare = word.startsWith("--") ? word.substring(2) : word.substring(1);
            boolean attached = bare.indexOf('=') >= 0;
            String name = attached ? bare.substring(0, bare.indexOf('=')) : bare;
            if (OF_APPLY.contains(name)) {
                continue; // how it runs, not what it does
            }
            if (!VALUED.contains(name) && !FLAGS.contains(name)) {
                throw new UnreadableException("its option `" + word + "` is not one that a plan is known to have");
            }
            options.add("-" + bare);
            if (VALUED.contains(name) && !attached) {
                if (++i == argv.size()) {
                    throw new UnreadableException("its option `" + word + "` lacks a value");
                }
                options.add(argv.get(i));
            }
        }
        return new TerraformWords(argv.subList(0, at), List.copyOf(options), saved);
    }

    /** A plan is only a look: it does not take the lock of the state, and applying a stale plan fails. */
    List<String> plan(String file) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of("plan", "-input=false", "-no-color", "-lock=false", "-out=" + file));
        words.addAll(options);
        return words;
    }

    List<String> show(String file) {
        return with("show", "-no-color", file);
    }

    List<String> showJson(String file) {
        return with("show", "-json", "-no-color", file);
    }

    List<String> apply(String file) {
        return with("apply", "-input=false", "-no-color", file);
    }

    private List<String> with(String... more) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(more));
        return words;
    }
}
