package io.brattice.console.people;

import io.brattice.approval.Approval;
import io.brattice.approval.TerminalDialogue;
import io.brattice.console.people.Told.Refusal;
import io.brattice.console.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brattice approve}: a question in full, and an answer that is signed with the person's own key. */
@Command(
        name = "approve",
        description =
                "Show a question in full, and answer it: yes, no, or with other arguments. The answer is signed with your key.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nNote:%n",
        footer = {
            "  A yes is taken once everything hidden was opened; for what cannot be taken back the first six",
            "  characters of the question are typed too. The gate knows you by the file of people, and only so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered, and the gate counts it (or it is written to --out)",
            "1:nothing was answered, or it does not count, and why",
            "2:the command line was not understood",
            "3:answered, and no gate has taken it yet",
            "4:a file cannot be read or written, and why"
        })
public final class Approve implements Callable<Integer> {

    private static final int WIDTH = 100;

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Mixin
    private final Ask ask = new Ask();

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Approve(Terminal terminal) {
        this(terminal, Passphrases.ofTerminal());
    }

    Approve(Terminal terminal, Passphrases passphrases) {
        this.terminal = terminal;
        this.passphrases = passphrases;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = command.getOut();
        return Told.by(
                command,
                () -> ask.answer(terminal, passphrases, out, (question, person) -> {
                    Optional<Approval> given = TerminalDialogue.at(
                                    terminal.typed().get(),
                                    out,
                                    Clock.systemUTC(),
                                    question,
                                    person,
                                    WIDTH,
                                    ask.isColoured(terminal))
                            .given();
                    return given.orElseThrow(
                            () -> new Refusal(Told.NOT_DONE, "nothing was answered: the question waits as before"));
                }));
    }
}
