package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.List;

/** The index and the commits made of it. */
final class Staging {

    private Staging() {}

    static void add(Call call) {
        Change.of("stages files", Change.Scope.INDEX, Subcommands.effect(call, Verb.UPDATE, "index", RECOVERABLE))
                .looking(git -> rehearsed(git, call, List.of("-n")))
                .tell(call);
    }

    static void commit(Call call) {
        Given given = call.given();
        boolean message = given.has("--message", "--file", "--reuse-message") || given.off("--edit");
        boolean editor = given.has("--edit", "--reedit-message") || !message;
        if (editor && !call.desk().secures() && !quietEditor(call)) {
            call.acts().code("opens an editor for the message");
        }
        List<String> occasions = new ArrayList<>(List.of("commit"));
        if (given.has("--amend")) {
            occasions.add("amend");
        }
        String branch = Subcommands.branch(call);
        Change.of(
                        (given.has("--amend") ? "replaces the last commit of " : "commits to ") + branch,
                        Change.Scope.INDEX,
                        Subcommands.effect(call, Verb.UPDATE, branch, RECOVERABLE))
                .on(occasions.toArray(new String[0]))
                .looking(git -> commitLook(git, call))
                .tell(call);
    }

    static boolean quietEditor(Call call) {
        return call.situation().environment().containsKey("GIT_EDITOR");
    }

    private static Change.Look commitLook(Git git, Call call) {
        Given given = call.given();
        List<Term> paths = given.operands();
        if (!Subcommands.known(paths)) {
            return Change.Look.NOTHING;
        }
        List<String> words = new ArrayList<>(List.of("diff", "--stat", "--no-ext-diff", "--no-textconv"));
        boolean born = !git.commit("HEAD").isEmpty();
        words.add(born && (given.has("--all") || !paths.isEmpty()) ? "HEAD" : "--cached");
        words.add("--");
        words.addAll(Subcommands.texts(paths));
        ShellResult answer = git.tell(words);
        String state = Digest.of(git.tell(List.of("status", "--porcelain=v2", "-z", "--untracked-files=no"))
                        .stdout())
                .hex();
        return new Change.Look(state + answer.stdout(), answer.stdout(), List.of(), answer.exit() == 0);
    }

    static void remove(Call call) {
        boolean force = call.given().has("--force");
        boolean cached = call.given().has("--cached");
        Change.of(
                        cached ? "takes files out of the index" : "removes files",
                        cached ? Change.Scope.INDEX : Change.Scope.WORK,
                        cached
                                ? Subcommands.effect(call, Verb.UPDATE, "index", RECOVERABLE)
                                : Subcommands.files(call, force ? IRREVERSIBLE : RECOVERABLE))
                .destroying(!cached)
                .looking(git -> removed(rehearsed(git, call, List.of("-n")), call, force))
                .tell(call);
    }

    private static Change.Look removed(Change.Look look, Call call, boolean force) {
        List<Effect> effects = new ArrayList<>();
        for (String line : look.text().lines().limit(Discards.MOST_FILES).toList()) {
            if (line.startsWith("rm '") && line.endsWith("'") && !call.given().has("--cached")) {
                effects.add(Effect.of(
                        Verb.DELETE,
                        Resource.file(call.safe().top().resolve(line.substring(4, line.length() - 1))),
                        force ? IRREVERSIBLE : RECOVERABLE));
            }
        }
        return new Change.Look(look.seen(), look.text(), effects, look.exact());
    }

    static void move(Call call) {
        boolean force = call.given().has("--force");
        Change.of("moves files", Change.Scope.WORK, Subcommands.files(call, force ? IRREVERSIBLE : RECOVERABLE))
                .destroying(force)
                .looking(git -> moved(rehearsed(git, call, List.of("-n")), call, force))
                .tell(call);
    }

    private static Change.Look moved(Change.Look look, Call call, boolean force) {
        List<Effect> effects = new ArrayList<>();
        for (Term operand : call.given().operands()) {
            call.situation()
                    .path(operand)
                    .ifPresent(path -> effects.add(Effect.of(
                            Verb.UPDATE, Resource.file(path.normalize()), force ? IRREVERSIBLE : RECOVERABLE)));
        }
        return new Change.Look(look.seen(), look.text(), effects, look.exact());
    }

    /** The command's own dry run. It answers with an error where the command would fail. */
    private static Change.Look rehearsed(Git git, Call call, List<String> how) {
        List<Term> words = call.words();
        if (!Subcommands.known(words)) {
            return Change.Look.NOTHING;
        }
        List<String> arguments = new ArrayList<>();
        for (Term option : call.options()) {
            if (option.text().endsWith("pathspecs")) {
                arguments.add(option.text());
            }
        }
        arguments.add(words.get(0).text());
        arguments.addAll(how);
        arguments.addAll(Subcommands.texts(words.subList(1, words.size())));
        ShellResult answer = git.tell(arguments);
        boolean fine = answer.exit() == 0 && !answer.truncated();
        String text = fine ? answer.stdout() : answer.stderr();
        return new Change.Look(text, text.isEmpty() ? "changes nothing" : text.strip(), List.of(), fine);
    }
}
