package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What sets the work tree, and so may throw away what is not committed: reset, checkout, switch, restore. */
final class Discards {

    /** More than this are not told one by one. */
    static final int MOST_FILES = 2000;

    private Discards() {}

    static void reset(Call call) {
        Given given = call.given();
        boolean hard = given.has("--hard", "--merge");
        boolean keep = given.has("--keep");
        List<Term> operands = given.operands();
        if (!hard && !keep) {
            boolean paths = given.divided() && !given.behind().isEmpty() || operands.size() > 1;
            String part = paths ? "index" : Subcommands.branch(call);
            Change.of(
                            paths ? "unstages files" : "moves " + part + ", keeping the files",
                            Change.Scope.INDEX,
                            Subcommands.effect(call, Verb.UPDATE, part, RECOVERABLE))
                    .looking(git -> resolved(git, operands))
                    .tell(call);
            return;
        }
        Optional<Term> target = operands.isEmpty() ? Optional.of(Term.of("HEAD")) : Optional.of(operands.get(0));
        Change.of(
                        "sets the branch and the work tree to " + target.get(),
                        Change.Scope.WORK,
                        Subcommands.effect(call, Verb.UPDATE, Subcommands.branch(call), RECOVERABLE),
                        Subcommands.files(call, hard ? IRREVERSIBLE : RECOVERABLE))
                .destroying(hard)
                .looking(git -> given.has("--hard") && operands.size() < 2
                        ? against(git, call, target.get(), List.of())
                        : Change.Look.NOTHING)
                .tell(call);
    }

    static void checkout(Call call) {
        Given given = call.given();
        List<Term> before = given.before();
        boolean forced = given.has("--force", "--merge");
        boolean branching = given.has("-b", "-B", "--orphan", "--detach");
        if (given.divided() && !given.behind().isEmpty()) {
            paths(call, before.isEmpty() ? Optional.empty() : Optional.of(before.get(0)), given.behind());
        } else if (given.has("--ours", "--theirs")) {
            paths(call, Optional.empty(), before);
        } else if (branching || before.isEmpty()) {
            move(call, before.isEmpty() ? Optional.empty() : Optional.of(before.get(0)), forced);
        } else if (isRevision(call, before.get(0))) {
            if (before.size() > 1) {
                paths(call, Optional.of(before.get(0)), before.subList(1, before.size()));
            } else {
                move(call, Optional.of(before.get(0)), forced);
            }
        } else {
            paths(call, Optional.empty(), before);
        }
    }

    /** Git takes a word for a branch before it takes it for a file. What cannot be told is taken for a file. */
    private static boolean isRevision(Call call, Term term) {
        if (!term.known() || call.repository().isEmpty() && !call.world().supposes()) {
            return false;
        }
        String name = term.text();
        if (call.world().supposes()) {
            return name.matches("-|(HEAD)?[@~^0-9{}]*|[A-Za-z0-9_][-A-Za-z0-9_/]*");
        }
        boolean file = call.situation()
                .path(name)
                .map(path -> call.world().kind(path).exists())
                .orElse(true);
        Repository repository = call.safe();
        boolean ref = name.equals("-")
                || call.git()
                        .map(git -> !git.commit(name).isEmpty())
                        .orElseGet(() -> List.of("heads", "tags", "remotes").stream()
                                .anyMatch(kind -> repository.hasRef("refs/" + kind + "/" + name, call.world())));
        boolean remote = !ref
                && !file
                && call.world().names(repository.common().resolve("refs/remotes")).orElse(List.of()).stream()
                        .anyMatch(r -> repository.hasRef("refs/remotes/" + r + "/" + name, call.world()));
        return (ref || remote) && !file;
    }

    static void switchBranch(Call call) {
        List<Term> operands = call.given().operands();
        move(
                call,
                operands.isEmpty() ? Optional.empty() : Optional.of(operands.get(0)),
                call.given().has("--force", "--discard-changes", "--merge"));
    }

    private static void move(Call call, Optional<Term> target, boolean forced) {
        Given given = call.given();
        List<Effect> effects = new ArrayList<>();
        effects.add(Subcommands.effect(call, Verb.UPDATE, "HEAD", RECOVERABLE));
        for (String option : List.of("-b", "-B", "--orphan", "--create", "--force-create")) {
            given.value(option)
                    .ifPresent(name ->
                            effects.add(Subcommands.effect(call, Verb.CREATE, "refs/heads/" + name, RECOVERABLE)));
        }
        boolean files = target.isPresent() || forced || given.has("--orphan");
        if (files) {
            effects.add(Subcommands.files(call, forced ? IRREVERSIBLE : RECOVERABLE));
        }
        String headline = "switches to " + target.map(Term::toString).orElse("another branch");
        new Change(
                        headline,
                        files ? Change.Scope.WORK : Change.Scope.REFS,
                        forced,
                        List.of("checkout"),
                        effects,
                        git -> forced || target.isEmpty() ? Change.Look.NOTHING : between(git, call, target.get()))
                .tell(call);
    }

    private static Change.Look between(Git git, Call call, Term target) {
        String commit = target.known() ? git.commit(target.text().equals("-") ? "@{-1}" : target.text()) : "";
        if (commit.isEmpty() || git.commit("HEAD").isEmpty()) {
            return Change.Look.NOTHING;
        }
        return files(git, call, List.of("HEAD", commit), RECOVERABLE, commit);
    }

    private static Change.Look resolved(Git git, List<Term> operands) {
        StringBuilder seen = new StringBuilder();
        operands.stream()
                .filter(Term::known)
                .forEach(term -> seen.append(git.commit(term.text())).append('\n'));
        return new Change.Look(seen.toString(), "", List.of(), Subcommands.known(operands));
    }

    static void restore(Call call) {
        Given given = call.given();
        boolean work = given.has("--worktree") || !given.has("--staged");
        if (!work) {
            Change.of("unstages files", Change.Scope.INDEX, Subcommands.effect(call, Verb.UPDATE, "index", RECOVERABLE))
                    .looking(git -> resolved(git, given.values("--source")))
                    .tell(call);
            return;
        }
        Optional<Term> source = given.value("--source");
        if (source.isEmpty() && given.has("--staged")) {
            source = Optional.of(Term.of("HEAD"));
        }
        paths(call, source, given.operands());
    }

    private static void paths(Call call, Optional<Term> source, List<Term> paths) {
        Change.of(
                        "sets files to what "
                                + source.map(term -> "is in " + term).orElse("is staged"),
                        Change.Scope.WORK,
                        Subcommands.files(call, IRREVERSIBLE))
                .destroying()
                .looking(git -> source.isPresent()
                        ? against(git, call, source.get(), paths)
                        : Subcommands.known(paths)
                                ? files(git, call, words(List.of(), paths), IRREVERSIBLE, "")
                                : Change.Look.NOTHING)
                .tell(call);
    }

    private static List<String> words(List<String> first, List<Term> paths) {
        List<String> words = new ArrayList<>(first);
        if (!paths.isEmpty()) {
            words.add("--");
            words.addAll(Subcommands.texts(paths));
        }
        return words;
    }

    private static Change.Look against(Git git, Call call, Term source, List<Term> paths) {
        String commit = source.known() ? git.commit(source.text()) : "";
        if (commit.isEmpty() || !Subcommands.known(paths)) {
            return Change.Look.NOTHING;
        }
        return files(git, call, words(List.of(commit), paths), IRREVERSIBLE, commit);
    }

    /** The files in which two states differ. */
    static Change.Look files(Git git, Call call, List<String> range, Reversibility inherent, String seen) {
        // One state is compared with the work tree and then read backwards; two are read as they are named.
        boolean two = !range.isEmpty() && (range.get(0).contains("...") || range.size() > 1 && !range.contains("--"));
        List<String> how = List.of(
                "diff",
                two ? "--no-color" : "-R",
                "--no-ext-diff",
                "--no-textconv",
                "--no-renames",
                "--no-relative",
                "--ignore-submodules=none");
        ShellResult answer = git.tell(with(how, List.of("--name-status", "-z"), range));
        if (answer.exit() != 0 || answer.truncated()) {
            String error = answer.stderr().strip();
            return new Change.Look(seen + error, error, List.of(), false);
        }
        Path top = call.safe().top();
        List<String> parts = Git.parts(answer.stdout());
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i + 1 < parts.size() && effects.size() < MOST_FILES; i += 2) {
            Path file = top.resolve(parts.get(i + 1));
            effects.add(Effect.of(verb(parts.get(i)), Resource.file(file), inherent)
                    .measuring(1, call.world().size(file)));
        }
        String text = git.tell(with(how, List.of("--stat"), range)).stdout().stripTrailing();
        Path index = call.safe().dir().resolve("index");
        boolean exact = parts.size() / 2 < MOST_FILES
                && !IndexFile.of(index).converted()
                && call.world().kind(top.resolve(".gitattributes")) == World.Kind.NOTHING
                && call.safe().settings().value("core.autocrlf").isEmpty();
        return new Change.Look(seen + answer.stdout(), text.isEmpty() ? "no file changes" : text, effects, exact);
    }

    private static Verb verb(String status) {
        return switch (status) {
            case "A" -> Verb.CREATE;
            case "D" -> Verb.DELETE;
            default -> Verb.UPDATE;
        };
    }

    private static List<String> with(List<String> how, List<String> more, List<String> range) {
        List<String> all = new ArrayList<>(how);
        all.addAll(more);
        all.addAll(range);
        return all;
    }
}
