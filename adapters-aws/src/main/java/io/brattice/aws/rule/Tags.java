package io.brattice.aws.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags, in the forms that services have them: lists of keys and values, and maps. */
final class Tags {

    /** Words in a key on which tiers, policies, plans of backups or clean-up jobs hang. */
    private static final Set<String> PROTECTIVE = Set.of(
            "env",
            "environment",
            "stage",
            "tier",
            "protect",
            "protected",
            "protection",
            "backup",
            "backups",
            "classification",
            "dataclass",
            "retention",
            "retain",
            "critical",
            "criticality",
            "keep",
            "delete",
            "deletion",
            "nodelete",
            "donotdelete",
            "terminate",
            "termination",
            "compliance",
            "pii",
            "sensitivity",
            "sensitive",
            "confidentiality",
            "prod",
            "production",
            "legal",
            "hold",
            "lock",
            "locked",
            "snapshot",
            "dlm",
            "expiry",
            "expires",
            "ttl",
            "lifecycle",
            "hipaa",
            "pci",
            "gdpr",
            "restricted",
            "access",
            "backupplan",
            "dataclassification");

    /** What stands in a list of tags; in a map of them it is a list that somebody forgot. */
    private static final Set<String> PAIR = Set.of("key", "value", "tagkey", "tagvalue");

    private Tags() {}

    /** Whether something may depend on a tag of this key. */
    static boolean protects(String key) {
        String words = key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        for (String word : List.of(words.split("[^a-z0-9]+", -1))) {
            if (PROTECTIVE.contains(word)) {
                return true;
            }
        }
        return PROTECTIVE.contains(words.replaceAll("[^a-z0-9]", ""));
    }

    /**
     * Whether tags that protect keep their values.
     *
     * @param whole true where the new ones replace all that were there, so that one that is not among them is gone
     */
    static Truth left(@Nullable Object before, @Nullable Object after, boolean whole) {
        Optional<List<Tag>> old = read(before);
        Optional<List<Tag>> fresh = read(after);
        if (old.isEmpty() || fresh.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Map<String, String> now = new LinkedHashMap<>();
        for (Tag tag : fresh.get()) {
            if (now.put(tag.key(), tag.value()) != null) {
                return Truth.UNKNOWN;
            }
        }
        for (Tag tag : old.get()) {
            if (protects(tag.key()) && nearly(tag.key(), now)) {
                return Truth.UNKNOWN;
            }
            boolean gone = now.containsKey(tag.key()) ? !tag.value().equals(now.get(tag.key())) : whole;
            if (gone && protects(tag.key())) {
                return Truth.NO;
            }
        }
        return Truth.YES;
    }

    /** Whoever reads tags may read them in any case. */
    private static boolean nearly(String key, Map<String, String> now) {
        return now.keySet().stream()
                .anyMatch(other -> !other.equals(key) && other.strip().equalsIgnoreCase(key));
    }

    /** Whether no tag of these protects. */
    static Truth plain(@Nullable Object value) {
        Optional<List<Tag>> tags = read(value);
        return tags.isEmpty() ? Truth.UNKNOWN : Truth.of(tags.get().stream().noneMatch(tag -> protects(tag.key())));
    }

    private record Tag(String key, String value) {}

    /** The tags in a value, several resources' where it is a list; empty where it holds anything else. */
    private static Optional<List<Tag>> read(@Nullable Object value) {
        List<Tag> tags = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (!(entry.getValue() instanceof String text) || PAIR.contains(key.toLowerCase(Locale.ROOT))) {
                    return Optional.empty();
                }
                tags.add(new Tag(key, text));
            }
            return Optional.of(tags);
        }
        if (value != null && !(value instanceof List<?>)) {
            return Optional.empty();
        }
        for (Object item : value == null ? List.of() : (List<?>) value) {
            Optional<Tag> tag = item instanceof Map<?, ?> pair ? pair(pair) : Optional.empty();
            if (tag.isEmpty()) {
                return Optional.empty();
            }
            tags.add(tag.get());
        }
        return Optional.of(tags);
    }

    /** A key and a value, if there is one; beside them stands whose tag it is. */
    private static Optional<Tag> pair(Map<?, ?> pair) {
        Optional<String> key = Path.first(pair, List.of("Key", "key", "TagKey"));
        Optional<String> value = Path.first(pair, List.of("Value", "value", "TagValue"));
        Object worth = value.isPresent() ? pair.get(value.get()) : "";
        return key.isPresent() && pair.get(key.get()) instanceof String name && worth instanceof String text
                ? Optional.of(new Tag(name, text))
                : Optional.empty();
    }
}
