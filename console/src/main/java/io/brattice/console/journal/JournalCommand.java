package io.brattice.console.journal;

import io.brattice.console.terminal.Terminal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brattice journal}: the journal as an auditor reads it. */
@Command(
        name = "journal",
        description = {
            "Check, follow, show, export and prune the journal.",
            "All but `prune` lock and write nothing: agents may be at work."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class JournalCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private JournalCommand() {}

    /** With its subcommands, at this terminal. */
    public static CommandLine at(Terminal terminal) {
        return new CommandLine(new JournalCommand())
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new TailCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new PruneCommand(terminal));
    }

    @Override
    public void run() {
        CommandLine here = Objects.requireNonNull(spec, "spec").commandLine();
        here.usage(here.getOut());
    }
}
