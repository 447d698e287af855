package io.brattice.rulebook.load;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference of the language, made from its forms. */
final class Reference {

    private static final String HEAD = """
        # Reference of rulebooks

        This page is made from the tables that the reader and the schema for editors are made from
        (`SchemaTest` writes it with `-Dbrattice.write=true`, and fails where it is not up to date). [Rulebooks](rulebooks.md) is the introduction,
        [their meaning](rulebook-meaning.md) the definition.

        Files are YAML 1.2, one document, without anchors, aliases, tags and merge keys: at most 1 MB, 32 deep, 20,000 rules. Wherever a text is
        expected, what YAML takes for a number or a boolean stands in quotes.
        """;

    private Reference() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Form form : inOrder()) {
            if (!isPlain(form)) {
                section(form, page);
            }
        }
        page.append("\n## Plain values\n\n| | |\n|---|---|\n");
        for (Form form : inOrder()) {
            if (isPlain(form)) {
                page.append("| ")
                        .append(anchor(form.name()))
                        .append(form.name())
                        .append(" | ")
                        .append(cell(form.about()))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    /** From the root downwards, as they are met. */
    private static Set<Form> inOrder() {
        Set<Form> seen = new LinkedHashSet<>();
        add(Grammar.ROOT, seen);
        add(Grammar.CASES, seen);
        return seen;
    }

    private static void add(String name, Set<Form> seen) {
        Form form = Grammar.grammar().form(name);
        if (seen.add(form)) {
            form.keys().ifPresent(keys -> {
                keys.known().forEach(key -> add(key.form(), seen));
                keys.others().ifPresent(other -> add(other, seen));
            });
            form.items().ifPresent(items -> add(items, seen));
        }
    }

    private static boolean isPlain(Form form) {
        return form.keys().isEmpty() || form.name().equals("json");
    }

    private static void section(Form form, StringBuilder page) {
        page.append("\n## ")
                .append(form.name())
                .append("\n\n")
                .append(form.about())
                .append('\n');
        String ways = ways(form);
        if (!ways.isEmpty()) {
            page.append("\nShort forms: ").append(ways).append(".\n");
        }
        Form.Keys keys = form.keys().orElseThrow();
        keys.others()
                .ifPresent(other -> page.append("\nThe keys are names of your own; each value is ")
                        .append(link(other))
                        .append(".\n"));
        if (keys.known().isEmpty()) {
            return;
        }
        if (keys.number() == Form.Many.EXACTLY_ONE) {
            page.append("\nExactly one of these keys.\n");
        }
        page.append("\n| key | value | |\n|---|---|---|\n");
        for (Form.Key key : keys.known()) {
            page.append("| `")
                    .append(key.name())
                    .append(key.required() ? "` (required)" : "`")
                    .append(" | ")
                    .append(link(key.form()))
                    .append(" | ")
                    .append(cell(key.about()))
                    .append(" |\n");
        }
    }

    private static String ways(Form form) {
        List<String> scalars =
                form.scalars().stream().map(Atom::expects).distinct().toList();
        String text = scalars.stream().map(Reference::cell).collect(Collectors.joining("; "));
        return form.items()
                .map(items -> text + (text.isEmpty() ? "" : "; ") + "a list of " + link(items))
                .orElse(text);
    }

    private static String link(String name) {
        return "[" + name + "](#" + name + ")";
    }

    private static String anchor(String name) {
        return "<a id=\"" + name + "\"></a>";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
