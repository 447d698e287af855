package io.brattice.shell.git;

import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Effect;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.files.store.Step;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Getting from other repositories. */
final class Remotes {

    private Remotes() {}

    /** Refuses what is no plain URL: a helper that is named in it is a program that runs. */
    static void refuseHelper(Term url) {
        String text = url.text();
        if (text.contains("::") || text.startsWith("-") || text.startsWith("fd:") || !url.known() && text.isEmpty()) {
            throw new Unclear("the other repository is reached by a program, or is not known before it runs");
        }
    }

    /** The host of a URL; empty for a folder of this machine. */
    static Optional<String> host(String url) {
        int scheme = url.indexOf("://");
        if (scheme > 0) {
            if (url.startsWith("file://")) {
                return Optional.empty();
            }
            String rest = url.substring(scheme + 3).replaceAll("/.*", "");
            return Optional.of(rest.substring(rest.lastIndexOf('@') + 1).replaceAll(":\\d*$", ""));
        }
        int colon = url.indexOf(':');
        int slash = url.indexOf('/');
        if (colon > 0 && (slash < 0 || colon < slash)) {
            String host = url.substring(0, colon);
            return Optional.of(host.substring(host.lastIndexOf('@') + 1));
        }
        return Optional.empty();
    }

    /** A URL without the name and password in it. */
    static String shown(String url) {
        return url.replaceFirst("^([a-z+]+://)[^/@]*@", "$1");
    }

    private static void tellHost(Call call, String url) {
        refuseHelper(Term.of(url));
        host(url)
                .ifPresentOrElse(
                        host -> call.acts().network(host),
                        () -> Looks.file(
                                call, FileAct.READ_TREE, Term.of(url.startsWith("file://") ? url.substring(7) : url)));
    }

    /** Tells with whom it talks: the remotes that are named, or the one that is configured. */
    private static void tellRemotes(Call call, List<Term> named) {
        List<Term> remotes = named.isEmpty() ? List.of(Term.of(defaultRemote(call))) : named;
        for (Term remote : remotes) {
            refuseHelper(remote);
            List<String> urls = call.repository()
                    .map(found -> found.urls(remote.text(), false))
                    .orElse(List.of());
            if (urls.isEmpty() && !remote.text().matches("[A-Za-z0-9_.-]+")) {
                urls = List.of(remote.text());
            }
            urls.forEach(url -> tellHost(call, url));
            if (urls.isEmpty()) {
                call.acts().network(remote.toString());
            }
        }
    }

    static String defaultRemote(Call call) {
        String branch = Subcommands.branch(call).replaceFirst("^refs/heads/", "");
        return call.repository()
                .flatMap(found -> found.settings().value("branch." + branch + ".remote"))
                .orElse("origin");
    }

    static void fetch(Call call, boolean pulls) {
        Given given = call.given();
        refuseRisk(call);
        List<Term> operands = given.operands();
        boolean all = given.has("--all", "--multiple") || call.name().startsWith("remote");
        tellRemotes(call, all ? operands : operands.subList(0, Math.min(1, operands.size())));
        if (given.rehearses()) {
            call.acts().effect(Verb.READ, call.resource("all"), READ_ONLY, "it only asks");
            call.quietly(false);
            return;
        }
        List<Effect> effects = new ArrayList<>();
        effects.add(Subcommands.effect(call, Verb.UPDATE, "refs/remotes", RECOVERABLE));
        if (!pulls) {
            Change.of("fetches", Change.Scope.REFS, effects.toArray(new Effect[0]))
                    .tell(call);
            return;
        }
        effects.add(Subcommands.effect(call, Verb.UPDATE, Subcommands.branch(call), RECOVERABLE));
        effects.add(Subcommands.files(call, RECOVERABLE));
        Change.of("fetches, and merges what it fetched", Change.Scope.WORK, effects.toArray(new Effect[0]))
                .destroying()
                .on("merge", "rebase")
                .tell(call);
    }

    static void refuseRisk(Call call) {
        call.repository().flatMap(Repository::remoteRisk).ifPresent(why -> {
            throw new Unclear(why);
        });
    }

    static void look(Call call) {
        refuseRisk(call);
        List<Term> operands = call.given().operands();
        boolean request = call.name().equals("request-pull");
        int at = request ? 1 : 0;
        tellRemotes(call, operands.size() > at ? operands.subList(at, at + 1) : List.of());
        call.acts().effect(Verb.READ, call.resource("all"), READ_ONLY, "it only asks");
        call.quietly(false);
    }

    static void cloning(Call call) {
        Given given = call.given();
        List<Term> operands = given.operands();
        if (operands.isEmpty() || operands.size() > 2 || !operands.get(0).known()) {
            throw new Unclear("what it clones is not known before it runs");
        }
        String url = operands.get(0).text();
        tellHost(call, url);
        Repository.risk(Repository.outer(call.situation().home(), call.world()), "risky-settings")
                .ifPresent(why -> {
                    throw new Unclear(why);
                });
        boolean bare = given.has("--bare", "--mirror");
        Term folder = operands.size() == 2 ? operands.get(1) : Term.of(folder(url, bare));
        Looks.file(call, FileAct.CREATE, folder);
        call.quietly(false);
    }

    /** The folder that git makes of a URL. */
    private static String folder(String url, boolean bare) {
        String name =
                url.replaceFirst("^[a-z+]+://[^/]*", "").replaceAll("/+$", "").replaceAll("/\\.git$", "");
        name = name.replaceAll("/+$", "").replaceAll("^.*[/:]", "").replaceAll("\\.(git|bundle)$", "");
        if (name.isEmpty() || name.startsWith(".")) {
            throw new Unclear("the folder that it makes is not certain");
        }
        return bare ? name + ".git" : name;
    }

    static void init(Call call) {
        List<Term> operands = call.given().operands();
        Repository.risk(Repository.outer(call.situation().home(), call.world()), "risky-settings")
                .ifPresent(why -> {
                    throw new Unclear(why);
                });
        Term said = operands.isEmpty() ? Term.of(".") : operands.get(0);
        Path folder = call.situation().path(said).orElseThrow(() -> new Unclear("where it makes one is not known"));
        folder = folder.normalize();
        boolean bare = call.given().has("--bare");
        if (!operands.isEmpty()) {
            call.acts().file(FileAct.FOLDERS, Term.of(folder.toString()));
        }
        Path data = bare ? folder : folder.resolve(".git");
        call.quietly(false);
        if (call.world().kind(data.resolve("HEAD")) == World.Kind.NOTHING
                || call.world().supposes()) {
            if (!bare) {
                keepOut(call, folder);
                call.acts().file(FileAct.CREATE, Term.of(data.toString()));
            } else {
                List<String> made = List.of("HEAD", "config", "description", "hooks", "info", "objects", "refs");
                made.forEach(name -> call.acts()
                        .file(FileAct.CREATE, Term.of(data.resolve(name).toString())));
            }
        }
    }

    /** A repository that is made in the workspace can be moved out again, whoever has to agree to it. */
    private static void keepOut(Call call, Path folder) {
        boolean inside = call.desk().workspace().stream().allMatch(folder::startsWith);
        if (call.desk().secures() && inside && !call.world().supposes()) {
            Git git = Git.asking(folder, call.desk().execution().orElseThrow());
            Step made =
                    new GitMade(git, folder, call.desk().shelf().orElseThrow().next());
            call.acts().prepared(Kept.besides(List.of(made), "the repository that it makes can be moved away again"));
        }
    }
}
