package io.brattice.aws.catalogue.make;

import io.brattice.action.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an operation's documentation begins by saying that it does. */
final class Documentation {

    private static final Set<String> READING = Set.of(
            "returns",
            "retrieves",
            "gets",
            "lists",
            "describes",
            "displays",
            "provides",
            "shows",
            "fetches",
            "return",
            "retrieve",
            "get",
            "list",
            "describe",
            "enumerates",
            "obtains",
            "searches",
            "looks",
            "finds");

    private Documentation() {}

    /** The verb of the first word; empty where that tells nothing. */
    static Optional<Verb> verb(String documentation, Lexicon lexicon) {
        List<String> words = Lines.words(documentation.replaceAll("<[^>]*>", " "));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String first = words.get(0).toLowerCase(Locale.ROOT);
        if (READING.contains(first)) {
            return Optional.of(Verb.READ);
        }
        for (String stem : List.of(stem(first, "s", ""), stem(first, "es", ""), stem(first, "ies", "y"))) {
            Optional<Verb> verb = stem.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(
                            lexicon.verbs().get(stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1)));
            if (verb.isPresent()) {
                return verb;
            }
        }
        return Optional.empty();
    }

    private static String stem(String word, String ending, String instead) {
        return word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) + instead : "";
    }
}
