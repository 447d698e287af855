package io.brattice.shell.program;

import io.brattice.action.Preview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code pip install}, {@code pip download}, {@code pip wheel} and {@code uv pip install}. Only built packages are let in: building
 * one runs its code, in a dry run too. What is rehearsed so is what is run.
 */
final class PipReader implements Reader {

    private static final int MOST = 256 << 10;
    private static final int DEEPEST = 5;
    private static final String PIP = "--only-binary=:all:";

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        Supply supply = new Supply(Registry.PYPI, call.situation(), acts);
        boolean plain = reading.values("--editable").isEmpty();
        if (!plain) {
            acts.code("installs a folder or repository and runs its build");
        }
        boolean rehearses = reading.rehearses();
        for (Term file : reading.values("--requirement")) {
            plain &= requirements(call.situation().path(file), 0, call.situation(), supply, acts);
        }
        for (Term file : reading.values("--constraint")) {
            plain &= constraints(call.situation().path(file), call.situation(), acts);
        }
        plain &= isClear(reading);
        if (reading.has("--no-binary") || reading.has("--pre")) {
            plain = false;
        }
        Optional<String> settings = settings(call.situation());
        if (settings.isPresent()) {
            plain = false;
            acts.opaque(settings.get());
        }
        acts.network("pypi.org");
        Supply told = rehearses ? new Supply(Registry.PYPI, call.situation(), new Recorder()) : supply;
        told.judge(reading.operands());
        plain &= told.isPlain() && supply.isPlain();
        String[] safe = call.name().equals("uv") ? new String[] {"--no-build", "--no-config"} : new String[] {PIP};
        Optional<List<Term>> words = plain ? appended(call.words(), safe) : Optional.empty();
        if (words.isEmpty()) {
            acts.code("may build a package, which runs its code");
            return;
        }
        acts.instead(words.get());
        if (!rehearses && reading.command().endsWith("install")) {
            List<String> argv = new ArrayList<>();
            words.get().forEach(word -> argv.add(word.text()));
            argv.add("--dry-run");
            acts.rehearsal(new DryRun(argv, Preview.Fidelity.EXACT, "pip"));
        }
    }

    /** False when an option is given that is not understood: then nothing is started to look closer. */
    static boolean isClear(Reading reading) {
        return reading.options().stream()
                .flatMap(found -> found.option().consequences().stream())
                .noneMatch(Consequence.Unclear.class::isInstance);
    }

    /** The same words and one more option; empty where it could be taken for something else. */
    static Optional<List<Term>> appended(List<Term> words, String... options) {
        List<Term> all = new ArrayList<>();
        for (Term word : words) {
            if (!word.known() || word.text().equals("--")) {
                return Optional.empty();
            }
            all.add(word);
        }
        for (String option : options) {
            all.add(Term.of(option));
        }
        return Optional.of(all);
    }

    /** A virtual environment in the project has settings that an agent could have written. */
    private static Optional<String> settings(Situation situation) {
        for (String folder : List.of(".venv", "venv", "env")) {
            Optional<Path> file = situation.path(folder + "/pip.conf");
            if (file.isPresent() && situation.world().kind(file.get()).exists()) {
                return Optional.of("its settings in `" + folder + "/pip.conf` may name another index");
            }
        }
        return Optional.empty();
    }

    /** Tells what the lines of a requirements file ask for; false when one of them is not a plain name. */
    private static boolean requirements(Optional<Path> file, int depth, Situation situation, Supply supply, Acts acts) {
        Optional<String> text = file.flatMap(path -> situation.world().text(path, MOST));
        if (text.isEmpty() || depth > DEEPEST) {
            acts.opaque("its requirements file cannot be read");
            return false;
        }
        boolean plain = true;
        for (String line :
                text.get().replace("\\\r\n", " ").replace("\\\n", " ").split("\n", -1)) {
            String bare = line.replaceAll("(^|\\s)#.*$", "").strip();
            if (bare.isEmpty()) {
                continue;
            }
            if (bare.startsWith("-")) {
                plain &= option(bare, file.get(), depth, situation, supply, acts);
                continue;
            }
            int options = bare.indexOf(" -");
            String rest = options < 0 ? "" : bare.substring(options).strip();
            if (bare.contains("${")
                    || !rest.replaceAll("--hash[= ]sha(256|384|512):[0-9a-f]+", "")
                            .isBlank()) {
                plain = false;
                acts.opaque("a line of its requirements file is not understood");
            } else {
                supply.judge(
                        Term.of(options < 0 ? bare : bare.substring(0, options).strip()), false);
            }
        }
        return plain;
    }

    /** A constraint installs nothing, but could say from which address, and could have options. */
    private static boolean constraints(Optional<Path> file, Situation situation, Acts acts) {
        Supply names = new Supply(Registry.PYPI, situation, new Recorder());
        return requirements(file, 1, situation, names, acts) && names.isPlain();
    }

    private static boolean option(String line, Path file, int depth, Situation situation, Supply supply, Acts acts) {
        String[] words = line.split("[ =]+", 2);
        String value = words.length < 2 ? "" : words[1].strip();
        switch (words[0]) {
            case "-r", "--requirement", "-c", "--constraint" -> {
                Path other = file.resolveSibling(value);
                acts.file(FileAct.READ, Term.of(other.toString()));
                return words[0].startsWith("-c") || words[0].startsWith("--c")
                        ? constraints(Optional.of(other), situation, acts)
                        : requirements(Optional.of(other), depth + 1, situation, supply, acts);
            }
            case "--only-binary", "--require-hashes", "--prefer-binary" -> {
                return true;
            }
            default -> {
                acts.opaque("its requirements file has the option `" + words[0] + "`");
                return false;
            }
        }
    }
}
