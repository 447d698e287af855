package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template says is to become of each resource when its stack is deleted.
 *
 * <p>JSON is parsed. Of YAML only what is needed is read, by its indentation; what is not written plainly (an anchor, a flow mapping, a tab)
 * counts as not said, which is the worst case.
 *
 * @param readable false when nothing could be read of the template
 */
record DeletionPolicies(Map<String, String> ofResource, boolean readable) {

    private static final String RESOURCES = "Resources:";
    private static final String POLICY = "DeletionPolicy:";

    static DeletionPolicies of(@Nullable Object template) {
        if (template instanceof Map<?, ?> members) {
            return ofMembers(Look.members(members));
        }
        if (!(template instanceof String text) || text.isBlank()) {
            return new DeletionPolicies(Map.of(), false);
        }
        if (text.stripLeading().startsWith("{")) {
            try {
                return ofMembers(Arguments.fromJson(text).asMap());
            } catch (InvalidArgumentsException e) {
                return new DeletionPolicies(Map.of(), false);
            }
        }
        return ofYaml(text);
    }

    /** What the template says; empty where it says nothing plain. */
    Optional<String> said(String logical) {
        return Optional.ofNullable(ofResource.get(logical));
    }

    private static DeletionPolicies ofMembers(Map<String, @Nullable Object> template) {
        Map<String, String> all = new LinkedHashMap<>();
        Look.members(template.get("Resources")).forEach((name, resource) -> {
            if (Look.members(resource).get("DeletionPolicy") instanceof String policy) {
                all.put(name, policy);
            }
        });
        return new DeletionPolicies(Map.copyOf(all), template.get("Resources") instanceof Map<?, ?>);
    }

    private static DeletionPolicies ofYaml(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        boolean inside = false;
        boolean found = false;
        int names = -1;
        int attributes = -1;
        String resource = "";
        for (String line : text.lines().toList()) {
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            if (line.indexOf('\t') >= 0 && inside) {
                return new DeletionPolicies(Map.of(), false);
            }
            int indent = line.length() - line.stripLeading().length();
            if (indent == 0) {
                inside = plain.equals(RESOURCES) && !found;
                found = found || inside;
                continue;
            }
            if (!inside) {
                continue;
            }
            if (names < 0) {
                names = indent;
            }
            if (indent == names) {
                resource = plain.endsWith(":")
                        ? plain.substring(0, plain.length() - 1)
                                .replace("\"", "")
                                .replace("'", "")
                        : "";
                attributes = -1;
                continue;
            }
            if (attributes < 0) {
                attributes = indent;
            }
            if (indent == attributes && plain.startsWith(POLICY) && !resource.isEmpty()) {
                all.put(resource, value(plain.substring(POLICY.length())));
            }
        }
        return new DeletionPolicies(Map.copyOf(all), found);
    }

    private static String value(String raw) {
        String plain = raw.strip();
        int comment = plain.indexOf(" #");
        String bare = comment < 0 ? plain : plain.substring(0, comment).strip();
        return bare.replace("\"", "").replace("'", "");
    }
}
