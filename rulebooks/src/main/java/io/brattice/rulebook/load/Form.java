package io.brattice.rulebook.load;

import java.util.List;
import java.util.Optional;

/**
 * What may stand at one place of a rulebook: scalars of some kinds, or a list, or a mapping. Forms are known by name, since they are recursive.
 *
 * @param about what it means, for the reference
 * @param scalars what a scalar may be; empty where none may stand
 * @param items the form of the items, where a list may stand
 * @param keys where a mapping may stand
 */
record Form(String name, String about, List<Atom> scalars, Optional<String> items, Optional<Keys> keys) {

    Form {
        scalars = List.copyOf(scalars);
    }

    /** How many of the keys a mapping needs. */
    enum Many {
        ANY,
        AT_LEAST_ONE,
        EXACTLY_ONE
    }

    /**
     * The keys of a mapping.
     *
     * @param known those that have names
     * @param others the form of the values of all other keys, where there may be some
     * @param number how many there must be
     */
    record Keys(List<Key> known, Optional<String> others, Many number) {
        public Keys {
            known = List.copyOf(known);
        }

        Optional<Key> named(String name) {
            for (Key key : known) {
                if (key.name().equals(name)) {
                    return Optional.of(key);
                }
            }
            return Optional.empty();
        }

        List<String> names() {
            return known.stream().map(Key::name).toList();
        }
    }

    /**
     * One key.
     *
     * @param form the name of the form of its value
     */
    record Key(String name, String form, boolean required, String about) {}

    /** True where a list without items means something. */
    boolean mayBeEmptyList() {
        return name.equals("json") || name.equals("options") || name.equals("examples");
    }

    /** What is expected here, for messages. */
    String expects() {
        StringBuilder text = new StringBuilder();
        for (Atom atom : scalars) {
            text.append(text.isEmpty() ? "" : " or ").append(atom.expects());
        }
        if (items.isPresent()) {
            text.append(text.isEmpty() ? "" : " or ").append("a list");
        }
        keys.ifPresent(each -> text.append(text.isEmpty() ? "" : " or ")
                .append("a mapping")
                .append(each.known().isEmpty() ? "" : " with " + some(each.names())));
        return text.toString();
    }

    private static String some(List<String> names) {
        int shown = Math.min(names.size(), 12);
        return "`" + String.join("`, `", names.subList(0, shown)) + "`" + (shown < names.size() ? ", …" : "");
    }
}
