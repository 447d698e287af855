package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code git} with one of the subcommands that are understood, named right after it. */
final class GitCommand implements Command {

    /** A subcommand that is understood. */
    @FunctionalInterface
    interface Sub {
        Plan plan(Git git, List<String> arguments, Place place) throws IOException, InterruptedException;
    }

    private final Map<String, String> environment;
    private final Map<String, Sub> subs;

    GitCommand(Map<String, String> environment, Set<String> protectedBranches) {
        this.environment = environment;
        this.subs = Map.of(
                "status", new Looking("status", "sb", "", Set.of("short", "porcelain", "branch")),
                "log", new Looking("log", "", "n", Set.of("oneline", "stat", "graph", "all", "decorate")),
                "diff", new Looking("diff", "", "", Set.of("stat", "cached", "staged", "name-only", "name-status")),
                "show", new Looking("show", "", "", Set.of("stat", "name-only", "oneline")),
                "branch", GitCommand::currentBranch,
                "clean", new GitClean(),
                "reset", GitDiscard::reset,
                "checkout", GitDiscard::checkout,
                "restore", GitDiscard::restore,
                "push", new GitPush(protectedBranches));
    }

    @Override
    public Plan plan(List<String> words, Place place) throws IOException, InterruptedException {
        if (words.size() < 2) {
            throw new Opaque("it names no subcommand");
        }
        String name = words.get(1);
        Sub sub = switch (name) {
            case "add" -> GitCommand::add;
            case "commit" -> GitCommand::commit;
            default -> subs.get(name);
        };
        if (sub == null) {
            throw new Opaque("`git " + name + "` is not one that is understood");
        }
        return sub.plan(Git.around(place, environment), words.subList(2, words.size()), place);
    }

    /** The full command line of a subcommand. */
    static List<String> argv(String sub, List<String> arguments) {
        List<String> argv = new ArrayList<>(Git.words());
        argv.add(sub);
        argv.addAll(arguments);
        return argv;
    }

    private record Looking(String sub, String flags, String valued, Set<String> longs) implements Sub {
        @Override
        public Plan plan(Git git, List<String> arguments, Place place) {
            Map<String, String> names = new HashMap<>();
            longs.forEach(name -> names.put(name, name));
            Options options = Options.read(new Options.Grammar(flags, valued, names, Set.of(), false), arguments);
            for (String operand : options.operands()) {
                // Git compares what lies outside a repository as it would without one, and so shows any file.
                boolean climbs = List.of(operand.split("[/:]", -1)).contains("..");
                if (operand.startsWith("/") || climbs || operand.equals("-")) {
                    throw new Opaque("it may look outside the repository");
                }
                Opaque.ifSecret(operand);
            }
            List<String> argv = new ArrayList<>(arguments);
            if (!sub.equals("status")) { // all but status may run a program of the repository's choice
                argv.addAll(0, List.of("--no-ext-diff", "--no-textconv"));
            }
            Effect effect = Effect.of(Verb.READ, git.resource("all"), Reversibility.READ_ONLY);
            return Plan.reading("it only looks, with the repository's programs off", List.of(effect), argv(sub, argv));
        }
    }

    private static Plan currentBranch(Git git, List<String> arguments, Place place) {
        if (!arguments.equals(List.of("--show-current"))) {
            throw new Opaque("git branch is only understood with --show-current");
        }
        Effect effect = Effect.of(Verb.READ, git.resource("HEAD"), Reversibility.READ_ONLY);
        return Plan.reading("it only looks", List.of(effect), argv("branch", arguments));
    }

    private static Plan add(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options.Grammar grammar =
                new Options.Grammar("Auv", "", Map.of("all", "A", "update", "u", "verbose", "v"), Set.of(), false);
        Options.read(grammar, arguments);
        git.refuseUnusual();
        List<String> rehearsed = new ArrayList<>(List.of("add", "-n"));
        rehearsed.addAll(arguments);
        String text = git.ask(rehearsed.toArray(new String[0]));
        Effect effect = Effect.of(Verb.UPDATE, git.resource("index"), Reversibility.IRREVERSIBLE)
                .measuring(text.lines().count(), 0)
                .safeguarded(Reversibility.REVERSIBLE);
        Digest seen = Digest.of(git.indexState() + "\n" + text);
        Preview preview = Preview.exact(List.of(effect), seen, text.isEmpty() ? "stages nothing" : text);
        List<Step> steps = List.of(GitIndex.of(git, place.aside(0)));
        return Plan.secured("the index is copied first", preview, steps, argv("add", arguments));
    }

    private static Plan commit(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options.Grammar grammar =
                new Options.Grammar("aq", "m", Map.of("all", "a", "quiet", "q", "message", "m"), Set.of(), false);
        Options options = Options.read(grammar, arguments);
        if (!options.operands().isEmpty() || !options.values().containsKey("m")) {
            throw new Opaque("git commit is only understood with -m and no paths");
        }
        Git.refuseHooks(git.dir());
        git.refuseUnusual();
        GitRef branch = GitRef.current(git);
        List<String> diff = new ArrayList<>(List.of("diff", "--stat", "--no-ext-diff", "--no-textconv"));
        diff.add(options.has("a") && !branch.before().isEmpty() ? "HEAD" : "--cached");
        String text = git.ask(diff.toArray(new String[0]));
        Effect effect = Effect.of(Verb.UPDATE, git.resource(branch.ref()), Reversibility.RECOVERABLE)
                .safeguarded(Reversibility.REVERSIBLE);
        Digest seen = Digest.of(branch.left() + "\n" + git.indexState() + "\n" + text);
        Preview preview = Preview.exact(List.of(effect), seen, "commits to " + branch.ref() + ":\n" + text);
        List<Step> steps = List.of(branch, GitIndex.of(git, place.aside(1)));
        return Plan.secured("the branch and the index are noted first", preview, steps, argv("commit", arguments));
    }
}
