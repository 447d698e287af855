package io.brattice.aws.judge;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request takes away that stood between a resource and its loss: a protection, a backup, a tag that says what it is, all that ran.
 * The first step of a deletion in two; it has the class of the deletion.
 */
final class Protection {

    /** Tags by which people, budgets and tiers know what a thing is. */
    static final Set<String> TELLING = Set.of(
            "name",
            "env",
            "environment",
            "stage",
            "tier",
            "owner",
            "team",
            "project",
            "service",
            "application",
            "app",
            "protected",
            "protection",
            "deletion-protection",
            "retain",
            "backup",
            "criticality",
            "compliance");

    private static final List<String> NUMBERS = List.of("desired", "min");
    private static final List<String> MEASURES = List.of("count", "capacity", "size", "units", "instances", "tasks");

    private Protection() {}

    /** What is taken away, one clause each. */
    static List<String> lost(AwsCall call, Operation operation) {
        if (operation.verb() == Verb.CREATE || operation.verb() == Verb.READ) {
            return List.of();
        }
        List<String> lost = new ArrayList<>();
        members(call.parameters().asMap(), lost);
        untagged(call).ifPresent(lost::add);
        return lost;
    }

    private static void members(Map<?, ?> members, List<String> lost) {
        Object key = members.containsKey("Key") ? members.get("Key") : members.get("key");
        Object value = members.containsKey("Value") ? members.get("Value") : members.get("value");
        if (key instanceof String name && value != null) {
            one(
                    name.replace("_", "")
                            .replace(".", "")
                            .replace("enabled", "")
                            .replace("-", ""),
                    name,
                    typed(value),
                    lost);
        }
        members.forEach((name, inner) -> {
            if (inner instanceof Map<?, ?> object) {
                if (object.size() == 1 && object.containsKey("Value")) {
                    one(String.valueOf(name), String.valueOf(name), object.get("Value"), lost);
                }
                members(object, lost);
            } else if (inner instanceof List<?> items) {
                items.forEach(item -> {
                    if (item instanceof Map<?, ?> object) {
                        members(object, lost);
                    }
                });
            } else {
                one(String.valueOf(name), String.valueOf(name), inner, lost);
            }
        });
    }

    private static void one(String plain, String shown, @Nullable Object value, List<String> lost) {
        String name = plain.toLowerCase(Locale.ROOT);
        String text = "`" + Words.shown(shown, 60) + "`";
        if (name.contains("protect") && Boolean.FALSE.equals(value)) {
            lost.add(text + " is a protection, and is turned off");
        } else if ((name.equals("disableapitermination") || name.equals("disableapistop"))
                && Boolean.FALSE.equals(value)) {
            lost.add(text + " is a protection, and is turned off");
        } else if (name.equals("pointintimerecoveryenabled") && Boolean.FALSE.equals(value)) {
            lost.add("point-in-time recovery is turned off");
        } else if (name.equals("backupretentionperiod") && isZero(value)) {
            lost.add("automated backups are turned off, and those that there are go");
        } else if (name.equals("mfadelete") && "Disabled".equals(value)) {
            lost.add(text + " is a protection, and is turned off");
        } else if (isZero(value) && isNumberOfThings(name)) {
            lost.add("nothing is left running (" + text + " is 0)");
        }
    }

    private static boolean isNumberOfThings(String name) {
        return NUMBERS.stream().anyMatch(name::startsWith) && MEASURES.stream().anyMatch(name::endsWith);
    }

    private static boolean isZero(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() == 0;
    }

    private static Object typed(Object value) {
        if ("false".equals(value)) {
            return false;
        }
        return "true".equals(value) ? true : value;
    }

    /** Tags that tell what a thing is, and are taken from it. */
    private static Optional<String> untagged(AwsCall call) {
        if (!isUntag(call.operation())) {
            return Optional.empty();
        }
        Set<String> keys = new TreeSet<>();
        boolean all = !tagKeys(call.parameters().asMap(), keys);
        keys.removeIf(key -> !TELLING.contains(key.toLowerCase(Locale.ROOT)));
        if (all) {
            return Optional.of("every tag is taken from it, by which tiers and people may know it");
        }
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of("takes the tag `" + Words.shown(keys.iterator().next(), 40)
                        + "` from it, by which tiers and people may know it");
    }

    /** True for an operation that takes tags away. */
    static boolean isUntag(String operation) {
        return operation.startsWith("Untag")
                || operation.startsWith("RemoveTags")
                || operation.equals("DeleteTags")
                || (operation.endsWith("Tagging") && operation.startsWith("Delete"));
    }

    /** False where no key is named: then all of them are meant. */
    private static boolean tagKeys(Map<?, ?> members, Set<String> keys) {
        boolean named = false;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey()).toLowerCase(Locale.ROOT);
            if (!name.contains("tag") || !(member.getValue() instanceof List<?> items)) {
                continue;
            }
            for (Object item : items) {
                Object key = item instanceof Map<?, ?> tag
                        ? (tag.containsKey("Key") ? tag.get("Key") : tag.get("key"))
                        : item;
                if (key instanceof String text) {
                    keys.add(text);
                    named = true;
                }
            }
        }
        return named;
    }
}
