package io.brattice.console.audit;

import io.brattice.console.journal.Moments;
import io.brattice.console.page.HtmlPage;
import io.brattice.console.page.MarkdownPage;
import io.brattice.console.report.Integrity;
import io.brattice.console.terminal.Progress;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.UnreadableRulebookException;
import io.brattice.rulebook.language.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice audit}: the gate in numbers. */
@Command(
        name = "audit",
        description =
                "Tell in numbers what the gate did: calls, questions, how people answered, effects, by team and agent.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told",
            "2:the command line was not understood",
            "3:told as far as it could be: the journal is damaged",
            "4:the journal cannot be read, or the file cannot be written"
        })
public final class AuditCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moments.From.class,
            description = "Not before: 2026-11-25, 2026-11-25T14:00:00Z or an age: 7d.")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moments.From.class,
            description = "Before; a day alone means its begin, in UTC.")
    private Instant to = Instant.MAX;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one self-contained HTML file with plots instead of Markdown.")
    private @Nullable Path html;

    @Option(
            names = "--rulebook",
            paramLabel = "FILE",
            description =
                    "Rulebooks, the upper layers first, to tell what was done on their tiers; one option for each.")
    private List<Path> rulebooks = List.of();

    @Option(
            names = "--json",
            description = "One JSON object for the whole, and one for each day, team, agent, person and rule.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> audit(command.getOut(), command.getErr()));
    }

    private TierTally tiers() throws IOException {
        if (rulebooks.isEmpty()) {
            return TierTally.none();
        }
        try {
            Rulebook rules = Rulebook.read(rulebooks.toArray(Path[]::new));
            List<String> names = rules.layers().stream()
                    .flatMap(book -> book.tiers().stream())
                    .map(Tier::name)
                    .distinct()
                    .toList();
            return new TierTally(rules.tiers(), names);
        } catch (UnreadableRulebookException e) {
            throw new IOException(e.problems().get(0), e);
        }
    }

    private int audit(PrintWriter out, PrintWriter err) throws IOException {
        Path journal = folders.journal(terminal);
        Integrity integrity = Integrity.of(journal);
        Audit audit = new Audit(from, to, terminal.zone(), tiers());
        try (Progress progress = new Progress(terminal, err)) {
            FileJournal.read(journal, entry -> {
                progress.step();
                audit.accept(entry);
            });
        } catch (JournalException e) {
            if (integrity.fine()) {
                throw e;
            }
        }
        if (html != null) {
            HtmlPage page = new HtmlPage("Audit of a gate");
            new AuditPage(page, audit).write(integrity);
            Files.writeString(html, page.text());
        }
        if (json) {
            AuditJson.lines(audit, integrity).forEach(out::println);
        } else if (html == null) {
            MarkdownPage page = new MarkdownPage();
            new AuditPage(page, audit).write(integrity);
            out.print(page.text());
        }
        if (!integrity.fine()) {
            err.println(
                    "brattice: the journal is damaged: this is what could be read before; see `brattice journal verify`");
            return Told.SOMETHING_LEFT;
        }
        return Told.DONE;
    }
}
