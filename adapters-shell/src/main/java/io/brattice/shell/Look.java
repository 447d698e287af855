package io.brattice.shell;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands that only look: inside the workspace, and not at what is usually a secret. */
final class Look implements Command {

    private final Options.Grammar grammar;
    private final boolean files;

    private Look(Options.Grammar grammar, boolean files) {
        this.grammar = grammar;
        this.files = files;
    }

    /** A command whose operands are files. */
    static Command at(String flags, String valued) {
        return new Look(new Options.Grammar(flags, valued, Map.of(), Set.of(), false), true);
    }

    /** A command whose operands are only words, and that takes no options. */
    static Command saying() {
        return new Look(Options.Grammar.shorts(""), false);
    }

    @Override
    public Plan plan(List<String> words, Place place) throws IOException {
        List<String> arguments = words.subList(1, words.size());
        List<Effect> effects = new ArrayList<>();
        if (files) {
            List<String> operands = Options.read(grammar, arguments).operands();
            for (String operand : operands.isEmpty() ? List.of(".") : operands) {
                effects.add(Effect.of(Verb.READ, Resource.file(readable(operand, place)), Reversibility.READ_ONLY));
            }
        } else if (arguments.stream().anyMatch(word -> word.startsWith("-"))) {
            throw new Opaque("it has options that are not understood");
        }
        List<String> argv = new ArrayList<>(words);
        argv.set(0, Place.program(words.get(0)));
        return Plan.reading("it only looks", effects, argv);
    }

    private static Path readable(String operand, Place place) throws IOException {
        try {
            Path named = place.cwd().resolve(operand);
            if (operand.equals("-") || !Files.exists(named)) {
                throw new Opaque("it reads what is not there");
            }
            Path path = place.inWorkspace(named.toRealPath());
            Opaque.ifSecret(path.toString());
            if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
                throw new Opaque("it reads what is no plain file");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new Opaque("an operand cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8");
        }
    }
}
