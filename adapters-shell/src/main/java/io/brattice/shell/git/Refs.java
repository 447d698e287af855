package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Branches, tags, and whatever else names a commit. */
final class Refs {

    private static final String[] LISTS = {
        "--list", "--contains", "--no-contains", "--merged", "--no-merged", "--points-at", "--show-current"
    };

    private Refs() {}

    static void branch(Call call) {
        Given given = call.given();
        boolean delete = given.has("--delete", "-D");
        boolean move = given.has("--move", "-M", "--copy", "-C");
        boolean settings = given.has("--set-upstream-to", "--unset-upstream");
        if (given.has(LISTS)
                || !delete && !move && !settings && given.operands().isEmpty()) {
            Looks.tell(call);
            return;
        }
        boolean force = given.has("--force", "-D", "-M", "-C");
        String kind = given.has("--remotes") ? "refs/remotes/" : "refs/heads/";
        if (settings) {
            tell(
                    call,
                    "changes what a branch follows",
                    Change.Scope.INDEX,
                    List.of(Subcommands.effect(call, Verb.UPDATE, "config", RECOVERABLE)),
                    false);
            return;
        }
        List<Term> names = given.operands();
        List<Term> touched = delete ? names : move ? names : names.subList(0, 1);
        Reversibility inherent = force ? IRREVERSIBLE : RECOVERABLE;
        List<Effect> effects = new ArrayList<>();
        for (Term name : touched) {
            effects.add(Subcommands.effect(
                    call, delete ? Verb.DELETE : move ? Verb.UPDATE : Verb.CREATE, kind + name, inherent));
        }
        if (effects.isEmpty()) {
            effects.add(Subcommands.effect(call, Verb.UPDATE, Subcommands.branch(call), inherent));
        }
        String headline = delete ? "deletes branches" : move ? "renames or copies a branch" : "makes a branch";
        tell(call, force && !delete ? "overwrites a branch" : headline, Change.Scope.REFS, effects, force);
    }

    static void tag(Call call) {
        Given given = call.given();
        boolean delete = given.has("--delete");
        boolean list = !delete
                && (given.has(LISTS) || given.has("-n") || given.operands().isEmpty());
        if (list) {
            Looks.tell(call);
            return;
        }
        boolean annotated = given.has("--annotate") && !given.has("--message", "--file");
        if (annotated && !call.desk().secures() && !Staging.quietEditor(call)) {
            call.acts().code("opens an editor");
        }
        boolean grave = delete || given.has("--force");
        List<Term> names = delete ? given.operands() : given.operands().subList(0, 1);
        List<Effect> effects = new ArrayList<>();
        for (Term name : names) {
            effects.add(Subcommands.effect(
                    call, delete ? Verb.DELETE : Verb.CREATE, "refs/tags/" + name, grave ? IRREVERSIBLE : RECOVERABLE));
        }
        tell(
                call,
                delete ? "deletes tags" : grave ? "overwrites a tag" : "makes a tag",
                Change.Scope.REFS,
                effects,
                grave);
    }

    /** Refs by their full names, notes, and entries of the stash. */
    static void any(Call call) {
        List<Term> operands = call.given().operands();
        String part = call.name().equals("update-ref") && !operands.isEmpty()
                ? operands.get(0).toString()
                : call.name().startsWith("notes") ? "refs/notes" : "refs";
        Reversibility inherent = call.name().startsWith("notes") ? RECOVERABLE : IRREVERSIBLE;
        tell(
                call,
                "changes " + part,
                Change.Scope.REFS,
                List.of(Subcommands.effect(call, Verb.UPDATE, part, inherent)),
                !call.name().startsWith("notes"));
    }

    static void symbolic(Call call) {
        Given given = call.given();
        if (given.operands().size() < 2 && !given.has("--delete")) {
            Looks.tell(call);
            return;
        }
        tell(
                call,
                "changes which branch is checked out, without its files",
                Change.Scope.REFS,
                List.of(Subcommands.effect(call, Verb.UPDATE, "HEAD", RECOVERABLE)),
                false);
    }

    private static void tell(Call call, String headline, Change.Scope scope, List<Effect> effects, boolean destroying) {
        new Change(headline, scope, destroying, List.of(), effects, git -> targets(git, call)).tell(call);
    }

    /** What the names stand for now. */
    private static Change.Look targets(Git git, Call call) {
        StringBuilder text = new StringBuilder();
        for (Term operand : call.given().operands()) {
            String commit = operand.known() ? git.commit(operand.text()) : "";
            if (!commit.isEmpty()) {
                text.append(operand.text()).append(" is ").append(commit).append('\n');
            }
        }
        return new Change.Look(
                text.toString(),
                text.toString().stripTrailing(),
                List.of(),
                Subcommands.known(call.given().operands()));
    }

    static void addWorkTree(Call call) {
        List<Term> operands = call.given().operands();
        if (operands.isEmpty()) {
            throw new Unclear("it names no folder");
        }
        Looks.file(call, FileAct.CREATE, operands.get(0));
        List<Effect> effects = new ArrayList<>();
        effects.add(Subcommands.effect(call, Verb.CREATE, "worktrees", RECOVERABLE));
        boolean force = call.given().has("-B", "--force");
        Optional<Term> branch = call.given().value("-b").or(() -> call.given().value("-B"));
        branch.ifPresent(name -> effects.add(
                Subcommands.effect(call, Verb.CREATE, "refs/heads/" + name, force ? IRREVERSIBLE : RECOVERABLE)));
        new Change(
                        "makes another work tree",
                        Change.Scope.REFS,
                        force,
                        List.of("checkout"),
                        effects,
                        git -> targets(git, call))
                .tell(call);
    }

    static void removeWorkTree(Call call) {
        call.safe();
        call.quietly(false);
        for (Term operand : call.given().operands()) {
            Optional<Path> path = call.situation().path(operand);
            call.acts()
                    .effect(
                            Verb.DELETE,
                            path.map(Resource::file).orElseGet(() -> call.resource("worktrees")),
                            IRREVERSIBLE,
                            "removes a work tree with what git ignores in it");
        }
    }
}
