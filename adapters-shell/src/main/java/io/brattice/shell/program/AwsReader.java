package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code aws}: a service and an operation, judged by the verb of the operation's name. What no verb tells is not taken for a read. */
final class AwsReader implements Reader {

    private static final Set<String> FLAGS = Set.of(
            "--debug",
            "--no-verify-ssl",
            "--no-paginate",
            "--no-sign-request",
            "--no-cli-pager",
            "--cli-auto-prompt",
            "--no-cli-auto-prompt",
            "--v2-debug",
            "--no-cli-history");
    private static final Set<String> VALUES = Set.of(
            "--endpoint-url",
            "--output",
            "--query",
            "--profile",
            "--region",
            "--color",
            "--ca-bundle",
            "--cli-read-timeout",
            "--cli-connect-timeout",
            "--cli-binary-format",
            "--cli-error-format");
    private static final List<String> READS =
            List.of("describe-", "list-", "get-", "head-", "batch-get-", "lookup-", "search-", "view-");
    private static final Set<String> READS_BY_NAME = Set.of(
            "dynamodb scan",
            "dynamodb query",
            "logs filter-log-events",
            "logs tail",
            "iam simulate-principal-policy",
            "iam simulate-custom-policy",
            "cloudformation validate-template",
            "cloudformation estimate-template-cost",
            "sts decode-authorization-message",
            "s3 ls",
            "athena batch-get-query-execution",
            "ssm get-parameter",
            "history list",
            "history show");
    private static final Set<String> SECRETS = Set.of(
            "secretsmanager get-secret-value",
            "secretsmanager batch-get-secret-value",
            "kms decrypt",
            "kms generate-data-key",
            "kms generate-data-key-pair",
            "sts get-session-token",
            "sts assume-role",
            "sts assume-role-with-saml",
            "sts assume-role-with-web-identity",
            "sts get-federation-token",
            "sts assume-root",
            "sts get-web-identity-token",
            "sts get-delegated-access-token",
            "iam create-access-key",
            "ecr get-login-password",
            "ecr get-login",
            "ecr get-authorization-token",
            "ecr-public get-login-password",
            "ecr-public get-authorization-token",
            "codeartifact get-authorization-token",
            "rds generate-db-auth-token",
            "dsql generate-db-connect-auth-token",
            "dsql generate-db-connect-admin-auth-token",
            "redshift get-cluster-credentials",
            "redshift get-cluster-credentials-with-iam",
            "redshift-serverless get-credentials",
            "ec2 get-password-data",
            "ec2 create-key-pair",
            "s3 presign",
            "eks get-token",
            "sso get-role-credentials",
            "lightsail get-relational-database-master-user-password",
            "lightsail get-instance-access-details",
            "lightsail download-default-key-pair",
            "emr get-cluster-session-credentials",
            "cognito-identity get-credentials-for-identity",
            "cognito-identity get-open-id-token",
            "configure export-credentials",
            "lakeformation get-temporary-glue-table-credentials",
            "lakeformation get-temporary-glue-partition-credentials",
            "transfer describe-host-key",
            "apigateway get-api-keys",
            "apigateway get-api-key",
            "appsync list-api-keys",
            "iot create-keys-and-certificate",
            "connect get-federation-token",
            "quicksight get-dashboard-embed-url",
            "grafana create-workspace-api-key",
            "signin create-oauth2-token",
            "workspaces-web get-user-settings",
            "kafka get-bootstrap-brokers-secret",
            "codecommit get-git-credentials",
            "acm export-certificate");
    private static final Set<String> NO_READS =
            Set.of("stepfunctions get-activity-task", "configure get", "iot-data get-retained-message");
    private static final Set<String> TO_A_FILE = Set.of(
            "get-object",
            "get-object-torrent",
            "get-export",
            "get-sdk",
            "get-clip",
            "get-media",
            "get-media-for-fragment-list",
            "get-job-output",
            "get-configuration",
            "get-latest-configuration",
            "get-hosted-configuration-version",
            "get-introspection-schema",
            "get-package-version-asset",
            "get-snapshot-block",
            "get-raw-message-content",
            "get-thing-shadow",
            "get-read-set",
            "get-reference",
            "get-image-frame",
            "get-image-set-metadata",
            "get-profile",
            "get-work-unit-results",
            "get-code-binding-source",
            "get-connection-function",
            "get-glyphs",
            "get-sprites",
            "get-static-map",
            "get-style-descriptor",
            "get-tile",
            "get-map-glyphs",
            "get-map-sprites",
            "get-map-style-descriptor",
            "get-map-tile",
            "get-lineage-event",
            "get-position-estimate",
            "get-resource-position",
            "get-sol-function-package-content",
            "get-sol-function-package-descriptor",
            "get-sol-network-package-content",
            "get-sol-network-package-descriptor",
            "describe-input-device-thumbnail");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> path = new ArrayList<>();
        List<Term> words = reading.operands();
        Optional<Term> region = Optional.empty();
        int i = 0;
        while (i < words.size() && path.size() < 2) {
            Term word = words.get(i++);
            if (!word.known()) {
                acts.opaque("which operation it calls is not known");
                return;
            }
            String text = word.text();
            String name = text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('='));
            if (text.equals("--version") || text.equals("help")) {
                return;
            } else if (VALUES.contains(name)) {
                Term value = text.indexOf('=') >= 0
                        ? Term.of(text.substring(name.length() + 1))
                        : i < words.size() ? words.get(i++) : Term.of("");
                region = name.equals("--region") ? Optional.of(value) : region;
            } else if (!text.startsWith("-")) {
                path.add(word);
            } else if (!FLAGS.contains(text)) {
                acts.opaque("its option `" + name + "` is not one that is known");
                return;
            }
        }
        if (path.size() < 2) {
            acts.opaque("it is not known which operation it calls");
            return;
        }
        List<Term> rest = words.subList(i, words.size());
        for (int at = 0; at + 1 < rest.size(); at++) {
            region = rest.get(at).known() && rest.get(at).text().equals("--region")
                    ? Optional.of(rest.get(at + 1))
                    : region;
        }
        operation(
                path.get(0).text(),
                path.get(1).text(),
                rest,
                region.map(Naming::part).orElse("default"),
                call,
                acts);
    }

    private static void operation(
            String service, String operation, List<Term> rest, String region, Invocation call, Acts acts) {
        if (operation.equals("help") || asks(rest, "help")) {
            return;
        }
        if (asks(rest, "--generate-cli-skeleton") && !asks(rest, "--")) {
            return;
        }
        files(rest, acts);
        if (service.equals("configure")) {
            configure(operation, rest, call.situation(), acts);
            return;
        }
        acts.network(service + ".amazonaws.com");
        if (service.equals("s3") && AwsS3.COMMANDS.contains(operation)) {
            AwsS3.read(operation, rest, region, acts);
            return;
        }
        String name = service + " " + operation;
        boolean decrypts = service.equals("ssm")
                && rest.stream()
                        .anyMatch(word ->
                                word.text().startsWith("--w") || word.text().startsWith("--cli-input"));
        if (SECRETS.contains(name) || decrypts) {
            acts.effect(
                    Verb.DISCLOSE,
                    Naming.of("aws", region, service, operation),
                    Reversibility.IRREVERSIBLE,
                    "shows a secret");
            return;
        }
        if (operation.equals("wait") || reads(name, operation)) {
            if (TO_A_FILE.contains(operation) && !service.equals("lambda")) {
                toFile(rest, acts);
            }
            return;
        }
        if (service.equals("ec2") && rehearses(rest)) {
            return;
        }
        if (name.equals("eks update-kubeconfig")) {
            acts.file(
                    FileAct.UPDATE,
                    Term.of(call.situation().home().resolve(".kube/config").toString()));
            return;
        }
        for (String id : ids(rest)) {
            acts.effect(
                    verb(service, operation),
                    id.isEmpty()
                            ? Naming.of("aws", region, service, operation)
                            : Naming.of("aws", region, service, operation, id),
                    Reversibility.IRREVERSIBLE,
                    "`" + operation + "` changes what runs or is kept in a cloud");
        }
    }

    private static boolean reads(String name, String operation) {
        return !NO_READS.contains(name)
                && (READS_BY_NAME.contains(name) || READS.stream().anyMatch(operation::startsWith));
    }

    private static boolean asks(List<Term> words, String text) {
        return words.stream().anyMatch(word -> word.known() && word.text().equals(text));
    }

    private static boolean rehearses(List<Term> rest) {
        boolean rehearses = false;
        for (Term word : rest) {
            if (!word.known() && word.mayBeOption()) {
                return false;
            }
            rehearses =
                    word.text().equals("--dry-run") || rehearses && !word.text().startsWith("--no-d");
        }
        return rehearses && !asks(rest, "--");
    }

    /** Values that begin with {@code file://} are read. */
    private static void files(List<Term> words, Acts acts) {
        for (Term word : words) {
            String text = word.text();
            int at = text.startsWith("--") && text.indexOf('=') > 0 ? text.indexOf('=') + 1 : 0;
            for (String scheme : List.of("file://", "fileb://")) {
                if (text.startsWith(scheme, at)) {
                    String path = text.substring(at + scheme.length());
                    acts.file(FileAct.READ, word.known() ? Term.of(path) : Term.beginning(path));
                }
            }
        }
    }

    private static void toFile(List<Term> rest, Acts acts) {
        List<Term> operands = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            String text = rest.get(i).text();
            if (!text.startsWith("--")) {
                operands.add(rest.get(i));
            } else if (!FLAGS.contains(text) && text.indexOf('=') < 0) {
                i++;
            }
        }
        if (operands.size() == 1 && operands.get(0).known()) {
            acts.file(FileAct.WRITE, operands.get(0));
        } else {
            acts.opaque("which file it writes is not known");
        }
    }

    private static void configure(String operation, List<Term> rest, Situation situation, Acts acts) {
        switch (operation) {
            case "list", "list-profiles" -> {}
            case "get" -> {
                boolean plain = !rest.isEmpty()
                        && rest.stream().allMatch(Term::known)
                        && rest.stream()
                                .noneMatch(word -> word.text().contains("secret")
                                        || word.text().contains("token")
                                        || word.text().contains("key"));
                if (!plain) {
                    acts.effect(
                            Verb.DISCLOSE,
                            Naming.of("aws", "configuration"),
                            Reversibility.IRREVERSIBLE,
                            "shows a secret");
                }
            }
            case "export-credentials" ->
                acts.effect(
                        Verb.DISCLOSE,
                        Naming.of("aws", "configuration"),
                        Reversibility.IRREVERSIBLE,
                        "shows credentials");
            case "set" -> {
                boolean program = rest.isEmpty()
                        || rest.stream()
                                .anyMatch(word -> !word.known() || word.text().contains("credential_process"));
                if (program) {
                    acts.opaque("a configuration may name a program to run");
                }
                acts.file(
                        FileAct.UPDATE,
                        Term.of(situation.home().resolve(".aws/config").toString()));
                acts.file(
                        FileAct.UPDATE,
                        Term.of(situation.home().resolve(".aws/credentials").toString()));
            }
            default -> acts.opaque("it changes the configuration in a way that is not known");
        }
    }

    /** What the call names: the values of options such as {@code --instance-ids} and {@code --table-name}. */
    private static List<String> ids(List<Term> rest) {
        List<String> ids = new ArrayList<>();
        boolean named = false;
        for (Term word : rest) {
            String text = word.text();
            if (text.startsWith("--")) {
                int equals = text.indexOf('=');
                String name = equals < 0 ? text : text.substring(0, equals);
                named = name.endsWith("-id")
                        || name.endsWith("-ids")
                        || name.endsWith("-name")
                        || name.endsWith("-names")
                        || name.endsWith("-identifier")
                        || name.endsWith("-arn")
                        || Set.of("--name", "--bucket", "--resource", "--cluster", "--service", "--id", "--queue-url")
                                .contains(name);
                if (named && equals > 0) {
                    ids.add(word.known() ? text.substring(equals + 1) : "unknown");
                }
            } else if (named) {
                ids.add(Naming.part(word));
            }
        }
        return ids.isEmpty() ? List.of("") : ids;
    }

    private static Verb verb(String service, String operation) {
        boolean grants = service.equals("iam")
                || operation.startsWith("authorize-")
                || operation.contains("permission")
                || operation.contains("-policy");
        String first = operation.contains("-") ? operation.substring(0, operation.indexOf('-')) : operation;
        return switch (first) {
            case "delete",
                    "terminate",
                    "remove",
                    "purge",
                    "deregister",
                    "release",
                    "detach",
                    "schedule",
                    "cancel",
                    "revoke",
                    "destroy" -> Verb.DELETE;
            case "purchase", "request", "subscribe", "run" -> Verb.SPEND;
            case "stop", "reboot", "disable", "failover", "suspend", "reset" -> Verb.INTERRUPT;
            case "send", "publish" -> Verb.SEND;
            case "start", "invoke", "execute", "batch", "submit" -> Verb.EXECUTE;
            case "create", "allocate", "register", "import", "copy", "restore", "add" ->
                grants ? Verb.GRANT : Verb.CREATE;
            default -> grants ? Verb.GRANT : Verb.UPDATE;
        };
    }
}
