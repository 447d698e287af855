package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A naive expansion of words in which nothing depends on the machine: braces, ranges and quotes. */
final class Expanded {
    private record Text(String text, boolean quoted) {}

    private Expanded() {}

    /** Empty when something in the word is not static. */
    static Optional<List<String>> words(Word word) {
        Optional<List<Text>> texts = texts(word);
        return texts.map(all -> all.stream()
                .filter(each -> each.quoted() || !each.text().isEmpty())
                .map(Text::text)
                .toList());
    }

    private static Optional<List<Text>> texts(Word word) {
        List<Text> words = List.of(new Text("", false));
        for (Part part : word.parts()) {
            List<Text> choices = new ArrayList<>();
            if (part instanceof Part.Braces braces) {
                for (Word alternative : braces.alternatives()) {
                    Optional<List<Text>> inner = texts(alternative);
                    if (inner.isEmpty()) {
                        return inner;
                    }
                    choices.addAll(inner.get());
                }
            } else if (part instanceof Part.Range range) {
                range.values().forEach(each -> choices.add(new Text(each, false)));
            } else if (part instanceof Part.Glob glob) {
                choices.add(new Text(glob.text(), false));
            } else if (part.staticValue().isPresent()) {
                choices.add(new Text(part.staticValue().get(), part.isQuoted()));
            } else {
                return Optional.empty();
            }
            List<Text> longer = new ArrayList<>();
            for (Text before : words) {
                for (Text choice : choices) {
                    longer.add(new Text(before.text() + choice.text(), before.quoted() || choice.quoted()));
                }
            }
            words = longer;
        }
        return Optional.of(words);
    }
}
