package io.brattice.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.check.Check;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.BookReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rulebooks that come with the library: documentation that holds. */
final class ShippedTest {

    static Book book(String name) throws IOException {
        try (InputStream in = Rulebook.class.getResourceAsStream("shipped/" + name + ".yaml")) {
            return BookReader.standard()
                    .read(name + ".yaml", Objects.requireNonNull(in).readAllBytes())
                    .orThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-only-agent",
                "two-people-for-production",
                "allow-list-of-a-coding-agent",
                "budgeted-payments"
            })
    void isWithoutAnyFindingAndItsExamplesHold(String name) throws IOException {
        List<Book> layers = List.of(book(name));

        assertEquals(List.of(), Check.of(layers, Optional.empty()));
        assertEquals(List.of(), new Cases(CommandReader.none(), Map.of()).of(layers));
        assertEquals(layers, Rulebook.builder().layer(layers.get(0)).build().layers());
    }
}
