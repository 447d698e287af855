package io.brattice.shell.git;

import io.brattice.action.Resource;
import io.brattice.files.World;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call of one subcommand.
 *
 * @param situation where it runs, after {@code -C}
 * @param name the subcommand, with the one below it where there is one: {@code stash pop}
 * @param options git's own options that are kept when it is run
 * @param words the subcommand and all behind it, as they were given
 * @param repository the one it would find; empty when there is none
 */
record Call(
        Acts acts,
        Desk desk,
        Situation situation,
        Path cwd,
        String name,
        Given given,
        List<Term> options,
        List<Term> words,
        Optional<Repository> repository) {

    private static final int MOST_INNER = 4;

    /** These look at objects and names, never at the work tree. */
    private static final Set<String> ONLY_OBJECTS = Set.of(
            "log",
            "show",
            "rev-parse",
            "rev-list",
            "cat-file",
            "ls-tree",
            "for-each-ref",
            "show-ref",
            "branch",
            "tag",
            "shortlog",
            "merge-base",
            "name-rev",
            "reflog",
            "remote",
            "ls-remote",
            "config",
            "var",
            "whatchanged",
            "symbolic-ref",
            "diff-tree");

    World world() {
        return situation.world();
    }

    /** The repository, of which nothing runs. */
    Repository safe() {
        Repository found = repository.orElseThrow(() -> new Unclear("there is no repository here"));
        found.risk().ifPresent(why -> {
            throw new Unclear(why);
        });
        if (!ONLY_OBJECTS.contains(words.get(0).text()) && !world().supposes()) {
            refuseInner(found, 0);
        }
        return found;
    }

    /** Git starts another git in the repositories that are in the index, which obeys the settings there. */
    private void refuseInner(Repository outer, int depth) {
        IndexFile index = IndexFile.of(outer.dir().resolve("index"));
        if (index.nested() && (index.inner().isEmpty() || depth > MOST_INNER)) {
            throw new Unclear("which other repositories are in this one cannot be read");
        }
        for (String name : index.inner()) {
            Path top = outer.top().resolve(name);
            if (world().kind(top.resolve(".git")).exists()) {
                Repository inner = Repository.around(top, situation.home(), world())
                        .orElseThrow(() -> new Unclear("a repository inside of this one cannot be looked at"));
                inner.risk().ifPresent(why -> {
                    throw new Unclear(why + ", in the repository at `" + name + "`");
                });
                refuseInner(inner, depth + 1);
            }
        }
    }

    Resource resource(String part) {
        return repository
                .map(found -> found.resource(part))
                .orElseGet(() -> new Resource("git:" + Resource.file(cwd).uri()).part(part));
    }

    /** Git, to be asked from the top of the work tree or from where the command runs. */
    Optional<Git> git() {
        return world().supposes() ? Optional.empty() : desk.execution().map(execution -> Git.asking(cwd, execution));
    }

    /**
     * Has the command run with everything off that could run other code.
     *
     * @param hooks true when hooks are part of what it means
     * @param more put right behind the subcommand
     */
    void quietly(boolean hooks, String... more) {
        List<Term> all = new ArrayList<>();
        all.add(Term.of("git"));
        List<String> quiet = new ArrayList<>(Git.QUIET);
        if (hooks) {
            int at = quiet.indexOf("core.hooksPath=/dev/null");
            quiet.subList(at - 1, at + 1).clear();
        }
        quiet.forEach(word -> all.add(Term.of(word)));
        all.addAll(options);
        all.add(words.get(0));
        for (String word : more) {
            all.add(Term.of(word));
        }
        all.addAll(words.subList(1, words.size()));
        acts.instead(all);
    }
}
