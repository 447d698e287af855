package io.brattice.console.report;

import io.brattice.Chronicle;
import io.brattice.console.page.HtmlPage;
import io.brattice.console.page.MarkdownPage;
import io.brattice.console.terminal.Progress;
import io.brattice.console.terminal.Terminal;
import io.brattice.console.undo.Folders;
import io.brattice.console.undo.Told;
import io.brattice.console.undo.UnknownId;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brattice report}: the true account of what an agent did. */
@Command(
        name = "report",
        description = {
            "Tell what was done in a session, as the journal holds it: sums, questions, what was taken back, what is unresolved, everything in order.",
            "With --claims, somebody's own account of it is held against the journal: what it says is confirmed, contradicted or"
                    + " not checkable."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:told",
            "1:told; the journal contradicts a claim",
            "2:the command line was not understood, or the journal does not know the session",
            "3:told as far as it could be: the journal is damaged",
            "4:the journal or the claims cannot be read, or the file cannot be written"
        })
public final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Folders folders = new Folders();

    @Parameters(paramLabel = "SESSION", description = "A session; `brattice sessions` lists them.")
    private String session = "";

    @Option(
            names = "--claims",
            paramLabel = "FILE",
            description = "An account in English, for example the agent's own, to be held against the journal.")
    private @Nullable Path claims;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one self-contained HTML file instead of Markdown.")
    private @Nullable Path html;

    @Option(names = "--json", description = "One JSON object instead of Markdown.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> report(command.getOut(), command.getErr()));
    }

    private int report(PrintWriter out, PrintWriter err) throws IOException, UnknownId {
        Path journal = folders.journal(terminal);
        Optional<ClaimSheet> sheet = claims == null ? Optional.empty() : Optional.of(ClaimSheet.of(claims));
        Integrity integrity = Integrity.of(journal);
        Account account = new Account(session);
        try (Progress progress = new Progress(terminal, err)) {
            FileJournal.read(journal, entry -> {
                progress.step();
                account.accept(entry);
            });
        } catch (JournalException e) {
            if (integrity.fine()) {
                throw e;
            }
        }
        if (account.isEmpty()) {
            throw UnknownId.of(
                    "session",
                    session,
                    integrity.fine()
                            ? Chronicle.in(journal).sessions().stream()
                                    .map(Chronicle.Session::id)
                                    .toList()
                            : java.util.List.of());
        }
        Findings found = Findings.of(account);
        tell(found, integrity, sheet, out);
        if (!integrity.fine()) {
            err.println(
                    "brattice: the journal is damaged: this is what could be read before; see `brattice journal verify`");
            return Told.SOMETHING_LEFT;
        }
        Witness witness = new Witness(found, terminal.zone());
        boolean contradicted = sheet.stream()
                .flatMap(known -> known.sentences().stream())
                .flatMap(sentence -> sentence.claims().stream())
                .anyMatch(claim -> witness.hold(claim).mark() == Witness.Mark.CONTRADICTED);
        return contradicted ? Told.NOT_DONE : Told.DONE;
    }

    private void tell(Findings found, Integrity integrity, Optional<ClaimSheet> sheet, PrintWriter out)
            throws IOException {
        if (html != null) {
            HtmlPage page = new HtmlPage("Report of a session");
            new ReportPage(page, found, terminal.zone()).write(integrity, sheet);
            Files.writeString(html, page.text());
        }
        if (json) {
            out.println(ReportJson.of(found, integrity, sheet, terminal.zone()));
        } else if (html == null) {
            MarkdownPage page = new MarkdownPage();
            new ReportPage(page, found, terminal.zone()).write(integrity, sheet);
            out.print(page.text());
        }
    }
}
