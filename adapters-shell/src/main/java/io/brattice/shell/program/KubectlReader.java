package io.brattice.shell.program;

import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code kubectl}: what a subcommand does to which objects of which cluster. */
final class KubectlReader implements Reader {

    private static final int LONGEST = 1 << 20;

    private record Change(Verb verb, boolean rehearsed, String why) {}

    private static final Set<String> LOOKS = Set.of(
            "get",
            "describe",
            "explain",
            "logs",
            "events",
            "wait",
            "diff",
            "api-resources",
            "api-versions",
            "cluster-info",
            "cluster-info dump",
            "rollout status",
            "rollout history",
            "auth can-i",
            "auth whoami",
            "apply view-last-applied",
            "config view",
            "config get-contexts",
            "config get-clusters",
            "config get-users",
            "config current-context",
            "kustomize",
            "build");

    private static final Map<String, Change> CHANGES = Map.ofEntries(
            Map.entry("delete", new Change(Verb.DELETE, true, "removes what is in a cluster")),
            Map.entry("apply", new Change(Verb.UPDATE, true, "changes what runs in a cluster")),
            Map.entry("create", new Change(Verb.CREATE, true, "makes something in a cluster")),
            Map.entry("replace", new Change(Verb.UPDATE, true, "replaces what runs in a cluster")),
            Map.entry("patch", new Change(Verb.UPDATE, true, "changes what runs in a cluster")),
            Map.entry("scale", new Change(Verb.UPDATE, true, "changes how many run")),
            Map.entry("autoscale", new Change(Verb.UPDATE, true, "changes how many run")),
            Map.entry("label", new Change(Verb.UPDATE, true, "changes labels, by which services find what they serve")),
            Map.entry("annotate", new Change(Verb.UPDATE, true, "changes annotations, which controllers act on")),
            Map.entry("expose", new Change(Verb.CREATE, true, "makes something in a cluster reachable")),
            Map.entry("taint", new Change(Verb.UPDATE, true, "may move work away from nodes")),
            Map.entry("cordon", new Change(Verb.UPDATE, true, "keeps new work away from nodes")),
            Map.entry("uncordon", new Change(Verb.UPDATE, true, "lets new work onto nodes")),
            Map.entry("drain", new Change(Verb.INTERRUPT, true, "evicts everything that runs on a node")),
            Map.entry("rollout undo", new Change(Verb.UPDATE, true, "changes what runs in a cluster")),
            Map.entry("rollout restart", new Change(Verb.UPDATE, false, "restarts what runs in a cluster")),
            Map.entry("rollout pause", new Change(Verb.UPDATE, false, "halts a rollout")),
            Map.entry("rollout resume", new Change(Verb.UPDATE, false, "goes on with a rollout")),
            Map.entry("auth reconcile", new Change(Verb.GRANT, true, "changes who may do what in a cluster")),
            Map.entry("apply set-last-applied", new Change(Verb.UPDATE, true, "changes what a cluster remembers")),
            Map.entry("certificate approve", new Change(Verb.GRANT, false, "signs a certificate")),
            Map.entry("certificate deny", new Change(Verb.UPDATE, false, "refuses a certificate")),
            Map.entry("port-forward", new Change(Verb.EXECUTE, false, "opens a way into a cluster")),
            Map.entry(
                    "proxy", new Change(Verb.GRANT, false, "opens a way into a cluster for everyone on this machine")));

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        KubectlNames names = new KubectlNames(reading);
        String command = reading.command();
        configuration(reading, call.situation(), acts);
        files(reading, acts);
        if (LOOKS.contains(command) || command.startsWith("top ")) {
            looks(command, reading, names, acts);
        } else if (command.equals("exec")) {
            exec(reading, call, names, acts);
        } else if (command.equals("cp")) {
            new ContainerCopyReader().read(reading, call, acts);
        } else if (command.startsWith("config ") || command.equals("project")) {
            changesConfiguration(call.situation(), reading, acts);
        } else if (command.equals("create token")) {
            acts.effect(Verb.DISCLOSE, names.one("token"), Reversibility.IRREVERSIBLE, "makes and shows a token");
        } else if (!reading.rehearses()) {
            performs(command, reading, call, names, acts);
        }
    }

    private static void performs(String command, Reading reading, Invocation call, KubectlNames names, Acts acts) {
        boolean set = command.startsWith("set ");
        if (isOn(reading, "--local")
                && (set || command.equals("label") || command.equals("annotate") || command.equals("patch"))) {
            return;
        }
        if (command.equals("set env") && isOn(reading, "--list")) {
            return;
        }
        Change change = CHANGES.get(command.startsWith("create ") ? "create" : set ? "patch" : command);
        if (change == null) {
            acts.code(
                    command.equals("run") || command.equals("debug") || command.equals("attach")
                            ? "runs code in a cluster"
                            : "changes a cluster in an editor");
            return;
        }
        boolean tunnel = command.equals("port-forward") && !reading.has("--address");
        Reversibility inherent = tunnel ? Reversibility.RECOVERABLE : Reversibility.IRREVERSIBLE;
        for (Resource resource : names.all(command)) {
            acts.effect(change.verb(), resource, inherent, change.why());
        }
        if (change.rehearsed()) {
            rehearse(reading, call, acts);
        }
    }

    /** True when a flag is given and not taken back; what is not known does not switch it on. */
    private static boolean isOn(Reading reading, String name) {
        return reading.has(name)
                && reading.values(name).stream()
                        .allMatch(value -> value.known() && value.text().equals("true"));
    }

    /** The option stands in front, where no {@code --} can turn it into an operand; one that is there already could undo it. */
    private static void rehearse(Reading reading, Invocation call, Acts acts) {
        if (reading.has("--dry-run")
                || reading.has("--raw")
                || call.words().stream().anyMatch(word -> !word.known())) {
            return;
        }
        List<String> argv = new ArrayList<>(List.of(call.name(), "--dry-run=server"));
        call.arguments().forEach(word -> argv.add(word.text()));
        acts.rehearsal(new DryRun(argv, Preview.Fidelity.PARTIAL, "kubectl"));
    }

    private static void looks(String command, Reading reading, KubectlNames names, Acts acts) {
        if (command.equals("get")) {
            for (Term path : reading.values("--raw")) {
                if (!path.known() || path.text().toLowerCase(Locale.ROOT).contains("secret")) {
                    acts.effect(Verb.DISCLOSE, names.one("secret"), Reversibility.IRREVERSIBLE, "shows secrets");
                }
            }
            String output = reading.value("-o").map(Naming::part).orElse(reading.has("--template") ? "template" : "");
            boolean table = output.isEmpty() || output.equals("wide") || output.equals("name");
            if (!table) {
                names.secrets()
                        .forEach(secret ->
                                acts.effect(Verb.DISCLOSE, secret, Reversibility.IRREVERSIBLE, "shows a secret"));
            }
        } else if (command.equals("config view") && reading.has("--raw")) {
            acts.effect(
                    Verb.DISCLOSE,
                    Naming.of("kubernetes", "config"),
                    Reversibility.IRREVERSIBLE,
                    "shows the keys of clusters");
        } else if (command.equals("apply view-last-applied")) {
            names.secrets()
                    .forEach(
                            secret -> acts.effect(Verb.DISCLOSE, secret, Reversibility.IRREVERSIBLE, "shows a secret"));
        } else if (command.equals("kustomize") || command.equals("build")) {
            reading.operands().forEach(folder -> tree(folder, acts));
        }
    }

    private static void exec(Reading reading, Invocation call, KubectlNames names, Acts acts) {
        List<Term> words = reading.operands();
        boolean dashes = call.words().stream()
                .anyMatch(word -> word.known() && word.text().equals("--"));
        boolean looks = words.size() > 1
                && dashes
                && !reading.has("-f")
                && words.get(0).known()
                && !call.situation().input().given()
                && Elsewhere.looks(words.subList(1, words.size()));
        if (looks) {
            acts.effect(
                    Verb.READ,
                    names.one("pod/" + words.get(0).text()),
                    Reversibility.READ_ONLY,
                    "looks at things in a container");
        } else {
            acts.code("runs a command in a container of a cluster");
        }
    }

    private static void files(Reading reading, Acts acts) {
        for (Term file : reading.values("-f")) {
            if (file.text().startsWith("http://") || file.text().startsWith("https://")) {
                acts.network(HttpUrl.of(file).host());
            } else if (!file.known() || !file.text().equals("-")) {
                acts.file(reading.has("-R") ? FileAct.READ_TREE : FileAct.READ, file);
            }
        }
        reading.values("-k").forEach(folder -> tree(folder, acts));
        for (Term from : reading.values("--from-file")) {
            int equals = from.text().indexOf('=');
            acts.file(FileAct.READ, new Term(from.text().substring(equals + 1), from.known(), from.many()));
        }
    }

    private static void tree(Term folder, Acts acts) {
        if (folder.text().contains("://")
                || folder.text().startsWith("github.com/")
                || folder.text().startsWith("git@")) {
            acts.code("builds with what it fetches from `" + folder + "`");
        } else {
            acts.file(FileAct.READ_TREE, folder);
        }
    }

    /** A configuration can name a program that is run for its credentials. */
    private static void configuration(Reading reading, Situation situation, Acts acts) {
        List<Term> named = new ArrayList<>(reading.values("--kubeconfig"));
        Optional.ofNullable(situation.environment().get("KUBECONFIG")).ifPresent(named::add);
        for (Term file : named) {
            Optional<Path> path = situation.path(file);
            Optional<String> text = path.flatMap(one -> situation.world().text(one, LONGEST));
            if (text.isEmpty() || text.get().contains("exec") || text.get().contains("auth-provider")) {
                acts.opaque("the configuration `" + file + "` may name a program to run");
            }
        }
    }

    private static void changesConfiguration(Situation situation, Reading reading, Acts acts) {
        Term file = reading.value("--kubeconfig")
                .orElse(Term.of(situation.home().resolve(".kube/config").toString()));
        acts.file(FileAct.UPDATE, file);
    }
}
