package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code git push}: others build on what is pushed. Without force, to a branch that is not protected, the remote only gains commits
 * and its old tip is known; everything else cannot be taken back.
 */
final class Pushes {

    private static final String[] FORCES = {
        "--force",
        "--force-with-lease",
        "--delete",
        "--mirror",
        "--prune",
        "--all",
        "--branches",
        "--tags",
        "--follow-tags"
    };

    private static final String GRAVE = "others may have the branch or tag that is overwritten, deleted or protected";
    private static final String LIGHT = "the remote only gains commits, and its old tip is known";

    private Pushes() {}

    /** One ref that may change there. */
    private record Target(Verb verb, String ref, boolean grave) {}

    static void tell(Call call) {
        Given given = call.given();
        Remotes.refuseRisk(call);
        List<Term> operands = given.operands();
        Term remote =
                operands.isEmpty() ? given.value("--repo").orElseGet(() -> Term.of(pushRemote(call))) : operands.get(0);
        Remotes.refuseHelper(remote);
        List<String> urls = urls(call, remote);
        if (given.rehearses()) {
            urls.forEach(url -> Remotes.host(url).ifPresent(host -> call.acts().network(host)));
            call.acts().effect(Verb.READ, call.resource("all"), READ_ONLY, "it is git's own dry run, without hooks");
            call.quietly(false);
            return;
        }
        List<String> hooks = given.has("--no-verify") || call.repository().isEmpty()
                ? List.of()
                : call.safe().hooks(Table.get().hooks("push"), call.world());
        hooks.forEach(hook -> call.acts().code("runs the repository's hook `" + hook + "`"));
        Set<Target> targets = targets(call, operands.isEmpty() ? List.of() : operands.subList(1, operands.size()));
        boolean known = hooks.isEmpty()
                && Subcommands.known(call.words())
                && call.situation().plain();
        Optional<Path> local = urls.size() == 1 ? Rehearsed.folder(urls.get(0)) : Optional.empty();
        if (known
                && local.isPresent()
                && call.git().isPresent()
                && call.repository().isPresent()) {
            new Rehearsed(call, call.git().get(), remote.text(), local.get())
                    .tell(
                            kept(call, urls, targets),
                            grave(given)
                                    || operands.stream()
                                            .anyMatch(spec -> spec.text().startsWith("+")));
            return;
        }
        call.quietly(!hooks.isEmpty());
        for (String url : urls) {
            Remotes.host(url).ifPresent(host -> call.acts().network(host));
            for (Target target : targets) {
                call.acts()
                        .effect(
                                target.verb(),
                                resource(url, target.ref()),
                                target.grave() || call.world().supposes() ? IRREVERSIBLE : RECOVERABLE,
                                target.grave() ? GRAVE : LIGHT);
            }
        }
        List<Step> steps = kept(call, urls, targets);
        if (!steps.isEmpty()) {
            call.acts().prepared(Kept.besides(steps, "what the remote has there is kept first"));
        }
        if (known && call.git().isPresent() && call.repository().isPresent()) {
            call.acts().rehearsal(new DryRun(dryRun(call), Preview.Fidelity.EXACT, "text"));
        }
    }

    /** What makes it possible to push back, and what it changes here. */
    private static List<Step> kept(Call call, List<String> urls, Set<Target> targets) {
        if (!call.desk().secures() || call.git().isEmpty() || call.repository().isEmpty()) {
            return List.of();
        }
        Repository repository = call.safe();
        Shelf shelf = call.desk().shelf().orElseThrow();
        Git git = Git.asking(repository.top(), call.desk().execution().orElseThrow());
        List<Step> steps = new ArrayList<>(Kept.state(call.desk(), repository, call.world()));
        List<String> refs = targets.stream()
                .map(Target::ref)
                .map(ref -> ref.startsWith("refs/") ? ref : "refs")
                .distinct()
                .toList();
        for (String url : urls) {
            steps.add(
                    new Pushed(git, repository.top(), whole(repository, url), Remotes.shown(url), refs, shelf.next()));
        }
        return steps;
    }

    /** Git takes a path as seen from the top of the work tree. */
    private static String whole(Repository repository, String url) {
        boolean relative = Remotes.host(url).isEmpty() && !url.startsWith("file://") && !url.startsWith("/");
        return relative ? repository.top().resolve(url).normalize().toString() : url;
    }

    private static boolean grave(Given given) {
        return given.has(FORCES);
    }

    static Resource resource(String url, String ref) {
        String plain = Remotes.shown(url);
        Optional<Path> folder = Rehearsed.folder(url);
        return folder.map(path -> new Resource("git:" + Resource.file(path).uri()))
                .orElseGet(() ->
                        new Resource("git:" + plain.replace("#", "%23").replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "?")))
                .part(ref);
    }

    static Effect effect(Verb verb, String url, String ref, boolean grave) {
        return Effect.of(verb, resource(url, ref), grave ? IRREVERSIBLE : RECOVERABLE);
    }

    private static List<String> dryRun(Call call) {
        List<String> argv = new ArrayList<>(List.of(Git.program()));
        argv.addAll(Git.QUIET);
        argv.addAll(Subcommands.texts(call.options()));
        argv.addAll(List.of("push", "--dry-run", "--no-verify", "--porcelain"));
        argv.addAll(Subcommands.texts(call.words().subList(1, call.words().size())));
        return argv;
    }

    private static String pushRemote(Call call) {
        return Remotes.defaultRemote(call);
    }

    private static List<String> urls(Call call, Term remote) {
        List<String> configured =
                call.repository().map(found -> found.urls(remote.text(), true)).orElse(List.of());
        List<String> urls = configured.isEmpty() ? List.of(remote.known() ? remote.text() : remote + "") : configured;
        urls.forEach(url -> Remotes.refuseHelper(Term.of(url)));
        boolean rewritten = call.repository().stream()
                .anyMatch(found -> found.settings().all().stream()
                        .anyMatch(s -> s.key().startsWith("url.")
                                && urls.stream().anyMatch(url -> url.startsWith(s.value()))));
        if (rewritten) {
            throw new Unclear("git's settings rewrite where it pushes to");
        }
        return urls;
    }

    private static Set<Target> targets(Call call, List<Term> specs) {
        Given given = call.given();
        boolean grave = grave(given);
        Set<Target> targets = new LinkedHashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            Term spec = specs.get(i);
            if (spec.equals(Term.of("tag")) && i + 1 < specs.size()) {
                targets.add(new Target(Verb.UPDATE, "refs/tags/" + specs.get(++i), true));
                continue;
            }
            targets.add(target(call, spec, grave));
        }
        if (specs.isEmpty()) {
            String branch = Subcommands.branch(call);
            String method = call.repository()
                    .flatMap(found -> found.settings().value("push.default"))
                    .orElse("simple");
            String merge = call.repository()
                    .flatMap(found ->
                            found.settings().value("branch." + branch.replaceFirst("^refs/heads/", "") + ".merge"))
                    .orElse(branch);
            boolean all = grave || method.equals("matching") || branch.equals("HEAD");
            String ref = method.equals("upstream") || method.equals("tracking") ? merge : branch;
            targets.add(new Target(
                    Verb.UPDATE, all ? "refs" : ref, all || call.desk().isProtected(ref)));
        }
        return targets;
    }

    private static Target target(Call call, Term spec, boolean grave) {
        String text = spec.text();
        boolean plus = text.startsWith("+");
        String plain = plus ? text.substring(1) : text;
        int colon = plain.indexOf(':');
        String from = colon < 0 ? plain : plain.substring(0, colon);
        String to = colon < 0 ? plain : plain.substring(colon + 1);
        if (!spec.known() || plain.isEmpty() || plain.equals(":") || plain.contains("*") || plain.startsWith("^")) {
            return new Target(Verb.UPDATE, "refs", true);
        }
        boolean deletes = call.given().has("--delete") || colon == 0;
        String ref = full(call, to.equals("HEAD") || to.equals("@") ? Subcommands.branch(call) : to, from);
        boolean really = grave || plus || deletes || call.desk().isProtected(ref);
        return new Target(deletes ? Verb.DELETE : Verb.UPDATE, ref, really);
    }

    private static String full(Call call, String name, String from) {
        if (name.startsWith("refs/") || name.equals("HEAD")) {
            return name;
        }
        String plain = name.startsWith("heads/") ? name.substring(6) : name;
        boolean tag = name.startsWith("tags/")
                || from.startsWith("refs/tags/")
                || call.repository()
                        .map(found -> found.hasRef("refs/tags/" + plain, call.world())
                                && !found.hasRef("refs/heads/" + plain, call.world()))
                        .orElse(false);
        return (tag ? "refs/tags/" : "refs/heads/") + (name.startsWith("tags/") ? name.substring(5) : plain);
    }
}
