package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What templates can make of values. Pure. */
final class Functions {

    /** What a service says while it gets there. */
    private static final Map<String, Object> SETTLED = Map.of(
            "ENABLING", "ENABLED",
            "DISABLING", "DISABLED",
            "pending", "enabled",
            "disabling", "disabled");

    private Functions() {}

    static @Nullable Object call(String name, List<@Nullable Object> of) throws UndoException {
        return switch (name) {
            case "$keys" -> keys(of.get(0), Tree.text(argument(of, 1)));
            case "$unset" -> set(of.get(0), false).keySet().stream().toList();
            case "$set" -> set(of.get(0), true);
            case "$tags" -> tags(set(of.get(0), true), Tree.text(of.get(1)), Tree.text(of.get(2)));
            case "$map" -> map(of.get(0), Tree.text(of.get(1)), Tree.text(of.get(2)));
            case "$pick" -> pick(of.get(0), Tree.texts(of.get(1)));
            case "$pluck" -> pluck(of.get(0), Tree.text(of.get(1)));
            case "$minus" -> minus(of.get(0), of.get(1), Tree.text(argument(of, 2)));
            case "$where" -> where(of.get(0), Tree.members(of.get(1)));
            case "$only" -> only(of.get(0), Tree.texts(of.get(1)));
            case "$without" -> without(of.get(0), Tree.texts(of.get(1)));
            case "$permissions" -> Permissions.of(Tree.items(of.get(0)));
            case "$document" -> document(of.get(0));
            case "$unchanged" -> Items.unchanged(Tree.members(of.get(0)), Tree.texts(argument(of, 1)));
            case "$text" -> of.get(0) == null ? null : String.valueOf(of.get(0));
            case "$any" -> of.stream().filter(Objects::nonNull).findFirst().orElse(null);
            case "$one" -> Set.copyOf(Tree.texts(of.get(0))).size() == 1 ? Tree.at(of.get(0), "/0") : null;
            case "$named" -> named(of.get(0), Tree.text(of.get(1)));
            case "$sorted" -> Tree.texts(of.get(0)).stream().sorted().toList();
            case "$blank" -> blank(of.get(0));
            case "$value" -> Tree.members(of.get(0)).get(Tree.text(of.get(1)));
            case "$settled" -> SETTLED.getOrDefault(Tree.text(of.get(0)), of.get(0));
            case "$stage" -> stage(of.get(0), Tree.text(of.get(1)));
            case "$holds" -> holds(of.get(0), Tree.text(of.get(1)));
            case "$secret" -> Secrets.in(Map.of(Tree.text(of.get(0)), "it")).isPresent();
            case "$dns" -> dns(Tree.text(of.get(0)));
            case "$changes" -> Permissions.changes(Tree.items(of.get(0)), Tree.items(of.get(1)));
            default -> throw new UndoException("there is no function `" + name + "`");
        };
    }

    private static @Nullable Object argument(List<@Nullable Object> of, int index) {
        return index < of.size() ? of.get(index) : null;
    }

    /** The names of a map; a list's own texts, or what its items have under a name. */
    private static List<@Nullable Object> keys(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return new ArrayList<>(members.keySet());
        }
        return name.isEmpty() ? Tree.items(value) : pluck(value, name);
    }

    private static List<@Nullable Object> pluck(@Nullable Object value, String name) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object item : Tree.items(value)) {
            all.add(item instanceof String ? item : Tree.at(item, "/" + name));
        }
        all.removeIf(Objects::isNull);
        return all;
    }

    /** The members that have a value, or those that have none. */
    private static Map<String, @Nullable Object> set(@Nullable Object value, boolean set) {
        Map<String, @Nullable Object> all = Tree.members(value);
        all.values().removeIf(member -> set == Objects.isNull(member));
        return all;
    }

    private static List<@Nullable Object> tags(Map<String, @Nullable Object> tags, String key, String value) {
        List<@Nullable Object> all = new ArrayList<>();
        tags.forEach((name, member) -> all.add(Map.of(key, name, value, String.valueOf(member))));
        return all;
    }

    /** {@code [{"Key": "a", "Value": "b"}]} as {@code {"a": "b"}}; a map stays one. */
    static Map<String, @Nullable Object> map(@Nullable Object value, String key, String of) {
        Map<String, @Nullable Object> all = Tree.members(value);
        for (Object item : Tree.items(value)) {
            Object tag = Tree.at(item, "/" + of);
            all.put(String.valueOf(Tree.at(item, "/" + key)), tag == null ? "" : tag);
        }
        return all;
    }

    /** The members of these names, null for one that is not there. */
    private static Map<String, @Nullable Object> pick(@Nullable Object value, List<String> names) {
        Map<String, @Nullable Object> members = Tree.members(value);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, members.get(name)));
        return all;
    }

    /** Those of these members that are there; null where none is. */
    private static @Nullable Object only(@Nullable Object value, List<String> names) {
        Map<String, @Nullable Object> all = set(pick(value, names), true);
        return all.isEmpty() ? null : all;
    }

    private static List<@Nullable Object> named(@Nullable Object names, String as) {
        List<@Nullable Object> all = new ArrayList<>();
        Tree.texts(names).forEach(name -> all.add(Map.of(as, name)));
        return all;
    }

    /** What unsets an attribute is the empty text. */
    private static Map<String, @Nullable Object> blank(@Nullable Object value) {
        Map<String, @Nullable Object> all = Tree.members(value);
        all.replaceAll((name, member) -> member == null ? "" : member);
        return all;
    }

    /** The version of a secret that has a stage. */
    private static @Nullable Object stage(@Nullable Object stages, String stage) {
        for (Map.Entry<String, @Nullable Object> version : Tree.members(stages).entrySet()) {
            if (Tree.texts(version.getValue()).contains(stage)) {
                return version.getKey();
            }
        }
        return null;
    }

    private static boolean holds(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return members.containsKey(name) || members.values().stream().anyMatch(member -> holds(member, name));
        }
        return value instanceof List<?> items && items.stream().anyMatch(item -> holds(item, name));
    }

    /** A name as Route 53 answers it. */
    private static String dns(String name) {
        String dotted = name.endsWith(".") ? name : name + ".";
        return dotted.toLowerCase(Locale.ROOT).replace("*", "\\052");
    }

    private static @Nullable Object without(@Nullable Object value, List<String> names) {
        if (value == null) {
            return null;
        }
        Map<String, @Nullable Object> all = Tree.members(value);
        names.forEach(all::remove);
        return all;
    }

    /** The items of the one that the other does not have: by the whole item, or by what it has under a name. */
    private static List<@Nullable Object> minus(@Nullable Object one, @Nullable Object other, String name) {
        List<@Nullable Object> all = Tree.items(one);
        List<@Nullable Object> gone = Tree.items(other);
        String at = name.isEmpty() ? "" : "/" + name;
        all.removeIf(item -> gone.stream().anyMatch(two -> Tree.same(Tree.at(item, at), Tree.at(two, at))));
        return all;
    }

    /** The items that have all of these values. */
    static List<@Nullable Object> where(@Nullable Object value, Map<String, @Nullable Object> values) {
        List<@Nullable Object> all = Tree.items(value);
        all.removeIf(item -> values.entrySet().stream()
                .anyMatch(one -> !Tree.same(Tree.at(item, "/" + one.getKey()), one.getValue())));
        return all;
    }

    /** A policy, as text: IAM answers it percent-encoded, and the command line as an object. */
    private static @Nullable Object document(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return Arguments.from(Tree.members(members)).json();
        }
        return value instanceof String text && text.startsWith("%")
                ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                : value;
    }
}
