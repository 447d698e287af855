package io.brattice.console.people;

import io.brattice.approval.Approval;
import io.brattice.console.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice deny}: a no that is signed with the person's own key. */
@Command(
        name = "deny",
        description = "Say no to a question. The answer is signed with your key, and the agent is told why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered, and the gate counts it (or it is written to --out)",
            "1:nothing was answered, or it does not count, and why",
            "2:the command line was not understood",
            "3:answered, and no gate has taken it yet",
            "4:a file cannot be read or written, and why"
        })
public final class Deny implements Callable<Integer> {

    private static final int WIDTH = 100;

    private final Terminal terminal;
    private final Passphrases passphrases;

    @Mixin
    private final Ask ask = new Ask();

    @Option(names = "--why", paramLabel = "TEXT", description = "What the agent is told.")
    private String why = "";

    @Spec
    private @Nullable CommandSpec spec;

    /** At this terminal. */
    public Deny(Terminal terminal) {
        this(terminal, Passphrases.ofTerminal());
    }

    Deny(Terminal terminal, Passphrases passphrases) {
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
                    out.print(question.brief().text(WIDTH, ask.isColoured(terminal)));
                    return Approval.no(question, person, why);
                }));
    }
}
