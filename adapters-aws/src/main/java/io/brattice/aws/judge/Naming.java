package io.brattice.aws.judge;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a call touches: by a row where there is one, else by the members of its request that {@link Plans} finds. A resource name
 * (ARN) tells all by itself.
 *
 * <p>What cannot be told is {@link Target#UNKNOWN}, never left out.
 */
final class Naming {

    private static final int MOST = 1000;

    private final NameRows rows;
    private final Plans plans;

    Naming(NameRows rows) {
        this.rows = rows;
        this.plans = new Plans(rows);
    }

    /** What this call touches, at least one. */
    List<Target> targets(AwsCall call, Operation operation, String account) {
        String region = rows.global().contains(call.service())
                ? "global"
                : call.place().region().orElse(Target.UNKNOWN);
        Target like = new Target(account, region, call.service(), "", "");
        Set<Target> targets = new LinkedHashSet<>();
        List<Template> templates = rows.operations().getOrDefault(operation.id(), List.of());
        for (Template template : templates) {
            for (String name : template.names(call.parameters())) {
                targets.add(named(like, template.type(), "", name));
            }
        }
        if (templates.isEmpty()) {
            byMembers(call, operation, like, targets);
        }
        if (targets.isEmpty() || targets.size() > MOST) {
            String type = templates.isEmpty()
                    ? plans.of(operation).type()
                    : templates.get(0).type();
            return List.of(new Target(account, region, call.service(), type, Target.UNKNOWN));
        }
        return List.copyOf(targets);
    }

    private void byMembers(AwsCall call, Operation operation, Target like, Set<Target> targets) {
        Plans.Plan plan = plans.of(operation);
        Map<String, ?> parameters = call.parameters().asMap();
        StringBuilder parents = new StringBuilder();
        for (String parent : plan.parents()) {
            String name = parameters.get(parent) instanceof String text ? text : Target.UNKNOWN;
            boolean bare = call.service().equals("s3"); // where an ARN stands for a bucket, it does not say which
            parents.append(bare ? name : Arn.of(name).map(Arn::name).orElse(name))
                    .append('/');
        }
        boolean found = false;
        for (String member : plan.names()) {
            if (parameters.containsKey(member)) {
                found = true;
                for (String name : texts(parameters.get(member))) {
                    targets.add(named(like, type(operation, member, plan), parents.toString(), name));
                    secret(like, name).ifPresent(targets::add);
                }
            }
        }
        if (!found) {
            boolean looks = operation.verb() == Verb.READ && plan.parents().isEmpty();
            String name = looks ? Target.EVERY : plan.fresh() ? Target.NEW : Target.UNKNOWN;
            targets.add(named(like, plan.type(), parents.toString(), name));
        }
    }

    /** The thing of this name; an ARN knows better where it is and what it is. */
    private Target named(Target like, String type, String parents, String raw) {
        if (like.service().equals("s3") && isAlias(parents + raw)) {
            return new Target(like.account(), like.region(), "s3", type, Target.UNKNOWN);
        }
        if (like.service().equals("sqs") && raw.startsWith("http")) {
            return queue(like, type, raw);
        }
        Optional<Arn> known = Arn.of(raw);
        if (known.isPresent()) {
            Arn arn = known.get();
            String account = arn.account().isEmpty() ? like.account() : arn.account();
            String region = arn.region().isEmpty() ? like.region() : arn.region();
            String kind = arn.type().isEmpty() ? type : arn.type();
            return new Target(account, region, arn.service(), kind, plain(arn.service(), arn.name()));
        }
        String kind = like.service().equals("ec2") ? ofId(raw).orElse(type) : type;
        return new Target(like.account(), like.region(), like.service(), kind, plain(like.service(), parents + raw));
    }

    /** An ARN of a secret may end in six letters that are no part of its name, or in a name that ends so: it is named as both. */
    private static Optional<Target> secret(Target like, String raw) {
        boolean both =
                like.service().equals("secretsmanager") && raw.startsWith("arn:") && raw.matches(".*-[A-Za-z0-9]{6}");
        return both
                ? Arn.of(raw.substring(0, raw.length() - 7))
                        .map(arn -> new Target(arn.account(), arn.region(), arn.service(), arn.type(), arn.name()))
                : Optional.empty();
    }

    /** A queue is named by its address: {@code https://HOST/ACCOUNT/NAME}. */
    private static Target queue(Target like, String type, String url) {
        String[] steps = url.split("/", -1);
        boolean plain = steps.length == 5 && Deputy.isAccount(steps[3]);
        String name = plain ? steps[4] : Target.UNKNOWN;
        return new Target(plain ? steps[3] : like.account(), like.region(), "sqs", type, name);
    }

    /** One thing has one name: without the case that a service does not heed, and without what a name may carry and is no part of it. */
    private static String plain(String service, String name) {
        return switch (service) {
            case "rds", "docdb", "neptune", "redshift", "elasticache", "memorydb" -> name.toLowerCase(Locale.ROOT);
            case "lambda" -> function(name);
            case "logs" -> name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
            case "route53" -> zone(name);
            default -> name;
        };
    }

    /** {@code 123456789012:function:mail:3} is a version of {@code mail}. */
    private static String function(String name) {
        String whole = name.replaceFirst("^\\d{12}:(function:)?", "");
        int colon = whole.indexOf(':');
        return colon > 0 ? whole.substring(0, colon) : whole;
    }

    /** {@code /hostedzone/Z1/WWW.example.com.} is {@code Z1/www.example.com}. */
    private static String zone(String name) {
        String whole = name.replaceFirst("^/?(hostedzone|healthcheck|delegationset)/", "");
        int slash = whole.indexOf('/');
        String zone = slash < 0 ? whole : whole.substring(0, slash);
        String record = slash < 0 ? "" : whole.substring(slash).toLowerCase(Locale.ROOT);
        return zone + (record.endsWith(".") ? record.substring(0, record.length() - 1) : record);
    }

    /** An access point stands for a bucket and does not say which; so does a bucket by its ARN, which none has in a request. */
    private static boolean isAlias(String name) {
        int slash = name.indexOf('/');
        String bucket = slash < 0 ? name : name.substring(0, slash);
        return bucket.startsWith("arn:") || bucket.endsWith("-s3alias") || bucket.endsWith("--op-s3");
    }

    private Optional<String> ofId(String text) {
        int dash = text.indexOf('-');
        return dash < 0 ? Optional.empty() : Optional.ofNullable(rows.ids().get(text.substring(0, dash)));
    }

    private String type(Operation operation, String member, Plans.Plan plan) {
        String known = rows.types().getOrDefault(operation.service() + "." + member, "");
        boolean says = !known.isEmpty();
        return says ? known : Nouns.isBare(member) ? plan.type() : Nouns.kebab(Nouns.stem(member));
    }

    /** The names in a value: a text, or those of a list; of objects those members that name something. */
    private static List<String> texts(Object value) {
        List<String> names = new ArrayList<>();
        collect(value, names);
        return names.isEmpty() ? List.of(Target.UNKNOWN) : names;
    }

    private static void collect(Object value, List<String> names) {
        if (value instanceof String text) {
            names.add(text.isEmpty() ? Target.UNKNOWN : text);
        } else if (value instanceof List<?> items) {
            items.forEach(item -> collect(item, names));
        } else if (value instanceof Map<?, ?> members) {
            int before = names.size();
            members.forEach((key, inner) -> {
                if (inner instanceof String && Nouns.names(String.valueOf(key))) {
                    collect(inner, names);
                }
            });
            if (names.size() == before) {
                names.add(Target.UNKNOWN);
            }
        } else {
            names.add(Target.UNKNOWN);
        }
    }
}
