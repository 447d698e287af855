package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.REVERSIBLE;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.MovedAside;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code git clean}: git itself says what would go, and exactly that is moved aside. */
final class Cleans {

    private static final String WOULD = "Would remove ";

    private Cleans() {}

    static void tell(Call call) {
        Given given = call.given();
        call.quietly(false);
        if (call.repository().isEmpty()
                && !call.world().supposes()
                && call.situation().plain()) {
            return;
        }
        call.repository().ifPresent(found -> call.safe());
        boolean required = call.repository()
                .flatMap(found -> found.settings().value("clean.requireforce"))
                .isEmpty();
        if (!given.has("--force") && required) {
            // It refuses to do anything.
            return;
        }
        Optional<Git> git = call.git();
        boolean ordinary =
                call.repository().map(found -> found.ordinary(call.world())).orElse(false);
        if (git.isEmpty()
                || call.desk().shelf().isEmpty()
                || !call.situation().plain()
                || !ordinary
                || !Subcommands.known(given.operands())
                || given.times("--force") != 1) {
            call.acts()
                    .effect(
                            Verb.DELETE,
                            Resource.file(call.cwd()),
                            IRREVERSIBLE,
                            "deletes files that are nowhere else, and which ones is not certain");
            return;
        }
        try {
            call.acts().prepared(moving(call, given, git.get()));
        } catch (IOException e) {
            throw new Unclear("what it deletes cannot be looked at");
        }
    }

    static Safeguard movedAside(int count) {
        return new Safeguard("files.moved-aside", "removed by moving aside: " + count);
    }

    private static List<String> question(Given given) {
        List<String> question = new ArrayList<>(List.of("clean", "-n"));
        for (String flag : List.of("-d", "-x", "-X")) {
            if (given.has(flag)) {
                question.add(flag);
            }
        }
        given.values("--exclude").forEach(pattern -> question.add("--exclude=" + pattern.text()));
        question.add("--");
        question.addAll(Subcommands.texts(given.operands()));
        return question;
    }

    private static Prepared moving(Call call, Given given, Git git) throws IOException {
        if (!given.values("--exclude").stream().allMatch(Term::known)) {
            throw new Unclear("what it spares is not known before it runs");
        }
        List<Effect> effects = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        StringBuilder text = new StringBuilder("removes:");
        StringBuilder said = new StringBuilder();
        String answer = git.ask(question(given));
        StringBuilder seen = new StringBuilder(answer);
        for (String line : answer.lines().toList()) {
            if (!line.startsWith(WOULD) || line.endsWith("\"") || steps.size() >= Discards.MOST_FILES) {
                throw new Unclear(line.startsWith(WOULD) ? "it removes too much" : "git says something unexpected");
            }
            String name = line.substring(WOULD.length());
            Path path = call.cwd().resolve(name).normalize();
            if (!path.startsWith(call.safe().top()) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new Unclear("git names something that is not there");
            }
            Inventory inventory = Inventory.of(path);
            Optional<String> hindrance =
                    call.desk().hindrance(path, inventory, call.situation().home());
            if (hindrance.isPresent()) {
                throw new Unclear(hindrance.get());
            }
            steps.add(MovedAside.of(path, call.desk().shelf().orElseThrow().next()));
            effects.add(Effect.of(Verb.DELETE, Resource.file(path), IRREVERSIBLE)
                    .measuring(inventory.things(), inventory.bytes())
                    .safeguarded(REVERSIBLE));
            text.append("\n  ").append(Step.shown(path)).append(" (").append(inventory.things());
            text.append(inventory.things() == 1 ? " thing, " : " things, ")
                    .append(inventory.bytes())
                    .append(" bytes)");
            said.append("Removing ").append(name).append('\n');
            seen.append(inventory.digest().hex());
        }
        return new Prepared(
                effects,
                steps.isEmpty() ? Set.of() : Set.of(movedAside(steps.size())),
                steps,
                Preview.Fidelity.EXACT,
                seen.toString(),
                steps.isEmpty() ? "removes nothing" : text.toString(),
                "everything it removes is moved aside",
                Optional.of(new Prepared.Answer(0, given.has("--quiet") ? "" : said.toString(), "")));
    }
}
