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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code git clean}: git itself says what would go, and exactly that is moved aside. */
final class GitClean implements GitCommand.Sub {

    private static final Options.Grammar GRAMMAR = new Options.Grammar(
            "fdxXnq", "e", Map.of("force", "f", "dry-run", "n", "quiet", "q", "exclude", "e"), Set.of(), false);
    private static final String WOULD = "Would remove ";

    @Override
    public Plan plan(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options options = Options.read(GRAMMAR, arguments);
        if (options.has("n")) {
            Effect effect = Effect.of(Verb.READ, git.resource("all"), Reversibility.READ_ONLY);
            return Plan.reading("it is git's own dry run", List.of(effect), GitCommand.argv("clean", arguments));
        }
        if (options.flags().getOrDefault("f", 0) != 1) {
            throw new Opaque("git clean is only understood with one -f");
        }
        List<String> question = new ArrayList<>(List.of("clean", "-n"));
        for (String flag : List.of("d", "x", "X")) {
            if (options.has(flag)) {
                question.add("-" + flag);
            }
        }
        options.values().getOrDefault("e", List.of()).forEach(pattern -> question.add("--exclude=" + pattern));
        question.add("--");
        question.addAll(options.operands());
        String answer = git.ask(question.toArray(new String[0]));
        return moving(git, answer, options.has("q"), place);
    }

    private static Plan moving(Git git, String answer, boolean quiet, Place place) throws IOException {
        List<Effect> effects = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        StringBuilder text = new StringBuilder("removes:");
        StringBuilder said = new StringBuilder();
        StringBuilder seen = new StringBuilder(answer);
        for (String line : answer.lines().toList()) {
            if (!line.startsWith(WOULD) || line.endsWith("\"")) {
                throw new Opaque("git says something unexpected: `" + line + "`");
            }
            String name = line.substring(WOULD.length());
            Path path = place.inWorkspace(place.target(name));
            if (!path.startsWith(git.top()) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new Opaque("git names something that is not there: `" + name + "`");
            }
            Inventory inventory = Inventory.of(path);
            String protection = place.protection(path, inventory);
            if (!protection.isEmpty() || steps.size() >= GitDiscard.MOST_STEPS) {
                throw new Opaque(protection.isEmpty() ? "it removes too many things" : protection);
            }
            steps.add(MovedAside.of(path, place.aside(steps.size())));
            effects.add(Effect.of(Verb.DELETE, Resource.file(path), Reversibility.IRREVERSIBLE)
                    .measuring(inventory.things(), inventory.bytes())
                    .safeguarded(Reversibility.REVERSIBLE));
            text.append("\n  ").append(Remove.counted(path, inventory));
            said.append("Removing ").append(name).append('\n');
            seen.append(inventory.digest().hex());
        }
        Digest digest = Digest.of(seen.toString().getBytes(StandardCharsets.UTF_8));
        Preview preview = Preview.exact(effects, digest, steps.isEmpty() ? "removes nothing" : text.toString());
        return Plan.secured("everything it removes is moved aside", preview, steps, List.of())
                .answering(new ShellResult(0, quiet ? "" : said.toString(), "", false));
    }
}
