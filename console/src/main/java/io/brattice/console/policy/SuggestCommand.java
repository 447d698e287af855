package io.brattice.console.policy;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Progress;
import io.brattice.console.terminal.Terminal;
import io.brattice.journal.FileJournal;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.Reading;
import io.brattice.rulebook.replay.Suggestion;
import io.brattice.rulebook.replay.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy suggest}: rules that would have spared repeated questions. */
@Command(
        name = "suggest",
        description =
                "Say which rules would have spared questions to which people said yes again and again, the narrowest first, and what else each would let through.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told, also where there is nothing to suggest",
            "2:the command line was not understood",
            "4:a file or the journal cannot be read"
        })
final class SuggestCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final RulebookFiles rulebooks;

    @Parameters(paramLabel = "JOURNAL", description = "The folder of the journal.")
    private @Nullable Path journal;

    @Option(
            names = "--rulebook",
            paramLabel = "FILE",
            description =
                    "The rulebooks in force, the upper layers first; one option for each. A rule is for the last one. Else the defaults.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    SuggestCommand(Terminal terminal, RulebookFiles rulebooks) {
        this.terminal = terminal;
        this.rulebooks = rulebooks;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            List<Book> layers = files.isEmpty() ? List.of(empty()) : rulebooks.read(files);
            Suggestions suggestions = Suggestions.of(layers, rulebooks.commands());
            Path folder = Objects.requireNonNull(journal, "journal");
            try (Progress progress = new Progress(terminal, err)) {
                FileJournal.read(folder, entry -> {
                    progress.step();
                    suggestions.learn(entry);
                });
                FileJournal.read(folder, entry -> {
                    progress.step();
                    suggestions.replay(entry);
                });
            }
            List<Suggestion> all = suggestions.report().stream()
                    .filter(one -> isReadable(one.rule()))
                    .toList();
            if (json) {
                out.println(json(suggestions, all));
            } else {
                print(suggestions, all, out);
            }
            return Exit.GOOD;
        } catch (IllegalArgumentException e) {
            err.println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return Exit.MISUNDERSTOOD;
        } catch (IOException e) {
            err.println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return Exit.UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private static Book empty() {
        return BookReader.standard()
                .read("defaults", "version: 1\n".getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    /** What is told can be copied into a rulebook as it stands. */
    private boolean isReadable(String rule) {
        byte[] file = ("version: 1\nrules:\n" + rule).getBytes(StandardCharsets.UTF_8);
        return BookReader.standard().commands(rulebooks.commands()).read("suggested", file) instanceof Reading.Loaded;
    }

    private static void print(Suggestions suggestions, List<Suggestion> all, PrintWriter out) {
        out.println(
                all.isEmpty()
                        ? "nothing to suggest: of " + suggestions.questions()
                                + " questions, none was answered with yes again and again, by two people who read it, about what can be taken back"
                        : "rules that would have spared some of " + suggestions.questions()
                                + " questions, the narrowest first");
        for (Suggestion one : all) {
            out.println();
            out.print(one.rule());
            out.println("  # spares " + one.spared() + " questions, such as " + shown(one.examples())
                    + "; yes was said by "
                    + shown(one.people().stream().sorted().toList()));
            out.println(
                    one.beside() == 0
                            ? "  # lets nothing else of this journal through"
                            : "  # lets " + one.beside() + " other calls through (" + others(one) + "), such as "
                                    + shown(one.otherExamples()));
        }
        if (!all.isEmpty()) {
            out.println();
            out.println("a journal tells what was, not what will be asked for: read each rule before it is yours, then"
                    + " `brattice policy check` and `backtest`");
        }
    }

    private static String shown(List<String> names) {
        return VisibleText.line(String.join(", ", names));
    }

    private static String others(Suggestion one) {
        return new TreeMap<>(one.others())
                .entrySet().stream()
                        .map(each -> each.getValue() + " were "
                                + each.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String json(Suggestions suggestions, List<Suggestion> all) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Suggestion one : all) {
            Map<String, Object> others = new TreeMap<>();
            one.others().forEach((decision, calls) -> others.put(decision.name(), calls));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("rule", one.rule());
            row.put("spared", one.spared());
            row.put("people", one.people().stream().sorted().toList());
            row.put("examples", one.examples());
            row.put("others", others);
            row.put("otherExamples", one.otherExamples());
            rows.add(row);
        }
        return Arguments.of("questions", suggestions.questions(), "suggestions", rows)
                .json();
    }
}
