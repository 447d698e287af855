package io.brattice.console.policy;

import io.brattice.action.Arguments;
import io.brattice.console.terminal.Colour;
import io.brattice.console.terminal.Ink;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.check.Cases;
import io.brattice.rulebook.check.Check;
import io.brattice.rulebook.check.Finding;
import io.brattice.rulebook.check.Finding.Severity;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.load.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy check}: what is wrong or questionable about rulebooks. */
@Command(
        name = "check",
        description = "Say what is wrong or questionable about rulebooks, and run their examples.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there is no error; with --strict no warning either, and every example was run",
            "1:there is one",
            "2:the command line was not understood",
            "4:a file cannot be read"
        })
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILES", arity = "1..*", description = "The rulebooks, the upper layers first.")
    private List<Path> files = List.of();

    @Option(
            names = "--tools",
            paramLabel = "LIST",
            description =
                    "The tools there are: a file with one name a line, or names with commas between them. Then a rule about"
                            + " another tool is an error.")
    private @Nullable String tools;

    @Option(names = "--strict", description = "Warnings, and examples that were not run, are errors.")
    private boolean strict;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never; auto means at a terminal, unless NO_COLOR is set.")
    private Colour colour = Colour.AUTO;

    @Spec
    private @Nullable CommandSpec spec;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One line of the report, and the line of the file that it is about. */
    private record Row(Severity severity, String kind, Place place, String text, String source) {}

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        try {
            Layers layers = Layers.read(files);
            List<Row> rows = rows(layers);
            boolean good = rows.stream().noneMatch(row -> strict || row.severity() == Severity.ERROR);
            if (json) {
                out.println(json(rows, layers, good));
            } else {
                print(rows, layers, out);
            }
            return good ? Exit.GOOD : Exit.NOT_GOOD;
        } catch (IOException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return Exit.UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private List<Row> rows(Layers layers) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Problem problem : layers.problems()) {
            rows.add(new Row(Severity.ERROR, "unreadable", problem.place(), problem.text(), problem.source()));
        }
        if (!layers.problems().isEmpty()) {
            return rows; // Half of the layers would look like something else.
        }
        List<Finding> findings = new ArrayList<>(Check.of(layers.books(), known()));
        if (findings.stream().noneMatch(finding -> finding.kind().stops())) {
            findings.addAll(new Cases(new ShellCommands(), Classifiers.of(layers.books())).of(layers.books()));
        }
        Map<String, List<String>> lines = lines();
        findings.stream()
                .sorted(java.util.Comparator.comparing(Finding::place))
                .forEach(finding -> rows.add(new Row(
                        finding.severity(),
                        finding.kind().word(),
                        finding.place(),
                        finding.text(),
                        line(lines, finding.place()))));
        return rows;
    }

    private Optional<Set<String>> known() throws IOException {
        if (tools == null) {
            return Optional.empty();
        }
        Path file = Path.of(tools);
        List<String> names = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of(tools.split(",", -1));
        Set<String> known = new LinkedHashSet<>();
        names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.startsWith("#"))
                .forEach(known::add);
        return Optional.of(known);
    }

    private Map<String, List<String>> lines() throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Path file : files) {
            lines.put(String.valueOf(file.getFileName()), Files.readAllLines(file));
        }
        return lines;
    }

    private static String line(Map<String, List<String>> lines, Place place) {
        List<String> file = lines.getOrDefault(place.file(), List.of());
        return place.line() <= file.size() ? file.get(place.line() - 1) : "";
    }

    private void print(List<Row> rows, Layers layers, PrintWriter out) {
        boolean coloured = colour.isOn(terminal.variables(), terminal.showing());
        for (Row row : rows) {
            String severity = row.severity().name().toLowerCase(Locale.ROOT);
            Ink ink = switch (row.severity()) {
                case ERROR -> Ink.RED;
                case WARNING -> Ink.YELLOW;
                case NOTE -> Ink.DIM;
            };
            out.println(row.place() + ": " + ink.on(severity, coloured) + ": " + row.text() + " [" + row.kind() + "]");
            if (!row.source().isBlank()) {
                out.println("    " + Ink.DIM.on(row.source(), coloured));
                out.println("    "
                        + " "
                                .repeat(Math.min(
                                        row.place().column() - 1, row.source().length())) + "^");
            }
        }
        int rules =
                layers.books().stream().mapToInt(book -> book.clauses().size()).sum();
        out.println(count(rows, Severity.ERROR, "error") + (layers.more() > 0 ? " and " + layers.more() + " more" : "")
                + ", "
                + count(rows, Severity.WARNING, "warning") + ", " + count(rows, Severity.NOTE, "note") + "; "
                + rules + (rules == 1 ? " rule" : " rules") + " in " + files.size()
                + (files.size() == 1 ? " file" : " files"));
    }

    private static String count(List<Row> rows, Severity severity, String word) {
        long count = rows.stream().filter(row -> row.severity() == severity).count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static String json(List<Row> rows, Layers layers, boolean good) {
        List<Map<String, Object>> findings = new ArrayList<>();
        for (Row row : rows) {
            findings.add(Map.of(
                    "severity", row.severity().name().toLowerCase(Locale.ROOT),
                    "kind", row.kind(),
                    "file", row.place().file(),
                    "line", row.place().line(),
                    "column", row.place().column(),
                    "text", row.text()));
        }
        return Arguments.from(Map.of(
                        "good", good,
                        "findings", findings,
                        "more", layers.more(),
                        "rulebooks", layers.books().stream().map(Book::name).toList(),
                        "rules",
                                layers.books().stream()
                                        .mapToInt(book -> book.clauses().size())
                                        .sum()))
                .json();
    }
}
