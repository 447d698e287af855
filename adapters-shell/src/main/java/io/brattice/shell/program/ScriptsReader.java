package io.brattice.shell.program;

import io.brattice.action.Arguments;
import io.brattice.files.World;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code npm run NAME}: the script of {@code package.json}, with those before and after it, is read as any shell text. Where it uses a
 * program that a package of the project brings, that is code.
 */
final class ScriptsReader implements Reader {

    private static final Set<String> NAMED = Set.of("test", "t", "tst", "start", "stop", "restart");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> operands = reading.operands();
        boolean named = NAMED.contains(reading.command());
        for (Term operand : operands) {
            if (!operand.known() || Set.of("true", "false", "null").contains(operand.text())) {
                acts.code("runs a script with the word `" + operand + "`, which is not understood");
                return;
            }
        }
        if (!named && operands.isEmpty()) {
            return;
        }
        String name = named
                ? reading.command().startsWith("t") ? "test" : reading.command()
                : operands.get(0).text();
        Optional<Path> root = root(call.situation());
        Optional<Map<?, ?>> scripts =
                root.flatMap(folder -> scripts(call.situation().world(), folder));
        Optional<Set<String>> brought =
                root.flatMap(folder -> brought(call.situation().world(), folder));
        if (scripts.isEmpty()
                || brought.isEmpty()
                || NpmReader.settings(call.situation()).isPresent()
                || name.equals("restart")) {
            acts.code("runs the script `" + name + "` of the project, which is not understood");
            return;
        }
        acts.file(FileAct.READ, Term.of(root.get().resolve("package.json").toString()));
        boolean found = false;
        for (String one : List.of("pre" + name, name, "post" + name)) {
            if (scripts.get().get(one) instanceof String script) {
                found |= one.equals(name);
                String text =
                        one.equals(name) ? script + quoted(operands.subList(named ? 0 : 1, operands.size())) : script;
                tell(text, brought.get(), call.situation().in(root), acts);
            }
        }
        if (!found) {
            acts.code("runs `" + name + "`, which is no script that `package.json` names");
        }
    }

    private static void tell(String script, Set<String> brought, Situation situation, Acts acts) {
        for (String word : script.split("[^A-Za-z0-9._@+-]+", -1)) {
            if (brought.contains(word)) {
                acts.code("runs `" + word + "`, which a package of the project brings");
                return;
            }
        }
        acts.shell(Term.of(script), situation.amongOthers());
    }

    private static String quoted(List<Term> words) {
        StringBuilder text = new StringBuilder();
        for (Term word : words) {
            text.append(" '").append(word.text().replace("'", "'\\''")).append('\'');
        }
        return text.toString();
    }

    /** The folder of the project: the nearest with a {@code package.json}. */
    private static Optional<Path> root(Situation situation) {
        Path at = situation.cwd().orElse(null);
        while (at != null) {
            if (situation.world().kind(at.resolve("package.json")).exists()) {
                return Optional.of(at);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    private static Optional<Map<?, ?>> scripts(World world, Path root) {
        Optional<Arguments> json =
                world.text(root.resolve("package.json"), 1 << 20).flatMap(Manifests::json);
        return json.flatMap(found -> found.get("scripts"))
                .filter(Map.class::isInstance)
                .map(scripts -> (Map<?, ?>) scripts);
    }

    /** The programs that come before those of the system while a script runs; empty when they cannot be listed. */
    private static Optional<Set<String>> brought(World world, Path root) {
        Set<String> names = new HashSet<>();
        for (Path at = root; at != null; at = at.getParent()) {
            Path folder = at.resolve("node_modules").resolve(".bin");
            if (!world.kind(folder).exists()) {
                continue;
            }
            Optional<List<String>> inside = world.names(folder);
            if (inside.isEmpty()) {
                return Optional.empty();
            }
            names.addAll(inside.get());
        }
        return Optional.of(names);
    }
}
