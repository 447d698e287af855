package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Inventory;
import io.brattice.files.MovedAside;
import io.brattice.files.Step;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** {@code rm}: everything it would remove is moved aside instead, unless it is too much, too precious or out of reach. */
final class Remove implements Command {

    private static final Options.Grammar GRAMMAR = new Options.Grammar(
            "rRfv",
            "",
            Map.of("recursive", "r", "force", "f", "verbose", "v"),
            Set.of(
                    "interactive",
                    "one-file-system",
                    "no-preserve-root",
                    "preserve-root",
                    "dir",
                    "help",
                    "version",
                    "-presume-input-tty",
                    "presume-input-tty"),
            true);

    @Override
    public Plan plan(List<String> words, Place place) throws IOException {
        Options options = Options.read(GRAMMAR, words.subList(1, words.size()));
        boolean recursive = options.has("r") || options.has("R");
        if (options.operands().isEmpty()) {
            throw new Opaque("it names nothing");
        }
        Map<Path, Inventory> targets = new LinkedHashMap<>();
        StringBuilder errors = new StringBuilder();
        for (String operand : options.operands()) {
            Path path = place.target(operand);
            boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (!exists && !options.has("f")) {
                errors.append("rm: cannot remove '").append(operand).append("': No such file or directory\n");
            } else if (folder && !recursive) {
                errors.append("rm: cannot remove '").append(operand).append("': Is a directory\n");
            } else if (exists) {
                targets.put(path, Inventory.of(path));
            }
        }
        String obstacle = obstacle(targets, place);
        List<Effect> effects = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        StringBuilder text = new StringBuilder("removes:");
        StringBuilder seen = new StringBuilder(errors);
        boolean complete = true;
        for (Map.Entry<Path, Inventory> target : targets.entrySet()) {
            Inventory inventory = target.getValue();
            complete &= inventory.complete();
            Effect bare = Effect.of(Verb.DELETE, Resource.file(target.getKey()), Reversibility.IRREVERSIBLE)
                    .measuring(
                            inventory.things() - inside(targets, target.getKey(), Inventory::things),
                            inventory.bytes() - inside(targets, target.getKey(), Inventory::bytes));
            effects.add(obstacle.isEmpty() ? bare.safeguarded(Reversibility.REVERSIBLE) : bare);
            text.append("\n  ").append(counted(target.getKey(), inventory));
            seen.append(target.getKey())
                    .append('\n')
                    .append(inventory.digest().hex())
                    .append('\n');
            if (obstacle.isEmpty()) {
                steps.add(MovedAside.of(target.getKey(), place.aside(steps.size())));
            }
        }
        Preview preview = new Preview(
                effects,
                complete ? Preview.Fidelity.EXACT : Preview.Fidelity.PARTIAL,
                Digest.of(seen.toString().getBytes(StandardCharsets.UTF_8)),
                targets.isEmpty() ? "removes nothing" : text.toString());
        if (!obstacle.isEmpty()) {
            List<String> argv = new ArrayList<>(words);
            argv.set(0, Place.program("rm"));
            return Plan.unsecured(Reversibility.IRREVERSIBLE, obstacle, preview, argv);
        }
        String verbose = options.has("v") ? "moved aside: " + steps.size() + "\n" : "";
        String reason = steps.isEmpty() ? "it removes nothing" : "everything it removes is moved aside";
        return Plan.secured(reason, preview, steps, List.of())
                .answering(new ShellResult(errors.isEmpty() ? 0 : 1, verbose, errors.toString(), false));
    }

    /** What a thing is, in a line: path, how many things, how many bytes. */
    static String counted(Path path, Inventory inventory) {
        return Step.shown(path) + " (" + inventory.things() + (inventory.things() == 1 ? " thing, " : " things, ")
                + inventory.bytes() + " bytes" + (inventory.complete() ? ")" : ", and more)");
    }

    /** How much of a thing belongs to other operands that lie inside of it, so that nothing is counted twice. */
    private static long inside(Map<Path, Inventory> targets, Path whole, ToLongFunction<Inventory> measure) {
        return targets.entrySet().stream()
                .filter(part -> lies(part.getKey(), whole))
                .filter(part -> targets.keySet().stream()
                        .noneMatch(between -> lies(part.getKey(), between) && lies(between, whole)))
                .mapToLong(part -> measure.applyAsLong(part.getValue()))
                .sum();
    }

    private static boolean lies(Path inside, Path whole) {
        return !inside.equals(whole) && inside.startsWith(whole);
    }

    private static String obstacle(Map<Path, Inventory> targets, Place place) throws IOException {
        for (Map.Entry<Path, Inventory> target : targets.entrySet()) {
            String protection = place.protection(target.getKey(), target.getValue());
            if (!protection.isEmpty()) {
                return protection;
            }
            for (Path other : targets.keySet()) {
                if (lies(other, target.getKey())) {
                    return "one operand lies inside another";
                }
            }
        }
        return "";
    }
}
