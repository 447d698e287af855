package io.brattice.rulebook.decide;

import io.brattice.action.Digest;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Example;
import io.brattice.rulebook.language.Place;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A digest over everything in rulebooks that can decide: all of each book but its name, places and examples. It goes through the
 * records themselves, so that what the language learns to say cannot be forgotten here. The order of rules does not matter; that
 * of tiers and layers does.
 */
final class BookDigest {

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private final List<Book> layers;
    private final CommandReader commands;
    private volatile @Nullable Digest known;

    BookDigest(List<Book> layers, CommandReader commands) {
        this.layers = layers;
        this.commands = commands;
    }

    /** Computed when it is first asked for: a rulebook that is only tested needs none. */
    Digest get() {
        Digest digest = known;
        if (digest == null) {
            digest = of(layers, commands);
            known = digest;
        }
        return digest;
    }

    private static Digest of(List<Book> layers, CommandReader commands) {
        StringBuilder text = new StringBuilder("rulebooks/1 ");
        // A lambda has another name in each process.
        text.append(commands.getClass().isHidden() ? "" : commands.getClass().getName());
        for (Book book : layers) {
            text.append('\n').append(written(book));
        }
        return Digest.of(text.toString());
    }

    private static String written(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Book book) {
            return "Book(" + book.readOnly() + "," + written(book.layer()) + "," + written(book.defaults()) + ","
                    + written(book.tiers()) + "," + sorted(book.clauses()) + "," + sorted(book.delegations()) + ","
                    + sorted(book.budgets()) + "," + written(book.errorBudget()) + ")";
        }
        if (value instanceof Record record) {
            return record(record);
        }
        if (value instanceof Optional<?> optional) {
            return "?" + written(optional.orElse(null));
        }
        if (value instanceof Set<?> set) {
            return sorted(set);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(BookDigest::written).collect(Collectors.joining(",", "[", "]"));
        }
        String kind = value instanceof Enum<?> ? "" : value.getClass().getSimpleName();
        String text = value instanceof Enum<?> constant ? constant.name() : value.toString();
        return kind + text.length() + ":" + text;
    }

    private static String sorted(Collection<?> items) {
        return items.stream().map(BookDigest::written).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static String record(Record record) {
        Stream<String> components = Arrays.stream(COMPONENTS.get(record.getClass()))
                .map(component -> read(component, record))
                .filter(value -> !(value instanceof Place) && !isExamples(value))
                .map(BookDigest::written);
        return record.getClass().getSimpleName() + components.collect(Collectors.joining(",", "(", ")"));
    }

    private static boolean isExamples(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Example;
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a rulebook must be readable; report this as a bug", e);
        }
    }
}
