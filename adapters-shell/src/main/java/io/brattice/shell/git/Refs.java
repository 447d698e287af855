package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.MovedAside;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        if (aside(call)) {
            return;
        }
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

    /** By force, a work tree goes with all that is in it: so it is moved aside, and git finds it gone. False where that cannot be done. */
    private static boolean aside(Call call) {
        List<Term> operands = call.given().operands();
        List<Step> state = Kept.state(call.desk(), call.safe(), call.world());
        if (!call.name().equals("worktree remove")
                || operands.size() != 1
                || !operands.get(0).known()
                || !call.given().has("--force")
                || !call.situation().plain()
                || state.isEmpty()
                || call.git().isEmpty()) {
            return false;
        }
        try {
            Path path = call.cwd().resolve(operands.get(0).text()).toRealPath();
            // The first that is listed is the main one, which git does not remove; nor does it remove one that is
            // locked.
            List<String> listed = List.of(call.git()
                    .get()
                    .ask("worktree", "list", "--porcelain", "-z")
                    .split("\0\0", -1));
            boolean one = listed.stream()
                    .skip(1)
                    .anyMatch(
                            tree -> (tree + "\0").startsWith("worktree " + path + "\0") && !tree.contains("\0locked"));
            Inventory inventory = Inventory.of(path);
            if (!one
                    || call.cwd().startsWith(path)
                    || call.desk()
                            .hindrance(path, inventory, call.situation().home())
                            .isPresent()) {
                return false;
            }
            List<Step> steps = new ArrayList<>(state);
            steps.add(MovedAside.of(path, call.desk().shelf().orElseThrow().next()));
            Effect effect = Effect.of(Verb.DELETE, Resource.file(path), IRREVERSIBLE)
                    .measuring(inventory.things(), inventory.bytes())
                    .safeguarded(Reversibility.REVERSIBLE);
            call.acts()
                    .prepared(new Prepared(
                            List.of(effect),
                            Set.of(Cleans.movedAside(1), Change.KEPT),
                            steps,
                            Preview.Fidelity.EXACT,
                            inventory.digest().hex(),
                            "removes the work tree " + Step.shown(path) + " (" + inventory.things() + " things, "
                                    + inventory.bytes() + " bytes)",
                            "the work tree is moved aside",
                            Optional.empty()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
