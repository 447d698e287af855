package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code az}: groups and a verb, then only options; judged by the verb. */
final class CloudReader implements Reader {

    private static final Set<String> LOOKS = Set.of(
            "list",
            "show",
            "exists",
            "version",
            "find",
            "help",
            "list-usage",
            "list-skus",
            "list-sizes",
            "list-locations",
            "list-deleted",
            "list-versions",
            "list-usages",
            "list-instances",
            "list-ip-addresses",
            "list-vm-resize-options",
            "list-runtimes",
            "list-source-controls",
            "list-workflows",
            "list-revisions",
            "show-deleted",
            "show-backup",
            "get-instance-view",
            "get-versions",
            "get-upgrades",
            "check-name",
            "check-name-availability",
            "check-health",
            "summarize",
            "validate",
            "what-if",
            "browse-url");
    /** A word behind one of these is an operand, not the verb. */
    private static final Set<String> CHANGES = Set.of(
            "delete",
            "purge",
            "remove",
            "create",
            "add",
            "set",
            "unset",
            "update",
            "start",
            "stop",
            "restart",
            "deallocate",
            "invoke",
            "deploy",
            "up",
            "login",
            "logout",
            "import",
            "restore",
            "regenerate",
            "renew",
            "reset",
            "cancel",
            "move",
            "failover");

    private static final List<String> SECRETS = List.of(
            "key",
            "keys",
            "secret",
            "credential",
            "credentials",
            "token",
            "connection-string",
            "appsettings",
            "password",
            "publishing-profile",
            "publishing-credentials",
            "kubeconfig",
            "authkey",
            "auth-config",
            "function-key");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        List<String> path = new ArrayList<>();
        int i = 0;
        while (i < words.size() && !(words.get(i).known() && words.get(i).text().startsWith("-"))) {
            if (!words.get(i).known()) {
                acts.opaque("which command it calls is not known");
                return;
            }
            path.add(words.get(i++).text());
        }
        List<Term> rest = words.subList(i, words.size());
        boolean help = rest.stream()
                .anyMatch(word ->
                        word.known() && Set.of("--help", "-h", "--version").contains(word.text()));
        if (help || path.isEmpty()) {
            if (!help) {
                acts.opaque("it is not known which command it calls");
            }
            return;
        }
        for (Term word : rest) {
            if (word.text().startsWith("@")) {
                acts.file(
                        FileAct.READ,
                        word.known()
                                ? Term.of(word.text().substring(1))
                                : Term.beginning(word.text().substring(1)));
            }
        }
        judge(path, rest, acts);
    }

    private static void judge(List<String> path, List<Term> rest, Acts acts) {
        acts.network("management.azure.com");
        String verb =
                path.stream().skip(1).filter(CHANGES::contains).findFirst().orElse(path.get(path.size() - 1));
        String command = String.join(" ", path);
        boolean metadata = command.startsWith("keyvault") && verb.startsWith("list") || command.startsWith("sshkey");
        boolean secret = path.stream().anyMatch(SECRETS::contains) && !metadata
                || command.equals("account get-access-token")
                || verb.equals("get-credentials")
                || verb.equals("list-keys")
                || verb.equals("download") && command.startsWith("keyvault")
                || verb.equals("show-connection-string")
                || command.contains("list-publishing")
                || verb.equals("create-for-rbac");
        String name = value(rest, Set.of("-n", "--name")).map(Naming::part).orElse("*");
        if (command.equals("rest")) {
            String method =
                    value(rest, Set.of("-m", "--method")).map(Naming::part).orElse("get");
            if (!method.equalsIgnoreCase("get")
                    || value(rest, Set.of("--body", "-b", "--output-file")).isPresent()) {
                acts.effect(
                        Verb.SEND,
                        Naming.of("azure", "rest"),
                        Reversibility.IRREVERSIBLE,
                        "sends a request that may change anything");
            }
        } else if (command.equals("account set")) {
            acts.effect(
                    Verb.UPDATE,
                    Naming.of("azure", "account"),
                    Reversibility.RECOVERABLE,
                    "later commands go to another subscription");
        } else if (LOOKS.contains(verb) && secret
                || verb.startsWith("list") && secret
                || verb.startsWith("get-") && secret
                || verb.startsWith("show-") && secret
                || verb.equals("create-for-rbac")) {
            acts.effect(
                    Verb.DISCLOSE,
                    Naming.of("azure", command.replace(' ', '/'), name),
                    Reversibility.IRREVERSIBLE,
                    "shows a secret");
        } else if (!LOOKS.contains(verb)) {
            acts.effect(
                    verb(verb),
                    Naming.of("azure", command.replace(' ', '/'), name),
                    Reversibility.IRREVERSIBLE,
                    "`" + verb + "` is not known to change nothing in a cloud");
        }
    }

    private static Optional<Term> value(List<Term> rest, Set<String> names) {
        Optional<Term> found = Optional.empty();
        for (int i = 0; i < rest.size(); i++) {
            String text = rest.get(i).text();
            int equals = text.indexOf('=');
            if (names.contains(text) && i + 1 < rest.size()) {
                found = Optional.of(rest.get(i + 1));
            } else if (equals > 0 && names.contains(text.substring(0, equals))) {
                found = Optional.of(rest.get(i).known() ? Term.of(text.substring(equals + 1)) : Term.beginning(""));
            }
        }
        return found;
    }

    private static Verb verb(String name) {
        return switch (name) {
            case "delete", "purge", "remove", "delete-batch", "destroy", "clear" -> Verb.DELETE;
            case "create", "add", "import", "copy", "upload", "restore" -> Verb.CREATE;
            case "stop", "restart", "deallocate", "redeploy", "disable", "failover", "power-off" -> Verb.INTERRUPT;
            case "start", "run", "invoke", "exec", "run-command" -> Verb.EXECUTE;
            case "login" -> Verb.SEND;
            default -> Verb.UPDATE;
        };
    }
}
