package io.brattice.shell.git;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.store.Store;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Acts;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Spelled;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code git}. Its options are read by position and arity as git reads them, from a table; what is not in the table may do
 * anything. Looking is harmless only in a repository whose settings run nothing, and is run with hooks, monitors and pagers
 * off. Changes of a repository are told by what they may lose, and are made reversible by keeping that first.
 *
 * <p>Plain looks start no process. Changes are looked at by the real git with everything off that could run other code.
 */
public final class GitProgram implements Program {

    static final Set<String> HARMLESS_OPTIONS = Set.of(
            "--no-pager",
            "-P",
            "--no-replace-objects",
            "--no-lazy-fetch",
            "--no-optional-locks",
            "--no-advice",
            "--literal-pathspecs",
            "--glob-pathspecs",
            "--noglob-pathspecs",
            "--icase-pathspecs");

    private static final Set<String> HELP =
            Set.of("--version", "-v", "--help", "-h", "--html-path", "--man-path", "--info-path", "--exec-path");

    private final Desk desk;

    private GitProgram(Desk desk) {
        this.desk = desk;
    }

    /**
     * For a host that runs what it judges.
     *
     * @param probing how git is asked; its environment is the one commands will see
     * @param protectedBranches a push to one of these is IRREVERSIBLE
     * @param workspace only repositories in it are secured
     * @param store where the shelves are
     */
    public static GitProgram probing(Execution probing, Set<String> protectedBranches, Path workspace, Store store) {
        return new GitProgram(new Desk(
                Optional.of(probing), Optional.empty(), Optional.of(workspace), Optional.of(store), protectedBranches));
    }

    /**
     * Judges as {@link #probing} does, for a report: git is asked, nothing is kept, and what is said to be kept is for a call that a host
     * with a store would run.
     */
    public static Program asThoughSecuring(
            Execution probing, Set<String> protectedBranches, Path workspace, Path shelf) {
        int[] next = {0};
        return new GitProgram(new Desk(
                Optional.of(probing),
                Optional.of(() -> shelf.resolve("part-" + next[0]++)),
                Optional.of(workspace),
                Optional.empty(),
                protectedBranches));
    }

    /** For a host that only classifies: nothing is started, nothing is secured, everything counts at its inherent class. */
    public static GitProgram classifying(Set<String> protectedBranches) {
        return new GitProgram(
                new Desk(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), protectedBranches));
    }

    /** The same for one call, whose steps keep things on this shelf. */
    public Program forCall(Shelf shelf) {
        return new GitProgram(new Desk(
                desk.execution(), Optional.of(shelf), desk.workspace(), desk.store(), desk.protectedBranches()));
    }

    @Override
    public void read(Invocation call, Acts acts) {
        try {
            refuseEnvironment(call.situation());
            read(call.arguments(), call.situation(), acts);
        } catch (Unclear unclear) {
            acts.opaque(String.valueOf(unclear.getMessage()));
        }
    }

    private static void refuseEnvironment(Situation situation) {
        Table table = Table.get();
        for (Map.Entry<String, Term> variable : situation.environment().entrySet()) {
            String name = variable.getKey();
            Term value = variable.getValue();
            String known = value.known() ? value.text() : "\0";
            if (name.equals("HOME") && !known.equals(situation.home().toString())
                    || table.lists("harmful-variables", name, known)
                            && !table.lists("harmless-variables", name, known)) {
                throw new Unclear("the variable `" + name + "` changes what git does");
            }
        }
    }

    private void read(List<Term> arguments, Situation situation, Acts acts) {
        Situation here = situation;
        List<Term> kept = new ArrayList<>();
        int i = 0;
        for (; i < arguments.size() && arguments.get(i).mayBeOption(); i++) {
            String option = known(arguments.get(i));
            if (HELP.contains(option) || option.startsWith("--list-cmds=")) {
                return;
            }
            if (option.equals("-C") || option.equals("-c")) {
                Term value = i + 1 < arguments.size() ? arguments.get(++i) : Term.of("");
                if (option.equals("-C")) {
                    here = in(here, value);
                } else {
                    refuseSetting(known(value));
                }
                kept.addAll(List.of(Term.of(option), value));
            } else if (HARMLESS_OPTIONS.contains(option)) {
                kept.add(Term.of(option));
            } else {
                throw new Unclear("git's option `" + option.replaceAll("=.*", "") + "` changes what is meant");
            }
        }
        if (i < arguments.size()) {
            read(kept, arguments.subList(i, arguments.size()), here, acts, 0);
        }
    }

    @Override
    public Optional<Spelled> spelled(Invocation call) {
        try {
            return GitWords.of(call.arguments());
        } catch (Unclear unclear) {
            return Optional.empty();
        }
    }

    private static String known(Term term) {
        if (!term.known()) {
            throw new Unclear("one of git's own options is not known before it runs");
        }
        return term.text();
    }

    private static Situation in(Situation here, Term folder) {
        if (folder.known() && folder.text().isEmpty()) {
            return here;
        }
        Path path = here.path(folder)
                .flatMap(there -> here.world().target(there))
                .orElseThrow(() -> new Unclear("where it runs is not known"));
        return here.in(Optional.of(path));
    }

    private static void refuseSetting(String text) {
        int equal = text.indexOf('=');
        String key = equal < 0 ? text : text.substring(0, equal);
        if (!Table.get().lists("harmless-settings", key, equal < 0 ? "true" : text.substring(equal + 1))) {
            throw new Unclear("it sets `" + key + "`, which may run other code");
        }
    }

    private void read(List<Term> options, List<Term> words, Situation here, Acts acts, int depth) {
        String name = known(words.get(0));
        Path cwd = here.cwd().orElseThrow(() -> new Unclear("where it runs is not known"));
        Optional<Table.Row> found = Table.get().row(name);
        List<Term> arguments = words.subList(1, words.size());
        boolean help = !arguments.isEmpty()
                && Set.of("-h", "--help").contains(arguments.get(0).text());
        if (found.isPresent() && (help || found.get().does().equals("help"))) {
            if (!help) {
                told(Given.read(found.get(), arguments), here, acts);
            }
            if (name.equals("help") || help && arguments.get(0).text().equals("--help")) {
                // The pages are shown by a program that settings name.
                Repository.around(cwd, here.home(), here.world())
                        .flatMap(Repository::risk)
                        .ifPresent(acts::opaque);
            }
            return;
        }
        Optional<Repository> repository = Repository.around(cwd, here.home(), here.world());
        if (found.isEmpty()) {
            String alias = repository.flatMap(r -> r.alias(name)).orElse("");
            if (depth > 0 || !alias.matches("[a-z][-A-Za-z0-9 =./@~^]*")) {
                throw new Unclear("`git " + name + "` is not one that is known"
                        + (alias.isEmpty() ? "" : "; it is an alias for `" + alias + "`"));
            }
            List<Term> meant = new ArrayList<>();
            for (String word : alias.split(" +", -1)) {
                meant.add(Term.of(word));
            }
            meant.addAll(arguments);
            read(options, meant, here, acts, depth + 1);
            return;
        }
        Below below = below(name, found.get(), arguments);
        String does = below.row().does();
        if (refused(does, repository, here, acts, below)) {
            return;
        }
        boolean free = does.equals("bisect-run");
        Given given = free ? Given.read(below.row(), List.of()) : Given.read(below.row(), below.arguments());
        Call call = new Call(acts, desk, here, cwd, below.name(), given, options, words, repository);
        if (told(given, here, acts)) {
            Subcommands.tell(does, call);
        }
    }

    /** A subcommand below a subcommand. */
    private record Below(String name, Table.Row row, List<Term> arguments) {}

    private static Below below(String name, Table.Row row, List<Term> arguments) {
        if (row.commands().isEmpty()) {
            return new Below(name, row, arguments);
        }
        int at = 0;
        while (at < arguments.size() && arguments.get(at).mayBeOption()) {
            String option = known(arguments.get(at));
            Table.Meaning meaning = row.options().get(option);
            boolean valued = meaning != null && meaning.value().equals("text");
            if (option.equals("--")) {
                break;
            }
            at += valued ? 2 : 1;
        }
        String word = at < arguments.size() ? known(arguments.get(at)) : "";
        Table.Row found = row.commands().get(word);
        if (found != null && !word.isEmpty()) {
            List<Term> rest = new ArrayList<>(arguments.subList(0, at));
            rest.addAll(arguments.subList(at + 1, arguments.size()));
            return new Below(name + " " + word, found, rest);
        }
        Table.Row without = row.commands().get("");
        if (without == null || !word.isEmpty() && !word.equals("--") && !name.equals("reflog")) {
            throw new Unclear("`git " + name + " " + word + "` is not one that is known");
        }
        return new Below(name, without, arguments);
    }

    /** Tells what a row says outright. */
    private boolean refused(String does, Optional<Repository> repository, Situation here, Acts acts, Below below) {
        if (does.startsWith("opaque ")) {
            throw new Unclear("`git " + below.name() + "` " + does.substring("opaque ".length()));
        }
        if (does.startsWith("code ")) {
            acts.code(does.substring("code ".length()));
            return true;
        }
        if (does.startsWith("grave ")) {
            Given given = Given.read(below.row(), below.row().options().isEmpty() ? List.of() : below.arguments());
            if (given.rehearses()) {
                repository.flatMap(Repository::risk).ifPresent(why -> {
                    throw new Unclear(why);
                });
                return true;
            }
            acts.effect(
                    Verb.DELETE,
                    repository
                            .map(r -> r.resource("objects"))
                            .orElseGet(() -> new Resource("git:"
                                            + Resource.file(here.cwd().orElseThrow())
                                                    .uri())
                                    .part("objects")),
                    Reversibility.IRREVERSIBLE,
                    does.substring("grave ".length()));
            repository.flatMap(found -> Kept.all(desk, found, here.world())).ifPresent(acts::prepared);
            return true;
        }
        return false;
    }

    /** Tells what the options do by themselves; false when that is more than can be judged. */
    private static boolean told(Given given, Situation here, Acts acts) {
        List<String> reasons = given.reasons("opaque");
        reasons.forEach(acts::opaque);
        given.reasons("code").forEach(acts::code);
        given.files().forEach((path, act) -> {
            if (!path.equals(Term.of("-"))) {
                acts.file(act, here.path(path).map(p -> Term.of(p.toString())).orElse(path));
            }
        });
        return reasons.isEmpty();
    }
}
