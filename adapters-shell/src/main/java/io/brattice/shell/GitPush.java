package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.Step;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code git push} to a repository on this machine: rehearsed by git, then run for exactly the tips that were shown, on
 * condition that the remote still has the ones that were seen.
 */
final class GitPush implements GitCommand.Sub {

    private static final Options.Grammar GRAMMAR = new Options.Grammar(
            "fdq",
            "",
            Map.of(
                    "force",
                    "f",
                    "delete",
                    "d",
                    "quiet",
                    "q",
                    "force-with-lease",
                    "f",
                    "mirror",
                    "mirror",
                    "all",
                    "all"),
            Set.of(),
            false);

    private final Set<String> protectedBranches;

    GitPush(Set<String> protectedBranches) {
        this.protectedBranches = Set.copyOf(protectedBranches);
    }

    @Override
    public Plan plan(Git git, List<String> arguments, Place place) throws IOException, InterruptedException {
        Options options = Options.read(GRAMMAR, arguments);
        Git.refuseHooks(git.dir());
        String remote = options.operands().isEmpty()
                ? defaultRemote(git)
                : options.operands().get(0);
        Path target = target(git, remote);
        List<String> question = new ArrayList<>(List.of("push", "--dry-run", "--porcelain", "--no-verify"));
        options.flags().keySet().forEach(f -> question.add(f.length() == 1 ? "-" + f : "--" + f));
        question.add("--");
        question.addAll(options.operands());
        String answer = git.ask(question.toArray(new String[0]));
        boolean forced = options.has("f") || options.has("d") || options.has("mirror");
        List<Effect> effects = new ArrayList<>();
        List<String> argv = new ArrayList<>(List.of("--porcelain", "--no-verify", "--atomic"));
        List<String> refspecs = new ArrayList<>();
        StringBuilder text = new StringBuilder("pushes to " + Step.shown(target) + ":");
        boolean known = true;
        Reversibility worst = Reversibility.RECOVERABLE;
        for (String line : answer.lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length < 3) {
                continue; // the lines "To …" and "Done"
            }
            char flag = parts[0].isEmpty() ? ' ' : parts[0].charAt(0);
            int colon = parts[1].indexOf(':');
            String from = parts[1].substring(0, colon);
            String ref = parts[1].substring(colon + 1);
            if (flag == '=') {
                continue;
            }
            String old = tip(git, remote, ref);
            String fresh = flag == '-' ? "" : git.commit(from);
            if (" +*-".indexOf(flag) < 0 || !ref.startsWith("refs/") || fresh.isEmpty() != (flag == '-')) {
                throw new Opaque("git would not push this, or not a commit: `" + line + "`");
            }
            boolean grave = forced || flag == '+' || flag == '-' || isProtected(ref);
            Reversibility inherent = grave ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE;
            worst = worst.or(inherent);
            Verb verb = old.isEmpty() ? Verb.CREATE : flag == '-' ? Verb.DELETE : Verb.UPDATE;
            long lost = old.isEmpty()
                    ? 0
                    : fresh.isEmpty() ? orphaned(git, target, ref, old) : lost(git, target, old, fresh);
            known &= lost >= 0;
            effects.add(Effect.of(verb, resource(target, ref), inherent).measuring(Math.max(1, lost), 0));
            text.append("\n  ").append(ref).append(": ").append(old.isEmpty() ? "(new)" : old);
            text.append(" -> ").append(fresh.isEmpty() ? "(deleted)" : fresh);
            text.append(lost < 0 ? "; how many commits it loses is unknown" : "; the remote loses " + commits(lost));
            argv.add("--force-with-lease=" + ref + ":" + old);
            refspecs.add(fresh + ":" + ref);
        }
        if (effects.isEmpty()) {
            throw new Opaque("git would push nothing");
        }
        argv.add("--");
        argv.add(remote);
        argv.addAll(refspecs);
        Preview preview = new Preview(
                effects,
                known ? Preview.Fidelity.EXACT : Preview.Fidelity.PARTIAL,
                Digest.of(text.toString()),
                text.toString());
        String reason = worst == Reversibility.RECOVERABLE
                ? "the remote only gains commits, and its old tip is known"
                : "others may have the branch that is overwritten, deleted or protected";
        return Plan.unsecured(worst, reason, preview, GitCommand.argv("push", argv));
    }

    private boolean isProtected(String ref) {
        return !ref.startsWith("refs/heads/") || protectedBranches.contains(ref.substring("refs/heads/".length()));
    }

    private static String commits(long count) {
        return count == 1 ? "1 commit" : count + " commits";
    }

    private static Resource resource(Path target, String ref) {
        return new Resource("git:" + Resource.file(target).uri()).part(ref);
    }

    private static String defaultRemote(Git git) throws IOException, InterruptedException {
        String branch = git.branch().replaceFirst("^refs/heads/", "");
        ShellResult result = git.tell(List.of("config", "--get", "branch." + branch + ".remote"));
        return result.exit() == 0 ? result.stdout().strip() : "origin";
    }

    /** The bare repository on this machine that the remote is, if nothing in it would run. */
    private static Path target(Git git, String remote) throws IOException, InterruptedException {
        if (!remote.matches("[A-Za-z0-9_][A-Za-z0-9_-]*")) {
            throw new Opaque("its remote is not a plain name");
        }
        String url = git.ask("remote", "get-url", "--push", "--all", remote);
        String path = url.startsWith("file://") ? url.substring("file://".length()) : url;
        if (!path.startsWith("/") || path.contains("\n") || path.contains("%")) {
            throw new Opaque("its remote is not a folder of this machine");
        }
        Path target = Path.of(path).toRealPath();
        if (!Files.isRegularFile(target.resolve("HEAD")) || !Files.isDirectory(target.resolve("objects"))) {
            throw new Opaque("its remote is not a bare repository");
        }
        String bare = git.ask("--git-dir=" + target, "rev-parse", "--is-bare-repository");
        if (!bare.equals("true") || target.endsWith(".git")) {
            throw new Opaque("its remote has a work tree");
        }
        Git.refuseHooks(target);
        git.refuseRisky("--git-dir=" + target);
        return target;
    }

    private static String tip(Git git, String remote, String ref) throws IOException, InterruptedException {
        return git.ask("ls-remote", "--", remote, ref)
                .lines()
                .filter(line -> line.endsWith("\t" + ref))
                .map(line -> line.substring(0, line.indexOf('\t')))
                .findFirst()
                .orElse("");
    }

    /** How many commits the remote's branch loses; negative when that cannot be told. The remote's objects are read in place. */
    private static long lost(Git git, Path target, String old, String fresh) throws IOException, InterruptedException {
        Map<String, String> more = new HashMap<>(git.execution().environment());
        more.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", target.resolve("objects").toString());
        Execution both =
                new Execution(more, git.execution().time(), git.execution().mostOutput());
        return count(
                new Git(git.top(), git.dir(), git.cwd(), both).tell(List.of("rev-list", "--count", old, "^" + fresh)));
    }

    /** How many commits no other branch of the remote has. */
    private static long orphaned(Git git, Path target, String ref, String old)
            throws IOException, InterruptedException {
        return count(git.tell(
                List.of("--git-dir=" + target, "rev-list", "--count", old, "--not", "--exclude=" + ref, "--all")));
    }

    private static long count(ShellResult answer) {
        return answer.exit() == 0 ? Long.parseLong(answer.stdout().strip()) : -1;
    }
}
