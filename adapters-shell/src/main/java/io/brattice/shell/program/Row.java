package io.brattice.shell.program;

import io.brattice.action.Preview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a program, or about one of its subcommands.
 *
 * @param commands subcommands by name; {@code ""} when none is given, {@code *} for any other word
 * @param acts done on every call
 * @param why one clause for people: the reason of {@code acts}
 */
record Row(
        String program,
        String source,
        Style style,
        Vocabulary vocabulary,
        Operands operands,
        Map<String, Row> commands,
        List<ActRow> acts,
        String why,
        Optional<Rehearsal> rehearsal,
        Optional<Reader> reader,
        List<Example> examples) {

    /** How the program rehearses itself: its words, one of which may be {@code {words}}. */
    record Rehearsal(List<String> words, Preview.Fidelity fidelity, String shows) {
        Rehearsal {
            words = List.copyOf(words);
        }
    }

    Row {
        commands = Map.copyOf(commands);
        acts = List.copyOf(acts);
        examples = List.copyOf(examples);
    }

    /** True when a word that may turn out to be an option can be counted as an operand. */
    boolean toleratesUnknown() {
        return vocabulary.mild() && reader.map(Reader::mild).orElse(true);
    }
}
