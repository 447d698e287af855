package io.brattice.aws.judge;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells what a call touches: by a row where there is one, else by the members of its request. The member that names it is the one whose
 * name is most like the operation's; the required ones before it are its parents. A resource name (ARN) tells all by itself.
 *
 * <p>What cannot be told is {@link Target#UNKNOWN}, never left out.
 */
final class Naming {

    private static final int MOST = 1000;

    private static final List<String> REFERENCES = List.of("role", "kms", "source", "policy", "token", "log", "client");

    private final NameRows rows;

    /** What members tell is the same for every call of one operation. Bounded by the catalogue. */
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();

    /**
     * Which members name what an operation is about.
     *
     * @param type of the thing, where no ARN says otherwise
     * @param parents required members that come before the name
     * @param names members that may name it: the first that is there does. Empty: nothing does
     * @param fresh true where the operation makes something that the service names
     */
    private record Plan(String type, List<String> parents, List<String> names, boolean fresh) {}

    Naming(NameRows rows) {
        this.rows = rows;
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
            String type = templates.isEmpty() ? plan(operation).type() : templates.get(0).type();
            return List.of(new Target(account, region, call.service(), type, Target.UNKNOWN));
        }
        return List.copyOf(targets);
    }

    private void byMembers(AwsCall call, Operation operation, Target like, Set<Target> targets) {
        Plan plan = plan(operation);
        Map<String, ?> parameters = call.parameters().asMap();
        StringBuilder parents = new StringBuilder();
        for (String parent : plan.parents()) {
            String name = parameters.get(parent) instanceof String text ? text : Target.UNKNOWN;
            parents.append(Arn.of(name).map(Arn::name).orElse(name)).append('/');
        }
        boolean found = false;
        for (String member : plan.names()) {
            if (parameters.containsKey(member)) {
                found = true;
                for (String name : texts(parameters.get(member))) {
                    targets.add(named(like, type(operation, member, plan), parents.toString(), name));
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
        String text = like.service().equals("sqs") ? queue(raw) : raw;
        Optional<Arn> known = Arn.of(text);
        if (known.isPresent()) {
            Arn arn = known.get();
            String account = arn.account().isEmpty() ? like.account() : arn.account();
            String region = arn.region().isEmpty() ? like.region() : arn.region();
            String kind = arn.type().isEmpty() ? type : arn.type();
            return new Target(account, region, arn.service(), kind, plain(arn.service(), parents, arn.name()));
        }
        if (like.service().equals("s3") && isAlias(parents + text)) {
            return new Target(like.account(), like.region(), "s3", type, Target.UNKNOWN);
        }
        String kind = like.service().equals("ec2") ? ofId(text).orElse(type) : type;
        return new Target(like.account(), like.region(), like.service(), kind, parents + plain(like.service(), "", text));
    }

    /** Some names carry what is not part of them: the six letters behind a secret, the version behind a function. */
    private static String plain(String service, String parents, String name) {
        if (service.equals("secretsmanager")) {
            return name.replaceFirst("-[A-Za-z0-9]{6}$", "");
        }
        if (service.equals("lambda")) {
            String whole = name.replaceFirst("^\\d{12}:function:", "");
            int colon = whole.indexOf(':');
            return colon > 0 ? whole.substring(0, colon) : whole;
        }
        if (service.equals("logs")) {
            return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
        }
        return service.equals("s3") ? parents + name : name;
    }

    /** An access point stands for a bucket and does not say which. */
    private static boolean isAlias(String name) {
        int slash = name.indexOf('/');
        String bucket = slash < 0 ? name : name.substring(0, slash);
        return bucket.endsWith("-s3alias") || bucket.startsWith("arn:") || bucket.startsWith("accesspoint");
    }

    /** A queue is named by its address. */
    private static String queue(String url) {
        int slash = url.lastIndexOf('/');
        return url.startsWith("http") && slash > 0 && slash < url.length() - 1 ? url.substring(slash + 1) : url;
    }

    private Optional<String> ofId(String text) {
        int dash = text.indexOf('-');
        return dash < 0 ? Optional.empty() : Optional.ofNullable(rows.ids().get(text.substring(0, dash)));
    }

    private String type(Operation operation, String member, Plan plan) {
        String known = rows.types().get(operation.service() + "." + member);
        boolean says = known != null && !known.isEmpty();
        return says ? known : Nouns.isBare(member) ? plan.type() : Nouns.kebab(Nouns.stem(member));
    }

    private Plan plan(Operation operation) {
        Plan known = plans.get(operation.id());
        if (known == null) {
            known = read(operation);
            plans.put(operation.id(), known);
        }
        return known;
    }

    private Plan read(Operation operation) {
        String noun = Nouns.of(operation.name());
        List<String> naming = operation.members().stream()
                .filter(member -> isName(operation.service(), member))
                .toList();
        String best = "";
        int most = 0;
        for (String member : naming) {
            boolean required = operation.required().contains(member);
            int alike = likeness(operation, member, noun, required);
            if (alike > most || (alike == most && required && !operation.required().contains(best))) {
                best = member;
                most = alike;
            }
        }
        boolean makes = operation.verb() == Verb.CREATE;
        if (best.isEmpty() || (makes && most < likenessOfThing(operation, best, noun))) {
            List<String> all = makes ? List.of() : naming;
            return new Plan(typeOf(operation, noun, best), List.of(), all, makes);
        }
        String stem = stem(operation, best);
        List<String> names = new ArrayList<>(List.of(best));
        naming.stream()
                .filter(other -> !names.contains(other) && stem(operation, other).equals(stem))
                .forEach(names::add);
        List<String> parents = naming.subList(0, naming.indexOf(best)).stream()
                .filter(member -> operation.required().contains(member) && !names.contains(member))
                .filter(member -> REFERENCES.stream().noneMatch(word -> member.regionMatches(true, 0, word, 0, word.length())))
                .toList();
        return new Plan(typeOf(operation, noun, best), parents, names, makes);
    }

    /** How much a member's name is like the operation's: its letters in common, and one more for one that must be there. */
    private int likeness(Operation operation, String member, String noun, boolean required) {
        if (Nouns.isBare(member)) {
            return 2 * noun.length() + (required ? 1 : 0);
        }
        int common = Nouns.common(Nouns.stem(member), noun);
        boolean known = !rows.types().getOrDefault(operation.service() + "." + member, "").isEmpty();
        return common < 2 && !required && !known ? 0 : 2 * common + (required ? 1 : 0);
    }

    /** Less than this, and the best member of a creation names something else: the place where the new thing goes. */
    private static int likenessOfThing(Operation operation, String best, String noun) {
        return Nouns.isBare(best) ? 0 : Math.min(2 * Nouns.stem(best).length(), 2 * noun.length() - 2);
    }

    private boolean isName(String service, String member) {
        String known = rows.types().get(service + "." + member);
        if (known != null) {
            return !known.isEmpty();
        }
        return Nouns.names(member) && !member.endsWith("Token") && !member.startsWith("Kms");
    }

    private String stem(Operation operation, String member) {
        return rows.types().getOrDefault(operation.service() + "." + member, Nouns.isBare(member) ? "" : Nouns.stem(member));
    }

    private String typeOf(Operation operation, String noun, String best) {
        String known = best.isEmpty() ? "" : rows.types().getOrDefault(operation.service() + "." + best, "");
        return !known.isEmpty() ? known : Nouns.kebab(noun);
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
