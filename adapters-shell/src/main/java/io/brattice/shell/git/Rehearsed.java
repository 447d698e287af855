package io.brattice.shell.git;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Term;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A push to a bare repository on this machine: rehearsed by git, then run for exactly the tips that were shown, on condition that the
 * remote still has the ones that were seen.
 */
record Rehearsed(Call call, Git git, String remote, Path target) {

    /** The folder of this machine that a URL is. */
    static Optional<Path> folder(String url) {
        String path = url.startsWith("file://") ? url.substring("file://".length()) : url;
        if (!path.startsWith("/") || path.contains("\n") || path.contains("%")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(path).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Tells what it would do, and what is kept before. */
    void tell(List<Step> kept, boolean forced) {
        if (!remote.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
            throw new Unclear("its remote is not a plain name");
        }
        refuseStrange();
        List<String> question = new ArrayList<>(List.of("push", "--dry-run", "--porcelain", "--no-verify"));
        question.addAll(Subcommands.texts(call.words().subList(1, call.words().size())));
        ShellResult result = git.tell(question);
        List<Effect> effects = new ArrayList<>();
        List<String> argv = new ArrayList<>(List.of("--porcelain", "--no-verify", "--atomic"));
        if (call.given().has("--set-upstream")) {
            argv.add("--set-upstream");
        }
        List<String> refspecs = new ArrayList<>();
        StringBuilder text = new StringBuilder("pushes to " + Step.shown(target) + ":");
        boolean known = true;
        boolean worst = false;
        for (String line : result.stdout().lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length < 3 || parts[0].startsWith("=")) {
                continue; // the lines "To …" and "Done", and what is the same already
            }
            char flag = parts[0].isEmpty() ? ' ' : parts[0].charAt(0);
            int colon = parts[1].indexOf(':');
            String from = parts[1].substring(0, colon);
            String ref = parts[1].substring(colon + 1);
            String old = tip(ref);
            String fresh =
                    flag == '-' ? "" : from.startsWith("refs/tags/") ? git.ask("rev-parse", from) : git.commit(from);
            if (" +*-".indexOf(flag) < 0 || !ref.startsWith("refs/") || fresh.isEmpty() != (flag == '-')) {
                throw new Unclear("git would not push this, or not a commit");
            }
            boolean grave = forced || flag == '+' || flag == '-' || call.desk().isProtected(ref);
            worst |= grave;
            Verb verb = old.isEmpty() ? Verb.CREATE : flag == '-' ? Verb.DELETE : Verb.UPDATE;
            long lost = old.isEmpty() ? 0 : fresh.isEmpty() ? orphaned(ref, old) : lost(old, fresh);
            known &= lost >= 0;
            effects.add(Pushes.effect(verb, target.toString(), ref, grave).measuring(Math.max(1, lost), 0));
            text.append("\n  ").append(ref).append(": ").append(old.isEmpty() ? "(new)" : old);
            text.append(" -> ").append(fresh.isEmpty() ? "(deleted)" : fresh);
            text.append(lost < 0 ? "; how many commits it loses is unknown" : "; the remote loses " + commits(lost));
            argv.add("--force-with-lease=" + ref + ":" + old);
            refspecs.add(
                    from.startsWith("refs/heads/") && call.given().has("--set-upstream")
                            ? from + ":" + ref
                            : fresh + ":" + ref);
        }
        if (effects.isEmpty()) {
            throw new Unclear("git would push nothing: "
                    + result.stderr().lines().findFirst().orElse("all is there"));
        }
        argv.add("--");
        argv.add(remote);
        argv.addAll(refspecs);
        instead(argv);
        String said = text.toString();
        call.acts()
                .prepared(new Prepared(
                        effects,
                        Set.of(),
                        kept,
                        known ? Preview.Fidelity.EXACT : Preview.Fidelity.PARTIAL,
                        said,
                        said,
                        worst
                                ? "others may have the branch that is overwritten, deleted or protected"
                                : "the remote only gains commits, and its old tip is known",
                        Optional.empty()));
    }

    private void instead(List<String> argv) {
        List<Term> words = new ArrayList<>();
        words.add(Term.of("git"));
        Git.QUIET.forEach(word -> words.add(Term.of(word)));
        words.addAll(call.options());
        words.add(Term.of("push"));
        argv.forEach(word -> words.add(Term.of(word)));
        call.acts().instead(words);
    }

    /** Only a bare repository in which nothing would run. */
    private void refuseStrange() {
        if (!Files.isRegularFile(target.resolve("HEAD")) || !Files.isDirectory(target.resolve("objects"))) {
            throw new Unclear("its remote is not a bare repository");
        }
        if (target.endsWith(".git") && Files.exists(target.resolve("index"))) {
            throw new Unclear("its remote has a work tree");
        }
        Repository there = Repository.around(target, call.situation().home(), call.world())
                .orElseThrow(() -> new Unclear("its remote is not a repository"));
        there.remoteRisk().ifPresent(why -> {
            if (!why.contains("core.bare")) {
                throw new Unclear("in its remote, " + why);
            }
        });
        List<String> hooks = there.hooks(
                List.of(
                        "pre-receive",
                        "update",
                        "post-receive",
                        "post-update",
                        "push-to-checkout",
                        "proc-receive",
                        "reference-transaction"),
                call.world());
        if (!hooks.isEmpty()) {
            throw new Unclear("its remote has the hook `" + hooks.get(0) + "`");
        }
    }

    private static String commits(long count) {
        return count == 1 ? "1 commit" : count + " commits";
    }

    private String tip(String ref) {
        return git.ask("ls-remote", "--", remote, ref)
                .lines()
                .filter(line -> line.endsWith("\t" + ref))
                .map(line -> line.substring(0, line.indexOf('\t')))
                .findFirst()
                .orElse("");
    }

    /** How many commits the remote's branch loses; negative when that cannot be told. The remote's objects are read in place. */
    private long lost(String old, String fresh) {
        Map<String, String> more = new HashMap<>(git.execution().environment());
        more.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", target.resolve("objects").toString());
        Execution both =
                new Execution(more, git.execution().time(), git.execution().mostOutput());
        return count(new Git(git.cwd(), both).tell(List.of("rev-list", "--count", old, "^" + fresh)));
    }

    /** How many commits no other branch of the remote has. */
    private long orphaned(String ref, String old) {
        return count(git.tell(
                List.of("--git-dir=" + target, "rev-list", "--count", old, "--not", "--exclude=" + ref, "--all")));
    }

    private static long count(ShellResult answer) {
        return answer.exit() == 0 ? Long.parseLong(answer.stdout().strip()) : -1;
    }
}
