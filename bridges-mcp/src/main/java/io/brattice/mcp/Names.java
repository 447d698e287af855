package io.brattice.mcp;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges tools by their names, where an operator trusts those of a server. The gravest reading wins. Only the name may lower: parameters, the
 * description and hints may only raise.
 *
 * <p>Does not know what a tool does. A server whose names lie is not to be trusted with them.
 */
public final class Names {

    /** Parameters whose value is a program for somebody. */
    private static final Set<String> PROGRAMS =
            Set.of("sql", "command", "cmd", "script", "code", "shell", "expression", "javascript", "eval");

    /** What stands before a secret that is none. */
    private static final Set<String> PUBLIC = Set.of("public", "publishable");

    private final Words words;

    private Names(Words words) {
        this.words = words;
    }

    /** By the words that come with this library. */
    public static Names usual() {
        return new Names(Words.usual());
    }

    /** What the calls of this tool would do, as far as its name tells. */
    public Assessment assess(Described tool) {
        Optional<String> raised = graver(tool);
        Resource resource = Resource.tool(tool.name());
        return raised.isEmpty()
                ? Assessment.of(
                        Reversibility.READ_ONLY,
                        "its name says that it only reads",
                        Effect.of(Verb.READ, resource, Reversibility.READ_ONLY))
                : Assessment.unknown(raised.get());
    }

    /** Why it is more than a read; empty where it is none. */
    private Optional<String> graver(Described tool) {
        List<String> name = Words.in(tool.name());
        boolean reads = says(name, Words.Says.READ);
        boolean things = reads && !says(name, Words.Says.JOINS);
        for (int i = 0; i < name.size(); i++) {
            Optional<Words.Says> says = words.of(name.get(i));
            boolean changes = says.filter(said -> switch (said) {
                        case CHANGE, DOES -> true;
                        case THING -> !things;
                        case READ, ABOUT, JOINS, SECRET -> false;
                    })
                    .isPresent();
            if (changes) {
                return Optional.of("its name says that it may change something: `" + name.get(i) + "`");
            }
            boolean named = i > 0 && PUBLIC.contains(name.get(i - 1).toLowerCase(Locale.ROOT));
            if (i == name.size() - 1
                    && !named
                    && says.filter(Words.Says.SECRET::equals).isPresent()) {
                return Optional.of("its name says that it may disclose a secret: `" + name.get(i) + "`");
            }
        }
        if (!reads && !says(name, Words.Says.ABOUT)) {
            return Optional.of("its name does not say what it does");
        }
        for (String parameter : tool.parameters()) {
            if (PROGRAMS.contains(parameter.toLowerCase(Locale.ROOT))) {
                return Optional.of("its parameter `" + parameter + "` is a program");
            }
        }
        if (!tool.readOnlyHint()) {
            return Optional.of("its server says that it is not read-only");
        }
        return described(tool.description());
    }

    private boolean says(List<String> name, Words.Says what) {
        return name.stream()
                .map(words::of)
                .anyMatch(says -> says.filter(what::equals).isPresent());
    }

    /** The verb that a description begins with, as descriptions do: "Deletes a branch". */
    private Optional<String> described(String description) {
        List<String> begin = Words.in(description.strip().lines().findFirst().orElse(""));
        if (begin.isEmpty()) {
            return Optional.empty();
        }
        String verb = begin.get(0);
        return words.of(verb).filter(Words.Says.CHANGE::equals).isPresent()
                ? Optional.of("its description says that it may change something: `" + verb + "`")
                : Optional.empty();
    }
}
