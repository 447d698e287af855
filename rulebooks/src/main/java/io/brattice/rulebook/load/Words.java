package io.brattice.rulebook.load;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The words of the language for the constants of enums: {@code or-worse} for {@code OR_WORSE}. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> E constant(Class<E> type, Node node) {
        return Enum.valueOf(type, Source.text(node).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static <E extends Enum<E>> Set<E> constants(Class<E> type, Node node) {
        Set<E> all = EnumSet.noneOf(type);
        Source.items(node).forEach(item -> all.add(constant(type, item)));
        return all;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
