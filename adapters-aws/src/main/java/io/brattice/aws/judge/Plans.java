package io.brattice.aws.judge;

import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the members that name what an operation is about. The one that names it is the one whose name is most like the operation's; the
 * required ones before it are what it is in.
 */
final class Plans {

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
    record Plan(String type, List<String> parents, List<String> names, boolean fresh) {
        Plan {
            parents = List.copyOf(parents);
            names = List.copyOf(names);
        }
    }

    Plans(NameRows rows) {
        this.rows = rows;
    }

    /** How the things of this operation are named. */
    Plan of(Operation operation) {
        Plan known = plans.get(operation.id());
        if (known == null) {
            known = read(operation);
            plans.put(operation.id(), known);
        }
        return known;
    }

    private Plan read(Operation operation) {
        String noun = Nouns.target(operation.name());
        boolean makes = operation.verb() == Verb.CREATE;
        List<String> naming = operation.members().stream()
                .filter(member -> isName(operation.service(), member))
                .toList();
        List<String> given = naming.stream()
                .filter(member -> !makes || isGiven(operation, member))
                .toList();
        String best = "";
        int most = 0;
        for (String member : given) {
            boolean required = operation.required().contains(member);
            int alike = likeness(operation, member, noun, required);
            boolean tie = alike == most && required && (!isReference(member) || best.isEmpty());
            if (alike > most || tie) {
                best = member;
                most = alike;
            }
        }
        if (best.isEmpty() || (makes && most < likenessOfThing(best, noun))) {
            List<String> above = makes ? parents(operation, naming, List.of()) : List.of();
            return new Plan(
                    makes ? Nouns.kebab(noun) : typeOf(operation, noun, best),
                    above,
                    makes ? List.of() : naming,
                    makes);
        }
        String stem = stem(operation, best);
        List<String> names = new ArrayList<>(List.of(best));
        naming.stream()
                .filter(other ->
                        !names.contains(other) && stem(operation, other).equals(stem))
                .forEach(names::add);
        List<String> before = naming.subList(0, naming.indexOf(best));
        return new Plan(typeOf(operation, noun, best), parents(operation, before, names), names, makes);
    }

    /** Members that must be there and name what the thing is in. */
    private static List<String> parents(Operation operation, List<String> naming, List<String> names) {
        return naming.stream()
                .filter(member -> operation.required().contains(member) && !names.contains(member))
                .filter(member -> !isReference(member))
                .toList();
    }

    /** True for what a thing uses, and is not in. */
    private static boolean isReference(String member) {
        return REFERENCES.stream().anyMatch(word -> member.regionMatches(true, 0, word, 0, word.length()));
    }

    /** True for a name that the caller gives to what is made: an id is the service's, and so of something that is there already. */
    private boolean isGiven(Operation operation, String member) {
        boolean known = rows.types().containsKey(operation.service() + "." + member);
        boolean assigned =
                member.endsWith("Id") || member.endsWith("ARN") || member.endsWith("Arn") || member.endsWith("Ids");
        return known || !assigned;
    }

    /** How much a member's name is like the operation's: its letters in common, and one more for one that must be there. */
    private int likeness(Operation operation, String member, String noun, boolean required) {
        if (Nouns.isBare(member)) {
            return 2 * noun.length() + (required ? 1 : 0);
        }
        int common = Nouns.likeness(Nouns.stem(member), noun);
        String type = rows.types().getOrDefault(operation.service() + "." + member, "");
        boolean known = !type.isEmpty();
        common = known ? Math.max(common, Nouns.common(type, Nouns.kebab(noun))) : common;
        return common < 2 && !required && !known ? 0 : 2 * common + (required ? 1 : 0);
    }

    /** Less than this, and the best member of a creation names something else: the place where the new thing goes. */
    private static int likenessOfThing(String best, String noun) {
        return Nouns.isBare(best)
                ? 0
                : Math.min(2 * Nouns.plain(Nouns.stem(best)).length(), 2 * noun.length() - 2);
    }

    private boolean isName(String service, String member) {
        String known = rows.types().get(service + "." + member);
        if (known != null) {
            return !known.isEmpty();
        }
        return Nouns.names(member) && !member.endsWith("Token") && !member.startsWith("Kms");
    }

    private String stem(Operation operation, String member) {
        return rows.types()
                .getOrDefault(operation.service() + "." + member, Nouns.isBare(member) ? "" : Nouns.stem(member));
    }

    private String typeOf(Operation operation, String noun, String best) {
        String known = best.isEmpty() ? "" : rows.types().getOrDefault(operation.service() + "." + best, "");
        return !known.isEmpty() ? known : Nouns.kebab(noun);
    }
}
