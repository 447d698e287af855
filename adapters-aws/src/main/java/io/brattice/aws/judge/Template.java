package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that is put together from members: {@code {Bucket}/{Delete.Objects[].Key}}. {@code []} stands for every item of a list,
 * {@code *} for every key of an object, and what follows a bar for a member that is not there.
 */
record Template(String type, List<Part> parts) {

    /** Something in the place of a name that is there and is no text. */
    private static final String UNREADABLE = Target.UNKNOWN;

    /**
     * Text as it stands, or a member.
     *
     * @param path the steps to the member; empty for text
     * @param text the text, or what stands for a member that is not there: empty for nothing
     */
    record Part(List<String> path, String text) {}

    Template {
        parts = List.copyOf(parts);
    }

    static Template of(String type, String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            if (open != at) {
                int end = open < 0 ? pattern.length() : open;
                parts.add(new Part(List.of(), pattern.substring(at, end)));
                at = end;
                continue;
            }
            int close = pattern.indexOf('}', open);
            String member = pattern.substring(open + 1, close);
            int bar = member.indexOf('|');
            String path = bar < 0 ? member : member.substring(0, bar);
            parts.add(new Part(steps(path), bar < 0 ? "" : member.substring(bar + 1)));
            at = close + 1;
        }
        return new Template(type, parts);
    }

    /** Every name that these members make; none where one of the members is not there. */
    List<String> names(Arguments parameters) {
        List<String> names = List.of("");
        for (Part part : parts) {
            List<String> values = part.path().isEmpty() ? List.of(part.text()) : values(part, parameters);
            List<String> longer = new ArrayList<>(names.size() * values.size());
            for (String name : names) {
                for (String value : values) {
                    longer.add(name + value);
                }
            }
            names = longer;
        }
        return names;
    }

    private List<String> values(Part part, Arguments parameters) {
        List<String> values = new ArrayList<>();
        collect(parameters.asMap(), part.path(), 0, values);
        if (parts.size() > 1 && !type.equals("object")) {
            values.replaceAll(Template::last);
        }
        return values.isEmpty() && !part.text().isEmpty() ? List.of(part.text()) : values;
    }

    /** In a name of several parts, an ARN stands for its last part: a cluster may be named by either. */
    private static String last(String value) {
        return value.startsWith("arn:")
                ? value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1)
                : value;
    }

    private static void collect(@Nullable Object value, List<String> path, int at, List<String> into) {
        if (value == null) {
            return;
        }
        if (at == path.size()) {
            into.add(value instanceof String text && !text.isEmpty() ? text : UNREADABLE);
            return;
        }
        String step = path.get(at);
        if (step.equals("[]")) {
            if (value instanceof List<?> items) {
                items.forEach(item -> collect(item, path, at + 1, into));
            } else {
                into.add(UNREADABLE);
            }
        } else if (!(value instanceof Map<?, ?> members)) {
            into.add(UNREADABLE);
        } else if (step.equals("*")) {
            members.keySet().forEach(key -> into.add(String.valueOf(key)));
        } else {
            collect(members.get(step), path, at + 1, into);
        }
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("\\.", -1)) {
            if (step.endsWith("[]")) {
                steps.add(step.substring(0, step.length() - 2));
                steps.add("[]");
            } else {
                steps.add(step);
            }
        }
        return steps;
    }
}
