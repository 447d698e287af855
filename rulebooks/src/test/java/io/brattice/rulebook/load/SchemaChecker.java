package io.brattice.rulebook.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says whether a value fits a JSON Schema, for the words that ours uses; another one is an error. */
final class SchemaChecker {

    private final Map<?, ?> root;

    SchemaChecker(Map<?, ?> root) {
        this.root = root;
    }

    boolean accepts(@Nullable Object value) {
        return fits(value, root);
    }

    private boolean fits(@Nullable Object value, Object schema) {
        if (schema instanceof Boolean all) {
            return all;
        }
        for (Map.Entry<?, ?> word : ((Map<?, ?>) schema).entrySet()) {
            if (!fits(value, String.valueOf(word.getKey()), word.getValue(), (Map<?, ?>) schema)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(@Nullable Object value, String word, Object told, Map<?, ?> schema) {
        return switch (word) {
            case "$schema", "$id", "title", "description", "$defs" -> true;
            case "$ref" -> fits(value, definition((String) told));
            case "type" ->
                type(value).equals(told)
                        || (told.equals("number") && type(value).equals("integer"));
            case "const" -> told.equals(value);
            case "enum" -> value != null && ((List<?>) told).contains(value);
            case "anyOf" -> ((List<?>) told).stream().anyMatch(each -> fits(value, each));
            case "minLength" -> !(value instanceof String text) || text.length() >= number(told);
            case "maxLength" -> !(value instanceof String text) || text.length() <= number(told);
            case "pattern" ->
                !(value instanceof String text)
                        || Pattern.compile((String) told).matcher(text).find();
            case "minimum" ->
                !(value instanceof Number n)
                        || new BigDecimal(n.toString()).compareTo(BigDecimal.valueOf(number(told))) >= 0;
            case "maximum" ->
                !(value instanceof Number n)
                        || new BigDecimal(n.toString()).compareTo(BigDecimal.valueOf(number(told))) <= 0;
            case "items" -> !(value instanceof List<?> list) || list.stream().allMatch(each -> fits(each, told));
            case "minItems" -> !(value instanceof List<?> list) || list.size() >= number(told);
            case "properties" ->
                !(value instanceof Map<?, ?> map)
                        || ((Map<?, ?>) told)
                                .entrySet().stream()
                                        .allMatch(each -> !map.containsKey(each.getKey())
                                                || fits(map.get(each.getKey()), each.getValue()));
            case "required" -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) told);
            case "additionalProperties" -> !(value instanceof Map<?, ?> map) || others(map, told, schema);
            case "propertyNames" ->
                !(value instanceof Map<?, ?> map) || map.keySet().stream().allMatch(each -> fits(each, told));
            case "minProperties" -> !(value instanceof Map<?, ?> map) || map.size() >= number(told);
            case "maxProperties" -> !(value instanceof Map<?, ?> map) || map.size() <= number(told);
            default ->
                throw new IllegalStateException("the schema has the word `" + word + "`, which nobody here knows");
        };
    }

    private boolean others(Map<?, ?> map, Object told, Map<?, ?> schema) {
        Object properties = schema.get("properties");
        return map.entrySet().stream()
                .filter(each -> !(properties instanceof Map<?, ?> known) || !known.containsKey(each.getKey()))
                .allMatch(each -> fits(each.getValue(), told));
    }

    private Object definition(String reference) {
        Object found = ((Map<?, ?>) java.util.Objects.requireNonNull(root.get("$defs")))
                .get(reference.substring("#/$defs/".length()));
        return java.util.Objects.requireNonNull(found, () -> "no definition " + reference);
    }

    private static long number(Object told) {
        return ((Number) told).longValue();
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().scale() <= 0 ? "integer" : "number";
        }
        return value instanceof Boolean
                ? "boolean"
                : value instanceof String
                        ? "string"
                        : value instanceof List ? "array" : value instanceof Map ? "object" : "integer";
    }
}
