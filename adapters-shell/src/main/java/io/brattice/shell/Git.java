package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One git repository, asked by the real git with everything switched off that could run other code.
 *
 * @param top its work tree
 * @param dir its data, below the work tree
 * @param cwd where the questions are asked
 */
record Git(Path top, Path dir, Path cwd, Execution execution) {

    /** Keys that make git run something, or look elsewhere. A prefix ends in a dot; a star stands for the middle part. */
    private static final List<String> RISKY = List.of(
            "filter.",
            "include.",
            "includeif.",
            "diff.external",
            "diff.*.command",
            "diff.*.textconv",
            "core.fsmonitor",
            "core.hookspath",
            "core.sshcommand",
            "core.gitproxy",
            "core.worktree",
            "core.askpass",
            "core.alternaterefscommand",
            "core.sparsecheckout",
            "core.splitindex",
            "core.sharedrepository",
            "gpg.",
            "commit.gpgsign",
            "format.pretty",
            "pretty.",
            "status.submodulesummary",
            "diff.submodule",
            "remote.*.promisor",
            "remote.*.partialclonefilter",
            "receive.denycurrentbranch",
            "receive.procreceiverefs",
            "commit.template",
            "tag.gpgsign",
            "push.gpgsign",
            "push.recursesubmodules",
            "push.followtags",
            "push.pushoption",
            "push.useforceifincludes",
            "url.",
            "remote.*.receivepack",
            "remote.*.uploadpack",
            "remote.*.vcs",
            "remote.*.pushurl",
            "remote.*.mirror",
            "remote.*.push",
            "remote.*.proxy",
            "protocol.",
            "branch.*.pushremote",
            "remote.pushdefault",
            "log.showsignature",
            "submodule.",
            "trailer.",
            "merge.*.driver",
            "clean.requireforce",
            "uploadpack.",
            "extensions.worktreeconfig",
            "extensions.partialclone",
            "trace2.");

    private static final List<String> IN_PROGRESS = List.of(
            "MERGE_HEAD",
            "CHERRY_PICK_HEAD",
            "REVERT_HEAD",
            "BISECT_LOG",
            "rebase-merge",
            "rebase-apply",
            "index.lock");

    /** What is put before every subcommand. */
    static List<String> words() {
        return List.of(
                Place.program("git"),
                "--no-pager",
                "--no-optional-locks",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "core.quotePath=false",
                "-c",
                "gc.auto=0",
                "-c",
                "maintenance.auto=false",
                "-c",
                "color.ui=false");
    }

    /** The repository around a folder of the workspace. */
    static Git around(Place place, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> mine = new LinkedHashMap<>(environment);
        mine.put("LC_ALL", "C.UTF-8");
        mine.put("LANGUAGE", "C");
        Execution execution = new Execution(mine, Duration.ofSeconds(20), 16 << 20);
        Git asking = new Git(place.cwd(), place.cwd(), place.cwd(), execution);
        String[] found = asking.ask("rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir")
                .split("\n", -1);
        Path top = place.inWorkspace(Path.of(found[0]).toRealPath());
        Path dir = top.resolve(".git");
        if (!Path.of(found[1]).toRealPath().equals(dir.toRealPath())
                || !Files.isDirectory(dir)
                || Files.isSymbolicLink(dir)) {
            throw new Opaque("its repository is not an ordinary one");
        }
        if (Files.exists(dir.resolve("commondir")) || Files.exists(top.resolve(".gitmodules"))) {
            throw new Opaque("its repository has submodules or several work trees");
        }
        Git git = new Git(top, dir, place.cwd(), execution);
        git.refuseRisky();
        git.refuseNested();
        return git;
    }

    /**
     * Refuses a configuration that could run other code. Asked without the settings of {@link #words}, which would be listed
     * too; listing runs nothing.
     *
     * @param elsewhere {@code --git-dir=…} for another repository
     */
    void refuseRisky(String... elsewhere) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(Place.program("git"), "--no-pager"));
        argv.addAll(List.of(elsewhere));
        argv.addAll(List.of("config", "--list", "--name-only", "-z"));
        ShellResult result = execution.run(argv, cwd);
        if (result.exit() != 0 || result.truncated()) {
            throw new Opaque("git does not list its settings");
        }
        for (String key : result.stdout().split("\0", -1)) {
            for (String risk : RISKY) {
                if (matches(key.toLowerCase(Locale.ROOT), risk)) {
                    throw new Opaque("git's setting `" + key + "` may run other code or change what is meant");
                }
            }
        }
    }

    private static boolean matches(String key, String risk) {
        int star = risk.indexOf('*');
        if (star >= 0) {
            return key.startsWith(risk.substring(0, star)) && key.endsWith(risk.substring(star + 1));
        }
        return risk.endsWith(".") ? key.startsWith(risk) : key.equals(risk);
    }

    /** Refuses a repository whose hooks would run: they are code that nobody has read. */
    static void refuseHooks(Path gitDir) throws IOException {
        Path hooks = gitDir.resolve("hooks");
        if (!Files.isDirectory(hooks)) {
            return;
        }
        try (Stream<Path> all = Files.list(hooks)) {
            if (all.anyMatch(hook -> !hook.toString().endsWith(".sample"))) {
                throw new Opaque("its repository has hooks");
            }
        }
    }

    /** Refuses an index with other repositories in it: git would look into them by their own settings. */
    private void refuseNested() throws IOException, InterruptedException {
        for (String entry : lines(ask("ls-files", "--stage", "-z", "--full-name", ":/"))) {
            if (entry.startsWith("160000 ")) {
                throw new Opaque("its index has another repository in it");
            }
        }
    }

    /** Refuses a repository in the middle of something, or with files that git was told not to look at. */
    void refuseUnusual() throws IOException, InterruptedException {
        for (String name : IN_PROGRESS) {
            if (Files.exists(dir.resolve(name))) {
                throw new Opaque("its repository is in the middle of something: " + name);
            }
        }
        for (String entry : lines(ask("ls-files", "-v", "-z", "--full-name", ":/"))) {
            if (entry.charAt(0) != 'H') {
                throw new Opaque("its index has conflicts or files that git was told not to look at");
            }
        }
    }

    /** The answer of a question that must succeed. */
    String ask(String... arguments) throws IOException, InterruptedException {
        ShellResult result = tell(List.of(arguments));
        if (result.exit() != 0 || result.truncated()) {
            String why = result.stderr().lines().findFirst().orElse("no answer");
            throw new Opaque("git answers: " + why);
        }
        return result.stdout().endsWith("\n")
                ? result.stdout().substring(0, result.stdout().length() - 1)
                : result.stdout();
    }

    ShellResult tell(List<String> arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(words());
        argv.addAll(arguments);
        return execution.run(argv, cwd);
    }

    /** The full name of the current branch, or {@code HEAD} when there is none. */
    String branch() throws IOException, InterruptedException {
        ShellResult result = tell(List.of("symbolic-ref", "--quiet", "HEAD"));
        return result.exit() == 0 ? result.stdout().strip() : "HEAD";
    }

    /** The object a revision names; empty when there is none. */
    String commit(String revision) throws IOException, InterruptedException {
        ShellResult result =
                tell(List.of("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"));
        return result.exit() == 0 ? result.stdout().strip() : "";
    }

    /** What the index holds, whatever it remembers about times. */
    String indexState() throws IOException, InterruptedException {
        return Digest.of(ask("ls-files", "--stage", "-z", "--full-name", ":/")).hex();
    }

    Resource resource(String ref) {
        return new Resource("git:" + Resource.file(top).uri()).part(ref);
    }

    /** The parts of an answer that was asked for with {@code -z}. */
    static List<String> lines(String answer) {
        return Stream.of(answer.split("\0", -1)).filter(part -> !part.isEmpty()).toList();
    }

    /** For those who may not be interrupted: the flag is set again, and the caller fails. */
    static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while git was asked", e);
    }
}
