package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings: looking at them runs nothing; most of them decide what git will run from now on. */
final class Configs {

    private Configs() {}

    static void tell(Call call) {
        Given given = call.given();
        List<Term> operands = given.operands();
        String first = operands.isEmpty() ? "" : operands.get(0).text();
        Optional<Term> file = given.value("--file");
        if (looks(given, operands, first)) {
            file.filter(path -> !path.equals(Term.of("-"))).ifPresent(path -> Looks.file(call, FileAct.READ, path));
            call.acts().effect(Verb.READ, call.resource("config"), READ_ONLY, "it only looks");
            call.quietly(false);
            return;
        }
        boolean verb = Set.of("set", "unset").contains(first) && operands.size() > 1;
        Term key = operands.isEmpty() ? Term.beginning("") : operands.get(verb ? 1 : 0);
        Term value = operands.size() > (verb ? 2 : 1) ? operands.get(verb ? 2 : 1) : Term.of("");
        if (file.isPresent()) {
            Looks.file(call, FileAct.UPDATE, file.get());
            call.acts().opaque("it writes settings of git into a file");
            return;
        }
        if (given.has("--global", "--system")) {
            Resource where = Resource.file(
                    given.has("--system")
                            ? java.nio.file.Path.of("/etc/gitconfig")
                            : call.situation().home().resolve(".gitconfig"));
            call.acts().effect(Verb.UPDATE, where, IRREVERSIBLE, "changes git's settings for every repository");
            return;
        }
        boolean section = given.has("--rename-section", "--remove-section")
                || Set.of("rename-section", "remove-section", "edit").contains(first);
        boolean harmless = !section
                && key.known()
                && value.known()
                && !value.text().contains("::")
                && !given.has("--worktree", "--blob")
                && Table.get().lists("harmless-local-settings", key.text(), value.text());
        if (!harmless) {
            call.acts()
                    .effect(
                            Verb.UPDATE,
                            call.resource("config"),
                            IRREVERSIBLE,
                            "sets `" + key + "`, which git obeys from now on, whoever calls it");
            return;
        }
        Change.of("sets " + key, Change.Scope.INDEX, Subcommands.effect(call, Verb.UPDATE, "config", RECOVERABLE))
                .tell(call);
    }

    private static boolean looks(Given given, List<Term> operands, String first) {
        if (given.has(
                "--get", "--get-all", "--get-regexp", "--get-urlmatch", "--list", "--get-color", "--get-colorbool")) {
            return true;
        }
        boolean writes = given.has(
                "--replace-all", "--add", "--unset", "--unset-all", "--rename-section", "--remove-section", "--edit");
        if (writes || !Subcommands.known(operands)) {
            return false;
        }
        if (first.equals("list") || first.equals("get") && operands.size() > 1) {
            return true;
        }
        return operands.size() == 1 && first.contains(".");
    }

    /** {@code remote add}, {@code set-url}, {@code remove}, …: what a name of another repository stands for. */
    static void remote(Call call) {
        for (Term operand : call.given().operands()) {
            Remotes.refuseHelper(operand);
        }
        boolean removes = call.name().endsWith("remove") || call.name().endsWith("rm");
        Change.of(
                        removes ? "forgets another repository" : "sets where another repository is",
                        Change.Scope.REFS,
                        Subcommands.effect(call, Verb.UPDATE, "config", RECOVERABLE),
                        Subcommands.effect(call, removes ? Verb.DELETE : Verb.UPDATE, "refs/remotes", RECOVERABLE))
                .tell(call);
    }
}
