package io.brattice.shell.git;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.Term;
import java.util.List;

/** Which code reads which subcommand: the words are those of the table. */
final class Subcommands {

    private Subcommands() {}

    static void tell(String does, Call call) {
        if (call.given().rehearses() && !does.equals("fetch") && !does.equals("pull")) {
            Looks.tell(call);
            return;
        }
        switch (does) {
            case "help" -> {}
            case "read" -> Looks.tell(call);
            case "archive" -> Patches.archive(call);
            case "format-patch" -> Patches.format(call);
            case "bundle" -> Patches.bundle(call);
            case "apply" -> Patches.apply(call);
            case "am" -> Patches.mail(call);
            case "hash-object" -> Patches.hash(call);
            case "add" -> Staging.add(call);
            case "commit" -> Staging.commit(call);
            case "rm" -> Staging.remove(call);
            case "mv" -> Staging.move(call);
            case "reset" -> Discards.reset(call);
            case "checkout" -> Discards.checkout(call);
            case "switch" -> Discards.switchBranch(call);
            case "restore" -> Discards.restore(call);
            case "clean" -> Cleans.tell(call);
            case "stash-push", "stash-pop", "stash-apply", "stash-drop", "stash-clear" -> Histories.stash(does, call);
            case "merge", "rebase", "pick", "bisect", "bisect-run" -> Histories.tell(does, call);
            case "branch" -> Refs.branch(call);
            case "tag" -> Refs.tag(call);
            case "refs" -> Refs.any(call);
            case "symbolic-ref" -> Refs.symbolic(call);
            case "config" -> Configs.tell(call);
            case "remote-set" -> Configs.remote(call);
            case "worktree-add" -> Refs.addWorkTree(call);
            case "worktree-remove" -> Refs.removeWorkTree(call);
            case "fetch", "pull" -> Remotes.fetch(call, does.equals("pull"));
            case "remote-read" -> Remotes.look(call);
            case "clone" -> Remotes.cloning(call);
            case "init" -> Remotes.init(call);
            case "push" -> Pushes.tell(call);
            default -> throw new IllegalStateException("git.json: nobody reads `" + does + "`");
        }
    }

    static Effect effect(Call call, Verb verb, String part, Reversibility inherent) {
        return Effect.of(verb, call.resource(part), inherent);
    }

    /** What changes files of the work tree that are not named. */
    static Effect files(Call call, Reversibility inherent) {
        return Effect.of(
                Verb.UPDATE,
                Resource.file(call.repository().map(Repository::top).orElse(call.cwd())),
                inherent);
    }

    /** The name of the branch that is checked out. */
    static String branch(Call call) {
        return call.repository().map(found -> found.branch(call.world())).orElse("HEAD");
    }

    static boolean known(List<Term> terms) {
        return terms.stream().allMatch(Term::known);
    }

    static List<String> texts(List<Term> terms) {
        return terms.stream().map(Term::text).toList();
    }
}
