package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tags of what a call touches, by which tiers may know it: {@code aws:ACCOUNT:REGION:tag:KEY:VALUE}. */
final class Tags {

    private static final Set<String> SHOWN =
            Set.of("name", "env", "environment", "stage", "tier", "owner", "team", "project", "criticality");
    private static final int MOST = 20;

    private static final FactRow ROW = new FactRow(
            "tags",
            "resourcegroupstaggingapi",
            "GetResources",
            Map.of("ResourceARNList", "$.ResourceARNList"),
            "/ResourceTagMappingList/*/Tags/*",
            null,
            Set.of());

    private Tags() {}

    /**
     * The tags that tell what these are, as things that are touched too; one that is unknown where they could not be looked up.
     *
     * @param arns how resource names are written, by service
     */
    static List<Target> of(List<Target> targets, Map<String, String> arns, AwsCall call, Facts facts) {
        Target first = targets.get(0);
        List<String> names = new ArrayList<>();
        for (Target target : targets) {
            arn(target, arns).ifPresent(names::add);
        }
        Target unknown = new Target(first.account(), first.region(), "tag", Target.UNKNOWN, Target.UNKNOWN);
        if (names.size() < targets.size() || names.size() > MOST) {
            return List.of(unknown);
        }
        AwsCall asked = call.other("resourcegroupstaggingapi", "GetResources", Arguments.of("ResourceARNList", names));
        Fact fact = facts.of(ROW, asked);
        if (!(fact.value() instanceof List<?> tags)) {
            return List.of(unknown);
        }
        Map<String, Target> found = new TreeMap<>();
        for (Object tag : tags) {
            if (tag instanceof Map<?, ?> pair
                    && pair.get("Key") instanceof String key
                    && pair.get("Value") instanceof String value) {
                if (SHOWN.contains(key.toLowerCase(Locale.ROOT)) && !value.isEmpty()) {
                    found.put(key + "=" + value, new Target(first.account(), first.region(), "tag", key, value));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The tags that a creation gives to what it makes, as {@code Name=prod-web}. */
    static Set<String> given(AwsCall call) {
        Map<String, String> tags = new TreeMap<>();
        collect(call.parameters().asMap(), tags, 0);
        Set<String> given = new TreeSet<>();
        tags.forEach((key, value) -> given.add(key + "=" + value));
        return given;
    }

    private static void collect(Map<?, ?> members, Map<String, String> tags, int depth) {
        members.forEach((name, value) -> {
            String member = String.valueOf(name).toLowerCase(Locale.ROOT);
            if (!member.contains("tag") || depth > 2) {
                return;
            }
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, text) -> {
                    if (text instanceof String one) {
                        tags.put(String.valueOf(key), one);
                    }
                });
            } else if (value instanceof List<?> items) {
                items.forEach(item -> {
                    if (item instanceof Map<?, ?> tag) {
                        Object key = tag.containsKey("Key") ? tag.get("Key") : tag.get("key");
                        Object text = tag.containsKey("Value") ? tag.get("Value") : tag.get("value");
                        if (key instanceof String k && text instanceof String v) {
                            tags.put(k, v);
                        } else {
                            collect(tag, tags, depth + 1);
                        }
                    }
                });
            }
        });
    }

    private static Optional<String> arn(Target target, Map<String, String> arns) {
        String form = arns.get(target.service());
        boolean known = form != null
                && !target.account().equals(Target.UNKNOWN)
                && !target.region().equals(Target.UNKNOWN)
                && !Set.of(Target.UNKNOWN, Target.NEW, Target.EVERY).contains(target.name());
        if (!known || form == null) {
            return Optional.empty();
        }
        int blank = form.indexOf(' ');
        String service = form.substring(0, blank);
        String between = form.substring(blank + 1);
        String partition = target.region().startsWith("cn-")
                ? "aws-cn"
                : target.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
        String name = target.name().startsWith(target.type() + "/")
                ? target.name().substring(target.type().length() + 1)
                : target.name();
        if (service.equals("s3")) {
            int slash = name.indexOf('/');
            return Optional.of("arn:" + partition + ":s3:::" + (slash < 0 ? name : name.substring(0, slash)));
        }
        String last = between.equals("-") ? name : target.type() + between + name;
        return Optional.of(
                "arn:" + partition + ":" + service + ":" + target.region() + ":" + target.account() + ":" + last);
    }
}
