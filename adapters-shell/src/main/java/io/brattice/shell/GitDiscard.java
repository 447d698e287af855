package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Copied;
import io.brattice.files.Created;
import io.brattice.files.Inventory;
import io.brattice.files.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What throws away uncommitted work: {@code reset --hard}, {@code checkout -- paths}, {@code restore paths}. */
final class GitDiscard {

    /** More than this is not secured: the notes would not fit into a journal entry. */
    static final int MOST_STEPS = 2000;

    private static final long MOST_BYTES = 1L << 30;

    private GitDiscard() {}

    static Plan reset(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options options = Options.read(
                new Options.Grammar("q", "", Map.of("hard", "hard", "quiet", "q"), Set.of(), false), arguments);
        if (!options.has("hard") || options.operands().size() > 1 || arguments.contains("--")) {
            throw new Opaque("git reset is only understood with --hard and at most one revision");
        }
        git.refuseUnusual();
        String revision =
                options.operands().isEmpty() ? "HEAD" : options.operands().get(0);
        GitRef branch = GitRef.current(git);
        String target = git.commit(revision);
        if (target.isEmpty() || branch.before().isEmpty()) {
            throw new Opaque("its revision is not a commit");
        }
        List<Step> more = new ArrayList<>(List.of(branch, GitIndex.of(git, place.aside(MOST_STEPS))));
        Effect moved = Effect.of(Verb.UPDATE, git.resource(branch.ref()), Reversibility.RECOVERABLE)
                .safeguarded(Reversibility.REVERSIBLE);
        String headline = "sets " + branch.ref() + " and the work tree from " + branch.before() + " to " + target;
        return discarding(git, List.of(target), place, more, List.of(moved), headline)
                .withArgv(GitCommand.argv("reset", List.of("--hard", target)));
    }

    static Plan checkout(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        if (arguments.size() < 2 || !arguments.get(0).equals("--")) {
            throw new Opaque("git checkout is only understood as git checkout -- paths");
        }
        return paths(git, arguments.subList(1, arguments.size()), place);
    }

    static Plan restore(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options options = Options.read(Options.Grammar.shorts(""), arguments);
        if (options.operands().isEmpty()) {
            throw new Opaque("it names no paths");
        }
        return paths(git, options.operands(), place);
    }

    private static Plan paths(Git git, List<String> paths, Place place) throws IOException, InterruptedException {
        git.refuseUnusual();
        List<String> range = new ArrayList<>(List.of("--"));
        range.addAll(paths);
        List<String> argv = new ArrayList<>(range);
        return discarding(git, range, place, List.of(), List.of(), "sets files to what is staged")
                .withArgv(GitCommand.argv("checkout", argv));
    }

    /** @param range what the work tree is compared with, and set to */
    private static Discarding discarding(
            Git git, List<String> range, Place place, List<Step> more, List<Effect> moreEffects, String headline)
            throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        List<String> answer = Git.lines(git.ask(diff(range, "--name-status", "-z")));
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            names.add(answer.get(i + 1));
            if (answer.get(i).equals("D")) {
                refuseOwnPermissions(git, git.top().resolve(answer.get(i + 1)));
            }
        }
        names.addAll(Converted.names(git, range.get(0).equals("--") ? range : List.of()));
        if (names.size() > MOST_STEPS - 1) {
            throw new Opaque("it changes more than " + MOST_STEPS + " files");
        }
        List<Step> steps = new ArrayList<>();
        List<Effect> effects = new ArrayList<>(moreEffects);
        StringBuilder seen = new StringBuilder(git.commit("HEAD") + git.branch() + git.indexState() + range);
        Set<Path> created = new HashSet<>();
        long bytes = 0;
        for (String name : names) {
            Path path = git.top().resolve(name);
            refuseUnclear(git.top(), path);
            Inventory inventory = Inventory.of(path);
            bytes += inventory.bytes();
            seen.append(name).append('\n').append(inventory.digest().hex()).append('\n');
            Path aside = place.aside(steps.size());
            if (!inventory.isNothing()) {
                steps.add(new Copied(path, aside));
            } else if (created.add(firstMissing(path))) {
                steps.add(new Created(firstMissing(path), aside));
            }
            effects.add(Effect.of(Verb.UPDATE, Resource.file(path), Reversibility.IRREVERSIBLE)
                    .measuring(1, inventory.bytes())
                    .safeguarded(Reversibility.REVERSIBLE));
        }
        if (bytes > MOST_BYTES) {
            throw new Opaque("it changes more than a gigabyte");
        }
        steps.addAll(more);
        String text = headline + ":\n" + git.ask(diff(range, "--stat"));
        Digest digest = Digest.of(seen.toString().getBytes(StandardCharsets.UTF_8));
        return new Discarding(Preview.exact(effects, digest, text), steps);
    }

    private record Discarding(Preview preview, List<Step> steps) {
        Plan withArgv(List<String> argv) {
            return Plan.secured("files, index and branch are kept first", preview, steps, argv);
        }
    }

    private static String[] diff(List<String> range, String... how) {
        List<String> words = new ArrayList<>(List.of(
                "diff",
                "-R",
                "--no-ext-diff",
                "--no-textconv",
                "--no-renames",
                "--no-relative",
                "--ignore-submodules=none"));
        words.addAll(List.of(how));
        words.addAll(range);
        return words.toArray(new String[0]);
    }

    /** The path itself, or the outermost folder that git will have to make for it. */
    private static Path firstMissing(Path path) {
        Path first = path;
        for (Path up = path.getParent(); up != null && !Files.exists(up); up = up.getParent()) {
            first = up;
        }
        return first;
    }

    /** Git removes folders that it empties; an undo makes them again, but only with the usual permissions. */
    private static void refuseOwnPermissions(Git git, Path path) throws IOException {
        Object usual = Files.getAttribute(git.dir(), "unix:mode");
        for (Path up = path.getParent(); up != null && !up.equals(git.top()); up = up.getParent()) {
            if (Files.isDirectory(up) && !usual.equals(Files.getAttribute(up, "unix:mode"))) {
                throw new Opaque("git may remove a folder with permissions of its own: "
                        + git.top().relativize(up));
            }
        }
    }

    /** A folder or a link where git will write a file, or on the way to it, is not modelled. */
    private static void refuseUnclear(Path top, Path path) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Opaque("a folder is where git would write a file");
        }
        for (Path up = path.getParent(); up != null && !up.equals(top); up = up.getParent()) {
            if (Files.exists(up, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(up, LinkOption.NOFOLLOW_LINKS)) {
                throw new Opaque("a file or a link is where git would make a folder");
            }
        }
    }
}
