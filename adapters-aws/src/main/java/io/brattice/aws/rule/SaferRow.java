package io.brattice.aws.rule;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the safer call is made from the one that is judged.
 *
 * @param before calls to be made first
 * @param with members that are set
 * @param without members that are left out
 */
record SaferRow(List<Before> before, Map<String, @Nullable Object> with, Set<String> without, String advice) {

    private static final Pattern MEMBER = Pattern.compile("\\{([A-Za-z0-9]+)}");

    SaferRow {
        before = List.copyOf(before);
        without = Set.copyOf(without);
    }

    /** A call to be made first. */
    record Before(String service, String operation, Map<String, @Nullable Object> parameters) {}

    /** The safer call; empty where the call lacks a member that it needs. */
    Optional<Safer> of(AwsCall call) {
        Map<String, @Nullable Object> request = call.parameters().asMap();
        try {
            List<AwsCall> first = new ArrayList<>();
            for (Before one : before) {
                first.add(
                        call.other(one.service(), one.operation(), Arguments.from(filled(one.parameters(), request))));
            }
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(request);
            changed.keySet().removeAll(without);
            changed.putAll(filled(with, request));
            return Optional.of(new Safer(first, Arguments.from(changed), advice));
        } catch (IllegalArgumentException lacking) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> filled(
            Map<String, @Nullable Object> template, Map<String, @Nullable Object> request) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        template.forEach((name, value) -> all.put(name, filled(value, request)));
        return all;
    }

    private static @Nullable Object filled(@Nullable Object value, Map<String, @Nullable Object> request) {
        if (value instanceof String text && text.startsWith("$.")) {
            return there(text.substring(2), request);
        }
        if (value instanceof String text) {
            Matcher matcher = MEMBER.matcher(text);
            StringBuilder filled = new StringBuilder();
            while (matcher.find()) {
                Object member = there(matcher.group(1), request);
                matcher.appendReplacement(filled, Matcher.quoteReplacement(member.toString()));
            }
            return matcher.appendTail(filled).toString();
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(filled(item, request)));
            return all;
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            members.forEach((key, member) -> all.put(String.valueOf(key), filled(member, request)));
            return all;
        }
        return value;
    }

    private static Object there(String name, Map<String, @Nullable Object> request) {
        Object member = request.get(name);
        if (member == null) {
            throw new IllegalArgumentException("the call lacks `" + name + "`");
        }
        return member;
    }
}
