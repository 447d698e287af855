package io.brattice.console.policy;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Terminal;
import io.brattice.journal.FileJournal;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.replay.Backtest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice policy backtest}: what other rulebooks would have decided about the calls of a journal. */
@Command(
        name = "backtest",
        description = "Say what new rulebooks would have decided otherwise about the calls in a journal.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is widened",
            "2:the command line was not understood",
            "3:something is widened: less is asked or forbidden now",
            "4:a file or the journal cannot be read"
        })
final class BacktestCommand implements Callable<Integer> {

    private static final int TIGHT = 0;
    private static final int MISUNDERSTOOD = 2;
    private static final int WIDENED = 3;
    private static final int UNREADABLE = 4;
    private static final int SHOWN = 40;
    private static final int STEP = 10_000;

    private final Terminal terminal;
    private final RulebookFiles rulebooks;

    @Parameters(index = "0", paramLabel = "OLD", description = "The old rulebook; layers with commas between them.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The new one.")
    private String next = "";

    @Parameters(index = "2", paramLabel = "JOURNAL", description = "The folder of the journal.")
    private @Nullable Path journal;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    BacktestCommand(Terminal terminal, RulebookFiles rulebooks) {
        this.terminal = terminal;
        this.rulebooks = rulebooks;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            Backtest test = Backtest.of(read(old), read(next), rulebooks.commands());
            long[] seen = {0};
            FileJournal.read(Objects.requireNonNull(journal, "journal"), entry -> {
                test.accept(entry);
                if (++seen[0] % STEP == 0 && terminal.showing().getAsBoolean()) {
                    err.print("\r" + counted(seen[0]) + " entries");
                    err.flush();
                }
            });
            if (seen[0] >= STEP && terminal.showing().getAsBoolean()) {
                err.println();
            }
            Backtest.Report report = test.report();
            if (json) {
                out.println(json(report));
            } else {
                print(report, out);
            }
            return report.widened() > 0 ? WIDENED : TIGHT;
        } catch (IllegalArgumentException e) {
            err.println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return MISUNDERSTOOD;
        } catch (IOException e) {
            err.println("brattice: " + VisibleText.line(String.valueOf(e.getMessage())));
            return UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private List<Book> read(String files) throws IOException {
        return rulebooks.read(Stream.of(files.split(",", -1)).map(Path::of).toList());
    }

    private static void print(Backtest.Report report, PrintWriter out) {
        out.println(
                counted(report.calls()) + " calls decided again; " + counted(report.widened()) + " of them widened");
        out.println(String.format(
                Locale.ROOT,
                "questions a day: %.1f before, %.1f after",
                report.aDay(report.questionsBefore()),
                report.aDay(report.questionsAfter())));
        if (report.undecided() > 0) {
            out.println(counted(report.undecided()) + " calls are undecided: they depend on what was redacted");
        }
        if (report.unreadable() > 0) {
            out.println(counted(report.unreadable()) + " calls cannot be read back");
        }
        if (report.cut() > 0) {
            out.println(counted(report.cut()) + " calls had more effects than the journal holds");
        }
        for (Backtest.Change change :
                report.changes().subList(0, Math.min(SHOWN, report.changes().size()))) {
            out.println((change.widened() ? "WIDENED  " : "changed  ") + counted(change.calls()) + " x "
                    + change.before() + " by " + rules(change.rulesBefore()) + " -> " + change.after() + " by "
                    + rules(change.rulesAfter()) + "; " + VisibleText.line(String.join(", ", change.examples())));
        }
        if (report.changes().size() > SHOWN) {
            out.println("and " + counted(report.changes().size() - SHOWN) + " other kinds of changes");
        }
        report.notes().forEach(note -> out.println("note: " + note));
    }

    private static String rules(List<String> ids) {
        return VisibleText.line(String.join(", ", ids));
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String json(Backtest.Report report) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("calls", report.calls());
        body.put("widened", report.widened());
        body.put("undecided", report.undecided());
        body.put("unreadable", report.unreadable());
        body.put("cut", report.cut());
        body.put("questionsADayBefore", report.aDay(report.questionsBefore()));
        body.put("questionsADayAfter", report.aDay(report.questionsAfter()));
        body.put("changes", report.changes());
        body.put("notes", report.notes());
        return Arguments.from(body).json();
    }
}
