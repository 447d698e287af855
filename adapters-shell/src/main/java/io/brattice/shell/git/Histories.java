package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;

/** What makes commits of other commits, and the stash: all of it ends in the index, the branch and the work tree. */
final class Histories {

    private Histories() {}

    static void tell(String does, Call call) {
        Given given = call.given();
        if (does.equals("merge")
                && given.value("--strategy").map(Term::text).stream()
                        .anyMatch(name -> !List.of("ort", "recursive", "resolve", "octopus", "ours", "subtree")
                                .contains(name))) {
            throw new Unclear("it merges by a program of its own");
        }
        if (does.equals("bisect-run")) {
            List<Term> words = call.words();
            int run = words.indexOf(Term.of("run"));
            if (run + 1 >= words.size()) {
                throw new Unclear("it names no command");
            }
            call.acts()
                    .run(words.subList(run + 1, words.size()), call.situation().amongOthers());
        }
        boolean editor =
                does.equals("rebase") && given.has("--interactive") || given.has("--edit") && !given.off("--edit");
        if (editor && !call.desk().secures() && !Staging.quietEditor(call)) {
            call.acts().code("opens an editor");
        }
        Change.of(
                        headline(does, call),
                        Change.Scope.WORK,
                        Subcommands.effect(call, Verb.UPDATE, Subcommands.branch(call), RECOVERABLE),
                        Subcommands.files(
                                call, given.has("--abort", "--skip", "--autostash") ? IRREVERSIBLE : RECOVERABLE))
                .destroying()
                .on(occasions(does))
                .looking(git -> look(does, git, call))
                .tell(call);
    }

    private static String[] occasions(String does) {
        return switch (does) {
            case "merge" -> new String[] {"merge"};
            case "rebase" -> new String[] {"rebase"};
            case "pick" -> new String[] {"pick"};
            default -> new String[] {"checkout"};
        };
    }

    private static String headline(String does, Call call) {
        String branch = Subcommands.branch(call);
        return switch (does) {
            case "merge" -> "merges into " + branch;
            case "rebase" -> "rewrites the commits of " + branch;
            case "pick" -> "adds commits to " + branch;
            default -> "checks out one commit after the other";
        };
    }

    private static Change.Look look(String does, Git git, Call call) {
        List<Term> operands = call.given().operands();
        if (!Subcommands.known(operands) || operands.isEmpty() || does.startsWith("bisect")) {
            return Change.Look.NOTHING;
        }
        String other = git.commit(operands.get(0).text());
        if (other.isEmpty() || git.commit("HEAD").isEmpty()) {
            return Change.Look.NOTHING;
        }
        Change.Look files = switch (does) {
            case "merge" -> Discards.files(git, call, List.of("HEAD..." + other), RECOVERABLE, other);
            case "rebase" -> Discards.files(git, call, List.of("HEAD", other), RECOVERABLE, other);
            default -> Discards.files(git, call, List.of(other + "^", other), RECOVERABLE, other);
        };
        return new Change.Look(files.seen(), files.text(), files.effects(), false);
    }

    static void stash(String does, Call call) {
        Given given = call.given();
        switch (does) {
            case "stash-push" ->
                Change.of(
                                "puts uncommitted work on the stash",
                                Change.Scope.WORK,
                                Subcommands.effect(call, Verb.CREATE, "refs/stash", RECOVERABLE),
                                Subcommands.files(call, RECOVERABLE))
                        .looking(git -> text(git, "diff", "HEAD", "--stat", "--no-ext-diff", "--no-textconv"))
                        .tell(call);
            case "stash-pop", "stash-apply" ->
                Change.of(
                                "brings back what is on the stash",
                                Change.Scope.WORK,
                                Subcommands.effect(call, Verb.UPDATE, "refs/stash", RECOVERABLE),
                                Subcommands.files(call, RECOVERABLE))
                        .destroying(does.equals("stash-pop"))
                        .looking(git -> stashed(git, given))
                        .tell(call);
            default ->
                Change.of(
                                does.equals("stash-drop")
                                        ? "throws away uncommitted work on the stash"
                                        : "throws away all of the stash",
                                Change.Scope.REFS,
                                Subcommands.effect(call, Verb.DELETE, "refs/stash", IRREVERSIBLE))
                        .destroying()
                        .looking(git -> does.equals("stash-drop") ? stashed(git, given) : text(git, "stash", "list"))
                        .tell(call);
        }
    }

    private static Change.Look stashed(Git git, Given given) {
        List<String> words = new ArrayList<>(List.of("stash", "show", "--stat", "--include-untracked"));
        List<Term> operands = given.operands();
        if (!Subcommands.known(operands)) {
            return Change.Look.NOTHING;
        }
        words.addAll(Subcommands.texts(operands));
        return text(git, words.toArray(new String[0]));
    }

    private static Change.Look text(Git git, String... question) {
        ShellResult answer = git.tell(List.of(question));
        boolean fine = answer.exit() == 0 && !answer.truncated();
        String text = (fine ? answer.stdout() : answer.stderr()).stripTrailing();
        return new Change.Look(text, text, List.of(), fine);
    }
}
