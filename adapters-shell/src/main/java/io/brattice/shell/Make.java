package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Created;
import io.brattice.files.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code mkdir} and {@code touch} where nothing is yet. */
final class Make implements Command {

    private static final Options.Grammar FOLDERS = Options.Grammar.shorts("p");
    private static final Options.Grammar FILES = Options.Grammar.shorts("");

    private final Options.Grammar grammar;

    private Make(Options.Grammar grammar) {
        this.grammar = grammar;
    }

    static Command folders() {
        return new Make(FOLDERS);
    }

    static Command files() {
        return new Make(FILES);
    }

    @Override
    public Plan plan(List<String> words, Place place) throws IOException {
        Options options = Options.read(grammar, words.subList(1, words.size()));
        if (options.operands().isEmpty()) {
            throw new Opaque("it names nothing");
        }
        Set<Path> fresh = new LinkedHashSet<>();
        for (String operand : options.operands()) {
            Path first = options.has("p") ? firstMissing(operand, place) : place.target(operand);
            if (Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
                throw new Opaque("`" + operand + "` exists");
            }
            fresh.add(place.inWorkspace(first));
        }
        List<Step> steps = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        for (Path path : fresh) {
            steps.add(new Created(path, place.aside(steps.size())));
            effects.add(Effect.of(Verb.CREATE, Resource.file(path), Reversibility.REVERSIBLE));
        }
        Preview preview = Preview.exact(
                effects,
                Digest.of(fresh.toString()),
                "creates " + fresh.stream().map(Step::shown).toList());
        List<String> argv = new ArrayList<>(words);
        argv.set(0, Place.program(words.get(0)));
        return Plan.secured("nothing is there yet", preview, steps, argv);
    }

    private static Path firstMissing(String operand, Place place) throws IOException {
        if (operand.startsWith("/") || operand.contains("..") || operand.contains("./") || operand.contains("//")) {
            throw new Opaque("a path to be made is not a plain relative one");
        }
        Path path = place.cwd();
        for (String name : operand.split("/", -1)) {
            path = path.resolve(name);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
            path = path.toRealPath();
        }
        return path;
    }
}
