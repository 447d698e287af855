package io.brattice.shell.program;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Preview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a row from JSON. What is wrong with one is said in one line, with what is allowed. */
final class RowReader {

    private static final Set<String> KEYS = Set.of(
            "program",
            "source",
            "note",
            "style",
            "stops",
            "options",
            "operands",
            "commands",
            "acts",
            "why",
            "rehearsal",
            "fidelity",
            "shows",
            "reader",
            "examples");

    private static final List<String> WITHOUT_COMMANDS = List.of("operands", "acts", "reader", "rehearsal");

    private final String program;
    private final List<Example> examples = new ArrayList<>();

    private RowReader(String program) {
        this.program = program;
    }

    /** A row, or the name of the program that it is like. */
    record Read(Optional<Row> row, String like) {}

    /**
     * Reads the row of a program.
     *
     * @throws IllegalArgumentException if it is not a row; says in which file, at which key, and what is allowed
     */
    static Read read(String program, String json) {
        String file = "`" + program + ".json`: ";
        try {
            Members members = Members.of(Arguments.fromJson(json).asMap(), "the row");
            String name = members.text("program", "");
            if (!name.equals(program)) {
                throw new IllegalArgumentException(
                        "`program` is `" + name + "`, but the file is named `" + program + "`");
            }
            if (members.has("like")) {
                members.allow(Set.of("program", "like", "note"), "a row with `like`");
                return new Read(Optional.empty(), members.text("like", ""));
            }
            RowReader reader = new RowReader(program);
            return new Read(Optional.of(reader.row(members, Optional.empty(), "")), "");
        } catch (InvalidArgumentsException e) {
            throw new IllegalArgumentException(file + "not JSON as it should be: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + e.getMessage(), e);
        }
    }

    private Row row(Members members, Optional<Row> parent, String at) {
        members.allow(KEYS, at.isEmpty() ? "the row" : "`" + at + "`");
        try {
            return build(members, parent, at);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    at.isEmpty() || message.startsWith("in `") ? message : "in `" + at + "`: " + message, e);
        }
    }

    private Row build(Members members, Optional<Row> parent, String at) {
        String styleName = members.text("style", "");
        Style style = styleName.isEmpty()
                ? parent.map(Row::style).orElse(Style.GNU)
                : Style.of(styleName)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "`style` is `" + styleName + "`, not one of " + Style.allowed()));
        if (members.has("stops")) {
            style = style.stopping(members.truth("stops"));
        }
        String why = members.text("why", parent.map(Row::why).orElse(""));
        Map<String, OptionRow> options = options(members.object("options"), why);
        boolean same =
                options.isEmpty() && parent.isPresent() && parent.get().style().single() == style.single();
        Vocabulary vocabulary = same
                ? parent.get().vocabulary()
                : new Vocabulary(
                        parent.map(row -> row.vocabulary().options()).orElse(Map.of()),
                        options.values(),
                        style.single());
        List<ActRow> acts = ActRow.all(members.texts("acts"), why);
        requireWhy(acts, why);
        Members written = members.object("examples");
        for (String command : written.all().keySet()) {
            examples.add(Example.of(command, written.text(command, "")));
        }
        Row row = new Row(
                program,
                members.text("source", parent.map(Row::source).orElse("")),
                style,
                vocabulary,
                RowText.operands(members.text("operands", members.has("reader") ? "text..." : "none")),
                Map.of(),
                acts,
                why,
                rehearsal(members),
                reader(members),
                List.of());
        Map<String, Row> commands = commands(members.object("commands"), row, at);
        for (String key : commands.isEmpty() ? List.<String>of() : WITHOUT_COMMANDS) {
            if (members.has(key)) {
                throw new IllegalArgumentException("`" + key
                        + "` has no meaning beside `commands`: it belongs to a command, `\"\"` or `*` among them");
            }
        }
        return new Row(
                program,
                row.source(),
                style,
                vocabulary,
                row.operands(),
                commands,
                acts,
                why,
                row.rehearsal(),
                row.reader(),
                parent.isEmpty() ? examples : List.of());
    }

    private Map<String, Row> commands(Members members, Row parent, String at) {
        Map<String, Row> commands = new TreeMap<>();
        members.all().forEach((names, inner) -> {
            Members command = Members.of(inner, "the command `" + names + "`");
            Row row = row(command, Optional.of(parent), (at + " " + names).strip());
            for (String name : names.isBlank() ? List.of("") : RowText.words(names)) {
                if (commands.put(name, row) != null) {
                    throw new IllegalArgumentException("the command `" + name + "` comes twice");
                }
            }
        });
        return commands;
    }

    private static Map<String, OptionRow> options(Members members, String why) {
        Map<String, OptionRow> options = new LinkedHashMap<>();
        for (String names : members.all().keySet()) {
            OptionRow option = option(names, members.text(names, ""), why);
            for (String name : option.names()) {
                if (options.put(name, option) != null) {
                    throw new IllegalArgumentException("the option `" + name + "` comes twice");
                }
            }
        }
        return options;
    }

    private static OptionRow option(String names, String meaning, String why) {
        try {
            OptionRow option = RowText.option(names, meaning, why);
            for (Consequence consequence : option.consequences()) {
                if (consequence instanceof Consequence.Also also) {
                    requireWhy(List.of(also.act()), why);
                }
            }
            return option;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option `" + names + "`: " + e.getMessage(), e);
        }
    }

    private static void requireWhy(Collection<ActRow> acts, String why) {
        for (ActRow act : acts) {
            if (!act.harmless() && why.isEmpty()) {
                throw new IllegalArgumentException(
                        "`why` is missing: one clause that says why the acts cannot simply be done");
            }
        }
    }

    private static Optional<Row.Rehearsal> rehearsal(Members members) {
        String words = members.text("rehearsal", "");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String fidelity = members.text("fidelity", "");
        if (!fidelity.equals("exact") && !fidelity.equals("partial")) {
            throw new IllegalArgumentException("`fidelity` is `" + fidelity + "`, not one of exact, partial");
        }
        return Optional.of(new Row.Rehearsal(
                RowText.words(words),
                Preview.Fidelity.valueOf(fidelity.toUpperCase(Locale.ROOT)),
                members.text("shows", "text")));
    }

    private static Optional<Reader> reader(Members members) {
        String name = members.text("reader", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reader> reader = Readers.named(name);
        if (reader.isEmpty()) {
            throw new IllegalArgumentException("`reader` is `" + name + "`, not one of " + Readers.allowed());
        }
        return reader;
    }
}
